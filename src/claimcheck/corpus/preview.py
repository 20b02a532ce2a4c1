"""A first look at a table before it is imported: its columns, what each seems to hold, some rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from claimcheck.corpus.columns import ColumnNames, EveryColumn
from claimcheck.corpus.documents import cell_text
from claimcheck.corpus.rows import Row
from claimcheck.corpus.sources import Source, check_readable, is_table, reading
from claimcheck.corpus.tables import open_table
from claimcheck.errors import InputError, UnreadableError
from claimcheck.readers.charset import table_encoding

_SAMPLE = 256 << 10
"""Bytes that tell the encoding; reading all of a table for a first look would keep a person waiting."""
_MOST_COLUMNS = 200
_STANDS_IN = "\0"


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePreview:
    """What a first look at a table shows."""

    columns: tuple[str, ...]
    recognised: ColumnNames
    """By the usual names; ``text`` is None where no column has a usual name of text."""
    rows: tuple[tuple[str | None, ...], ...]
    """Cells of the first rows, in the order of ``columns``."""


def preview_table(path: Path, *, name: str, rows: int = 2) -> TablePreview:
    """Look at the beginning of a table.

    Args:
        path: the file.
        name: what errors call it; what came through the browser lies here under another name.
        rows: rows wanted.

    Raises:
        UnreadableError: it cannot be read as a table.
        EmptyInputError: no rows.
    """
    check_readable(path)
    if not is_table(path):
        raise UnreadableError(f"{name} is no table", "bring .jsonl, .csv, .tsv or .parquet")
    columns = EveryColumn(most=_MOST_COLUMNS)
    table = open_table(_beginning(path), columns, where=name)
    if not columns.seen:
        raise UnreadableError(f"{name} has no named columns", "begin it with column names")
    shown = islice((row for row in table.rows() if isinstance(row, Row)), rows)
    return TablePreview(
        columns=tuple(columns.seen),
        recognised=_recognised(columns.seen),
        rows=tuple(tuple(cell_text(row.values.get(column)) for column in columns.seen) for row in shown),
    )


def _beginning(path: Path) -> Source:
    with reading(path), path.open("rb") as stream:
        sample = stream.read(_SAMPLE)
    try:
        sample.decode("utf-8")
        valid = True
    except UnicodeDecodeError as error:
        valid = len(sample) == _SAMPLE and error.start > len(sample) - 4  # a letter cut in two at the end
    encoding = table_encoding(sample, valid_utf8=valid)
    return Source(path=path, suffix=path.suffix.lower(), sha256="", encoding=encoding, lines=0)


def _recognised(columns: Sequence[str]) -> ColumnNames:
    try:
        return ColumnNames().resolve(columns, where="")
    except InputError:  # no column has a usual name of text: the person will name it
        standing_in = ColumnNames(text=_STANDS_IN).resolve([*columns, _STANDS_IN], where="")
        return replace(standing_in, text=None)
