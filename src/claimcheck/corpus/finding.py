"""Looking documents up for a table: filters, a page of rows, and how many there are in all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date
from typing import TYPE_CHECKING

from claimcheck.corpus.records import DocumentSummary

if TYPE_CHECKING:
    from claimcheck.storage.database import Connection

_CONDITION = """
    ($text IS NULL OR contains(lower(text), $text) OR contains(lower(title), $text) OR contains(lower(url), $text)
        OR id = $text OR lower(external_id) = $text)
    AND ($publisher IS NULL OR lower(publisher) = $publisher)
    AND ($language IS NULL OR language = $language)
    AND ($since IS NULL OR published >= $since) AND ($until IS NULL OR published <= $until)
    AND (NOT $undated OR published IS NULL)
    AND ($added_after IS NULL OR revision > $added_after)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFilter:
    """Which documents are wanted; what is None does not matter."""

    text: str | None = None
    """Words in title, text or URL, letter case aside; or an id."""
    publisher: str | None = None
    """Letter case aside."""
    language: str | None = None
    since: date | None = None
    until: date | None = None
    undated: bool = False
    """Only those without a day of publication, which no search "as of" a day can find."""
    added_after: int | None = None
    """Only those added after this revision of the corpus."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPage:
    """Some of the documents that fit, newest addition first, and how many fit in all."""

    rows: tuple[DocumentSummary, ...]
    total: int


def find_documents(connection: Connection, wanted: DocumentFilter, *, limit: int, offset: int) -> DocumentPage:
    """One page of the documents that fit; counted in the same scan, because the texts are bulky."""
    values = {
        "text": wanted.text.strip().lower() if wanted.text and wanted.text.strip() else None,
        "publisher": wanted.publisher.lower() if wanted.publisher else None,
        "language": wanted.language,
        "since": wanted.since,
        "until": wanted.until,
        "undated": wanted.undated,
        "added_after": wanted.added_after,
    }
    rows = connection.execute(
        "SELECT id, external_id, title, publisher, published, language, url, characters, added_at,"  # noqa: S608 - ours
        " count(*) OVER ()"
        f" FROM documents WHERE {_CONDITION}"
        " ORDER BY revision DESC, id LIMIT $limit OFFSET $offset",
        {**values, "limit": limit, "offset": offset},
    ).fetchall()
    if rows:
        total = int(rows[0][9])
    else:  # beyond the last page, or nothing fits
        counted = connection.execute(f"SELECT count(*) FROM documents WHERE {_CONDITION}", values).fetchone()  # noqa: S608
        total = int(counted[0]) if counted else 0
    return DocumentPage(
        rows=tuple(
            DocumentSummary(
                id=row[0],
                external_id=row[1],
                title=row[2],
                publisher=row[3],
                published=row[4],
                language=row[5],
                url=row[6],
                characters=row[7],
                added_at=row[8].replace(tzinfo=UTC),
            )
            for row in rows
        ),
        total=total,
    )
