"""Scoring the search on the desk's own work: does it bring up what past verdicts rest on?"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.domain import SearchFilters
from claimcheck.errors import EmptyInputError
from claimcheck.evaluation.desk_scores import DeskScores, LeftOut, ThenAndNow
from claimcheck.evaluation.past_verdicts import sought_by_a_file, sought_by_the_record
from claimcheck.evaluation.seeking import DEPTH, Found, Sought, Target, find_target, summed_up
from claimcheck.evaluation.timing import p50_and_p95_ms
from claimcheck.protocols import SilentProgress

if TYPE_CHECKING:
    from datetime import date

    from claimcheck.domain import BuildSummary, Hit
    from claimcheck.protocols import Progress
    from claimcheck.workbench import Workbench

_ALL = 2**31 - 1
"""More documents than a corpus has."""
_WHY = {
    LeftOut.NOT_IN_CORPUS: "not in the corpus",
    LeftOut.NOT_INDEXED: "added after the build",
    LeftOut.NOT_KNOWN_THEN: "published after the day of the claim, or undated",
}


def evaluate_desk(
    desk: Workbench,
    file: Path | None = None,
    *,
    build_ids: Sequence[str] = (),
    as_of_claim: bool = False,
    progress: Progress | None = None,
) -> tuple[DeskScores, ...]:
    """Search the claims of past verdicts again and look for what the verdicts rest on.

    Args:
        desk: the workspace whose corpus and builds are searched.
        file: verdicts from outside, in AVeriTeC's layout, instead of those in the record.
        build_ids: builds that are kept, by id or part of it; the one in use if none is named.
        as_of_claim: only evidence published up to the day of the claim, where it has one.
        progress: where to report to.

    Raises:
        NoIndexError: none was built yet.
        NotFoundError: no such build is kept.
        UnreadableError: the file is not in the layout.
        EmptyInputError: nothing can be looked for.
    """
    found = [desk.index.find(build_id) for build_id in build_ids] or [desk.index.find()]
    builds = {build.id: build for build in found}  # each once
    corpus = desk.library.list(limit=_ALL)
    sought = sought_by_a_file(file, corpus) if file else sought_by_the_record(desk)
    days = {document.id: document.published for document in corpus}
    return tuple(
        _Evaluation(desk, build, days, as_of_claim=as_of_claim).scores(sought, progress or SilentProgress())
        for build in builds.values()
    )


class _Evaluation:
    """One build, with what of the corpus it can find."""

    def __init__(
        self, desk: Workbench, build: BuildSummary, days: Mapping[str, date | None], *, as_of_claim: bool
    ) -> None:
        self._desk, self._build, self._days, self._as_of_claim = desk, build, days, as_of_claim
        self._indexed = desk.index.documents(build.id)

    def scores(self, sought: Sequence[Sought], progress: Progress) -> DeskScores:
        """Search for every claim that has something to look for.

        Raises:
            EmptyInputError: none has.
        """
        reasons = {(one, target): self._left_out(one, target) for one in sought for target in one.targets}
        left_out = tuple(reason for reason in reasons.values() if reason is not None)
        wanted = {one: [target for target in one.targets if reasons[one, target] is None] for one in sought}
        asked = [one for one in sought if wanted[one]]
        if not asked:
            raise _nothing(self._build, left_out)
        found: list[Found] = []
        seconds: list[float] = []
        self._hits("a first search opens the build and loads the model", None)
        progress.start(f"searching build {self._build.id}", len(asked), "claim")
        for one in asked:
            started = time.perf_counter()
            hits = self._hits(one.claim, one.day if self._as_of_claim else None)
            seconds.append(time.perf_counter() - started)
            found += [find_target(one, target, hits) for target in wanted[one]]
            progress.advance(1)
        progress.finish()
        p50_ms, p95_ms = p50_and_p95_ms(seconds)
        return DeskScores(
            build=self._build,
            claims=len(asked),
            looked_for=len(found),
            left_out=left_out,
            outside=sum(one.outside for one in sought),
            undated=sum(one.day is None for one in asked) if self._as_of_claim else 0,
            passages=summed_up([one.passage for one in found]),
            documents=summed_up([one.document for one in found]),
            p50_ms=p50_ms,
            p95_ms=p95_ms,
            then=() if self._as_of_claim else self._then_and_now(found),  # those hits were filtered otherwise
            misses=tuple(one for one in found if one.passage is None),
        )

    def _hits(self, claim: str, day: date | None) -> Sequence[Hit]:
        filters = SearchFilters(as_of=day)
        return self._desk.evidence.search(claim, top=DEPTH, filters=filters, build_id=self._build.id).hits[:DEPTH]

    def _left_out(self, one: Sought, target: Target) -> LeftOut | None:
        here = target.documents & self._days.keys()
        if not here:
            return LeftOut.NOT_IN_CORPUS
        indexed = here & self._indexed
        if not indexed:
            return LeftOut.NOT_INDEXED
        limit = one.day if self._as_of_claim else None
        days = [self._days[document_id] for document_id in indexed]
        if limit is not None and not any(day is not None and day <= limit for day in days):
            return LeftOut.NOT_KNOWN_THEN
        return None

    def _then_and_now(self, found: Sequence[Found]) -> tuple[ThenAndNow, ...]:
        by_build: dict[str, list[Found]] = defaultdict(list)
        for one in found:
            if one.sought.build_then is not None:
                by_build[one.sought.build_then].append(one)
        kept = {build.id: build for build in self._desk.index.list()}
        return tuple(_compared(build_id, kept.get(build_id), of_it) for build_id, of_it in sorted(by_build.items()))


def _compared(build_id: str, build: BuildSummary | None, found: Sequence[Found]) -> ThenAndNow:
    far = DEPTH + 1  # where something counts that is not there
    moved = [(one.target.rank_then or far) - (one.seen_then or far) for one in found]
    return ThenAndNow(
        build=build_id,
        embedder=build.embedder if build else None,
        precision=build.precision if build else None,
        looked_for=len(found),
        then=summed_up([one.target.rank_then for one in found]),
        now=summed_up([one.seen_then for one in found]),
        better=sum(places > 0 for places in moved),
        worse=sum(places < 0 for places in moved),
    )


def _nothing(build: BuildSummary, left_out: Sequence[LeftOut]) -> EmptyInputError:
    counted = ", ".join(f"{count} {_WHY[reason]}" for reason, count in Counter(left_out).items())
    return EmptyInputError(
        f"nothing to look for in build {build.id}: {counted}",
        "bring the documents in with `claimcheck corpus add`, then `claimcheck index build`",
    )
