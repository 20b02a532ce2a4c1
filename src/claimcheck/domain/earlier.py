"""Earlier fact-checks, the desk's own and imported ones, and how they match a claim."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

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


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierMatch:
    """An earlier check offered for a claim; ``score`` is from 0 to 1 and comparable across claims."""

    check: EarlierCheck
    strength: MatchStrength
    score: float
    similarity: float
    differences: tuple[Difference, ...]
