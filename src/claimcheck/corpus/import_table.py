"""Importing tables, a document per row; the position is kept with the rows, so an interrupted import goes on."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from claimcheck.corpus.documents import row_document, with_language
from claimcheck.corpus.originals import keep_original_file, original_path
from claimcheck.corpus.rows import BadRow, Row, Table
from claimcheck.corpus.run import LISTED, MOST_UNSAVED_CHARACTERS, ImportRun
from claimcheck.corpus.sources import look_at
from claimcheck.corpus.store import SourceMark
from claimcheck.corpus.tables import open_table
from claimcheck.domain import Document, Rejected
from claimcheck.errors import InputError
from claimcheck.text.identity import digest


def import_table(run: ImportRun, path: Path) -> None:
    """Add a document per row; bad rows are rejected with their line.

    Raises:
        InputError: no table that can be used; nothing was changed.
    """
    where = str(path)
    source = look_at(path)
    table = open_table(source, run.columns, where=where)
    original: str | None = None
    if run.settings.keep_originals:
        original = keep_original_file(run.workspace, path, sha256=source.sha256)
        # read the copy: it stays as it is whatever happens to the file meanwhile
        table = open_table(replace(source, path=original_path(run.workspace, original)), run.columns, where=where)
    key = digest(source.sha256, source.suffix, repr(table.columns), run.given.key)
    run.progress.start(f"reading {path.name}", table.total, table.unit)
    try:
        _TableImport(run, table, where, key, original).run()
    finally:
        run.progress.finish()


@dataclass(slots=True)
class _TableImport:
    _run: ImportRun
    _table: Table
    _where: str
    _key: str
    _original: str | None
    _position: int = 0
    _shown: int = 0
    _rejected: list[Rejected] = field(default_factory=list)
    _rejected_count: int = 0
    _unsaved: list[Document] = field(default_factory=list)
    _met_known: bool = True

    def run(self) -> None:
        self._resume()
        saved, characters, line = self._position, 0, 0
        for row in self._table.rows(skip=self._position):
            characters += self._take(row)
            self._position += 1
            line = row.line
            if self._position - saved >= self._run.settings.batch or characters >= MOST_UNSAVED_CHARACTERS:
                self._save(line, finished=False)
                saved, characters = self._position, 0
                if self._run.stop():
                    return
        self._save(self._table.total or line, finished=True)

    def _resume(self) -> None:
        mark = self._run.store.source_mark(self._key)
        if mark is not None:
            self._position, self._rejected_count = mark.position, mark.rejected_count
            self._rejected = list(mark.rejected)
            self._run.tally.resume(mark)

    def _take(self, row: Row | BadRow) -> int:
        """Read one row; returns the characters it adds to memory."""
        if isinstance(row, BadRow):
            self._reject(row.line, row.reason)
            return 0
        try:
            document = row_document(
                row,
                self._table.columns,
                given=self._run.given,
                added_at=datetime.now(UTC),
                original=self._original,
            )
        except InputError as error:
            self._reject(row.line, error.message)
            return 0
        self._unsaved.append(document)
        return len(document.text)

    def _reject(self, line: int, reason: str) -> None:
        item = Rejected(where=f"{self._where} {self._table.unit} {line}", reason=reason)
        self._rejected_count += 1
        if len(self._rejected) < LISTED:
            self._rejected.append(item)
        self._run.tally.reject(item.where, reason)

    def _with_languages(self) -> list[Document]:
        """The unsaved documents with their languages; while a table turns out to be known, only of the new ones."""
        ids = [document.id for document in self._unsaved]
        known = self._run.store.known_ids(ids) if self._met_known else frozenset()
        return [document if document.id in known else with_language(document) for document in self._unsaved]

    def _save(self, line: int, *, finished: bool) -> None:
        mark = SourceMark(
            key=self._key,
            position=self._position,
            rejected=tuple(self._rejected),
            rejected_count=self._rejected_count,
            finished=finished,
        )
        batch = self._run.tally.save(self._run.store, self._with_languages(), mark=mark)
        self._met_known = batch.already_known > 0
        self._unsaved.clear()
        self._run.progress.advance(line - self._shown)
        self._shown = line
