"""Pairs per second of the packaged stance graph against the same network in PyTorch at fp32, at the same lengths.

    python benchmarks/stance_rate.py PAIRS.jsonl WEIGHTS.safetensors [--pairs 200] [--runs 3]

PAIRS.jsonl has {claim, evidence}; WEIGHTS are those that training/stance/train.py writes. Runs alternate. PyTorch gets
the pairs in batches of 16 sorted by length, which is the fastest for it; the graph gets them one by one, a core each,
as the program does. Each is shown with what a second of one core did, which a busy machine distorts less than the
clock. Exits with 1 when the ratio of the medians by core is under 2.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import torch
from safetensors.torch import load_file

from claimcheck.models.stance import load_stance_model
from claimcheck.settings import ModelSettings

LEAST_RATIO, MOST_TOKENS, BATCH = 2.0, 256, 16


def main() -> int:
    """Print a line per run and the medians."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--pairs", type=int, default=200)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    rows = [json.loads(line) for line in given.file.read_text(encoding="utf-8").splitlines()[: given.pairs]]
    pairs = [(str(row["claim"]), str(row["evidence"])) for row in rows]
    ways: dict[str, Callable[[list[tuple[str, str]]], None]] = {"fp32": in_torch(given.weights), "int8": in_graph()}
    for judge in ways.values():
        judge(pairs[:8])
    rates: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    for run in range(1, given.runs + 1):
        for name, judge in ways.items():
            clock, core = time.perf_counter(), time.process_time()
            judge(pairs)
            rate = len(pairs) / (time.perf_counter() - clock), len(pairs) / (time.process_time() - core)
            rates[name].append(rate)
            print(f"run {run} {name:<5}{rate[0]:7.1f} pairs/s {rate[1]:7.1f} per second of a core, "
                  f"load {os.getloadavg()[0]:.1f}", flush=True)  # fmt: skip
    clock_ratio, core_ratio = (
        statistics.median(rate[kind] for rate in rates["int8"])
        / statistics.median(rate[kind] for rate in rates["fp32"])
        for kind in (0, 1)
    )
    print(f"int8 / fp32, medians: {clock_ratio:.2f} by the clock, {core_ratio:.2f} per second of a core")
    return 0 if core_ratio >= LEAST_RATIO else 1


def in_torch(weights: Path) -> Callable[[list[tuple[str, str]]], None]:
    """The network the graph was made from."""
    sys.path.insert(0, str(Path(__file__).parent.parent / "training" / "stance"))
    network, batches, training = (import_module(name) for name in ("network", "batches", "pairs"))
    model = network.CrossEncoder()
    model.load_state_dict(load_file(weights))
    model.eval()

    def judge(texts: list[tuple[str, str]]) -> None:
        made = [training.Pair(claim=claim, evidence=text, label="supports", source="") for claim, text in texts]
        encoded = batches.encode(made, MOST_TOKENS)
        order = sorted(range(len(made)), key=lambda row: len(encoded[row][0]))
        with torch.inference_mode():
            for start in range(0, len(order), BATCH):
                batch = batches.collate(encoded, order[start : start + BATCH])
                model(batch.input_ids, batch.attention_mask, batch.token_type_ids)

    return judge


def in_graph() -> Callable[[list[tuple[str, str]]], None]:
    """The packaged graph, as the program runs it."""
    model = load_stance_model(ModelSettings())
    if model is None:
        raise SystemExit("the stance model is switched off")

    def judge(texts: list[tuple[str, str]]) -> None:
        by_claim: dict[str, list[str]] = {}
        for claim, text in texts:
            by_claim.setdefault(claim, []).append(text)
        for claim, of_claim in by_claim.items():
            model.stances(claim, of_claim)

    return judge


if __name__ == "__main__":
    sys.exit(main())
