"""Average the weights of runs that began from the same general model, and score the average on the tenth.

    python training/stance/average.py DATA OUT.safetensors RUNS/final0/weights.safetensors RUNS/final2/…

Runs from one start stay close enough for their mean to be a model, and mostly a better one than each (model soups,
Wortsman et al., ICML 2022). With one file it only scores.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from network import CrossEncoder
from pairs import read_pairs
from safetensors.torch import load_file, save_file
from train import tenth_scores

MOST_TOKENS = 256


def main() -> None:
    """Average, score, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("weights", type=Path, nargs="+")
    given = parser.parse_args()
    torch.set_num_threads(1)
    runs = [load_file(file) for file in given.weights]
    mean = {name: torch.stack([run[name] for run in runs]).mean(0) for name in runs[0]}
    model = CrossEncoder()
    model.load_state_dict(mean)
    scores = tenth_scores(model, read_pairs(given.data / "tenth.jsonl"), MOST_TOKENS)
    print(given.out.name, {name: round(score, 4) for name, score in scores.items()}, flush=True)
    save_file(mean, given.out)


if __name__ == "__main__":
    main()
