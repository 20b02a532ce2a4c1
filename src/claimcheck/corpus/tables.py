"""Opening a table of any kind that is read."""

from __future__ import annotations

from claimcheck.corpus.columns import ColumnNames
from claimcheck.corpus.parquet import ParquetTable
from claimcheck.corpus.rows import Table
from claimcheck.corpus.sources import Source
from claimcheck.corpus.text_tables import CsvTable, JsonlTable


def open_table(source: Source, columns: ColumnNames, *, where: str) -> Table:
    """Recognise the columns of a table.

    Raises:
        InputError: no column of text, or a named column is missing.
        EmptyInputError: no rows.
        UnreadableError: not that kind of table.
    """
    suffix = source.suffix
    if suffix == ".parquet":
        return ParquetTable(source.path, columns, where=where)
    if suffix in {".csv", ".tsv"}:
        return CsvTable(source, columns, where=where)
    return JsonlTable(source, columns, where=where)
