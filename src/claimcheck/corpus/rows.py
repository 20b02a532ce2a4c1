"""What a row of a table is, whichever kind of file it stands in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from claimcheck.corpus.columns import ColumnNames


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: what each column holds, where it stood, and its own bytes."""

    line: int
    values: Mapping[str, Any]
    raw: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class BadRow:
    """A row that is not one, and why."""

    line: int
    reason: str


class Table(Protocol):
    """A table whose columns are known and whose rows are read one after the other."""

    unit: str
    """What `total` counts: "line" or "row"."""
    total: int | None
    columns: ColumnNames

    def rows(self, skip: int = 0) -> Iterator[Row | BadRow]:
        """All rows after the first ``skip``; a bad row counts as one."""
        ...
