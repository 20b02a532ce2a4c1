"""The table as CSV: UTF-8, RFC 4180, every cell quoted, formulas made harmless."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from claimcheck.export.cells import neutralised
from claimcheck.export.table import COLUMNS, TableRow, pin_record
from claimcheck.export.written import as_json, as_time, aside


def write(rows: Sequence[TableRow], target: Path, ledger_head: str) -> None:  # noqa: ARG001 - it is in every row
    """Write the table; pins are a JSON array in their cell, what is not known is an empty cell."""
    with aside(target) as file, file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
        writer.writerow(COLUMNS)
        writer.writerows([_cell(getattr(row, column)) for column in COLUMNS] for row in rows)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return as_time(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return as_json([pin_record(pin) for pin in value])
    return neutralised(str(value))
