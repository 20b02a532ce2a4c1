"""The table as Parquet: typed columns, pins as a list of structs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.export.table import COLUMNS, SCHEMA_VERSION, TableRow, pin_record
from claimcheck.export.written import aside

if TYPE_CHECKING:
    import pyarrow as pa


def write(rows: Sequence[TableRow], target: Path, ledger_head: str) -> None:
    """Write the table; the ledger head is in the file's metadata too, where a table without rows still has it."""
    import pyarrow as pa
    from pyarrow import parquet

    columns = {column: [getattr(row, column) for row in rows] for column in COLUMNS}
    columns["pins"] = [[pin_record(pin) for pin in row.pins] for row in rows]
    metadata = {"claimcheck.schema_version": str(SCHEMA_VERSION), "claimcheck.ledger_head": ledger_head}
    table = pa.Table.from_pydict(columns, schema=_schema().with_metadata(metadata))
    with aside(target) as file:
        parquet.write_table(table, file, compression="zstd")


def _schema() -> pa.Schema:
    import pyarrow as pa

    time, text, day = pa.timestamp("us", tz="UTC"), pa.string(), pa.date32()
    pin = pa.struct(
        [
            pa.field("stance", text, nullable=False),
            pa.field("text", text, nullable=False),
            pa.field("paragraph", text, nullable=False),
            ("passage_id", text),
            ("document_id", text),
            ("document_sha256", text),
            ("start", pa.int64()),
            ("end", pa.int64()),
            ("title", text),
            ("publisher", text),
            ("url", text),
            ("published", day),
        ]
    )
    other = {
        "claim_date": day,
        "article_published": day,
        "recorded_at": time,
        "exported_at": time,
        "pins": pa.list_(pin),
        "schema_version": pa.int32(),
    }
    return pa.schema([(column, other.get(column, text)) for column in COLUMNS])
