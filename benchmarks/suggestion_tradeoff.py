"""How often a suggestion is made on claims of SciFact with the evidence the search finds, and how often it is wrong.

    python benchmarks/suggestion_tradeoff.py DATASETS --work DIR [--stance MODEL]

DATASETS holds `stance/` and `retrieval/scifact/`. Each claim of `scifact_dev` is searched in the whole corpus through
the product's own import, build and search, and judged as `claimcheck check` judges it; DIR keeps workspace, hits and
judgements. Printed are the outcome at the thresholds of the program, and the curve: for each threshold on the strength
of a side, the coverage (claims with a suggestion of supported or refuted) and what share of those points the wrong way
(supported for a claim that is refuted, or the other way round) or is made for a claim whose label is not enough info.
The thresholds were chosen on training folds by `training/stance/thresholds.py`, never here.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from claimcheck.assessment import THRESHOLDS, Thresholds, suggest
from claimcheck.domain import Evidence, Outcome
from claimcheck.models.stance import load_stance_model
from claimcheck.settings import ModelSettings
from suggestion_claims import JudgedClaim, claims_of, judged, pool, retrieved

SIDES = (Outcome.SUPPORTED, Outcome.REFUTED)
CURVE = [0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.84, 0.88, 0.9, 0.92, 0.94, 0.96, 0.97, 0.98, 0.99]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tradeoff:
    """Coverage, and what share of the decisive suggestions is wrong in which way."""

    coverage: float
    wrong_way: float
    unfounded: float
    decisive: int

    def words(self) -> str:
        """As a row of a table."""
        return f"{self.coverage:8.3f} {self.wrong_way:10.3f} {self.unfounded:10.3f} {self.decisive:6d}"


def tradeoff(claims: Sequence[tuple[Outcome, Sequence[Evidence]]], limits: Thresholds) -> Tradeoff:
    """What the suggestions on some claims are worth at these thresholds."""
    made = [(truth, suggest(evidence, thresholds=limits).outcome) for truth, evidence in claims]
    decisive = [(truth, outcome) for truth, outcome in made if outcome in SIDES]
    count = max(len(decisive), 1)
    return Tradeoff(
        coverage=len(decisive) / max(len(claims), 1),
        wrong_way=sum(truth in SIDES and truth is not outcome for truth, outcome in decisive) / count,
        unfounded=sum(truth not in SIDES for truth, _ in decisive) / count,
        decisive=len(decisive),
    )


def curve(claims: Sequence[tuple[Outcome, Sequence[Evidence]]], limits: Thresholds = THRESHOLDS) -> list[str]:
    """A row for each threshold on the strength."""
    return [
        f"{least:8.2f} {tradeoff(claims, replace(limits, supported=least, refuted=least)).words()}" for least in CURVE
    ]


def scifact(datasets: Path, work: Path, split: str, only: frozenset[str] | None = None) -> list[JudgedClaim]:
    """The claims of a split of SciFact with what a search in its whole corpus finds."""
    rows = [
        json.loads(line)
        for line in (datasets / "retrieval/scifact/corpus.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    desk = pool(work / "scifact", [(row["title"], row["text"]) for row in rows])
    claims = claims_of(datasets / f"stance/scifact_{split}.jsonl", only)
    if split == "dev":  # two of its claims are also among those that may be trained on
        trained = claims_of(datasets / "stance/scifact_train.jsonl")
        claims = {claim: truth for claim, truth in claims.items() if claim not in trained}
    return retrieved(desk, claims, "scifact", work / f"scifact_{split}.hits.jsonl")


def main() -> int:
    """Print the outcome and the curve."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("datasets", type=Path)
    parser.add_argument("--work", type=Path, required=True, help="folder for workspace, hits and judgements")
    parser.add_argument("--stance", default="default", help="as the setting models.stance")
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    model = load_stance_model(ModelSettings(stance=given.stance))
    if model is None:
        parser.error("the stance model is off")
    hits = scifact(given.datasets, given.work, "dev")
    found = judged(model, hits, given.work / f"scifact_dev.{model.name.replace('/', '-')}.jsonl")
    claims = [(one.truth, one.with_stances()) for one in found]
    print(f"{len(claims)} claims of scifact_dev, ten hits each, judged by {model.name}")
    print(f"{'':8} coverage  wrong way  unfounded  count")
    print(f"program  {tradeoff(claims, THRESHOLDS).words()}")
    print("least strength")
    print("\n".join(curve(claims)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
