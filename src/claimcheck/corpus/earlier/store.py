"""Imported fact-checks in `data/corpus.duckdb`, and the same as documents for the index that matches claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC
from typing import TYPE_CHECKING, Any

from claimcheck.domain import Document, EarlierCheck, Outcome, PublicationDate
from claimcheck.errors import NotFoundError
from claimcheck.storage.database import Database, packaged_migrations
from claimcheck.text.identity import digest, origin_id

if TYPE_CHECKING:
    from claimcheck.storage.database import Connection
    from claimcheck.workspace import Workspace

_COLUMNS = {
    "id": "VARCHAR",
    "claim": "VARCHAR",
    "rating": "VARCHAR",
    "outcome": "VARCHAR",
    "publisher": "VARCHAR",
    "url": "VARCHAR",
    "checked_on": "DATE",
    "claim_date": "DATE",
    "speaker": "VARCHAR",
    "language": "VARCHAR",
    "title": "VARCHAR",
    "added_at": "TIMESTAMP",
}
_SELECT = ", ".join(_COLUMNS)
_SHORTEST_PREFIX = 4

Checks = list[EarlierCheck]
"""Named, because inside the store `list` is its method."""
Documents = list[Document]
Revisions = list[tuple[str, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedChecks:
    """What one batch changed."""

    added: int
    already_known: int
    updated: int


class EarlierCheckStore:
    """Adds and lists imported checks; every method is one short session."""

    def __init__(self, workspace: Workspace, *, wait_s: float) -> None:
        self._database = Database(workspace.corpus_database, packaged_migrations("claimcheck.corpus"), wait_s=wait_s)

    def save(self, checks: Sequence[EarlierCheck]) -> SavedChecks:
        """Add what is not there yet and bring up to date what has changed at its source, all or nothing."""
        unique = {check.id: check for check in checks}

        def work(connection: Connection) -> SavedChecks:
            known = {check.id: check for check in _read(connection, list(unique))}
            new = [check for key, check in unique.items() if key not in known]
            changed = [check for key, check in unique.items() if key in known and not _alike(check, known[key])]
            if new or changed:
                connection.execute("UPDATE earlier_counter SET revision = revision + 1")
                revision = _revision(connection)
                if changed:
                    gone = [check.id for check in changed]
                    connection.execute("DELETE FROM earlier_checks WHERE id IN (SELECT unnest(?::VARCHAR[]))", [gone])
                    connection.execute(
                        "INSERT INTO earlier_tombstones SELECT unnest(?::VARCHAR[]), ?", [gone, revision]
                    )
                kept_times = [replace(check, added_at=known[check.id].added_at) for check in changed]
                _insert(connection, [*new, *kept_times], revision)
            return SavedChecks(
                added=len(new), already_known=len(checks) - len(new) - len(changed), updated=len(changed)
            )

        return self._database.transact(work)

    def get(self, check_id: str) -> EarlierCheck:
        """One check, by its id or an unambiguous beginning of at least four characters.

        Raises:
            NotFoundError: nothing, or more than one thing, has that id.
        """
        asked = check_id.strip().lower()
        with self._database.session() as connection:
            rows = connection.execute(
                f"SELECT {_SELECT} FROM earlier_checks WHERE id = $1"  # noqa: S608 - constant columns
                " OR (length($1) >= $2 AND starts_with(id, $1)) ORDER BY id <> $1, id LIMIT 3",
                [asked, _SHORTEST_PREFIX],
            ).fetchall()
        if rows and (len(rows) == 1 or rows[0][0] == asked):
            return _check(rows[0])
        if rows:
            listed = ", ".join(str(row[0]) for row in rows)
            raise NotFoundError(f"more than one earlier check begins with {check_id}: {listed}", "give more of the id")
        raise NotFoundError(f"no earlier check has the id {check_id}", "`claimcheck earlier list` shows the ids")

    def list(
        self, *, text: str | None = None, publisher: str | None = None, limit: int | None = 50, offset: int = 0
    ) -> Checks:
        """Checks, newest addition first; ``text`` is looked for in claim, title and URL, letter case aside."""
        with self._database.session() as connection:
            rows = connection.execute(
                f"SELECT {_SELECT} FROM earlier_checks WHERE ($1 IS NULL OR contains(lower(claim), lower($1))"  # noqa: S608 - constant columns
                " OR contains(lower(coalesce(title, '')), lower($1)) OR contains(lower(coalesce(url, '')), lower($1)))"
                " AND ($2 IS NULL OR lower(publisher) = lower($2)) ORDER BY revision DESC, id LIMIT $3 OFFSET $4",
                [text, publisher, limit, offset],
            ).fetchall()
        return [_check(row) for row in rows]

    def checks(self, check_ids: Sequence[str]) -> Checks:
        """Whole checks in the order of the ids; those that are gone are left out."""
        with self._database.session() as connection:
            found = {check.id: check for check in _read(connection, check_ids)}
        return [found[check_id] for check_id in check_ids if check_id in found]

    def count(self) -> int:
        """How many checks there are."""
        with self._database.session() as connection:
            row = connection.execute("SELECT count(*) FROM earlier_checks").fetchone()
        return int(row[0]) if row else 0

    def written(self) -> tuple[object, ...]:
        """Other values after every change of the file; cheap to ask."""
        return self._database.written()

    def revision(self) -> int:
        """Number of the last change."""
        with self._database.session() as connection:
            return _revision(connection)

    def document_ids(self, up_to: int | None = None) -> Revisions:
        """Ids with the revision each was added at, oldest first; ``up_to`` leaves out what came after it."""
        with self._database.session() as connection:
            return connection.execute(
                "SELECT id, revision FROM earlier_checks WHERE $1 IS NULL OR revision <= $1 ORDER BY revision, id",
                [up_to],
            ).fetchall()

    def removed_since(self, revision: int) -> frozenset[str]:
        """Ids that were removed or changed after ``revision``."""
        with self._database.session() as connection:
            rows = connection.execute(
                "SELECT check_id FROM earlier_tombstones WHERE revision > ?", [revision]
            ).fetchall()
        return frozenset(row[0] for row in rows)

    def documents(self, document_ids: Sequence[str]) -> Documents:
        """The checks as documents of an index, in the order of the ids."""
        return [check_document(check) for check in self.checks(document_ids)]

    def characters_around(self, revision: int) -> tuple[int, int]:
        """Characters of the claims added up to ``revision``, and of those added after it."""
        with self._database.session() as connection:
            row = connection.execute(
                "SELECT coalesce(sum(length(claim)) FILTER (revision <= $1), 0)::BIGINT,"
                " coalesce(sum(length(claim)) FILTER (revision > $1), 0)::BIGINT FROM earlier_checks",
                [revision],
            ).fetchone()
        return (int(row[0]), int(row[1])) if row else (0, 0)


def check_document(check: EarlierCheck) -> Document:
    """A check as a document: its text is the claim, its day that of the check."""
    day = check.checked_on
    return Document(
        id=check.id,
        origin_id=origin_id(check.claim),
        external_id=None,
        title=check.title,
        text=check.claim,
        publisher=check.publisher,
        author=None,
        published=PublicationDate(day=day, origin="earlier check") if day else None,
        language=check.language,
        url=check.url,
        sha256=digest(check.claim),
        added_at=check.added_at,
        original=None,
    )


def _alike(left: EarlierCheck, right: EarlierCheck) -> bool:
    return replace(left, added_at=right.added_at) == right


def _revision(connection: Connection) -> int:
    row = connection.execute("SELECT revision FROM earlier_counter").fetchone()
    return int(row[0]) if row else 0


def _read(connection: Connection, check_ids: Sequence[str]) -> Sequence[EarlierCheck]:
    rows = connection.execute(
        f"SELECT {_SELECT} FROM earlier_checks WHERE id IN (SELECT unnest(?::VARCHAR[]))",  # noqa: S608 - constant columns
        [list(check_ids)],
    ).fetchall()
    return [_check(row) for row in rows]


def _insert(connection: Connection, checks: Sequence[EarlierCheck], revision: int) -> None:
    values = ", ".join(f"unnest(?::{kind}[]) AS {name}" for name, kind in _COLUMNS.items())
    columns: list[list[Any]] = [list(column) for column in zip(*map(_row, checks), strict=True)]
    connection.execute(
        f"INSERT INTO earlier_checks BY NAME SELECT *, ? AS revision FROM (SELECT {values})",  # noqa: S608 - constant columns
        [revision, *columns],
    )


def _row(check: EarlierCheck) -> tuple[Any, ...]:
    return (
        check.id,
        check.claim,
        check.rating,
        check.outcome.value if check.outcome else None,
        check.publisher,
        check.url,
        check.checked_on,
        check.claim_date,
        check.speaker,
        check.language,
        check.title,
        check.added_at.astimezone(UTC).replace(tzinfo=None),
    )


def _check(row: tuple[Any, ...]) -> EarlierCheck:
    values = dict(zip(_COLUMNS, row, strict=True))
    values["outcome"] = Outcome(values["outcome"]) if values["outcome"] else None
    values["added_at"] = values["added_at"].replace(tzinfo=UTC)
    return EarlierCheck(verdict_id=None, **values)
