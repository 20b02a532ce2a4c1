"""What reading a feed brought to the desk."""

from __future__ import annotations

from dataclasses import dataclass

from claimcheck.domain.articles import BroughtArticle
from claimcheck.domain.documents import Rejected


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedReport:
    """What one reading of a feed did; entries are counted once."""

    title: str | None
    entries: int
    """How many the feed names."""
    known: int
    """Of them, how many the desk had before, or brought already from this feed."""
    brought: tuple[BroughtArticle, ...]
    rejected: tuple[Rejected, ...]
    """What could not be fetched or read; it is tried again when the feed is read again."""
    left: int
    """New ones left for the next time: above the limit, or after a stop."""
