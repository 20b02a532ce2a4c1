"""The one place that opens and migrates a DuckDB file.

DuckDB locks a file against every other process, readers included, so sessions are short and the other side waits:
a bounded retry with jitter, then an error that names the process holding the file. Within one process, threads
share the database and every session has a connection of its own (measured: a connection shared by two threads
can return the other thread's rows).
"""

from __future__ import annotations

import hashlib
import os
import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TypeVar

import duckdb

from claimcheck.errors import BusyError, SchemaError, StorageError
from claimcheck.storage.files import file_errors, sync_file, sync_folder
from claimcheck.storage.foreign_errors import (
    WriteCollisionError,
    just_closing,
    lock_holder,
    translate,
    translated,
)
from claimcheck.storage.handles import handle_of

Connection = duckdb.DuckDBPyConnection
T = TypeVar("T")

_MIGRATIONS_TABLE = """
CREATE TABLE IF NOT EXISTS schema_history (
    number INTEGER PRIMARY KEY, name VARCHAR NOT NULL, checksum VARCHAR NOT NULL, applied_at TIMESTAMPTZ NOT NULL
)"""
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 0.01, 0.25


@dataclass(frozen=True, slots=True)
class Migration:
    """One numbered step of a schema; applied once, in one transaction, and never changed afterwards."""

    number: int
    name: str
    sql: str

    @property
    def checksum(self) -> str:
        """sha256 of the SQL, recorded when it is applied."""
        return hashlib.sha256(self.sql.encode()).hexdigest()


def packaged_migrations(package: str) -> tuple[Migration, ...]:
    """The ``NNNN_name.sql`` files in a package's ``migrations`` folder, in order of their numbers."""
    folder = resources.files(package) / "migrations"
    files = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".sql")), key=lambda entry: entry.name)
    return tuple(
        Migration(int(entry.name.partition("_")[0]), entry.name.removesuffix(".sql"), entry.read_text(encoding="utf-8"))
        for entry in files
    )


