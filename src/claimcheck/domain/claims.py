"""Sentences and claims, from a proposal to a decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class ClaimState(StrEnum):
    """Where a claim stands: found by the program, kept or dropped by a person, decided by a verdict."""

    PROPOSED = "proposed"
    KEPT = "kept"
    DROPPED = "dropped"
    DECIDED = "decided"


class ClaimKind(StrEnum):
    """The most telling thing a claim asserts; decides what a checker looks for first."""

    NUMBER = "number"
    DATE = "date"
    FIRST_ONLY_SINCE = "first_only_since"
    ROLE = "role"
    QUOTE = "quote"
    EVENT = "event"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of an article; ``article.text[start:end] == text``."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimProposal:
    """A sentence the claim detector thinks worth checking, before anybody has looked at it."""

    text: str
    said: str
    start: int
    end: int
    check_worthiness: float
    kind: ClaimKind | None
    speaker: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One checkable statement: the words as said and, beside them, the words to check."""

    id: str
    article_id: str | None
    text: str
    """The words to check, complete on their own; editable."""
    said: str
    """The words as said; never altered. Equal to ``article.text[start:end]`` where there is a span."""
    start: int | None
    end: int | None
    speaker: str | None
    claim_date: date | None
    check_worthiness: float | None
    kind: ClaimKind | None
    state: ClaimState
    version: int
    """Number of the last event on this claim; what a save compares against."""
    created_at: datetime
