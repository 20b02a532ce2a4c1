"""Finding the files a person means by a path, and looking at a file once for its digest and encoding."""

from __future__ import annotations

import codecs
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from claimcheck.corpus.originals import TABLE_SUFFIXES
from claimcheck.domain import Rejected
from claimcheck.errors import UnreadableError
from claimcheck.readers import DOCUMENT_SUFFIXES
from claimcheck.readers.charset import table_encoding
from claimcheck.workspace import Workspace

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A table file as it was looked at: its digest, and how to read it as lines."""

    path: Path
    suffix: str
    sha256: str
    encoding: str
    lines: int


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn an OSError about a file somebody brought into an error that names it."""
    try:
        yield
    except OSError as error:
        raise UnreadableError(f"{path} cannot be read: {error.strerror or error}", "check the disk it is on") from error


def is_table(path: Path) -> bool:
    """Whether a file is a table by its name."""
    return path.suffix.lower() in TABLE_SUFFIXES


def check_readable(path: Path) -> None:
    """Say at once why a path cannot be read.

    Raises:
        UnreadableError: it does not exist, is no file or folder, or may not be read.
    """
    if not path.exists():
        raise UnreadableError(f"there is no file or folder {path}", "check the name")
    if not path.is_dir() and not path.is_file():
        raise UnreadableError(f"{path} is neither a file nor a folder", "bring a file, a folder or a table")
    if not os.access(path, os.R_OK | (os.X_OK if path.is_dir() else 0)):
        raise UnreadableError(f"no permission to read {path}", "ask its owner, or change its permissions")


def files_in(folder: Path, workspace: Workspace) -> Iterator[Path | Rejected]:
    """Files below a folder in a fixed order; what is not read comes as rejected with its reason.

    Hidden files and folders and the workspace's own folders are passed over without a word.
    """
    root = folder.resolve()
    own = {workspace.data.resolve(), workspace.index.resolve(), workspace.settings_file.resolve()}
    unreadable: list[OSError] = []
    for where, folders, names in os.walk(folder, onerror=unreadable.append):
        here = Path(where)
        folders[:] = sorted(name for name in folders if name[0] != "." and (here / name).resolve() not in own)
        for name in [*folders, *sorted(names)]:
            path = here / name
            if path.is_symlink() and not path.resolve().is_relative_to(root):
                yield Rejected(where=str(path), reason="is a link that leads outside the folder")
            elif name in names and name[0] != "." and path.resolve() not in own:
                yield _file_or_reason(path)
    for error in unreadable:
        yield Rejected(where=str(error.filename), reason=error.strerror or str(error))


def _file_or_reason(path: Path) -> Path | Rejected:
    if not path.is_file():
        return Rejected(where=str(path), reason="is no file, or a link that leads nowhere")
    suffix = path.suffix.lower()
    if suffix not in DOCUMENT_SUFFIXES and suffix not in TABLE_SUFFIXES:
        kind = f"files of the kind {suffix}" if suffix else "files without an ending"
        return Rejected(where=str(path), reason=f"{kind} are not read from folders")
    return path


def look_at(path: Path) -> Source:
    """Digest, encoding and number of lines of a table, in one pass."""
    hasher = hashlib.sha256()
    utf8 = codecs.getincrementaldecoder("utf-8")()
    valid, newlines, start, last = True, 0, b"", b""
    with reading(path), path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            hasher.update(chunk)
            newlines += chunk.count(b"\n")
            start, last = start or chunk, chunk
            if valid:
                try:
                    utf8.decode(chunk)
                except UnicodeDecodeError:
                    valid, start = False, chunk if start.isascii() else start
    return Source(
        path=path,
        suffix=path.suffix.lower(),
        sha256=hasher.hexdigest(),
        encoding=table_encoding(start, valid_utf8=valid),
        lines=newlines + (last[-1:] != b"\n"),
    )
