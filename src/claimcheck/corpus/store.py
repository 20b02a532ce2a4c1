"""The documents of the evidence corpus in `data/corpus.duckdb`, with a revision that grows by every change."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from claimcheck.corpus.finding import DocumentFilter, DocumentPage, find_documents
from claimcheck.corpus.originals import delete_original
from claimcheck.corpus.records import (
    SELECT,
    DocumentSummary,
    SourceMark,
    count_reprints,
    document_from_row,
    insert_documents,
    next_revision,
    present_values,
    read_mark,
    read_revision,
    write_mark,
)
from claimcheck.domain import CorpusStats, Document
from claimcheck.errors import NotFoundError
from claimcheck.storage.database import Database, packaged_migrations

if TYPE_CHECKING:
    from claimcheck.storage.database import Connection
    from claimcheck.workspace import Workspace

_SHORTEST_PREFIX = 4
_MOST_PUBLISHERS = 1000
__all__ = ["AddedBatch", "CorpusStore", "DocumentSummary", "SourceMark"]

Summaries = list[DocumentSummary]
"""Named, because inside the store `list` is its method."""
Revisions = list[tuple[str, int]]
Documents = list[Document]


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedBatch:
    """What one batch changed; ``reprints`` of the ``added`` share their text with another document."""

    added: int
    already_known: int
    reprints: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusChanges:
    """How far the corpus has moved on from a revision."""

    removed: frozenset[str]
    """Ids removed since, also of documents added again."""
    added: int
    """Documents here now that were added since."""


class CorpusStore:
    """Adds, lists and removes documents; every method is one short session."""

    def __init__(self, workspace: Workspace, *, wait_s: float) -> None:
        self._workspace = workspace
        self._database = Database(workspace.corpus_database, packaged_migrations("claimcheck.corpus"), wait_s=wait_s)
        self._changes: tuple[tuple[object, ...], CorpusChanges] | None = None

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep the file open over several short reads: opening it costs many times what a read does.

        Never around a model or the network, for every other process waits meanwhile.
        """
        with self._database.session():
            yield

    def add_batch(
        self,
        documents: Sequence[Document],
        *,
        mark: SourceMark | None = None,
        files: Mapping[str, str] | None = None,
    ) -> AddedBatch:
        """Add what is not there yet, all or nothing; the batch gets the next revision.

        Args:
            documents: new or known; two with the same id are one.
            mark: how far their table is read with this batch.
            files: keys of the files they came from, with the document's id.
        """
        unique = {document.id: document for document in reversed(documents)}
        ordered = [unique[key] for key in dict.fromkeys(document.id for document in documents)]
        if not ordered and mark is None and not files:
            return AddedBatch(added=0, already_known=0, reprints=0)

        def work(connection: Connection) -> AddedBatch:
            known = present_values(connection, "id", [document.id for document in ordered])
            new = [document for document in ordered if document.id not in known]
            reprints = count_reprints(connection, new)
            if new:
                insert_documents(connection, new, next_revision(connection))
            if mark is not None:
                write_mark(connection, mark)
            if files:
                connection.execute(
                    "INSERT INTO known_files SELECT unnest(?::VARCHAR[]), unnest(?::VARCHAR[]) ON CONFLICT DO NOTHING",
                    [list(files.keys()), list(files.values())],
                )
            return AddedBatch(added=len(new), already_known=len(documents) - len(new), reprints=reprints)

        return self._database.transact(work)

    def source_mark(self, key: str) -> SourceMark | None:
        """How far an interrupted import of a table came; None where none was interrupted."""
        with self._database.session() as connection:
            return read_mark(connection, key)

    def known_files(self, keys: Sequence[str]) -> Mapping[str, str]:
        """Those of the file keys that gave a document which is still here, with its id."""
        with self._database.session() as connection:
            rows = connection.execute(
                "SELECT key, document_id FROM known_files JOIN documents ON documents.id = document_id"
                " WHERE key IN (SELECT unnest(?::VARCHAR[]))",
                [list(keys)],
            ).fetchall()
        return dict(rows)

    def known_ids(self, document_ids: Sequence[str]) -> Set[str]:
        """Those of the ids that are in the corpus."""
        with self._database.session() as connection:
            return present_values(connection, "id", document_ids)

    def get(self, document_id: str) -> Document:
        """One document, by its id or an unambiguous beginning of at least four characters.

        Raises:
            NotFoundError: nothing, or more than one thing, has that id; or it was removed.
        """
        asked = document_id.strip().lower()
        with self._database.session() as connection:
            rows = connection.execute(f"SELECT {SELECT} FROM documents WHERE id = ?", [asked]).fetchall()  # noqa: S608 - constant columns
            if not rows and len(asked) >= _SHORTEST_PREFIX:
                rows = connection.execute(
                    f"SELECT {SELECT} FROM documents WHERE starts_with(id, ?) ORDER BY id LIMIT 3",  # noqa: S608 - constant columns
                    [asked],
                ).fetchall()
            if len(rows) == 1:
                return document_from_row(rows[0])
            removed = connection.execute(
                "SELECT max(removed_at) FROM tombstones WHERE document_id = ?", [asked]
            ).fetchone()
        if rows:
            listed = ", ".join(str(row[0]) for row in rows)
            raise NotFoundError(f"more than one document begins with {document_id}: {listed}", "give more of the id")
        if removed is not None and removed[0] is not None:
            raise NotFoundError(
                f"document {document_id} was removed on {removed[0]:%d %B %Y}", "add its source again to bring it back"
            )
        raise NotFoundError(f"no document has the id {document_id}", "`claimcheck corpus list` shows the ids")

    def list(
        self, *, text: str | None = None, publisher: str | None = None, limit: int = 50, offset: int = 0
    ) -> Summaries:
        """Documents, newest addition first; ``text`` is looked for in title, text and URL, letter case aside."""
        return list(self.find(DocumentFilter(text=text, publisher=publisher), limit=limit, offset=offset).rows)

    def find(self, wanted: DocumentFilter, *, limit: int, offset: int = 0) -> DocumentPage:
        """One page of the documents that fit, newest addition first, and how many fit in all."""
        with self._database.session() as connection:
            return find_documents(connection, wanted, limit=limit, offset=offset)

    def remove(self, document_ids: Sequence[str], purge: bool = False, *, in_use: Container[str] = ()) -> int:
        """Take documents out, leaving a tombstone each; returns how many were there.

        Args:
            document_ids: whole ids.
            purge: also delete kept originals that no other document came from.
            in_use: originals that are needed elsewhere, as ``Document.original`` names them; a purge leaves them.
        """

        def work(connection: Connection) -> tuple[int, Sequence[str]]:
            gone = list(present_values(connection, "id", document_ids))
            if not gone:
                return 0, []
            originals = connection.execute(
                "SELECT DISTINCT original FROM documents WHERE id IN (SELECT unnest(?::VARCHAR[]))"
                " AND original IS NOT NULL",
                [gone],
            ).fetchall()
            revision = next_revision(connection)
            connection.execute("DELETE FROM documents WHERE id IN (SELECT unnest(?::VARCHAR[]))", [gone])
            connection.execute("DELETE FROM known_files WHERE document_id IN (SELECT unnest(?::VARCHAR[]))", [gone])
            connection.execute(
                "INSERT INTO tombstones SELECT unnest(?::VARCHAR[]), ?, ?",
                [gone, revision, datetime.now(UTC).replace(tzinfo=None)],
            )
            still_used = present_values(connection, "original", [row[0] for row in originals])
            return len(gone), [row[0] for row in originals if row[0] not in still_used]

        removed, orphans = self._database.transact(work)
        if purge:
            for original in orphans:
                if original not in in_use:
                    delete_original(self._workspace, original)
        return removed

    def stats(self) -> CorpusStats:
        """Size and make-up; publishers and languages with the most documents first."""
        with self._database.session() as connection:
            totals = connection.execute(
                "SELECT count(*), coalesce(sum(characters), 0)::BIGINT, count(*) FILTER (published IS NULL),"
                " count(DISTINCT origin_id) FROM documents"
            ).fetchone()
            publishers = connection.execute(
                "SELECT publisher, count(*) FROM documents WHERE publisher IS NOT NULL"
                " GROUP BY publisher ORDER BY count(*) DESC, publisher LIMIT ?",
                [_MOST_PUBLISHERS],
            ).fetchall()
            languages = connection.execute(
                "SELECT language, count(*) FROM documents WHERE language IS NOT NULL"
                " GROUP BY language ORDER BY count(*) DESC, language"
            ).fetchall()
        documents, characters, undated, origins = totals or (0, 0, 0, 0)
        return CorpusStats(
            documents=documents,
            characters=characters,
            undated=undated,
            origins=origins,
            publishers=dict(publishers),
            languages=dict(languages),
        )

    def count(self) -> int:
        """How many documents there are."""
        with self._database.session() as connection:
            row = connection.execute("SELECT count(*) FROM documents").fetchone()
        return int(row[0]) if row else 0

    def revision(self) -> int:
        """Number of the last change."""
        with self._database.session() as connection:
            return read_revision(connection)

    def count_added_since(self, revision: int) -> int:
        """Documents here now that were added after ``revision``."""
        with self._database.session() as connection:
            row = connection.execute("SELECT count(*) FROM documents WHERE revision > ?", [revision]).fetchone()
        return int(row[0]) if row else 0

    def characters_around(self, revision: int) -> tuple[int, int]:
        """Characters of the documents here now that were added up to ``revision``, and of those added after it."""
        with self._database.session() as connection:
            row = connection.execute(
                "SELECT coalesce(sum(characters) FILTER (revision <= $1), 0)::BIGINT,"
                " coalesce(sum(characters) FILTER (revision > $1), 0)::BIGINT FROM documents",
                [revision],
            ).fetchone()
        return (int(row[0]), int(row[1])) if row else (0, 0)

    def removed_since(self, revision: int) -> frozenset[str]:
        """Ids removed after ``revision``, also of those added again: what an older build holds of them is old."""
        with self._database.session() as connection:
            rows = connection.execute("SELECT document_id FROM tombstones WHERE revision > ?", [revision]).fetchall()
        return frozenset(row[0] for row in rows)

    def changes_since(self, revision: int) -> CorpusChanges:
        """What was removed and added after ``revision``; read again only after the files of the corpus were written.

        A search asks this every time: opening the database took half of it, and waited while an import wrote.
        """
        asked = (revision, *self._database.written())
        known = self._changes
        if known is not None and known[0] == asked:
            return known[1]
        with self.held():
            changes = CorpusChanges(removed=self.removed_since(revision), added=self.count_added_since(revision))
        self._changes = (asked, changes)
        return changes

    def document_ids(self, up_to: int | None = None) -> Revisions:
        """Ids with the revision each was added at, oldest first; ``up_to`` leaves out what came after it."""
        with self._database.session() as connection:
            return connection.execute(
                "SELECT id, revision FROM documents WHERE $up_to IS NULL OR revision <= $up_to ORDER BY revision, id",
                {"up_to": up_to},
            ).fetchall()

    def documents(self, document_ids: Sequence[str]) -> Documents:
        """Whole documents in the order of ``document_ids``; those removed meanwhile are left out."""
        with self._database.session() as connection:
            rows = connection.execute(
                f"SELECT {SELECT} FROM documents WHERE id IN (SELECT unnest(?::VARCHAR[]))",  # noqa: S608 - constant columns
                [list(document_ids)],
            ).fetchall()
        found = {row[0]: document_from_row(row) for row in rows}
        return [found[document_id] for document_id in document_ids if document_id in found]
