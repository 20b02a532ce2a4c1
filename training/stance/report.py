"""Scores of trained weights on the reported sets, and their mean over seeds. Nothing may be chosen by them.

python training/stance/report.py DATA RUNS/final0/weights.safetensors RUNS/final1/weights.safetensors
"""

from __future__ import annotations

import argparse
import statistics
from pathlib import Path

import torch
from network import CrossEncoder
from pairs import read_pairs
from safetensors.torch import load_file
from scoring import logits_of, macro_f1, per_class

REPORTED, MOST_TOKENS = ("scifact_dev", "check_covid_dev", "snli_test"), 256


def main() -> None:
    """A row per set and weights, then the means."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("weights", type=Path, nargs="+")
    parser.add_argument("--sets", nargs="+", default=REPORTED)
    given = parser.parse_args()
    torch.set_num_threads(1)
    scores: dict[str, list[float]] = {name: [] for name in given.sets}
    for file in given.weights:
        model = CrossEncoder()
        model.load_state_dict(load_file(file))
        for name in given.sets:
            pairs = read_pairs(given.data / f"{name}.jsonl")
            logits = logits_of(model, pairs, MOST_TOKENS)
            scores[name].append(macro_f1(logits, pairs))
            classes = ", ".join(f"{label} {score:.3f}" for label, score in per_class(logits, pairs).items())
            print(f"{file.parent.name} {name}: macro-F1 {scores[name][-1]:.4f} ({classes})", flush=True)
    for name, found in scores.items():
        print(f"mean of {len(found)}: {name} {statistics.mean(found):.4f} ({min(found):.4f} to {max(found):.4f})")


if __name__ == "__main__":
    main()
