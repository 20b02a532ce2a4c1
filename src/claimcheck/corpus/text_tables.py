"""Rows of JSONL and CSV tables, streamed; a row's own bytes are the row as written, in UTF-8, without the line end."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from itertools import islice

from claimcheck.corpus.columns import ColumnNames
from claimcheck.corpus.rows import BadRow, Row
from claimcheck.corpus.sources import Source, reading
from claimcheck.errors import EmptyInputError, UnreadableError

_LOOKED_AT = 100
"""Rows of a JSONL table that are looked at for the names of its columns."""
_LONGEST_ROW = 32 << 20
_LONGEST_CELL = 8 << 20
"""Also how far a quotation mark that is never closed can reach."""
_DELIMITERS = ",;\t|"


class JsonlTable:
    """One JSON object per line."""

    unit = "line"

    def __init__(self, source: Source, columns: ColumnNames, *, where: str) -> None:
        self._source = source
        self.total: int | None = source.lines
        first = list(islice(self.rows(), _LOOKED_AT))
        good = [row for row in first if isinstance(row, Row)]
        if not first:
            raise EmptyInputError(f"{where} has no rows", "bring a table with one JSON object per line")
        if not good:
            raise UnreadableError(
                f"{where} is no JSONL table: line {first[0].line} {_reason(first[0])}",
                "each line must be one JSON object",
            )
        found = list(dict.fromkeys(key for row in good for key in row.values))
        self.columns = columns.resolve(found, where=where)

    def rows(self, skip: int = 0) -> Iterator[Row | BadRow]:
        """Rows after the first ``skip``; blank lines are none."""
        seen = 0
        for number, line in enumerate(_lines(self._source), start=1):
            if isinstance(line, BadRow):
                seen += 1
                if seen > skip:
                    yield line
            elif line.strip():
                seen += 1
                if seen > skip:
                    yield _json_row(number, line.strip())


def _json_row(number: int, line: str) -> Row | BadRow:
    try:
        values = json.loads(line)
    except (ValueError, RecursionError) as error:
        return BadRow(line=number, reason=f"is no JSON: {error}")
    if not isinstance(values, dict):
        return BadRow(line=number, reason="is no JSON object")
    return Row(line=number, values=values, raw=line.encode("utf-8", "replace"))


class CsvTable:
    """Rows of cells under a header row; comma, semicolon, tab or bar between them."""

    unit = "line"

    def __init__(self, source: Source, columns: ColumnNames, *, where: str) -> None:
        self._source = source
        self.total: int | None = source.lines
        first = next((line for line in _lines(source) if isinstance(line, BadRow) or line.strip()), None)
        if first is None:
            raise EmptyInputError(f"{where} has no rows", "bring a table with a header row")
        if isinstance(first, BadRow):
            raise UnreadableError(f"{where} is no CSV table: its header {first.reason}", "begin it with column names")
        self._delimiter = max(_DELIMITERS, key=lambda mark: len(next(csv.reader([first], delimiter=mark), [])))
        self._header = next(csv.reader([first.rstrip("\r\n")], delimiter=self._delimiter))
        self.columns = columns.resolve(list(dict.fromkeys(self._header)), where=where)

    def rows(self, skip: int = 0) -> Iterator[Row | BadRow]:
        """Rows after the header and the first ``skip``; blank lines are none."""
        csv.field_size_limit(_LONGEST_CELL)
        recorder = _Recorder(_lines(self._source))
        reader = csv.reader(recorder, delimiter=self._delimiter)
        seen = -1  # the header
        while True:
            first_line = recorder.line + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                seen += 1
                if seen > skip:
                    yield BadRow(line=first_line, reason=f"is no CSV row: {error}")
                recorder.take()
                continue
            raw = recorder.take()
            if not cells:
                continue
            seen += 1
            if seen > skip:
                yield self._row(first_line, cells, raw)

    def _row(self, line: int, cells: Sequence[str], raw: str) -> Row | BadRow:
        if len(cells) != len(self._header):
            reach = f", lines {line:,} to {line + raw.count(chr(10)) - 1:,}" if raw.count("\n") > 1 else ""
            return BadRow(line=line, reason=f"has {len(cells)} cells, the header has {len(self._header)}{reach}")
        values = dict(zip(reversed(self._header), reversed(cells), strict=True))  # of two columns the first counts
        return Row(line=line, values=values, raw=raw.rstrip("\r\n").encode("utf-8", "replace"))


class _Recorder:
    """Passes lines on and remembers those since the last row, which is what the row looked like."""

    def __init__(self, lines: Iterator[str | BadRow]) -> None:
        self._lines = lines
        self._taken: list[str] = []
        self.line = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.line += 1
        if isinstance(line, BadRow):
            raise csv.Error(line.reason)
        self._taken.append(line)
        return line

    def take(self) -> str:
        taken = "".join(self._taken)
        self._taken.clear()
        return taken


def _lines(source: Source) -> Iterator[str | BadRow]:
    """Lines with their ends; one that is too long to be a row is skipped as bad."""
    with reading(source.path), source.path.open("rb") as stream:
        text = io.TextIOWrapper(stream, encoding=source.encoding, errors="replace", newline="")
        number = 0
        while line := text.readline(_LONGEST_ROW):
            number += 1
            if len(line) < _LONGEST_ROW or line.endswith(("\n", "\r")):
                yield line
                continue
            while line and not line.endswith(("\n", "\r")):
                line = text.readline(_LONGEST_ROW)
            yield BadRow(line=number, reason=f"is longer than {_LONGEST_ROW >> 20} MB")


def _reason(row: Row | BadRow) -> str:
    return row.reason if isinstance(row, BadRow) else ""
