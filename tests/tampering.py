"""Changing single cells of the record behind the program's back."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from claimcheck.desk.proof import prove, read_record
from claimcheck.domain import LedgerReport
from claimcheck.storage.database import Connection

TABLES = ("articles", "claims", "verdicts", "verdict_pins", "verdict_hits", "earlier_decisions", "events")
_CLOSED = {
    ("claims", "kind"): ("number", "date"),
    ("claims", "further_kinds"): ("role", "date"),
    ("claims", "state"): ("kept", "dropped"),
    ("verdicts", "outcome"): ("refuted", "supported"),
    ("verdict_pins", "stance"): ("context", "refutes"),
    ("earlier_decisions", "strength"): ("suggested", "differs"),
    ("earlier_decisions", "outcome"): ("refuted", "supported"),
    ("events", "kind"): ("claim_kept", "claim_dropped"),
}


@dataclass(frozen=True)
class Cell:
    """One value of one row, and something else to put there."""

    table: str
    column: str
    rowid: int
    value: Any
    other: Any


def cells(connection: Connection) -> list[Cell]:
    """Every cell of the record with a value near to its own, and those that may be empty with nothing too."""
    found = []
    for table in TABLES:
        columns = connection.execute(
            "SELECT column_name, data_type, is_nullable FROM duckdb_columns() WHERE table_name = ? AND NOT internal "
            "ORDER BY column_index",
            [table],
        ).fetchall()
        names = ", ".join(name for name, _, _ in columns)
        for rowid, *values in connection.execute(f"SELECT rowid, {names} FROM {table}").fetchall():  # noqa: S608
            for (name, kind, nullable), value in zip(columns, values, strict=True):
                found.append(Cell(table, name, rowid, value, _other(table, name, kind, value)))
                if nullable and value is not None:
                    found.append(Cell(table, name, rowid, value, None))
    return found


def report_with(connection: Connection, cell: Cell) -> LedgerReport:
    """What proving the record says with the cell changed; the change is taken back.

    Raises:
        duckdb.ConstraintException: the table does not accept the change.
    """
    connection.begin()
    try:
        change = f"UPDATE {cell.table} SET {cell.column} = ? WHERE rowid = ?"  # noqa: S608 - names from the schema
        connection.execute(change, [cell.other, cell.rowid])
        return prove(read_record(connection))
    finally:
        connection.rollback()


def _other(table: str, column: str, kind: str, value: Any) -> Any:
    choices = _CLOSED.get((table, column))
    if choices:
        return choices[0] if value != choices[0] else choices[1]
    if kind == "VARCHAR":
        return "x" if value is None else f"{value} "
    if kind == "DOUBLE":
        return 0.5 if value is None else math.nextafter(value, 9)
    if kind == "DATE":
        return date(2024, 1, 1) if value is None else value + timedelta(days=1)
    if kind == "TIMESTAMP WITH TIME ZONE":
        assert isinstance(value, datetime)
        return value + timedelta(microseconds=1)
    assert kind in {"BIGINT", "INTEGER", "BOOLEAN"}, kind
    return 3 if value is None else not value if kind == "BOOLEAN" else value + 1
