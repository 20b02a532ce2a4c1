"""One handle of a DuckDB file for all sessions of this process: the first opens it, the last closes it.

DuckDB shares an open file between connections by a cache of its own, but a connection that comes while the last one
before it is closing fails, and leaves the cache without the one that opens next (measured with 2.0): every later
connection then fails until that one is closed, also one of the very thread that has it open. So sessions do not
rely on that cache.
"""

from __future__ import annotations

import threading
from pathlib import Path
from weakref import WeakValueDictionary

import duckdb

Connection = duckdb.DuckDBPyConnection


class FileHandle:
    """The file as this process has it open, or not; made by `handle_of`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._turn = threading.Lock()
        self._root: Connection | None = None
        self._users = 0

    def connect(self) -> Connection:
        """A connection of its own, with transactions of its own; to be given back with `close`."""
        with self._turn:
            if self._root is None:
                self._root = duckdb.connect(str(self._path))
            try:
                connection = self._root.cursor()
            except BaseException:
                self._close_unused()
                raise
            self._users += 1
            return connection

    def close(self, connection: Connection) -> None:
        """Close a connection, and the file with the last one, so that another process may have it."""
        with self._turn:
            self._users -= 1
            try:
                connection.close()
            finally:
                self._close_unused()

    def _close_unused(self) -> None:
        if self._users == 0 and self._root is not None:
            root, self._root = self._root, None
            root.close()


_HANDLES: WeakValueDictionary[Path, FileHandle] = WeakValueDictionary()
_FINDING = threading.Lock()


def handle_of(path: Path) -> FileHandle:
    """The handle of a file, the same one for everybody in this process."""
    with _FINDING:
        whole = path.absolute()
        found = _HANDLES.get(whole)
        if found is None:
            found = _HANDLES[whole] = FileHandle(whole)
        return found
