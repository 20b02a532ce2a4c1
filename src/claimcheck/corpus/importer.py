"""Bringing files, folders and tables into the corpus, in batches that are kept or not kept as a whole.

An import that was interrupted, by Ctrl+C, a crash or a full disk, goes on where it stopped when it is run again: a
table's position is written in the same transaction as the rows before it, a file is known by its bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from claimcheck.corpus.documents import GivenMetadata, file_document
from claimcheck.corpus.import_files import import_files
from claimcheck.corpus.import_table import import_table
from claimcheck.corpus.originals import TABLE_SUFFIXES, keep_original
from claimcheck.corpus.run import ImportRun, Tally
from claimcheck.corpus.sources import check_readable, files_in, is_table
from claimcheck.domain import Document, ImportReport, Rejected
from claimcheck.errors import EmptyInputError, InputError, UnreadableError, UsageError
from claimcheck.readers import read_bytes

if TYPE_CHECKING:
    from claimcheck.corpus.columns import ColumnNames
    from claimcheck.corpus.store import CorpusStore
    from claimcheck.protocols import Progress, StopRequested
    from claimcheck.settings import CorpusSettings
    from claimcheck.workspace import Workspace

__all__ = ["GivenMetadata", "import_bytes", "import_paths"]

_NO_TABLES = {
    ".json": "bring a table with one JSON object per line, ending in .jsonl",
    ".xlsx": "save the sheet as CSV and bring that",
    ".xls": "save the sheet as CSV and bring that",
    ".ods": "save the sheet as CSV and bring that",
    ".xml": "bring a table ending in .jsonl, .csv or .parquet",
}


def import_paths(
    paths: Sequence[Path],
    *,
    store: CorpusStore,
    workspace: Workspace,
    settings: CorpusSettings,
    columns: ColumnNames,
    metadata: GivenMetadata,
    progress: Progress,
    stop: StopRequested,
) -> ImportReport:
    """Add everything the paths mean; what cannot be read is listed in the report and stops nothing.

    Raises:
        InputError: the only path given cannot be used at all; nothing was changed.
        DiskFullError: no space left; the batches before are kept.
    """
    if metadata.url is not None and (len(paths) != 1 or paths[0].is_dir() or is_table(paths[0])):
        raise UsageError("a URL can only be given for a single document", "name one file, or give tables a URL column")
    run = ImportRun(
        store=store,
        workspace=workspace,
        settings=settings,
        columns=columns,
        given=metadata,
        progress=progress,
        stop=stop,
    )
    alone = len(paths) == 1
    for is_file, group in groupby(paths, _is_document_file):
        if is_file and not alone:  # many files named one by one share their batches
            import_files(run, list(group), "reading files", alone=False)
            continue
        for path in group:
            if stop():
                break
            try:
                _add_path(run, path)
            except InputError as error:
                if alone and not run.tally.documents:
                    raise
                run.tally.reject(str(path), error)
    return run.tally.report()


def import_bytes(
    content: bytes,
    *,
    name: str | None,
    media_type: str | None,
    url: str | None = None,
    store: CorpusStore,
    workspace: Workspace,
    settings: CorpusSettings,
    metadata: GivenMetadata | None = None,
) -> tuple[Document, ImportReport]:
    """Add one document that is in memory: a page from the web, a file dropped into the browser.

    Raises:
        UnreadableError: not a kind of document that is read.
        EmptyInputError: no text in it.
    """
    if name is not None and PurePath(name).suffix.lower() in TABLE_SUFFIXES:
        raise UnreadableError(f"{name} is a table, not a document", "add it with `claimcheck corpus add`")
    given = metadata or GivenMetadata()
    read = read_bytes(content, name=name, media_type=media_type, url=url or given.url)
    original = keep_original(workspace, content, name=name, media_type=media_type) if settings.keep_originals else None
    document = file_document(
        read, content=content, name=name, given=given, added_at=datetime.now(UTC), original=original
    )
    tally = Tally()
    tally.save(store, [document])
    return store.get(document.id), tally.report()


def _is_document_file(path: Path) -> bool:
    return path.is_file() and not is_table(path) and path.suffix.lower() not in _NO_TABLES


def _add_path(run: ImportRun, path: Path) -> None:
    check_readable(path)
    suffix = path.suffix.lower()
    if path.is_dir():
        _add_folder(run, path)
    elif is_table(path):
        import_table(run, path)
    elif suffix in _NO_TABLES:
        raise UnreadableError(f"{path}: files of the kind {suffix} are not read", _NO_TABLES[suffix])
    else:
        import_files(run, [path], f"reading {path.name}", alone=True)


def _add_folder(run: ImportRun, folder: Path) -> None:
    items = list(files_in(folder, run.workspace))
    if not items:
        raise EmptyInputError(f"there is no file in {folder}", "bring a folder with documents or tables in it")
    for item in items:
        if isinstance(item, Rejected):
            run.tally.reject(item.where, item.reason)
    files = [item for item in items if isinstance(item, Path)]
    documents = [path for path in files if not is_table(path)]
    if documents:
        import_files(run, documents, f"reading {folder.name or folder}", alone=False)
    for path in filter(is_table, files):
        if run.stop():
            return
        try:
            check_readable(path)
            import_table(run, path)
        except InputError as error:
            run.tally.reject(str(path), error)
