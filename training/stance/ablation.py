"""Is each kind of made data worth it? Short runs of one seed on 10,000 natural pairs, with and without each kind.

    python training/stance/ablation.py DATA --from runs/general/weights.safetensors --out runs/ablation [--only a b]

Every run starts from the general model, which has seen natural pairs alone. Prints the command of each run, runs it
(or resumes it, or takes what is there), and prints the table.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

TRAIN = Path(__file__).with_name("train.py")
NATURAL = ("fever=3000", "snli=4000", "fm2=1100")
VALUES = ("made:number", "kept:number", "made:date", "kept:date", "made:unit", "kept:unit", "made:name", "kept:name")
POLARITY = ("made:negation", "made:comparative", "kept:comparative", "made:quantifier", "kept:quantifier")
WHO = ("made:who", "made:role", "made:parts", "kept:passive", "made:order", "kept:order")
MINED = ("mined:scifact", "mined:check_covid", "mined:fever=1500", "mined:fm2")
RUNS = {
    "natural": (),
    "mined": MINED,
    "values": VALUES,
    "polarity": POLARITY,
    "who": WHO,
    "all": MINED + VALUES + POLARITY + WHO,
}


def main() -> None:
    """Run what is asked for, show what there is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--from", dest="start", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--only", nargs="*", default=list(RUNS))
    given = parser.parse_args()
    every = {one.split("=")[0] for part in RUNS.values() for one in part}
    for name in given.only:
        wanted = {one.split("=")[0] for one in RUNS[name]}
        limits = [*NATURAL, *(one for one in RUNS[name] if "=" in one), *(f"{one}=0" for one in sorted(every - wanted))]
        pairs = [str(given.data / f"{part}.jsonl") for part in ("natural", "mined", "made")]
        two_way = [] if wanted & {one.split("=")[0] for one in MINED} else ["--two-way", "fever", "fm2"]
        command = [
            sys.executable, str(TRAIN), "--pairs", *pairs,
            "--dev", str(given.data / "tenth.jsonl"), "--out", str(given.out / name), "--from", str(given.start),
            "--limit", *limits, "--longest", "85", "--most-tokens", "160", "--lr", "6e-5", "--evaluations", "1",
            "--average", "0.98", *two_way,
        ]  # fmt: skip
        print(" ".join(command), flush=True)
        subprocess.run(command, check=True)  # noqa: S603 - our own script
    for name in RUNS:
        log = given.out / name / "log.jsonl"
        if log.exists():
            print(name, json.loads(log.read_text(encoding="utf-8").splitlines()[-1]))


if __name__ == "__main__":
    main()
