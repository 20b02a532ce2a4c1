"""The table of verdicts, a page at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcheck.ui import place
from claimcheck.ui.components.record_table import Cell, Column, Row, record_table
from claimcheck.ui.place import Place
from claimcheck.ui.verdicts.wording import OUTCOME_TONES, day, rests_on

if TYPE_CHECKING:
    from claimcheck.domain import VerdictRow
    from claimcheck.workbench.browsing import VerdictPage

PAGE_SIZE = 50
_COLUMNS = (
    Column(label="Rating", width="minmax(7.5rem, 9.5rem)"),
    Column(label="Claim", width="minmax(16rem, 5fr)", main=True),
    Column(label="Rests on", width="minmax(6rem, 8.5rem)"),
    Column(label="Reviewer", width="minmax(6rem, 9rem)"),
    Column(label="Decided", width="6.5rem"),
    Column(label="Article", width="minmax(8rem, 3fr)", wide=True),
)


def verdict_table(found: VerdictPage, opened: str | None) -> None:
    """The verdicts of one page; beside an open one they are a list."""
    record_table(
        [_row(row) for row in found.rows],
        columns=_COLUMNS,
        key="verdicts.table",
        label="Verdicts, the newest first",
        on_open=open_verdict,
        opened=opened,
        compact=opened is not None,
    )


def open_verdict(verdict_id: str | None) -> None:
    """Open a verdict beside the table, or close it; a callback."""
    place.put(Place.VERDICT, verdict_id)


def _row(row: VerdictRow) -> Row:
    verdict = row.verdict
    return Row(
        id=verdict.id,
        cells=(
            Cell(text=verdict.rating, tone=OUTCOME_TONES[verdict.outcome])
            if verdict.replaced_by is None
            else Cell(text=f"{verdict.rating}, replaced", tone="gray"),
            verdict.claim_text,
            rests_on(verdict.pins),
            verdict.reviewer,
            day(verdict.recorded_at),
            row.article.title if row.article else "",
        ),
    )
