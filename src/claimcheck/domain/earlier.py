"""Earlier fact-checks, the desk's own and imported ones, and how they match a claim."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from claimcheck.domain.documents import Rejected
from claimcheck.domain.evidence import Difference
from claimcheck.domain.ratings import Outcome


class MatchStrength(StrEnum):
    """How surely an earlier check is of the same claim."""

    STRONG = "strong"
    SUGGESTED = "suggested"
    DIFFERS = "differs"
    """Much alike, but with a number, date, name or negation apart: other truth conditions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierCheck:
    """A claim that somebody has checked before, imported or from this desk's record."""

    id: str
    claim: str
    rating: str
    outcome: Outcome | None
    """None where the rating of an imported check maps onto none of the four."""
    publisher: str | None
    url: str | None
    checked_on: date | None
    claim_date: date | None
    speaker: str | None
    language: str | None
    verdict_id: str | None
    """The verdict of this desk's record; None for an imported check."""
    added_at: datetime
    title: str | None = None
    """Headline of the published check; often the claim in other words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierMatch:
    """An earlier check offered for a claim; ``score`` is from 0 to 1 and comparable across claims."""

    check: EarlierCheck
    strength: MatchStrength
    score: float
    similarity: float
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierDecision:
    """What a person said about an earlier check offered for a claim, with the check as it stood then."""

    seq: int
    """Number of the event that recorded it."""
    claim_id: str
    claim_text: str
    check: EarlierCheck
    confirmed: bool
    """Whether it is a check of the same claim; False where the person said that it is not."""
    strength: MatchStrength
    score: float
    similarity: float
    actor: str
    decided_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierImportReport:
    """What one ``earlier add`` did."""

    added: int
    already_known: int
    updated: int
    """Known ones whose rating, day or other words had changed at their source."""
    rejected: tuple[Rejected, ...]
    rejected_count: int
    """All that were rejected; ``rejected`` lists at most the first thousand."""
    check_ids: tuple[str, ...]
    """Ids of the first thousand added, updated or already known, in input order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreBand:
    """What people decided on the matches offered with a score from ``low`` up to ``high``."""

    low: float
    high: float
    confirmed: int
    rejected: int

    @property
    def share_right(self) -> float | None:
        """Share of the decisions that confirmed; None where there are none."""
        decided = self.confirmed + self.rejected
        return self.confirmed / decided if decided else None


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchThresholds:
    """What the decisions of a desk say about the two thresholds; a proposal, never set by the program."""

    bands: tuple[ScoreBand, ...]
    suggest: float | None
    """The lowest score from which on half of what was offered was right; None where there is too little to go by."""
    strong: float | None
    """The lowest score from which on 95 of 100 were right; None where there is too little to go by."""
    reason: str | None
    """Why there is no proposal, in words that complete "no proposal, …"."""
