"""The evidence corpus: documents, passages, imports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from claimcheck.domain.articles import PublicationDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One item of the evidence corpus; ``sha256`` is of its original bytes."""

    id: str
    origin_id: str
    """Digest of the normalised text alone: reprints of one text share it."""
    external_id: str | None
    title: str | None
    text: str
    publisher: str | None
    author: str | None
    published: PublicationDate | None
    language: str | None
    url: str | None
    sha256: str
    added_at: datetime
    original: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSource:
    """What a hit and a pin say about the document a passage comes from."""

    document_id: str
    external_id: str | None
    title: str | None
    publisher: str | None
    published: date | None
    url: str | None
    language: str | None
    sha256: str
    origin_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A window of sentences of a document; ``document.text[start:end] == text``."""

    id: str
    document_id: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """An item that could not be read: where it was and why, in words for the person who brought it."""

    where: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What one ``corpus add`` did."""

    added: int
    already_known: int
    reprints: int
    """Of the added, how many share their text with another document."""
    rejected: tuple[Rejected, ...]
    rejected_count: int
    """All that were rejected; ``rejected`` lists at most the first thousand."""
    document_ids: tuple[str, ...]
    """Ids of the first thousand added or already known, in input order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusStats:
    """Size and make-up of the corpus."""

    documents: int
    characters: int
    undated: int
    origins: int
    publishers: Mapping[str, int] = field(default_factory=dict)
    languages: Mapping[str, int] = field(default_factory=dict)
