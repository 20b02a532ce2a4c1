"""The table as JSON Lines: one object per verdict, pins nested."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from claimcheck.export.table import COLUMNS, TableRow, pin_record
from claimcheck.export.written import as_json, aside


def write(rows: Sequence[TableRow], target: Path, ledger_head: str) -> None:  # noqa: ARG001 - it is in every row
    """Write the table; what is not known is null."""
    with aside(target) as file, file.open("w", encoding="utf-8", newline="\n") as stream:
        for row in rows:
            record = {column: getattr(row, column) for column in COLUMNS}
            record["pins"] = [pin_record(pin) for pin in row.pins]
            stream.write(as_json(record) + "\n")
