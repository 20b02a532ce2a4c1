"""Pairs of claim and evidence as the training scripts pass them on, a JSON line each."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

LABELS = ("supports", "refutes", "not_enough_info")
SUPPORTS, REFUTES, SILENT = range(3)
FLIPPED = {"supports": "refutes", "refutes": "supports"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A claim, what is held against it, and what that says about it."""

    claim: str
    evidence: str
    label: str
    source: str
    """The data set, ``mined:`` and the data set, or ``made:`` and the kind of change."""

    @property
    def target(self) -> int:
        """Position of the label among the model's outputs."""
        return LABELS.index(self.label)


def read_pairs(*files: Path) -> list[Pair]:
    """All pairs of some files, in order."""
    rows = (line for file in files for line in file.read_text(encoding="utf-8").splitlines() if line.strip())
    return [Pair(**json.loads(row)) for row in rows]


def write_pairs(file: Path, pairs: Iterable[Pair]) -> None:
    """Write pairs as JSON lines."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(json.dumps(asdict(pair), ensure_ascii=False) + "\n" for pair in pairs), encoding="utf-8")


def folded(text: str) -> str:
    """A text without what two copies of it may differ in."""
    return " ".join(text.casefold().split()).rstrip(".")
