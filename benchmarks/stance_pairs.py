"""Differences and stance model together on the 600 pairs of our own, as the program judges evidence.

    python benchmarks/stance_pairs.py [--only dev|test] [--failures] [--json]

A pair is right of three where the likeliest of the three stances is its label, so that a pair left open is wrong; it is
right of two where the likelier of supports and refutes is. A false alarm is a hard difference on a pair that keeps the
truth. See tests/data/stance_pairs/README.md for what the pairs are.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from claimcheck.differences import find_differences
from claimcheck.domain import Difference, DocumentSource, Evidence, Hit, Passage, StanceScores
from claimcheck.models.stance import load_stance_model
from claimcheck.protocols import StanceModel
from claimcheck.settings import ModelSettings
from claimcheck.workbench.judging import judge

PAIRS = Path(__file__).parents[1] / "tests" / "data" / "stance_pairs"
SETS = ("dev", "test")
KINDS = ("number", "date", "name", "role", "negation", "comparative")
REFUTES, SUPPORTS = "refutes", "supports"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A pair with what was found."""

    row: dict[str, Any]
    differences: tuple[Difference, ...]
    model: StanceScores
    together: StanceScores

    @property
    def is_hard(self) -> bool:
        """Whether a hard difference was found."""
        return any(one.hard for one in self.differences)


def read_rows(sets: Sequence[str]) -> list[dict[str, Any]]:
    """The pairs of the named sets."""
    return [
        json.loads(line) for name in sets for line in (PAIRS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]


def judge_row(model: StanceModel, row: dict[str, Any]) -> Judged:
    """One pair as the Check page would judge it, with and without the differences."""
    day = date.fromisoformat(row["claim_date"]) if "claim_date" in row else None
    differences = find_differences(row["claim"], row["evidence"], claim_date=day)
    alone, together = (
        judge(model, row["claim"], [_evidence(row, found)], claim_date=day).evidence[0].stance
        for found in ((), differences)
    )
    if alone is None or together is None:
        raise SystemExit(f"{row['id']}: the model does not read its language")
    return Judged(row=row, differences=differences, model=alone, together=together)


def _evidence(row: dict[str, Any], differences: tuple[Difference, ...]) -> Evidence:
    text, name = row["evidence"], row["id"]
    passage = Passage(id=name, document_id=name, start=0, end=len(text), text=text)
    source = DocumentSource(
        document_id=name, external_id=None, title=None, publisher=None, published=None, url=None, language="en",
        sha256="", origin_id=name,
    )  # fmt: skip
    hit = Hit(rank=1, passage=passage, source=source, similarity=1.0, lexical=None, score=1.0)
    return Evidence(hit=hit, stance=None, differences=differences)


def likeliest(scores: StanceScores) -> str:
    """The stance with the highest probability."""
    named = {SUPPORTS: scores.supports, REFUTES: scores.refutes, "not_enough_info": scores.not_enough_info}
    return max(named, key=lambda name: named[name])


def likelier(scores: StanceScores) -> str:
    """Supports or refutes, whichever is more probable."""
    return REFUTES if scores.refutes > scores.supports else SUPPORTS


def scores_of(judged: Sequence[Judged]) -> dict[str, float]:
    """Shares of pairs: right by differences alone, by the model alone, by both; false alarms; misses of either sort."""
    refuting = [one for one in judged if one.row["label"] == REFUTES]
    keeping = [one for one in judged if one.row["label"] == SUPPORTS]
    return {
        "n": len(judged),
        "differences": _share([one.is_hard == (one.row["label"] == REFUTES) for one in judged]),
        "model_of_two": _share([likelier(one.model) == one.row["label"] for one in judged]),
        "right_of_two": _share([likelier(one.together) == one.row["label"] for one in judged]),
        "model": _share([likeliest(one.model) == one.row["label"] for one in judged]),
        "right": _share([likeliest(one.together) == one.row["label"] for one in judged]),
        "right_refutes": _share([likeliest(one.together) == REFUTES for one in refuting]),
        "right_supports": _share([likeliest(one.together) == SUPPORTS for one in keeping]),
        "false_alarms": _share([one.is_hard for one in keeping]),
        "hard_yet_supports": sum(one.is_hard and likeliest(one.together) == SUPPORTS for one in judged),
    }


def _share(right: Sequence[bool]) -> float:
    return sum(right) / len(right) if right else 0.0


def table(judged: Sequence[Judged], sets: Sequence[str]) -> dict[str, dict[str, float]]:
    """The scores per set and kind, per set, and over all."""
    made: dict[str, dict[str, float]] = {}
    for name in sets:
        own = [one for one in judged if f"-{name}-" in one.row["id"]]
        for kind in KINDS:
            made[f"{name} {kind}"] = scores_of([one for one in own if one.row["kind"] == kind])
        made[f"{name} all"] = scores_of(own)
    if len(sets) > 1:
        for kind in KINDS:
            made[f"all {kind}"] = scores_of([one for one in judged if one.row["kind"] == kind])
        made["all"] = scores_of(judged)
    return made


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", choices=SETS)
    parser.add_argument("--stance", default="default", help="models.stance: `default`, a folder, a model's name")
    parser.add_argument("--failures", action="store_true", help="also print the pairs that are not right")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    sets = [options.only] if options.only else list(SETS)
    model = load_stance_model(ModelSettings(stance=options.stance))
    if model is None:
        parser.error("the stance model is switched off")
    judged = [judge_row(model, row) for row in read_rows(sets)]
    made = table(judged, sets)
    if options.json:
        print(json.dumps(made, indent=2))
        return 0
    print(
        "| pairs | n | differences | model, of two | both, of two | model, of three | both, of three | false alarms |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    for name, row in made.items():
        columns = ("differences", "model_of_two", "right_of_two", "model", "right", "false_alarms")
        print(f"| {name} | {row['n']} | {' | '.join(f'{row[column]:.1%}' for column in columns)} |")
    print(f"hard differences shown as supporting: {sum(row['hard_yet_supports'] for row in made.values()):.0f}")
    for one in judged:
        if options.failures and likelier(one.together) != one.row["label"]:
            print(one.row["id"], one.together, [(found.kind.value, found.claim) for found in one.differences])
            print(f"  {one.row['claim']}\n  {one.row['evidence']}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
