"""Files that survive a crash: written aside, fsynced, then renamed into place."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from claimcheck.errors import DiskFullError, StorageError, UnreadableError

_CHUNK = 1 << 20


@contextmanager
def file_errors(path: Path) -> Iterator[None]:
    """Turn an OSError about ``path`` into an error a person can act on."""
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise DiskFullError(f"no space left to write {path}", "free some disk space and try again") from error
        raise StorageError(
            f"{path}: {error.strerror or error}", "check that the path exists and you may use it"
        ) from error


def read_limited(path: Path, most_mb: int, *, setting: str) -> bytes:
    """The bytes of a file a person named.

    Args:
        path: the file.
        most_mb: largest file that is read, in MB.
        setting: the name of that limit, for the hint.

    Raises:
        UnreadableError: there is no such file, it is no regular file, or it is larger.
        StorageError: it may not be read.
    """
    if not path.exists():
        raise UnreadableError(f"there is no file {path}", "check the name; `-` reads from standard input")
    if not path.is_file():
        raise UnreadableError(f"{path} is no file that can be read whole", "name a file with a page or a text in it")
    with file_errors(path):
        size = path.stat().st_size
        if size > most_mb << 20:
            raise UnreadableError(f"{path} has {size >> 20} MB, more than {most_mb}", f"raise {setting}")
        return path.read_bytes()


def write_atomically(path: Path, content: bytes) -> None:
    """Replace ``path`` with ``content``, or leave it as it was.

    Raises:
        DiskFullError: no space left; the old file stays.
        StorageError: the folder cannot be written.
    """
    with file_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        aside = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            aside.chmod(0o644)
            aside.replace(path)
        except BaseException:
            aside.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Wait until a file's bytes are on the disk."""
    with path.open("rb") as stream:
        os.fsync(stream.fileno())


def sync_folder(path: Path) -> None:
    """Wait until a folder's entries are on the disk; nothing to do where folders cannot be opened."""
    if os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def link_or_copy(source: Path, target: Path) -> None:
    """Hard-link an immutable file, or copy it where the file system cannot link."""
    try:
        os.link(source, target)
    except OSError:
        with file_errors(target):
            shutil.copyfile(source, target)


def sha256_of_file(path: Path) -> str:
    """Digest of a file, read in chunks."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
