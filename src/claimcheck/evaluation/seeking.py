"""Where in a ranked list the evidence stands that a verdict rests on, and how often it stands well."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimcheck.domain import Hit

DEPTH = 100
"""Hits that are looked through."""
_FAR = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a search should bring up: a passage of a document, or all of a document."""

    title: str | None
    documents: frozenset[str]
    """Ids of which one is enough: a page can have been brought in twice. Empty where no document has the address."""
    span: tuple[int, int] | None
    """Offsets of the passage; None where any passage of the document is meant."""
    rank_then: int | None = None
    """Its rank among the hits that the reviewer saw."""

    def is_in(self, document_id: str, start: int, end: int) -> bool:
        """Whether a passage is of the document and shares at least a letter with the one looked for."""
        if document_id not in self.documents:
            return False
        return self.span is None or (start < self.span[1] and self.span[0] < end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """A claim that was decided, and what its verdict rests on."""

    claim_id: str
    """Of a file from outside: the line or entry."""
    claim: str
    day: date | None
    targets: tuple[Target, ...]
    outside: int = 0
    """Pins on no document: a phone call, a letter."""
    build_then: str | None = None
    """The build whose hits the reviewer saw."""
    hits_then: int = 0
    """How many hits those were."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The ranks a target has in a list, counted from 1; None where it is not there."""

    sought: Sought
    target: Target
    passage: int | None
    document: int | None

    @property
    def seen_then(self) -> int | None:
        """The rank now, as far as the list went that the reviewer saw: beyond its end nothing can be compared."""
        return self.passage if self.passage is not None and self.passage <= self.sought.hits_then else None


def find_target(sought: Sought, target: Target, hits: Sequence[Hit]) -> Found:
    """Look a target up in the hits of a search."""
    passages = [hit.rank for hit in hits if target.is_in(hit.source.document_id, hit.passage.start, hit.passage.end)]
    documents = [hit.rank for hit in hits if hit.source.document_id in target.documents]
    return Found(
        sought=sought,
        target=target,
        passage=min(passages, default=None),
        document=min(documents, default=None),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranks:
    """Shares of targets that stand among the first so many hits, and the mean of 1 / rank within the first ten."""

    at_1: float
    at_3: float
    at_10: float
    at_100: float
    rr_10: float


def summed_up(ranks: Sequence[int | None]) -> Ranks:
    """The shares and the mean of at least one rank; what was not found counts as 0."""
    found = [rank for rank in ranks if rank is not None]

    def within(limit: int) -> float:
        return sum(rank <= limit for rank in found) / len(ranks)

    return Ranks(
        at_1=within(1),
        at_3=within(3),
        at_10=within(_FAR),
        at_100=within(DEPTH),
        rr_10=sum(1 / rank for rank in found if rank <= _FAR) / len(ranks),
    )
