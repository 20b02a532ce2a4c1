"""Original bytes under `data/originals/`, named by their digest alone: a name somebody gave never becomes a path."""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from claimcheck.errors import UnreadableError
from claimcheck.readers import DOCUMENT_SUFFIXES
from claimcheck.readers.detect import SUFFIX_OF_KIND, detect_kind
from claimcheck.storage.files import file_errors, sync_folder, write_atomically

if TYPE_CHECKING:
    from claimcheck.workspace import Workspace

TABLE_SUFFIXES = frozenset({".jsonl", ".ndjson", ".csv", ".tsv", ".parquet"})
_BY_MEDIA_TYPE = {
    "application/pdf": ".pdf",
    "application/xhtml+xml": ".html",
    "text/html": ".html",
    "text/markdown": ".md",
    "text/plain": ".txt",
}
_CHUNK = 1 << 20


def keep_original(
    workspace: Workspace, content: bytes, *, name: str | None = None, media_type: str | None = None
) -> str:
    """Keep ``content``; returns its path relative to the workspace's data folder. Kept once, however often brought.

    Raises:
        DiskFullError: no space left; nothing is kept.
    """
    path = _place(workspace, hashlib.sha256(content).hexdigest(), _suffix(name, media_type))
    if not _is_kept(path, len(content)):
        write_atomically(path, content)
    return _relative(workspace, path)


def keep_original_file(workspace: Workspace, source: Path, *, sha256: str) -> str:
    """Keep a copy of a large file without holding it in memory; see `keep_original`.

    Raises:
        UnreadableError: the file is no longer the one with that digest.
        DiskFullError: no space left; nothing is kept.
    """
    path = _place(workspace, sha256, _suffix(source.name, None))
    if _is_kept(path, source.stat().st_size):
        return _relative(workspace, path)
    with file_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        aside = Path(name)
        try:
            _copy(source, handle, sha256)
            aside.chmod(0o644)
            aside.replace(path)
        except BaseException:
            aside.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)
    return _relative(workspace, path)


def original_path(workspace: Workspace, original: str) -> Path:
    """Where the original that a document names is kept."""
    return workspace.data / original


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptOriginal:
    """A kept original as it is on the disk now."""

    content: bytes
    sha256: str
    suffix: str
    """With its dot; that of the kind the bytes are of, ".bin" where they are of none that is read."""
    media_type: str


def read_original(workspace: Workspace, original: str) -> KeptOriginal | None:
    """Read a kept original back; None where it is gone.

    Raises:
        StorageError: it cannot be read.
    """
    path = original_path(workspace, original)
    with file_errors(path):
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            return None
    try:
        kind = detect_kind(content, name=path.name, media_type=None)
    except UnreadableError:
        suffix, media_type = ".bin", "application/octet-stream"
    else:
        suffix, media_type = SUFFIX_OF_KIND[kind], kind.value
    return KeptOriginal(
        content=content, sha256=hashlib.sha256(content).hexdigest(), suffix=suffix, media_type=media_type
    )


def delete_original(workspace: Workspace, original: str) -> None:
    """Delete a kept original; one that is gone already is no error."""
    path = original_path(workspace, original)
    with file_errors(path):
        path.unlink(missing_ok=True)


def _copy(source: Path, handle: int, sha256: str) -> None:
    hasher = hashlib.sha256()
    with os.fdopen(handle, "wb") as target, source.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            hasher.update(chunk)
            target.write(chunk)
        target.flush()
        os.fsync(target.fileno())
    if hasher.hexdigest() != sha256:
        raise UnreadableError(f"{source} changed while it was read", "bring it again when nothing writes to it")


def _place(workspace: Workspace, sha256: str, suffix: str) -> Path:
    return workspace.originals / sha256[:2] / f"{sha256}{suffix}"


def _suffix(name: str | None, media_type: str | None) -> str:
    given = PurePath(name).suffix.lower() if name else ""
    if given in DOCUMENT_SUFFIXES or given in TABLE_SUFFIXES:
        return given
    return _BY_MEDIA_TYPE.get((media_type or "").partition(";")[0].strip().lower(), "")


def _is_kept(path: Path, size: int) -> bool:
    try:
        return path.stat().st_size == size
    except OSError:
        return False


def _relative(workspace: Workspace, path: Path) -> str:
    return path.relative_to(workspace.data).as_posix()
