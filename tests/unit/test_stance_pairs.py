"""The pairs of our own: as many that change the truth as keep it, and what differences alone make of them."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from claimcheck.differences import find_differences

PAIRS = Path(__file__).parents[1] / "data" / "stance_pairs"
KINDS = ("number", "date", "name", "role", "negation", "comparative")
# found of thirty that change the truth, false alarms on thirty that keep it: what the rules reach, so that none slips
ON_TEST = {
    "number": (25, 1),
    "date": (28, 2),
    "name": (25, 2),
    "role": (21, 1),
    "negation": (22, 1),
    "comparative": (23, 2),
}


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (PAIRS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def is_hard(row: dict[str, Any]) -> bool:
    day = date.fromisoformat(row["claim_date"]) if "claim_date" in row else None
    return any(one.hard for one in find_differences(row["claim"], row["evidence"], claim_date=day))


@pytest.mark.parametrize(("name", "each"), [("dev", 20), ("test", 30)])
def test_every_kind_has_as_many_pairs_that_change_the_truth_as_keep_it(name: str, each: int) -> None:
    counted = Counter((row["kind"], row["label"]) for row in rows(name))

    assert counted == {(kind, label): each for kind in KINDS for label in ("refutes", "supports")}
    assert all(row["sample"] for row in rows(name))


def test_no_pair_stands_in_both_sets() -> None:
    claims = [row["claim"] for name in ("dev", "test") for row in rows(name)]

    assert len(set(claims)) == len(claims) == 600


@pytest.mark.parametrize("kind", KINDS)
def test_differences_alone_find_what_they_found_and_raise_no_more_alarms(kind: str) -> None:
    own = [row for row in rows("test") if row["kind"] == kind]
    found = sum(is_hard(row) for row in own if row["label"] == "refutes")
    alarms = sum(is_hard(row) for row in own if row["label"] == "supports")

    assert found >= ON_TEST[kind][0]
    assert alarms <= ON_TEST[kind][1]
