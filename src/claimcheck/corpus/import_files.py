"""Importing files that are one document each."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from claimcheck.corpus.documents import GivenMetadata, file_document
from claimcheck.corpus.originals import keep_original
from claimcheck.corpus.run import MOST_UNSAVED_CHARACTERS, ImportRun
from claimcheck.corpus.sources import check_readable, reading
from claimcheck.domain import Document
from claimcheck.errors import InputError, UnreadableError
from claimcheck.readers import read_bytes
from claimcheck.storage.files import sha256_of_file
from claimcheck.text.identity import digest

_LONGEST_UNSAVED_S = 2.0
"""A file takes milliseconds or minutes to read; what is read is saved at least this often."""
_LOOKED_UP = 200


@dataclass(slots=True)
class _Unsaved:
    documents: list[Document] = field(default_factory=list)
    keys: dict[str, str] = field(default_factory=dict)
    files: int = 0
    characters: int = 0
    since: float = field(default_factory=time.monotonic)

    def add(self, key: str, document: Document) -> None:
        self.documents.append(document)
        self.keys[key] = document.id
        self.characters += len(document.text)

    def is_due(self, batch: int) -> bool:
        return (
            self.files >= batch
            or self.characters >= MOST_UNSAVED_CHARACTERS
            or time.monotonic() - self.since >= _LONGEST_UNSAVED_S
        )


def import_files(run: ImportRun, paths: Sequence[Path], task: str, *, alone: bool) -> None:
    """Add the documents the files are; those known by their bytes are not read again.

    Args:
        run: where to put them.
        paths: the files.
        task: what the progress display says.
        alone: the file is all that was asked for, so that its error is the answer instead of an entry in a list.

    Raises:
        InputError: it stands alone and cannot be read.
    """
    run.progress.start(task, len(paths), "file")
    try:
        unsaved = _Unsaved()
        for first in range(0, len(paths), _LOOKED_UP):
            group = paths[first : first + _LOOKED_UP]
            known = _known(run, group)
            for path in group:
                if run.stop():
                    _save(run, unsaved)
                    return
                _one_file(run, path, known, unsaved, alone=alone)
                if unsaved.is_due(run.settings.batch):
                    _save(run, unsaved)
                    unsaved = _Unsaved()
        _save(run, unsaved)
    finally:
        run.progress.finish()


def _one_file(run: ImportRun, path: Path, known: Mapping[Path, str], unsaved: _Unsaved, *, alone: bool) -> None:
    if path in known:
        run.tally.know([known[path]])
        run.progress.advance(1)
        return
    unsaved.files += 1
    try:
        unsaved.add(*_read(run, path))
    except InputError as error:
        if alone:
            raise
        run.tally.reject(str(path), error)


def _read(run: ImportRun, path: Path) -> tuple[str, Document]:
    check_readable(path)
    most, size = run.settings.max_file_mb << 20, path.stat().st_size
    if size > most:
        raise UnreadableError(
            f"{path} has {size >> 20} MB, more than {most >> 20}", "raise corpus.max_file_mb if it is one document"
        )
    with reading(path):
        content = path.read_bytes()
    read = read_bytes(content, name=path.name, media_type=None, url=run.given.url)
    original = keep_original(run.workspace, content, name=path.name) if run.settings.keep_originals else None
    document = file_document(
        read, content=content, name=path.name, given=run.given, added_at=datetime.now(UTC), original=original
    )
    return _key(hashlib.sha256(content).hexdigest(), path, run.given), document


def _save(run: ImportRun, unsaved: _Unsaved) -> None:
    if unsaved.documents:
        run.tally.save(run.store, unsaved.documents, files=unsaved.keys)
    if unsaved.files:
        run.progress.advance(unsaved.files)


def _known(run: ImportRun, paths: Sequence[Path]) -> Mapping[Path, str]:
    keys: dict[Path, str] = {}
    for path in paths:
        try:
            keys[path] = _key(sha256_of_file(path), path, run.given)
        except OSError:
            continue  # reading it will say why
    found = run.store.known_files(list(keys.values()))
    return {path: found[key] for path, key in keys.items() if key in found}


def _key(sha256: str, path: Path, given: GivenMetadata) -> str:
    """The bytes, and what else decides which document they are: the name gives the kind and may give the title."""
    return digest(sha256, path.name, given.key)
