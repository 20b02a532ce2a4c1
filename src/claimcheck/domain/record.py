"""The record of the desk: pins, verdicts, the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from claimcheck.domain.articles import Article
from claimcheck.domain.claims import Claim
from claimcheck.domain.evidence import Hit
from claimcheck.domain.ratings import Outcome, PinStance


class EventKind(StrEnum):
    """What can happen to an article or a claim; every one is a row of the ledger."""

    ARTICLE_ADDED = "article_added"
    ARTICLE_EDITED = "article_edited"
    CLAIM_PROPOSED = "claim_proposed"
    CLAIM_ADDED = "claim_added"
    CLAIM_KEPT = "claim_kept"
    CLAIM_EDITED = "claim_edited"
    CLAIM_DROPPED = "claim_dropped"
    CLAIM_RESTORED = "claim_restored"
    VERDICT_RECORDED = "verdict_recorded"
    VERDICT_CORRECTED = "verdict_corrected"
    EARLIER_LINKED = "earlier_linked"
    EARLIER_REJECTED = "earlier_rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """A frozen copy of the evidence a verdict rests on; readable whatever happens to the corpus.

    A passage pin has ``passage_id``; a span a person selected has a document without a passage; an
    off-corpus pin (a phone call, a letter) has neither, and says who, when and what in its text.
    """

    stance: PinStance
    text: str
    paragraph: str
    passage_id: str | None
    document_id: str | None
    document_sha256: str | None
    start: int | None
    end: int | None
    title: str | None
    publisher: str | None
    url: str | None
    published: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewVerdict:
    """A verdict as a person asks to have it recorded."""

    claim_id: str
    rating: str
    explanation: str
    pins: tuple[Pin, ...]
    reviewer: str
    build: str | None
    hits: tuple[Hit, ...] = ()
    """The ranked hits the person saw, frozen with the verdict."""
    expected_version: int | None = None
    """The claim's version the person saw; None skips the comparison (a batch without a reader)."""
    idempotency_key: str | None = None
    """A retried save with the same key records nothing new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A verdict in the making; kept for its author only and never part of the record."""

    rating: str | None
    explanation: str
    pins: tuple[Pin, ...] = ()
    saved_at: datetime | None = None
    """When it was last saved; set by the store."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenHit:
    """One line of the ranked list a reviewer saw, as stored with the verdict."""

    rank: int
    passage_id: str
    document_id: str
    text: str
    similarity: float
    lexical: float | None
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a person decided, with pinned evidence and an explanation. Never updated, only replaced."""

    id: str
    claim_id: str
    claim_text: str
    """The words that were checked, as they stood when the verdict was recorded."""
    rating: str
    outcome: Outcome
    explanation: str
    pins: tuple[Pin, ...]
    reviewer: str
    recorded_at: datetime
    build: str | None
    hits: tuple[FrozenHit, ...]
    replaces: str | None
    replaced_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEvent:
    """One row of the hash-chained ledger; ``digest`` covers ``previous`` and everything else here.

    An event is about a claim or about an article, so one of the two ids is None.
    """

    seq: int
    at: datetime
    kind: EventKind
    claim_id: str | None
    article_id: str | None = None
    actor: str
    payload: str
    """Canonical JSON of what changed."""
    previous: str
    digest: str


class Decision(StrEnum):
    """What a person decides about claims before they are checked; each can be taken back."""

    KEEP = "keep"
    DROP = "drop"
    EDIT = "edit"
    COMPLETE = "complete"
    ADD = "add"
    SPLIT = "split"
    MERGE = "merge"
    LINK = "link"
    REJECT = "reject"
    """That an earlier check is of another claim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """A decision that its author took back, and the claim as it stands now."""

    decision: Decision
    claim: Claim
    """Of several, the first one that is not dropped now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerReport:
    """Result of proving the ledger: ``problems`` names every row that does not fit."""

    events: int
    head: str
    problems: tuple[str, ...]

    @property
    def intact(self) -> bool:
        """Whether the whole chain proves."""
        return not self.problems


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictRow:
    """A current verdict joined with its claim and article: what the table shows and an export writes."""

    verdict: Verdict
    claim: Claim
    article: Article | None
