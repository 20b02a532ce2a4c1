"""An export as one file in memory, to hand to a browser."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.export import ExportFormat, write_verdicts

if TYPE_CHECKING:
    from claimcheck.domain import VerdictRow
    from claimcheck.settings import DeskSettings

_MEDIA_TYPES = {
    ExportFormat.CSV: "text/csv",
    ExportFormat.PARQUET: "application/vnd.apache.parquet",
    ExportFormat.JSONL: "application/jsonl",
    ExportFormat.CLAIMREVIEW: "application/zip",
}
_FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedExport:
    """One file with everything; several are in a ZIP archive."""

    name: str
    media_type: str
    content: bytes


def packed_verdicts(
    rows: Sequence[VerdictRow], format_: ExportFormat, *, ledger_head: str, desk: DeskSettings
) -> PackedExport:
    """What `write_verdicts` writes, as one file.

    Raises:
        DiskFullError: no space left for the files on the way.
    """
    day = datetime.now(UTC).date().isoformat()
    with tempfile.TemporaryDirectory(prefix="claimcheck-export-") as name:
        target = Path(name) / "verdicts"
        written = write_verdicts(rows, format_, target, ledger_head=ledger_head, desk=desk)
        content = _zipped(written) if format_ is ExportFormat.CLAIMREVIEW else target.read_bytes()
    return PackedExport(
        name=file_name(format_, day),
        media_type=_MEDIA_TYPES[format_],
        content=content,
    )


def file_name(format_: ExportFormat, day: str) -> str:
    """Name of an export made on a day."""
    return f"claimreview-{day}.zip" if format_ is ExportFormat.CLAIMREVIEW else f"verdicts-{day}.{format_.value}"


def _zipped(paths: Sequence[Path]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(paths):
            archive.writestr(zipfile.ZipInfo(path.name, _FIRST_DAY_OF_ZIP), path.read_bytes(), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
