"""How values are written as text, and files replaced whole."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from claimcheck.storage.files import file_errors, sync_file, sync_folder

_LINE_BREAKS = {ord("\u2028"): "\\u2028", ord("\u2029"): "\\u2029", ord("\x85"): "\\u0085"}


def as_json(value: Any, *, indent: int | None = None) -> str:
    """JSON with readable letters; only what some readers take for the end of a line is escaped."""
    return json.dumps(value, ensure_ascii=False, default=_as_text, indent=indent).translate(_LINE_BREAKS)


def as_time(at: datetime) -> str:
    """A time in UTC, ISO 8601 with Z."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _as_text(value: object) -> str:
    if isinstance(value, datetime):
        return as_time(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


@contextmanager
def aside(target: Path) -> Iterator[Path]:
    """A file beside ``target`` to write to; it takes the target's place when the block ends well.

    Raises:
        DiskFullError: no space left; the old file stays.
        StorageError: the folder cannot be written.
    """
    with file_errors(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        os.close(handle)
        beside = Path(name)
        try:
            yield beside
            sync_file(beside)
            beside.chmod(0o644)
            beside.replace(target)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
        sync_folder(target.parent)
