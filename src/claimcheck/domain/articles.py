"""Articles, and where each field of one was read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from claimcheck.domain.claims import ClaimState


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationDate:
    """A day of publication and where it was read from ("json-ld", "meta", "column 'date'", "given", …)."""

    day: date
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Origins:
    """Where each field of an article was read from, in the words of `PublicationDate.origin`.

    None where the field is empty, or where nobody wrote it down: articles stored before origins were kept.
    """

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A text somebody published, in which claims are made."""

    id: str
    title: str
    text: str
    author: str | None
    publisher: str | None
    published: PublicationDate | None
    url: str | None
    language: str | None
    sha256: str
    added_at: datetime
    original: str | None
    """Path of the kept original bytes, relative to the workspace's ``data`` folder."""
    origins: Origins = field(default_factory=Origins)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleSummary:
    """An article without its text, with how many of its claims stand where."""

    id: str
    title: str
    author: str | None
    publisher: str | None
    published: PublicationDate | None
    url: str | None
    language: str | None
    added_at: datetime
    claims: Mapping[ClaimState, int] = field(default_factory=dict)
