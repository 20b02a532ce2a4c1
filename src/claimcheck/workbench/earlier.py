"""Use cases on earlier fact-checks: bring them in, find those of a claim, link or reject them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from claimcheck.differences import find_claim_differences, is_reworded
from claimcheck.domain import (
    BuildSummary,
    EarlierCheck,
    EarlierDecision,
    EarlierImportReport,
    EarlierMatch,
    MatchStrength,
    MatchThresholds,
)
from claimcheck.errors import NotFoundError, UsageError
from claimcheck.matching.strength import grade, likeness
from claimcheck.matching.thresholds import propose_thresholds
from claimcheck.protocols import Progress, SilentProgress, StopRequested

if TYPE_CHECKING:
    from datetime import date

    from claimcheck.corpus.earlier.table import CheckColumns
    from claimcheck.workbench.earlier_index import Candidate
    from claimcheck.workbench.resources import Resources

_CANDIDATES = 30
"""Checks of each index that are compared with a claim word by word."""


def _never() -> bool:
    return False


Checks = list[EarlierCheck]
Matches = list[EarlierMatch]
Compared = list[tuple[EarlierMatch, bool]]
"""Named, because inside the desk `list` is its method."""


class EarlierDesk:
    """Earlier fact-checks, imported and the desk's own, and the claims they are of."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources

    def add(
        self,
        sources: Sequence[str],
        *,
        columns: CheckColumns | None = None,
        publisher: str | None = None,
        progress: Progress | None = None,
        stop: StopRequested = _never,
    ) -> EarlierImportReport:
        """Bring in fact-checks of others from pages, feeds and tables; the same one twice is stored once.

        Args:
            sources: files, or addresses that begin with http.
            columns: of tables, where they are not recognised by their names.
            publisher: whose they are, where they do not say.
            progress: where to report to.
            stop: asked between batches; everything so far is kept.

        Raises:
            InputError: the only source given cannot be used at all.
        """
        from claimcheck.corpus.earlier.importer import EarlierImport
        from claimcheck.corpus.earlier.table import CheckColumns

        if not sources:
            raise UsageError("no source given", "name pages, feeds or tables: `claimcheck earlier add checks.csv`")
        shown = progress or SilentProgress()
        report = EarlierImport(
            store=self._resources.earlier_checks,
            settings=self._resources.settings,
            columns=columns or CheckColumns(),
            publisher=publisher,
            progress=shown,
            stop=stop,
            fetch=self._resources.web.fetch,
        ).run(sources)
        if not stop():
            self._resources.earlier_index.refresh(shown)
        return report

    def list(
        self, *, text: str | None = None, publisher: str | None = None, limit: int | None = 50, offset: int = 0
    ) -> Checks:
        """Imported checks, newest addition first, whose claim, title or address contains ``text``."""
        return self._resources.earlier_checks.list(text=text, publisher=publisher, limit=limit, offset=offset)

    def count(self) -> int:
        """How many checks were imported."""
        return self._resources.earlier_checks.count()

    def show(self, check_id: str) -> EarlierCheck:
        """One check, imported or a verdict of the desk, by its id or the beginning of it.

        Raises:
            NotFoundError: nothing has that id.
        """
        try:
            return self._resources.earlier_checks.get(check_id)
        except NotFoundError:
            own = self._own([check_id])
            if not own:
                raise
            return own[0]

    def match(self, text: str, *, claim_date: date | None = None) -> tuple[EarlierMatch, ...]:
        """Earlier checks of the same claim as these words, or nearly, best first.

        Args:
            text: a claim, complete on its own.
            claim_date: the day by which "last year" in it is understood.

        Raises:
            UsageError: no words.
            ModelError: the embedder cannot be loaded.
        """
        if not text.strip():
            raise UsageError("nothing to match", "give the words of a claim, or `--claim ID`")
        offered = self._offered(text, claim_date)
        return tuple(offered[: self._resources.settings.earlier.top])

    def matches(self, claim_id: str) -> tuple[EarlierMatch, ...]:
        """Earlier checks of the same claim, or nearly, best first; those that a person has rejected are left out.

        The verdict on the claim itself is none of them.

        Raises:
            NotFoundError: no such claim.
            ModelError: the embedder cannot be loaded.
        """
        desk = self._resources.desk
        with desk.held():
            claim = desk.get_claim(claim_id)
            rejected = {one.check.id for one in desk.earlier_decisions(claim.id) if not one.confirmed}
            own = desk.verdict_of_claim(claim.id)
        left_out = rejected | ({own} if own else set())
        offered = [match for match in self._offered(claim.text, claim.claim_date) if match.check.id not in left_out]
        return tuple(offered[: self._resources.settings.earlier.top])

    def link(
        self,
        claim_id: str,
        check_id: str,
        *,
        actor: str | None = None,
        expected_version: int | None = None,
        seen: EarlierMatch | None = None,
    ) -> EarlierDecision:
        """Say that an earlier check is of this very claim; its rating is then shown with the claim.

        Args:
            claim_id: the claim, by its id or the beginning of it.
            check_id: the check, imported or a verdict of the desk.
            actor: who says so; the setting ``desk.reviewer`` if None.
            expected_version: the claim's version the person saw.
            seen: the match as the person saw it; compared now if None.

        Raises:
            NotFoundError: no such claim or check.
            ConflictError: somebody changed the claim since ``expected_version``.
        """
        return self._decide(claim_id, check_id, actor, expected_version, seen, confirmed=True)

    def reject(
        self,
        claim_id: str,
        check_id: str,
        *,
        actor: str | None = None,
        expected_version: int | None = None,
        seen: EarlierMatch | None = None,
    ) -> EarlierDecision:
        """Say that an earlier check is of another claim; it is not offered for this one again. As `link` otherwise."""
        return self._decide(claim_id, check_id, actor, expected_version, seen, confirmed=False)

    def linked(self, claim_id: str) -> tuple[EarlierDecision, ...]:
        """The earlier checks a person has linked to a claim, the latest first, as they stood then.

        Raises:
            NotFoundError: no such claim.
        """
        return tuple(one for one in self._resources.desk.earlier_decisions(claim_id) if one.confirmed)

    def decisions(self, claim_id: str | None = None) -> tuple[EarlierDecision, ...]:
        """Everything that people confirmed and rejected and did not take back, the latest first."""
        return tuple(self._resources.desk.earlier_decisions(claim_id))

    def thresholds(self) -> MatchThresholds:
        """What share of the offered checks was right by score, and which cuts that speaks for; nothing is set."""
        return propose_thresholds(self._resources.desk.earlier_decisions())

    def ranking(self, text: str, *, top: int) -> Matches:
        """The nearest earlier checks in the order in which they are offered, those below every threshold included."""
        return [match for match, _ in self._compared(text, None, top)][:top]

    def build(self) -> BuildSummary:
        """The index of the imported checks that is in use.

        Raises:
            NoIndexError: nothing was imported yet.
        """
        return self._resources.earlier_index.summary()

    def warm(self) -> None:
        """Have the indexes up to date and the embedder loaded, so that the first claim is matched as quickly as others.

        Raises:
            ModelError: the embedder cannot be loaded.
        """
        self._resources.earlier_index.search("warm", top=1)

    def _decide(
        self,
        claim_id: str,
        check_id: str,
        actor: str | None,
        expected_version: int | None,
        seen: EarlierMatch | None,
        *,
        confirmed: bool,
    ) -> EarlierDecision:
        desk = self._resources.desk
        claim = desk.get_claim(claim_id)
        match = seen if seen is not None and seen.check.id == check_id else None
        if match is None:
            check = self.show(check_id)
            similarity = self._resources.earlier_index.similarity(claim.text, check)
            match, _ = self._match(claim.text, check, similarity, claim.claim_date)
        return desk.decide_earlier(
            claim.id,
            match,
            confirmed=confirmed,
            actor=actor or self._resources.settings.desk.reviewer,
            expected_version=expected_version,
        )

    def _offered(self, text: str, claim_date: date | None) -> Matches:
        """Everything that has enough in common with a claim, the surest first."""
        return [match for match, offered in self._compared(text, claim_date, _CANDIDATES) if offered]

    def _compared(self, text: str, claim_date: date | None, top: int) -> Compared:
        """Everything a search brings up, held against the claim: by strength, and then as near as the search has it."""
        found = self._resources.earlier_index.search(text, top=top)
        checks = {check.id: check for check in self._checks(found)}
        compared = [
            (one.rank, *self._match(text, checks[one.check_id], one.similarity, claim_date))
            for one in found
            if one.check_id in checks
        ]
        compared.sort(key=lambda one: (-_PLACE[one[1].strength] if one[2] else 0, one[0], -one[1].score))
        return [(match, offered) for _, match, offered in compared]

    def _match(
        self, text: str, check: EarlierCheck, similarity: float, claim_date: date | None
    ) -> tuple[EarlierMatch, bool]:
        """A check held against a claim, and whether it is worth showing."""
        differences = find_claim_differences(text, check.claim, claim_date=claim_date, other_date=check.claim_date)
        limits = self._resources.settings.earlier
        graded = grade(
            likeness(text, check.claim, similarity=similarity, differences=differences),
            reworded=is_reworded(text, check.claim),
            suggest=limits.suggest,
            strong=limits.strong,
        )
        by_hand = MatchStrength.DIFFERS if differences else MatchStrength.SUGGESTED
        match = EarlierMatch(
            check=check,
            strength=graded.strength or by_hand,
            score=graded.score,
            similarity=similarity,
            differences=differences,
        )
        return match, graded.strength is not None

    def _checks(self, found: Sequence[Candidate]) -> Checks:
        imported = [one.check_id for one in found if not one.own]
        own = [one.check_id for one in found if one.own]
        return [*(self._resources.earlier_checks.checks(imported) if imported else []), *self._own(own)]

    def _own(self, verdict_ids: Sequence[str]) -> Checks:
        name = self._resources.settings.desk.name or None
        return self._resources.desk.own_checks(verdict_ids, publisher=name) if verdict_ids else []


_PLACE = {MatchStrength.STRONG: 3, MatchStrength.SUGGESTED: 2, MatchStrength.DIFFERS: 1}
