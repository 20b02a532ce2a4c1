"""Making documents out of what was read: from a file, or from a row of a table."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import PurePath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from claimcheck.domain import Document, PublicationDate
from claimcheck.errors import EmptyInputError, UnreadableError
from claimcheck.readers import detect_language
from claimcheck.readers.charset import clean
from claimcheck.readers.language import language_code
from claimcheck.text.dates import parse_day
from claimcheck.text.identity import digest, document_id, origin_id

if TYPE_CHECKING:
    from claimcheck.corpus.columns import ColumnNames
    from claimcheck.corpus.rows import Row
    from claimcheck.readers import ReadText

_HARMLESS_SCHEMES = {"", "http", "https", "ftp", "doi", "urn"}


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenMetadata:
    """What the person says about items that do not say it themselves; ``url`` only fits a single file."""

    publisher: str | None = None
    published: date | None = None
    language: str | None = None
    url: str | None = None

    @property
    def key(self) -> str:
        """Digest; the same file with other metadata is another document."""
        return digest(self.publisher, self.published.isoformat() if self.published else None, self.language, self.url)

    def day(self) -> PublicationDate | None:
        """The given day with its origin."""
        return PublicationDate(day=self.published, origin="given") if self.published else None


def file_document(
    read: ReadText,
    *,
    content: bytes,
    name: str | None,
    given: GivenMetadata,
    added_at: datetime,
    original: str | None,
) -> Document:
    """The document a file is; without a title of its own it goes by its name."""
    publisher = read.publisher or given.publisher
    published = read.published or given.day()
    url = harmless_url(read.url) or given.url
    return Document(
        id=document_id(
            text=read.text,
            url=url,
            publisher=publisher,
            published=published.day if published else None,
            external_id=None,
        ),
        origin_id=origin_id(read.text),
        external_id=None,
        title=read.title or (one_line(PurePath(name).stem) if name else None),
        text=read.text,
        publisher=publisher,
        author=read.author,
        published=published,
        language=given.language or read.language,
        url=url,
        sha256=hashlib.sha256(content).hexdigest(),
        added_at=added_at,
        original=original,
    )


def row_document(
    row: Row, columns: ColumnNames, *, given: GivenMetadata, added_at: datetime, original: str | None
) -> Document:
    """The document a row is; its language only where it is said, see `with_language`.

    Raises:
        EmptyInputError: no text in it.
        UnreadableError: the text is no text.
    """
    held = row.values.get(columns.text or "")
    if held is not None and not isinstance(held, (str, float)):
        raise UnreadableError(f"column {columns.text!r} holds no text")
    text = clean(held) if isinstance(held, str) else ""
    if not text:
        raise EmptyInputError(f"no text in column {columns.text!r}")

    def value(column: str | None) -> str | None:
        return cell_text(row.values.get(column)) if column is not None else None

    publisher = value(columns.publisher) or given.publisher
    day = cell_day(row.values.get(columns.published)) if columns.published is not None else None
    published = PublicationDate(day=day, origin=f"column {columns.published!r}") if day else given.day()
    external_id, url = value(columns.external_id), harmless_url(value(columns.url))
    return Document(
        id=document_id(
            text=text,
            url=url,
            publisher=publisher,
            published=published.day if published else None,
            external_id=external_id,
        ),
        origin_id=origin_id(text),
        external_id=external_id,
        title=value(columns.title),
        text=text,
        publisher=publisher,
        author=value(columns.author),
        published=published,
        language=language_code(value(columns.language)) or given.language,
        url=url,
        sha256=hashlib.sha256(row.raw).hexdigest(),
        added_at=added_at,
        original=original,
    )


def with_language(document: Document) -> Document:
    """The same document with the language its text is in, where nothing says it.

    Most of the time a short row takes is spent here, so it is done for new documents only.
    """
    return document if document.language is not None else replace(document, language=detect_language(document.text))


def cell_text(held: object) -> str | None:
    """A cell as one line of text; several names in a list stay apart by commas."""
    if isinstance(held, list):
        return ", ".join(filter(None, map(cell_text, held))) or None
    if held is None or isinstance(held, (dict, bool, bytes)) or (isinstance(held, float) and math.isnan(held)):
        return None
    return one_line(str(held))


def cell_day(held: object) -> date | None:
    """The day a cell names; numbers are no days, they would have to be guessed."""
    if isinstance(held, datetime):
        return held.date()
    if isinstance(held, date):
        return held
    return parse_day(held.strip()) if isinstance(held, str) else None


def one_line(text: str) -> str | None:
    """Clean text with single spaces, None where nothing is left."""
    return " ".join(clean(text).split()) or None


def harmless_url(url: str | None) -> str | None:
    """The address, unless it would run something when a person follows it."""
    try:
        return url if url and urlsplit(url).scheme.lower() in _HARMLESS_SCHEMES else None
    except ValueError:
        return None
