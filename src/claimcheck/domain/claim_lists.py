"""Claims of lists that somebody brought, without an article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from claimcheck.domain.documents import Rejected


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedClaim:
    """A claim of a list that somebody brought, without an article."""

    text: str
    said: str
    """The words as said; the same as the words to check where the list has only those."""
    speaker: str | None
    claim_date: date | None
    source: str | None
    """Where it was made, in the words of the list: an address, a programme, a paper."""
    key: str
    """Digest of the row: the same row again is the same claim, whatever has become of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimListReport:
    """What importing a list of claims did."""

    added: int
    already_known: int
    rejected: tuple[Rejected, ...]
    rejected_count: int
    """All that were rejected; ``rejected`` lists at most the first thousand."""
    claim_ids: tuple[str, ...]
    """Ids of the claims added, in the order of the list."""
