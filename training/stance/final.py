"""The runs that give the packaged weights: three seeds of the second stage, each from one of two general models.

    python training/stance/final.py DATA --out RUNS --seed 0

First ``general``: all natural pairs twice; FEVER and FM2, which know two answers, are compared over two outputs.
Then the nearest sets, scientific claims and claims about the pandemic, four and three times, with a share of the others
and the made pairs that ``ablation.py`` found to help. Either stage resumes, or is passed over when it is done.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

TRAIN = Path(__file__).with_name("train.py")
GENERAL = ("--longest", "85", "--most-tokens", "160", "--lr", "1.2e-4", "--epochs", "2", "--evaluations", "4")
NEAR = ("--longest", "150", "--most-tokens", "224", "--lr", "8e-5", "--evaluations", "3")
REPEAT = ("scifact=4", "check_covid=3")
LIMIT = ("fever=2500", "snli=3000", "mined:fever=600", "mined:fm2=200", "mined:scifact=0", "mined:check_covid=0")
LEFT_OUT = ("made:number", "kept:number", "made:date", "kept:date", "made:unit", "kept:unit", "made:name", "kept:name",
            "made:who", "made:role", "made:parts", "kept:passive", "made:order", "kept:order")  # fmt: skip
GENERAL_SEEDS = {0: 0, 1: 1, 2: 0}


def main() -> None:
    """Both stages of a seed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, choices=GENERAL_SEEDS, required=True)
    given = parser.parse_args()
    source = GENERAL_SEEDS[given.seed]
    natural, mined, made = (str(given.data / f"{part}.jsonl") for part in ("natural", "mined", "made"))
    shared = ("--dev", str(given.data / "tenth.jsonl"), "--two-way", "fever", "fm2")
    general = given.out / f"general{source}"
    train("--pairs", natural, *shared, *GENERAL, "--seed", str(source), "--out", str(general))
    train(
        "--pairs", natural, mined, made, *shared, *NEAR, "--repeat", *REPEAT, "--limit", *LIMIT, "--without", *LEFT_OUT,
        "--seed", str(given.seed), "--from", str(general / "weights.safetensors"),
        "--out", str(given.out / f"final{given.seed}"),
    )  # fmt: skip


def train(*options: str) -> None:
    """Run or resume ``train.py``."""
    subprocess.run([sys.executable, str(TRAIN), *options], check=True)  # noqa: S603 - our own script


if __name__ == "__main__":
    main()
