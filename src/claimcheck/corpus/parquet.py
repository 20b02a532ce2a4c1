"""Rows of Parquet tables, streamed; a row's own bytes are canonical JSON of the columns that are read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from claimcheck.corpus.columns import ColumnNames
from claimcheck.corpus.rows import Row
from claimcheck.corpus.sources import reading
from claimcheck.errors import EmptyInputError, UnreadableError


class ParquetTable:
    """An Apache Parquet file; only the columns in use are read."""

    unit = "row"

    def __init__(self, path: Path, columns: ColumnNames, *, where: str) -> None:
        self._path = path
        self._where = where
        with self._open() as file:
            self.total: int | None = file.metadata.num_rows
            found = list(file.schema_arrow.names)
        if not self.total:
            raise EmptyInputError(f"{where} has no rows", "bring a table with rows in it")
        self.columns = columns.resolve(found, where=where)

    def rows(self, skip: int = 0) -> Iterator[Row]:
        """Rows after the first ``skip``; row groups before it are not read at all."""
        import pyarrow as pa

        with self._open() as file:
            before, groups = 0, list(range(file.num_row_groups))
            while groups and before + file.metadata.row_group(groups[0]).num_rows <= skip:
                before += file.metadata.row_group(groups.pop(0)).num_rows
            number = before
            try:
                for batch in file.iter_batches(batch_size=256, row_groups=groups, columns=list(self.columns.used)):
                    for values in _without_nanoseconds(batch).to_pylist():
                        number += 1
                        if number > skip:
                            yield Row(line=number, values=values, raw=_canonical(values))
            except (pa.ArrowException, OSError) as error:
                raise UnreadableError(
                    f"{self._where} is damaged after row {number:,}: {error}", "write the table again"
                ) from error

    def _open(self) -> Any:
        import pyarrow as pa
        from pyarrow import parquet

        with reading(self._path):
            try:
                # small buffers: a row group may be as large as the file
                return parquet.ParquetFile(self._path, buffer_size=1 << 20, pre_buffer=False)
            except pa.ArrowException as error:
                raise UnreadableError(f"{self._where} is no Parquet table: {error}", "write the table again") from error


def _without_nanoseconds(batch: Any) -> Any:
    """The same batch with times Python can hold."""
    import pyarrow as pa

    fields = [
        field.with_type(pa.timestamp("us", field.type.tz)) if pa.types.is_timestamp(field.type) else field
        for field in batch.schema
    ]
    return batch.cast(pa.schema(fields), safe=False)


def _canonical(values: Mapping[str, Any]) -> bytes:
    def plain(value: object) -> str:
        return value.isoformat() if isinstance(value, (date, datetime)) else str(value)

    return json.dumps(values, sort_keys=True, ensure_ascii=False, default=plain).encode("utf-8", "replace")
