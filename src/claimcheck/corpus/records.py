"""Documents as rows of the database: one order of columns, written and read here only."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from claimcheck.domain import Document, PublicationDate, Rejected

if TYPE_CHECKING:
    from claimcheck.storage.database import Connection

COLUMNS = {
    "id": "VARCHAR",
    "origin_id": "VARCHAR",
    "external_id": "VARCHAR",
    "title": "VARCHAR",
    "text": "VARCHAR",
    "publisher": "VARCHAR",
    "author": "VARCHAR",
    "published": "DATE",
    "published_origin": "VARCHAR",
    "language": "VARCHAR",
    "url": "VARCHAR",
    "sha256": "VARCHAR",
    "added_at": "TIMESTAMP",
    "original": "VARCHAR",
}
SELECT = ", ".join(COLUMNS)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSummary:
    """A document as a list shows it, without its text."""

    id: str
    external_id: str | None
    title: str | None
    publisher: str | None
    published: date | None
    language: str | None
    url: str | None
    characters: int
    added_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceMark:
    """How far a table was read, kept with the documents it gave so that neither is ahead of the other."""

    key: str
    position: int
    rejected: tuple[Rejected, ...]
    rejected_count: int
    finished: bool = False


def present_values(connection: Connection, column: str, values: Sequence[str]) -> set[str]:
    """Which of the values a column of the documents holds."""
    if not values:
        return set()
    rows = connection.execute(
        f"SELECT DISTINCT {column} FROM documents WHERE {column} IN (SELECT unnest(?::VARCHAR[]))",  # noqa: S608 - constant column
        [list(values)],
    ).fetchall()
    return {row[0] for row in rows}


def count_reprints(connection: Connection, new: Sequence[Document]) -> int:
    """How many of the new documents share their text with one before."""
    seen = present_values(connection, "origin_id", [document.origin_id for document in new])
    reprints = 0
    for document in new:
        reprints += document.origin_id in seen
        seen.add(document.origin_id)
    return reprints


def insert_documents(connection: Connection, documents: Sequence[Document], revision: int) -> None:
    """Insert documents that are not there yet."""
    # one list per column: 20 times faster than executemany, and no data frame library is needed
    values = ", ".join(f"unnest(?::{kind}[]) AS {name}" for name, kind in COLUMNS.items())
    columns: list[list[Any]] = [list(column) for column in zip(*map(_row, documents), strict=True)]
    connection.execute(
        f"INSERT INTO documents BY NAME SELECT *, length(text) AS characters, ? AS revision FROM (SELECT {values})",  # noqa: S608 - constant columns
        [revision, *columns],
    )


def _row(document: Document) -> tuple[Any, ...]:
    published = document.published
    return (
        document.id,
        document.origin_id,
        document.external_id,
        document.title,
        document.text,
        document.publisher,
        document.author,
        published.day if published else None,
        published.origin if published else None,
        document.language,
        document.url,
        document.sha256,
        document.added_at.astimezone(UTC).replace(tzinfo=None),
        document.original,
    )


def document_from_row(row: tuple[Any, ...]) -> Document:
    """A document from a row of `SELECT`."""
    values = dict(zip(COLUMNS, row, strict=True))
    day, origin = values.pop("published"), values.pop("published_origin")
    values["published"] = PublicationDate(day=day, origin=origin) if day else None
    values["added_at"] = values["added_at"].replace(tzinfo=UTC)
    return Document(**values)


def read_revision(connection: Connection) -> int:
    """Number of the last change."""
    row = connection.execute("SELECT revision FROM counter").fetchone()
    return int(row[0]) if row else 0


def next_revision(connection: Connection) -> int:
    """Number for a change that is being made in this transaction."""
    connection.execute("UPDATE counter SET revision = revision + 1")
    return read_revision(connection)


def write_mark(connection: Connection, mark: SourceMark) -> None:
    """Keep how far a table was read, or forget it when the table is through."""
    if mark.finished:
        connection.execute("DELETE FROM unfinished_sources WHERE key = ?", [mark.key])
        return
    rejected = json.dumps([[item.where, item.reason] for item in mark.rejected])
    connection.execute(
        "INSERT INTO unfinished_sources VALUES (?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET"
        " position = excluded.position, rejected = excluded.rejected, rejected_count = excluded.rejected_count",
        [mark.key, mark.position, rejected, mark.rejected_count],
    )


def read_mark(connection: Connection, key: str) -> SourceMark | None:
    """How far a table was read; None where no import of it was interrupted."""
    row = connection.execute(
        "SELECT position, rejected, rejected_count FROM unfinished_sources WHERE key = ?", [key]
    ).fetchone()
    if row is None:
        return None
    rejected = tuple(Rejected(where=where, reason=reason) for where, reason in json.loads(row[1]))
    return SourceMark(key=key, position=row[0], rejected=rejected, rejected_count=row[2])
