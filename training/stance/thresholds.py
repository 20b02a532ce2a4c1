"""Choose the thresholds of suggestions on claims that no weight was trained on, with the evidence a search finds.

    PYTHONPATH=benchmarks python training/stance/thresholds.py DATASETS --data DATA --work DIR [--stance MODEL]

``DATA`` is the folder ``split.py`` wrote: only claims of its tenth are used. SciFact is searched whole; each other set
in the pool of its evidence. FEVER and FM2 know no claim that is left open, so each of their claims is also taken
once without the passages that decide it. Every set counts the same. Chosen are the thresholds with the largest coverage
with which at most ``WRONG`` of the suggestions point the wrong way and at most ``UNFOUNDED`` are made where nothing is
decided; confidence is fitted to what was right. Prints the curve of each set and the constants for
``claimcheck/assessment/thresholds.py``.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from claimcheck.assessment import THRESHOLDS, Thresholds, leaning, suggest
from claimcheck.domain import Evidence, Outcome
from claimcheck.models.stance import load_stance_model
from claimcheck.settings import ModelSettings
from suggestion_claims import JudgedClaim, claims_of, judged, pool, retrieved
from suggestion_tradeoff import SIDES, scifact, tradeoff

WRONG, UNFOUNDED = 0.1, 0.25
COUNTS = (0.5, 0.6, 0.7, 0.8)
SETS = {"check_covid": "check_covid_train", "fm2": "fm2_dev", "fever": "fever_dev"}
SEED, MOST_CLAIMS, MOST_OTHERS = 6, 200, 2500
Rows = Sequence[tuple[Outcome, list[Evidence]]]


def main() -> None:
    """Search, judge, choose, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("datasets", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--stance", default="default")
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    model = load_stance_model(ModelSettings(stance=given.stance))
    if model is None:
        parser.error("the stance model is off")
    sets: dict[str, Rows] = {}
    for name in ("scifact", *SETS):
        hits = search(name, given.datasets, tenth_of(given.data, name), given.work)
        rows = judged(model, hits, given.work / f"{name}.tenth.{model.name.replace('/', '-')}.jsonl")
        sets[name] = [(one.truth, one.with_stances()) for one in rows]
        if name in {"fever", "fm2"}:
            sets[name] = [*sets[name], *without_decision(rows, given.datasets / f"stance/{SETS[name]}.jsonl")]
    for name, claims in sets.items():
        print(f"{name}: {len(claims)} claims; least strength, coverage, wrong way, unfounded, count")
        for least in np.arange(0.5, 0.99, 0.04):
            print(f"  {least:.2f} {tradeoff(claims, at(float(least))).words()}")
    limits = choose(sets)
    print(fitted(sets, limits))


def at(least: float) -> Thresholds:
    """The program's thresholds with this one for both sides."""
    return replace(THRESHOLDS, supported=least, refuted=least)


def tenth_of(data: Path, source: str) -> frozenset[str]:
    """The claims of a set that were kept out of training; of large sets a seeded sample."""
    rows = map(json.loads, (data / "tenth.jsonl").read_text(encoding="utf-8").splitlines())
    claims = sorted({row["claim"] for row in rows if row["source"] == source})
    return frozenset(random.Random(SEED).sample(claims, min(MOST_CLAIMS, len(claims))))  # noqa: S311 - a sample, no secret


def search(name: str, datasets: Path, claims: frozenset[str], work: Path) -> list[JudgedClaim]:
    """What a search finds for the claims of a set."""
    if name == "scifact":
        return scifact(datasets, work, "train", claims)
    file = datasets / f"stance/{SETS[name]}.jsonl"
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    own = [row["evidence"] for row in rows if row["claim"].strip() in claims]
    others = [row["evidence"] for row in rows if row["claim"].strip() not in claims]
    random.Random(SEED).shuffle(others)  # noqa: S311 - a sample, no secret
    texts = dict.fromkeys(text for text in own + others[:MOST_OTHERS] if text.strip())
    desk = pool(work / name, [("", text) for text in texts])
    return retrieved(desk, claims_of(file, claims), name, work / f"{name}.hits.jsonl", top=11)


def without_decision(rows: Sequence[JudgedClaim], file: Path) -> Rows:
    """Each claim without the evidence that decides it: what is left is near, and silent."""
    deciding: dict[str, set[str]] = defaultdict(set)
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        deciding[row["claim"].strip()].add(" ".join(row["evidence"].split()))
    return [
        (
            Outcome.NOT_ENOUGH_EVIDENCE,
            [each for each in one.with_stances() if " ".join(each.hit.passage.text.split()) not in deciding[one.claim]],
        )
        for one in rows
    ]


def choose(sets: dict[str, Rows]) -> Thresholds:
    """Of the thresholds that keep both promises those with the largest coverage; every set counts the same."""
    best, covered = at(0.99), 0.0
    for counts in COUNTS:
        for least in np.arange(counts, 0.991, 0.01):
            limits = replace(at(round(float(least), 2)), counts=counts)
            found = [tradeoff(rows, limits) for rows in sets.values()]
            made = [one for one in found if one.decisive]
            if not made:
                break
            wrong, unfounded = (np.mean([getattr(one, name) for one in made]) for name in ("wrong_way", "unfounded"))
            coverage = float(np.mean([one.coverage for one in found]))
            if wrong <= WRONG and unfounded <= UNFOUNDED:
                if coverage > covered:
                    best, covered = limits, coverage
                break  # a higher threshold only covers less
    return best


def fitted(sets: dict[str, Rows], limits: Thresholds) -> Thresholds:
    """The thresholds with a confidence that fits how often a suggestion was right."""
    sided: list[tuple[float, bool, float]] = []
    open_: list[tuple[float, bool, float]] = []
    for rows in sets.values():
        for truth, evidence in rows:
            made = suggest(evidence, thresholds=limits)
            close = [one for one in evidence if one.hit.similarity >= limits.close]
            sides = [leaning(close, refutes=refutes, counts=limits.counts).strength for refutes in (False, True)]
            strength = min(max(*sides, 0.02), 0.9999)
            row = (float(np.log(strength / (1 - strength))), truth is made.outcome, 1 / len(rows))
            if made.outcome in SIDES:
                sided.append(row)
            elif made.outcome is Outcome.NOT_ENOUGH_EVIDENCE:
                open_.append(row)
    slope, intercept = fit(sided)
    open_slope, open_intercept = fit(open_)
    return replace(
        limits, slope=slope, intercept=intercept, open_slope=min(open_slope, 0.0), open_intercept=open_intercept
    )


def fit(rows: Sequence[tuple[float, bool, float]]) -> tuple[float, float]:
    """Slope and intercept of the log-odds of being right, from log-odds of strength, right or not, weight."""
    odds, right, weights = (np.array(column) for column in zip(*rows, strict=True))
    model = LogisticRegression(C=10.0).fit(odds[:, None], right, sample_weight=weights * len(weights) / weights.sum())
    return round(float(model.coef_[0][0]), 3), round(float(model.intercept_[0]), 3)


if __name__ == "__main__":
    main()
