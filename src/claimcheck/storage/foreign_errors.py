"""DuckDB's exceptions as ours: what somebody can act on says what to do, programming errors pass through."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from claimcheck.errors import ConflictError, DiskFullError, StorageError

_HOLDER = re.compile(r"PID (\d+)")


class WriteCollisionError(ConflictError):
    """Two transactions changed the same rows at once; this one was rolled back and may be retried."""


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn DuckDB's exceptions about the file or a collision into ours; programming errors pass through."""
    try:
        yield
    except duckdb.Error as error:
        raise translate(error, path) from error


def translate(error: duckdb.Error, path: Path) -> Exception:
    """Our error for one of DuckDB's about the file or a collision; the same one where it is about neither."""
    text = str(error)
    lowered = text.lower()
    if "no space left" in lowered or "disk full" in lowered or _disk_is_full(path, error):
        return DiskFullError(
            f"no space left for {path.name}; nothing was changed", "free some disk space and try again"
        )
    if _is_collision(error, lowered):
        return WriteCollisionError("somebody else wrote the same rows at the same moment", "try again")
    if isinstance(error, duckdb.IOException):
        if "permission denied" in lowered:
            return StorageError(f"no permission to open {path}", "check who owns the file and its folder")
        return StorageError(
            f"{path.name} cannot be read or written: {text.splitlines()[0]}", "check the disk, or restore a back-up"
        )
    if isinstance(error, (duckdb.InternalException, duckdb.FatalException, duckdb.SerializationException)):
        return StorageError(f"{path.name} is damaged: {text.splitlines()[0]}", "restore a back-up of the data folder")
    return error


def _is_collision(error: duckdb.Error, lowered: str) -> bool:
    """Whether another transaction was quicker; a key it committed after our snapshot shows as a duplicate key."""
    if isinstance(error, duckdb.TransactionException):
        return True
    return isinstance(error, duckdb.ConstraintException) and "primary key" in lowered


def _disk_is_full(path: Path, error: duckdb.Error) -> bool:
    if not isinstance(error, (duckdb.IOException, duckdb.FatalException)):
        return False
    try:
        return shutil.disk_usage(path.parent).free < 1 << 20
    except OSError:
        return False


def lock_holder(error: duckdb.IOException) -> str | None:
    """The process that has the file, "unknown" where DuckDB does not name it; None for other errors."""
    text = str(error)
    if "could not set lock" not in text.lower():
        return None
    found = _HOLDER.search(text)
    return found.group(1) if found else "unknown"


def just_closing(error: duckdb.Error) -> bool:
    """Whether another thread of ours was closing its last connection; DuckDB then refuses a new one for a moment."""
    return "unique file handle conflict" in str(error).lower()