class Database:
    """One DuckDB file with its schema; hands out short sessions.

    Args:
        path: the file; made with its schema at the first session.
        migrations: all steps of the schema, from the first.
        wait_s: seconds to wait for another process before giving up with a BusyError.
    """

    def __init__(self, path: Path, migrations: tuple[Migration, ...], *, wait_s: float = 30.0) -> None:
        self.path = path
        self._migrations = migrations
        self._wait_s = wait_s
        self._handle = handle_of(path)
        self._migrated_inode: int | None = None
        self._migrating = threading.Lock()

    def written(self) -> tuple[tuple[int, int, int] | None, ...]:
        """Inode, size and time of the file and of its write-ahead log: other values after every commit of anybody."""
        return tuple(_stamp(path) for path in (self.path, self.path.with_name(f"{self.path.name}.wal")))

    @contextmanager
    def session(self) -> Iterator[Connection]:
        """A connection of its own, closed at the end; statements outside `transaction` commit one by one.

        Raises:
            BusyError: another process held the file longer than the wait.
            DiskFullError: no space left.
            SchemaError: the file belongs to a newer program.
            StorageError: the file is no database, or cannot be opened.
        """
        connection = self._open()
        try:
            self._migrate_once(connection)
            with translated(self.path):
                yield connection
        finally:
            self._handle.close(connection)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A session whose statements are kept together or not at all.

        Raises:
            ConflictError: another transaction changed the same rows; nothing was changed, it may be retried.
        """
        with self.session() as connection:
            connection.begin()
            try:
                yield connection
            except BaseException:
                rollback(connection)
                raise
            connection.commit()

    def transact(self, work: Callable[[Connection], T], *, attempts: int = 20) -> T:
        """Run ``work`` in a transaction, again from the start when another transaction was quicker.

        ``work`` must read what it decides on inside, and may be called several times.
        """
        for attempt in range(attempts):
            try:
                with self.transaction() as connection:
                    return work(connection)
            except WriteCollisionError:
                if attempt == attempts - 1:
                    raise
                time.sleep(_pause(attempt))
        raise AssertionError("unreachable")

    def _open(self) -> Connection:
        deadline = time.monotonic() + self._wait_s
        attempt = 0
        while True:
            try:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                return self._handle.connect()
            except duckdb.IOException as error:
                holder = lock_holder(error)
                if holder is None:
                    raise translate(error, self.path) from error
                if time.monotonic() >= deadline:
                    raise BusyError(
                        f"{self.path.name} is busy: process {holder} has held it for over {self._wait_s:g} s",
                        f"wait for it to end, or look what it is: `ps -p {holder} -o args`",
                    ) from error
            except duckdb.Error as error:
                if not just_closing(error) or time.monotonic() >= deadline:
                    raise translate(error, self.path) from error
            except OSError as error:
                raise StorageError(
                    f"cannot make {self.path.parent}: {error.strerror}", "check the folder's permissions"
                ) from error
            time.sleep(_pause(attempt))
            attempt += 1

    def _migrate_once(self, connection: Connection) -> None:
        with self._migrating:
            inode = _inode(self.path)
            if self._migrated_inode == inode and inode is not None:
                return
            with translated(self.path):
                self._migrate(connection)
            self._migrated_inode = _inode(self.path)

    def _migrate(self, connection: Connection) -> None:
        connection.execute(_MIGRATIONS_TABLE)
        applied: dict[int, str] = dict(connection.execute("SELECT number, checksum FROM schema_history").fetchall())
        ours = {migration.number: migration for migration in self._migrations}
        if applied and max(applied) > max(ours):
            raise SchemaError(
                f"{self.path.name} was made by a newer claimcheck (schema {max(applied)}, this one knows {max(ours)})",
                "update claimcheck, or open another workspace",
            )
        for number, checksum in applied.items():
            if number not in ours or ours[number].checksum != checksum:
                raise SchemaError(
                    f"step {number} of the schema of {self.path.name} is not the one this program has",
                    "install the released version of claimcheck that made this workspace",
                )
        todo = [migration for migration in self._migrations if migration.number not in applied]
        if todo and applied:
            self._back_up(connection, max(applied))
        for migration in todo:
            connection.begin()
            try:
                connection.execute(migration.sql)
                connection.execute(
                    "INSERT INTO schema_history VALUES (?, ?, ?, now())",
                    [migration.number, migration.name, migration.checksum],
                )
            except BaseException:
                rollback(connection)
                raise
            connection.commit()

    def _back_up(self, connection: Connection, schema: int) -> None:
        """Have DuckDB write a copy.

        Reading the file ourselves would lack what is in the write-ahead log, and closing it would drop this process's
        lock on it: POSIX locks end when a process closes any handle of the file, and another could then open it too.
        """
        target = self.path.with_name(f"{self.path.stem}.before-schema-{schema + 1}.duckdb")
        beside = target.with_suffix(".partial")
        with file_errors(target):
            beside.unlink(missing_ok=True)
            row = connection.execute("SELECT current_database()").fetchone()
            ours = _quoted(row[0] if row else self.path.stem, '"')
            connection.execute("ATTACH " + _quoted(str(beside), "'") + " AS back_up")
            try:
                connection.execute(f"COPY FROM DATABASE {ours} TO back_up")
            finally:
                connection.execute("DETACH back_up")
            sync_file(beside)
            beside.replace(target)
            sync_folder(target.parent)


def rollback(connection: Connection) -> None:
    """Give up a transaction, also one that DuckDB has already given up by itself."""
    try:
        connection.rollback()
    except duckdb.Error:  # a failed COMMIT has rolled back already
        return


def _quoted(name: str, mark: str) -> str:
    return f"{mark}{name.replace(mark, mark * 2)}{mark}"


def _pause(attempt: int) -> float:
    longest: float = min(_FIRST_PAUSE_S * 2**attempt, _LONGEST_PAUSE_S)
    return random.uniform(longest / 4, longest)  # noqa: S311 - jitter between processes, not a secret


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def _inode(path: Path) -> int | None:
    try:
        return os.stat(path).st_ino  # noqa: PTH116 - one call, no Path object needed in the hot path
    except OSError:
        return None
