"""Use cases of the record: verdicts, their ledger, their export."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.domain import (
    Claim,
    Hit,
    LedgerReport,
    NewVerdict,
    Pin,
    PinStance,
    SearchFilters,
    Verdict,
    VerdictRow,
)
from claimcheck.errors import NoIndexError, NotFoundError
from claimcheck.text.paragraphs import paragraph_around
from claimcheck.workbench.evidence import EvidenceDesk

if TYPE_CHECKING:
    from claimcheck.export import ExportFormat
    from claimcheck.workbench.resources import Resources


@dataclass(frozen=True, slots=True, kw_only=True)
class PassagePin:
    """A passage of the build in use that a person pins, and what they say it does for the claim."""

    passage_id: str
    stance: PinStance


class Record:
    """Verdicts, their ledger, their export."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources

    def pin_passage(self, pin: PassagePin) -> Pin:
        """Freeze a passage: its text, paragraph, offsets, and what is known of its document.

        Raises:
            NotFoundError: no passage of the build in use has that id.
        """
        passage, source = self._resources.build().passage(pin.passage_id)
        try:
            paragraph = paragraph_around(
                self._resources.corpus.get(source.document_id).text, passage.start, passage.end
            )
        except NotFoundError:  # removed since the search: the passage itself is still in the build
            paragraph = passage.text
        return Pin(
            stance=pin.stance,
            text=passage.text,
            paragraph=paragraph,
            passage_id=passage.id,
            document_id=source.document_id,
            document_sha256=source.sha256,
            start=passage.start,
            end=passage.end,
            title=source.title,
            publisher=source.publisher,
            url=source.url,
            published=source.published,
        )

    def verdict(
        self,
        claim_id: str,
        *,
        rating: str,
        explanation: str,
        pins: Sequence[PassagePin | Pin] = (),
        reviewer: str | None = None,
        hits: Sequence[Hit] | None = None,
        build: str | None = None,
        filters: SearchFilters | None = None,
        expected_version: int | None = None,
        idempotency_key: str | None = None,
    ) -> Verdict:
        """Record what a person decided, with the evidence it rests on; a second one corrects the first.

        Args:
            claim_id: the claim, by its id or the beginning of it.
            rating: a value of the desk's scale.
            explanation: why, in words for a reader; for "not enough evidence", what is missing.
            pins: evidence the verdict rests on.
            reviewer: who decides; the setting ``desk.reviewer`` if None.
            hits: the ranked hits the person saw; if None, the claim is searched now and those hits are frozen.
            build: the build those hits came from.
            filters: the filters of that search.
            expected_version: the claim's version the person saw.
            idempotency_key: a retried save with the same key records nothing new.

        Raises:
            VerdictRuleError: a rule of the record is broken; the message names it.
            ConflictError: somebody else decided since ``expected_version``.
        """
        desk = self._resources.desk
        frozen_pins = tuple(self.pin_passage(pin) if isinstance(pin, PassagePin) else pin for pin in pins)
        who = reviewer or self._resources.settings.desk.reviewer
        with desk.held() if hits is not None else nullcontext():  # never around a search
            claim = desk.get_claim(claim_id)
            desk.require_complete(rating, explanation, frozen_pins, who)
            if hits is None:
                hits, build = self._hits_now(claim, filters)
            return desk.record_verdict(
                NewVerdict(
                    claim_id=claim.id,
                    rating=rating,
                    explanation=explanation,
                    pins=frozen_pins,
                    reviewer=who,
                    build=build,
                    hits=tuple(hits),
                    expected_version=expected_version,
                    idempotency_key=idempotency_key,
                )
            )

    def list(
        self,
        *,
        text: str | None = None,
        rating: str | None = None,
        reviewer: str | None = None,
        since: date | None = None,
        until: date | None = None,
        article_id: str | None = None,
        with_hits: bool = False,
    ) -> list[VerdictRow]:
        """Current verdicts that fit all filters, newest first; with the hits frozen in them only if asked for."""
        return self._resources.desk.list_verdicts(
            text=text,
            rating=rating,
            reviewer=reviewer,
            since=since,
            until=until,
            article_id=article_id,
            with_hits=with_hits,
        )

    def show(self, verdict_id: str) -> Verdict:
        """One verdict whole, current or replaced, by its id or the beginning of it."""
        return self._resources.desk.get_verdict(verdict_id)

    def history(self, claim_id: str) -> Sequence[Verdict]:
        """All verdicts ever recorded on a claim, oldest first."""
        return self._resources.desk.verdict_history(claim_id)

    def export(self, rows: Sequence[VerdictRow], format_: ExportFormat, target: Path) -> Sequence[Path]:
        """Write verdicts as a table or as ClaimReview; every row names the ledger head it was exported at.

        Raises:
            NotFoundError: there is nothing to export.
        """
        from claimcheck.export import write_verdicts

        if not rows:
            raise NotFoundError(
                "no verdict to export", "record one with `claimcheck verdict record`, or loosen the filter"
            )
        head = self._resources.desk.ledger_head()
        return write_verdicts(rows, format_, target, ledger_head=head, desk=self._resources.settings.desk)

    def verify_ledger(self) -> LedgerReport:
        """Prove that nothing in the record was changed outside the ledger."""
        return self._resources.desk.verify_ledger()

    def _hits_now(self, claim: Claim, filters: SearchFilters | None) -> tuple[Sequence[Hit], str | None]:
        try:
            found = EvidenceDesk(self._resources).search(claim.text, filters=filters)
        except NoIndexError:  # a verdict may rest on what no index knows; it then says so with an empty build
            return (), None
        return found.hits, found.build
