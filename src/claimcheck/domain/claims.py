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
    """Something a claim asserts, and so something to look for; several may hold."""

    NUMBER = "number"
    DATE = "date"
    FIRST_ONLY_SINCE = "first_only_since"
    ROLE = "role"
    QUOTE = "quote"
    EVENT = "event"
    COMPARISON = "comparison"
    CAUSAL = "causal"


class NotCheckable(StrEnum):
    """Why no evidence could decide a sentence."""

    OPINION = "opinion"
    PREDICTION = "prediction"
    QUESTION = "question"
    GREETING = "greeting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of an article; ``article.text[start:end] == text``."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of an article that are somebody's: between quotation marks, or reported."""

    text: str
    """The words without their marks, as they stand; several paragraphs if they run on."""
    start: int
    end: int
    """The span in the article, its marks included."""
    speaker: str | None
    """Who said it, as fully named as the article names them; None where that is open."""
    speaker_span: tuple[int, int] | None
    """Where the article names the speaker of these words: a name, an office or a pronoun."""
    direct: bool
    """Word for word; otherwise reported."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyedSentence:
    """A sentence of an article and everything the program has to say about it, proposed as a claim or not."""

    text: str
    start: int
    end: int
    check_worthiness: float
    kinds: tuple[ClaimKind, ...]
    """The most telling one first."""
    reason: str
    """Why it is proposed, or why not: one line for a person."""
    speaker: str | None
    quote: Quote | None
    """The first quote in it, or the longer one it is part of."""
    not_checkable: NotCheckable | None
    proposed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimProposal:
    """A sentence the claim detector thinks worth checking, before anybody has looked at it."""

    text: str
    said: str
    start: int
    end: int
    check_worthiness: float
    kinds: tuple[ClaimKind, ...]
    """The most telling one first."""
    reason: str | None
    """Why it is proposed: one line for a person."""
    speaker: str | None

    @property
    def kind(self) -> ClaimKind | None:
        """The most telling kind; decides what a checker looks for first."""
        return self.kinds[0] if self.kinds else None


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
    kinds: tuple[ClaimKind, ...]
    """The most telling one first; none for a claim that a person added."""
    reason: str | None
    """Why the program proposed it; None where a person added it, or it was found before reasons were kept."""
    state: ClaimState
    version: int
    """Number of the last event on this claim; what a save compares against."""
    created_at: datetime

    @property
    def kind(self) -> ClaimKind | None:
        """The most telling kind; decides what a checker looks for first."""
        return self.kinds[0] if self.kinds else None
