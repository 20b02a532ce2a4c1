"""Verdicts as a table (CSV, Parquet, JSON Lines) or as ClaimReview, for readers outside the desk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.errors import UsageError

if TYPE_CHECKING:
    from claimcheck.domain import VerdictRow
    from claimcheck.settings import DeskSettings

__all__ = ["ExportFormat", "write_verdicts"]


class ExportFormat(StrEnum):
    """What an export can be; all but ClaimReview are one file."""

    CSV = "csv"
    PARQUET = "parquet"
    JSONL = "jsonl"
    CLAIMREVIEW = "claimreview"


def write_verdicts(
    rows: Sequence[VerdictRow],
    format_: ExportFormat,
    target: Path,
    *,
    ledger_head: str,
    desk: DeskSettings,
    exported_at: datetime | None = None,
) -> list[Path]:
    """Write verdicts, replacing what was at ``target`` whole or not at all.

    Args:
        rows: the verdicts.
        format_: what to write.
        target: the file; for ClaimReview the folder that gets a file per claim. Missing folders are made.
        ledger_head: digest of the last event, printed in every row.
        desk: name and address of the desk, for ClaimReview.
        exported_at: the time printed in every row; now if None.

    Returns:
        The files written.

    Raises:
        UsageError: a folder where a file is wanted, or the other way round.
        DiskFullError: no space left; what was there stays.
        StorageError: the folder cannot be written.
    """
    from claimcheck.export import claimreview, csv_table, jsonl_table, parquet_table
    from claimcheck.export.table import table_row

    if format_ is ExportFormat.CLAIMREVIEW:
        if target.exists() and not target.is_dir():
            raise UsageError(f"{target} is a file", "ClaimReview is a file per claim: name a folder")
        return claimreview.write(rows, target, ledger_head=ledger_head, desk=desk)
    if target.is_dir():
        raise UsageError(f"{target} is a folder", f"name a file in it, for example {target / 'verdicts'}.{format_}")
    at = exported_at or datetime.now(UTC)
    table = [table_row(row, ledger_head=ledger_head, exported_at=at) for row in rows]
    write = {
        ExportFormat.CSV: csv_table.write,
        ExportFormat.PARQUET: parquet_table.write,
        ExportFormat.JSONL: jsonl_table.write,
    }[format_]
    write(table, target, ledger_head)
    return [target]
