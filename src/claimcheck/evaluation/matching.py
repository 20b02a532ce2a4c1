"""Scoring the matching of claims with earlier checks on a BEIR folder whose corpus is claims checked before."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.corpus.earlier.table import CheckColumns
from claimcheck.evaluation.beir import read_beir
from claimcheck.evaluation.retrieval import TOP, RetrievalScores, score_rankings
from claimcheck.protocols import SilentProgress
from claimcheck.workbench import Workbench
from claimcheck.workspace import Workspace

if TYPE_CHECKING:
    from claimcheck.protocols import Progress
    from claimcheck.settings import Settings


def evaluate_matching(
    folder: Path, split: str, settings: Settings, *, progress: Progress | None = None, keep: Path | None = None
) -> RetrievalScores:
    """Import the corpus as earlier checks and match every query of a split, as `claimcheck earlier` does.

    The texts of the corpus are the claims that were checked, its titles the headlines of the checks.

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
    shown = progress or SilentProgress()
    with tempfile.TemporaryDirectory(prefix="claimcheck-eval-") as temporary:
        workspace = Workspace(keep or Path(temporary))
        workspace.create()
        desk = Workbench(workspace, settings)
        started = time.perf_counter()
        # the ids of the corpus stand in for addresses, by which checks are told apart
        report = desk.earlier.add([str(data.corpus)], columns=CheckColumns(claim="text", url="_id"), progress=shown)
        seconds = time.perf_counter() - started if report.added else 0.0

        def ranked(claim: str) -> Sequence[str]:
            return [match.check.url or "" for match in desk.earlier.ranking(claim, top=TOP)]

        return score_rankings(data, ranked, desk.earlier.build(), seconds, shown)
