"""Prove that no pinned score has fallen: run `claimcheck eval` on public data and compare with floors.json.

    python benchmarks/run_floors.py DATASETS [--quick]

With ``--quick`` only those that take less than three minutes on two idle cores. A floor holds for data of one digest;
other data is refused, not scored. Where a floor names measures that must be `best`, the search must score no less
there than each of its legs alone. Where DATASETS does not exist there is nothing to prove, which is said and is no
failure.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

FLOORS = Path(__file__).with_name("floors.json")
LEGS = ("dense", "lexical")


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """Scores that one evaluation must reach, on data of one digest."""

    name: str
    command: Sequence[str]
    files: Sequence[str]
    sha256: str
    quick: bool
    at_least: Mapping[str, float]
    best: Sequence[str] = ()


def read_floors() -> list[Floor]:
    """The pinned floors."""
    return [Floor(**row) for row in json.loads(FLOORS.read_text(encoding="utf-8"))]


def digest_of(files: Sequence[Path]) -> str:
    """sha256 over the bytes of the files, in order; a folder stands for the files in it, by name."""
    hasher = hashlib.sha256()
    for named in files:
        for file in sorted(named.iterdir()) if named.is_dir() else [named]:
            hasher.update(file.read_bytes())
    return hasher.hexdigest()


def shortfalls(floor: Floor, scores: Mapping[str, float]) -> list[str]:
    """What an evaluation does not reach, in words; nothing where all is well."""
    missed = [
        f"{key} {scores[key]:.4f} is below its floor {least:.4f}"
        for key, least in floor.at_least.items()
        if not scores[key] >= least
    ]
    return missed + [
        f"{key} {scores[key]:.4f} is below the {leg} leg alone, {scores[f'{leg} {key}']:.4f}"
        for key in floor.best
        for leg in LEGS
        if not scores[key] >= scores[f"{leg} {key}"]
    ]


def check(floor: Floor, datasets: Path) -> bool:
    """Run one evaluation and print its scores, and what they do not reach."""
    found = digest_of([datasets / name for name in floor.files])
    if found != floor.sha256:
        print(f"{floor.name}: the data has digest {found}, the floor was pinned on {floor.sha256}")
        return False
    command = [part.replace("{datasets}", str(datasets)) for part in floor.command]
    started = time.monotonic()
    ran = subprocess.run(
        [sys.executable, "-m", "claimcheck", *command, "--json"], stdout=subprocess.PIPE, text=True, check=True
    )
    scores = json.loads(ran.stdout)
    shown = ", ".join(f"{key} {scores[key]:.4f} (floor {least:.4f})" for key, least in floor.at_least.items())
    print(f"{floor.name}: {shown}; {time.monotonic() - started:.0f} s", flush=True)
    missed = shortfalls(floor, scores)
    for words in missed:
        print(f"{floor.name}: {words}", flush=True)
    return not missed


def main() -> int:
    """Check the floors; 1 where one is not reached."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("datasets", type=Path)
    parser.add_argument("--quick", action="store_true", help="only those that take less than three minutes")
    options = parser.parse_args()
    if not options.datasets.is_dir():
        print(f"no public data in {options.datasets}: floors not checked")
        return 0
    results = [check(floor, options.datasets) for floor in read_floors() if floor.quick or not options.quick]
    print(f"{sum(results)} of {len(results)} evaluations reach their floors")
    return 0 if all(results) else 1


if __name__ == "__main__":
    raise SystemExit(main())
