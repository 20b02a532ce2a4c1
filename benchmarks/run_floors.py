"""Prove that no pinned score has fallen: run `claimcheck eval` on public data and compare with floors.json.

    python benchmarks/run_floors.py DATASETS [--all]

Only the quick ones run unless ``--all`` is given. A floor holds for data of one digest; other data is refused, not
scored. Where DATASETS does not exist there is nothing to prove, which is said and is no failure.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

FLOORS = Path(__file__).with_name("floors.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """Scores that one evaluation must reach, on data of one digest."""

    name: str
    command: Sequence[str]
    files: Sequence[str]
    sha256: str
    quick: bool
    at_least: dict[str, float]


def read_floors() -> list[Floor]:
    """The pinned floors."""
    return [Floor(**row) for row in json.loads(FLOORS.read_text(encoding="utf-8"))]


def digest_of(files: Sequence[Path]) -> str:
    """sha256 over the bytes of the files, in order."""
    hasher = hashlib.sha256()
    for file in files:
        hasher.update(file.read_bytes())
    return hasher.hexdigest()


def check(floor: Floor, datasets: Path) -> bool:
    """Run one evaluation and print each score beside its floor."""
    files = [datasets / name for name in floor.files]
    found = digest_of(files)
    if found != floor.sha256:
        print(f"{floor.name}: the data has digest {found}, the floor was pinned on {floor.sha256}")
        return False
    command = [part.replace("{datasets}", str(datasets)) for part in floor.command]
    ran = subprocess.run(
        [sys.executable, "-m", "claimcheck", *command, "--json"], stdout=subprocess.PIPE, text=True, check=True
    )
    scores = json.loads(ran.stdout)
    good = True
    for key, least in floor.at_least.items():
        reached = scores[key] >= least
        good = good and reached
        print(f"{floor.name}: {key} {scores[key]:.4f} {'≥' if reached else 'BELOW'} floor {least:.4f}", flush=True)
    return good


def main() -> int:
    """Check the floors; 1 where one is not reached."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("datasets", type=Path)
    parser.add_argument("--all", action="store_true", help="also those that take minutes")
    options = parser.parse_args()
    if not options.datasets.is_dir():
        print(f"no public data in {options.datasets}: floors not checked")
        return 0
    results = [check(floor, options.datasets) for floor in read_floors() if floor.quick or options.all]
    print(f"{sum(results)} of {len(results)} evaluations reach their floors")
    return 0 if all(results) else 1


if __name__ == "__main__":
    raise SystemExit(main())
