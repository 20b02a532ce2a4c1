"""Scoring the search on a BEIR folder, through the product's own import, build and search."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from typing import TYPE_CHECKING, Any

from claimcheck.evaluation.beir import BeirSplit, read_beir
from claimcheck.protocols import SilentProgress
from claimcheck.workbench import Workbench
from claimcheck.workspace import Workspace

if TYPE_CHECKING:
    from claimcheck.domain import BuildReport, SearchResult
    from claimcheck.protocols import Progress
    from claimcheck.settings import Settings

_TOP = 100
_NAMES = ("nDCG@10", "R@10", "R@100", "AP@5", "RR@10")


@dataclass(frozen=True, slots=True, kw_only=True)
class RetrievalScores:
    """Quality and speed of one split; times are of a whole search, the embedding of the query included."""

    ndcg_10: float
    recall_10: float
    recall_100: float
    ap_5: float
    rr_10: float
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


def evaluate_legs(
    folder: Path, split: str, settings: Settings, *, progress: Progress | None = None, keep: Path | None = None
) -> tuple[RetrievalScores, RetrievalScores, RetrievalScores]:
    """Scores of the dense leg alone, of the words alone, and of both fused as set, on one and the same build."""
    data = read_beir(folder, split)
    shown = progress or SilentProgress()
    with _indexed(data, settings, shown, keep) as (desk, report):

        def with_weight(weight: float) -> RetrievalScores:
            search = settings.search.model_copy(update={"lexical_weight": weight})
            other = Workbench(desk.workspace, settings.model_copy(update={"search": search}))
            return _score(data, other, report, shown)

        return with_weight(0.0), with_weight(1.0), _score(data, desk, report, shown)


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
    import ir_measures

    desk.evidence.search("a first search opens the build and loads the model")
    run: list[Any] = []
    seconds: list[float] = []
    progress.start("searching", len(data.queries), "claim")
    for query in data.queries:
        started = time.perf_counter()
        result = desk.evidence.search(query.text, top=_TOP)
        seconds.append(time.perf_counter() - started)
        run += _scored_documents(query.id, result)
        progress.advance(1)
    progress.finish()
    qrels = [ir_measures.Qrel(one.query_id, one.document_id, one.relevance) for one in data.judgements]
    measures = [ir_measures.parse_measure(name) for name in _NAMES]
    found = {str(measure): float(value) for measure, value in ir_measures.calc_aggregate(measures, qrels, run).items()}
    cuts = quantiles(seconds, n=20, method="inclusive") if len(seconds) > 1 else seconds * 19
    return RetrievalScores(
        ndcg_10=found["nDCG@10"],
        recall_10=found["R@10"],
        recall_100=found["R@100"],
        ap_5=found["AP@5"],
        rr_10=found["RR@10"],
        queries=len(data.queries),
        passages=report.build.passages,
        passages_per_s=report.build.passages / report.seconds if report.created else 0.0,
        p50_ms=cuts[9] * 1000,
        p95_ms=cuts[18] * 1000,
        build=report.build.id,
    )


def _scored_documents(query_id: str, result: SearchResult) -> Iterator[Any]:
    """The ranking as the measures read it: scores that fall with the rank, so that ties keep their order."""
    import ir_measures

    for hit in result.hits:
        yield ir_measures.ScoredDoc(query_id, hit.source.external_id or hit.source.document_id, -float(hit.rank))
