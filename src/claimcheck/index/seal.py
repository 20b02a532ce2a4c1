"""The seal: what every file looked like when its digest was last proved, so that opening a build is cheap."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from claimcheck.errors import IndexMismatchError, StorageError
from claimcheck.index.manifest import REPAIR, FileEntry, Manifest
from claimcheck.storage.files import sha256_of_file, write_atomically

_SEAL_FILE = "sealed.json"


@dataclass(frozen=True, slots=True)
class _Look:
    size: int
    changed_ns: int
    inode: int


_UNKNOWN = _Look(-1, -1, -1)  # like no file; a missing file must not pass for one that was never noted


def seal(build: Path, manifest: Manifest) -> None:
    """Note how the files look now; only for who has just written or proved them.

    In a folder that cannot be written nothing is noted, and the files are proved again at the next opening.
    """
    looks = {entry.path: _look(build / entry.path) for entry in manifest.files}
    rows = {path: [look.size, look.changed_ns, look.inode] for path, look in looks.items() if look is not None}
    with suppress(StorageError):
        write_atomically(build / _SEAL_FILE, json.dumps(rows).encode())


def check_seal(build: Path, manifest: Manifest) -> None:
    """Compare size, time and inode of every file, and prove again what looks different.

    Raises:
        IndexMismatchError: a file is missing, has another size, or another content; the message names it.
    """
    sealed = _read(build)
    doubtful = [entry for entry in manifest.files if _look(build / entry.path) != sealed.get(entry.path, _UNKNOWN)]
    if not doubtful:
        return
    problems = list(broken_files(build, doubtful))
    if problems:
        raise IndexMismatchError(
            f"build {manifest.id} does not match its manifest: {problems[0]}",
            f"make a new build: `{REPAIR}`, or go back: `claimcheck index rollback`",
        )
    seal(build, manifest)


def broken_files(build: Path, entries: Iterable[FileEntry]) -> Iterable[str]:
    """What is wrong with each file that is not as the manifest says."""
    for entry in entries:
        path = build / entry.path
        try:
            size = path.stat().st_size
            if size != entry.size:
                yield f"{entry.path} has {size:,} bytes instead of {entry.size:,}"
            elif sha256_of_file(path) != entry.sha256:
                yield f"the content of {entry.path} was changed"
        except FileNotFoundError:
            yield f"{entry.path} is missing"
        except OSError as error:
            yield f"{entry.path} cannot be read: {error.strerror or error}"


def _look(path: Path) -> _Look | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return _Look(found.st_size, found.st_mtime_ns, found.st_ino)


def _read(build: Path) -> dict[str, _Look]:
    try:
        raw = json.loads((build / _SEAL_FILE).read_bytes())
        return {path: _Look(*look) for path, look in raw.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}  # nothing is known: everything is proved again
