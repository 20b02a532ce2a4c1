"""Scoring the search on a BEIR folder, through the product's own import, build and search."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimcheck.evaluation.beir import BeirSplit, read_beir
from claimcheck.evaluation.timing import p50_and_p95_ms
from claimcheck.protocols import SilentProgress
from claimcheck.workbench import Workbench
from claimcheck.workspace import Workspace

if TYPE_CHECKING:
    from claimcheck.domain import BuildReport, BuildSummary
    from claimcheck.protocols import Progress
    from claimcheck.settings import Settings

TOP = 100
"""Places of a ranking that are scored."""
_NAMES = ("nDCG@10", "R@10", "R@100", "AP@5", "RR@10")
_RESAMPLES, _SEED = 10_000, 20261123


@dataclass(frozen=True, slots=True, kw_only=True)
class RetrievalScores:
    """Quality and speed of one split; times are of a whole search, the embedding of the query included."""

    ndcg_10: float
    recall_10: float
    recall_100: float
    ap_5: float
    rr_10: float
    ndcg_10_interval: tuple[float, float]
    """Where the score would lie with other claims of the same kind: the middle 95% of a seeded bootstrap."""
    ap_5_interval: tuple[float, float]
    queries: int
    passages: int
    passages_per_s: float
    p50_ms: float
    p95_ms: float
    build: str

    def as_json(self) -> dict[str, float | int | str]:
        """The scores by their usual names, as `eval retrieval --json` prints them."""
        return {
            "nDCG@10": self.ndcg_10,
            "R@10": self.recall_10,
            "R@100": self.recall_100,
            "AP@5": self.ap_5,
            "RR@10": self.rr_10,
            "nDCG@10 low": self.ndcg_10_interval[0],
            "nDCG@10 high": self.ndcg_10_interval[1],
            "AP@5 low": self.ap_5_interval[0],
            "AP@5 high": self.ap_5_interval[1],
            "queries": self.queries,
            "passages": self.passages,
            "passages_per_s": self.passages_per_s,
            "p50_ms": self.p50_ms,
            "p95_ms": self.p95_ms,
            "build": self.build,
        }


def evaluate_retrieval(
    folder: Path, split: str, settings: Settings, *, progress: Progress | None = None, keep: Path | None = None
) -> RetrievalScores:
    """Import, build and search a BEIR folder in a temporary workspace.

    Args:
        folder: corpus.jsonl, queries.jsonl, qrels/.
        split: the file in qrels/ to score on.
        settings: as the desk would have them.
        progress: where to report to.
        keep: a workspace to use instead, and to leave; what it has imported and built is used again.

    Raises:
        UnreadableError: the folder has another layout.
    """
    data = read_beir(folder, split)
    with _indexed(data, settings, progress or SilentProgress(), keep) as (desk, report):
        return _score(data, desk, report, progress or SilentProgress())


@dataclass(frozen=True, slots=True, kw_only=True)
class LegScores:
    """The search as set, beside each of its legs alone, on one and the same build."""

    dense: RetrievalScores
    lexical: RetrievalScores
    fused: RetrievalScores

    def as_json(self) -> dict[str, float | int | str]:
        """The scores of the search, and below them those of each leg that say how good it is."""
        legs = {"dense": self.dense.as_json(), "lexical": self.lexical.as_json()}
        return self.fused.as_json() | {f"{leg} {name}": legs[leg][name] for leg in legs for name in _NAMES}


def evaluate_legs(
    folder: Path, split: str, settings: Settings, *, progress: Progress | None = None, keep: Path | None = None
) -> LegScores:
    """Score the search and each leg alone; takes what `evaluate_retrieval` takes."""
    data = read_beir(folder, split)
    shown = progress or SilentProgress()
    with _indexed(data, settings, shown, keep) as (desk, report):

        def with_weight(weight: float) -> RetrievalScores:
            search = settings.search.model_copy(update={"lexical_weight": weight})
            other = Workbench(desk.workspace, settings.model_copy(update={"search": search}))
            return _score(data, other, report, shown)

        return LegScores(dense=with_weight(0.0), lexical=with_weight(1.0), fused=_score(data, desk, report, shown))


@contextmanager
def _indexed(
    data: BeirSplit, settings: Settings, progress: Progress, keep: Path | None
) -> Iterator[tuple[Workbench, BuildReport]]:
    with tempfile.TemporaryDirectory(prefix="claimcheck-eval-") as temporary:
        workspace = Workspace(keep or Path(temporary))
        workspace.create()
        desk = Workbench(workspace, settings)
        desk.library.add([data.corpus], keep_originals=False, progress=progress)
        yield desk, desk.index.build(progress=progress)


def _score(data: BeirSplit, desk: Workbench, report: BuildReport, progress: Progress) -> RetrievalScores:
    def ranked(claim: str) -> Sequence[str]:
        hits = desk.evidence.search(claim, top=TOP).hits
        return [hit.source.external_id or hit.source.document_id for hit in hits]

    return score_rankings(data, ranked, report.build, report.seconds if report.created else 0.0, progress)


def score_rankings(
    data: BeirSplit, ranked: Callable[[str], Sequence[str]], build: BuildSummary, build_s: float, progress: Progress
) -> RetrievalScores:
    """Score what is found for each query of a split.

    Args:
        data: queries and judgements.
        ranked: ids of what is found for a claim, best first.
        build: what is searched.
        build_s: seconds it took to be made; 0 where it was there.
        progress: where to report to.
    """
    import ir_measures

    ranked("a first search opens the build and loads the model")
    run: list[Any] = []
    seconds: list[float] = []
    progress.start("searching", len(data.queries), "claim")
    for query in data.queries:
        started = time.perf_counter()
        ranking = ranked(query.text)
        seconds.append(time.perf_counter() - started)
        # scores that fall with the rank, so that ties keep their order
        run += [ir_measures.ScoredDoc(query.id, one, -float(rank)) for rank, one in enumerate(ranking, start=1)]
        progress.advance(1)
    progress.finish()
    qrels = [ir_measures.Qrel(one.query_id, one.document_id, one.relevance) for one in data.judgements]
    measures = [ir_measures.parse_measure(name) for name in _NAMES]
    values = {name: [0.0] * len(data.queries) for name in _NAMES}  # a claim that nothing was found for scores 0
    place = {query.id: at for at, query in enumerate(data.queries)}
    for one in ir_measures.iter_calc(measures, qrels, run):
        values[str(one.measure)][place[one.query_id]] = float(one.value)
    found = {name: sum(of_queries) / len(of_queries) for name, of_queries in values.items()}
    p50_ms, p95_ms = p50_and_p95_ms(seconds)
    return RetrievalScores(
        ndcg_10=found["nDCG@10"],
        recall_10=found["R@10"],
        recall_100=found["R@100"],
        ap_5=found["AP@5"],
        rr_10=found["RR@10"],
        ndcg_10_interval=bootstrap_interval(values["nDCG@10"]),
        ap_5_interval=bootstrap_interval(values["AP@5"]),
        queries=len(data.queries),
        passages=build.passages,
        passages_per_s=build.passages / build_s if build_s else 0.0,
        p50_ms=p50_ms,
        p95_ms=p95_ms,
        build=build.id,
    )


def bootstrap_interval(values: Sequence[float]) -> tuple[float, float]:
    """The middle 95% of the means of samples of as many values, drawn with replacement; the same every time."""
    import numpy as np

    chance = np.random.default_rng(_SEED)
    numbers = np.asarray(values, dtype=np.float64)
    means = [numbers[chance.integers(len(numbers), size=len(numbers))].mean() for _ in range(_RESAMPLES)]
    low, high = np.quantile(means, [0.025, 0.975])
    return float(low), float(high)
