"""Scoring sentence boundaries on texts whose sentences are known."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from claimcheck.claims import split_sentences
from claimcheck.errors import EmptyInputError, UnreadableError

_ROW = 'each line must be like {"text": "It rained. We left.", "sentences": ["It rained.", "We left."]}'


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceScores:
    """How many of the boundaries between sentences are found, and how many of those found are right."""

    f1: float
    precision: float
    recall: float
    n: int
    """Boundaries there are; the end of a text is given and counts for nothing."""
    texts: int
    whole: float
    """Share of the texts without any mistake."""

    def as_json(self) -> dict[str, float | int | str]:
        """The scores by their names, as `eval sentences --json` prints them."""
        return asdict(self)


def evaluate_sentences(rows_file: Path) -> SentenceScores:
    """Score the splitting of articles on a JSONL file of ``{text, sentences}``.

    A boundary is the number of characters before it, white space left out, so that it matters nowhere how sentences
    are trimmed.

    Raises:
        UnreadableError: the file or a row of it cannot be used.
        EmptyInputError: no boundary in it.
    """
    right = found = there = whole = texts = 0
    for text, sentences in _rows(rows_file):
        expected = _boundaries(sentences)
        cut = _boundaries([sentence.text for sentence in split_sentences(text)])
        right += len(expected & cut)
        found += len(cut)
        there += len(expected)
        whole += expected == cut
        texts += 1
    if not there:
        raise EmptyInputError(f"{rows_file} has no text of two sentences", _ROW)
    precision = right / found if found else 0.0
    recall = right / there
    return SentenceScores(
        f1=2 * right / (found + there),
        precision=precision,
        recall=recall,
        n=there,
        texts=texts,
        whole=whole / texts,
    )


def _boundaries(sentences: Sequence[str]) -> set[int]:
    """Ends of all sentences but the last, in characters that are no white space."""
    ends, place = set(), 0
    for sentence in sentences:
        place += len("".join(sentence.split()))
        ends.add(place)
    return ends - {place}


def _rows(file: Path) -> Iterator[tuple[str, list[str]]]:
    try:
        with file.open(encoding="utf-8") as stream:
            for number, line in enumerate(stream, start=1):
                if line.strip():
                    yield _row(line, f"{file}, line {number}")
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{file} is not UTF-8 text", _ROW) from error
    except OSError as error:
        raise UnreadableError(f"{file} cannot be read: {error.strerror}", "check the name of the file") from error


def _row(line: str, where: str) -> tuple[str, list[str]]:
    try:
        row: Any = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise UnreadableError(f"{where} is no JSON", _ROW) from error
    text = row.get("text") if isinstance(row, dict) else None
    sentences = row.get("sentences") if isinstance(row, dict) else None
    if not isinstance(text, str) or not isinstance(sentences, list) or not all(isinstance(s, str) for s in sentences):
        raise UnreadableError(f"{where} has no text or no list of sentences", _ROW)
    if "".join(text.split()) != "".join("".join(sentences).split()):
        raise UnreadableError(f"{where}: the sentences together are not the text", _ROW)
    return text, sentences
