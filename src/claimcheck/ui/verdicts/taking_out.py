"""Taking verdicts out of the desk: downloads made when asked for, and the proof of the record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from claimcheck.ui.safe import label
from claimcheck.ui.trouble import errors_shown
from claimcheck.ui.verdicts.filters import in_words

if TYPE_CHECKING:
    from claimcheck.workbench import Workbench
    from claimcheck.workbench.browsing import VerdictFilter

_FORMATS = (
    ("csv", "CSV", "For a spreadsheet. Cells that look like formulas are made harmless."),
    ("parquet", "Parquet", "For notebooks: typed columns, pins as nested values."),
    ("jsonl", "JSON Lines", "One object a line, pins nested."),
    ("claimreview", "ClaimReview", "schema.org drafts, a file per claim, in a ZIP archive."),
)
_LISTED_PROBLEMS = 50


@st.dialog("Export", width="medium")
def export_dialog(desk: Workbench, wanted: VerdictFilter, total: int) -> None:
    """Every format, with the filter applied; a file is made when its button is pressed."""
    with errors_shown():
        filtered = in_words(wanted, desk.browsing.articles_decided_on())
        st.write(f"**{total:,}** {'verdict' if total == 1 else 'verdicts'}" + (f": {filtered}." if filtered else "."))
        today = datetime.now(UTC).date().isoformat()
        for format_, name, meaning in _FORMATS:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.download_button(
                    name,
                    data=_maker(desk, wanted, format_),
                    file_name=_file_name(format_, today),
                    key=f"verdicts.export.{format_}",
                    icon=":material/download:",
                    on_click="ignore",
                    width=150,
                )
                st.caption(meaning)
        st.caption(
            "Every row prints the head of the ledger at that moment, by which it can be checked later. Now it is"
        )
        st.code(desk.browsing.ledger_head(), language=None, wrap_lines=True)


def _maker(desk: Workbench, wanted: VerdictFilter, format_: str) -> Callable[[], bytes]:
    return partial(_made, desk, wanted, format_)


def _made(desk: Workbench, wanted: VerdictFilter, format_: str) -> bytes:
    from claimcheck.export import ExportFormat

    return desk.browsing.export(wanted, ExportFormat(format_)).content


def _file_name(format_: str, today: str) -> str:
    from claimcheck.export import ExportFormat
    from claimcheck.export.packed import file_name

    return file_name(ExportFormat(format_), today)


@st.dialog("The proof of the record", width="medium")
def proof_dialog(desk: Workbench) -> None:
    """Prove the ledger and every row against it, and say what does not fit."""
    with errors_shown():
        with st.spinner("Reading every event, claim, verdict and pin…"):
            report = desk.record.verify_ledger()
        if report.intact:
            st.success(
                f"The record is intact: {report.events:,} events, and every claim, verdict, pin and frozen hit is as "
                "they say.",
                icon=":material/verified:",
            )
        else:
            st.error(
                f"The record is not intact: {len(report.problems):,} problems. "
                "Compare with a back-up of data/desk.duckdb; earlier exports print the head they were made at.",
                icon=":material/gpp_bad:",
            )
            for problem in report.problems[:_LISTED_PROBLEMS]:
                st.markdown(f"- {label(problem, 300)}")
        st.caption("Head of the ledger. Note it somewhere else: who could rewrite the whole file could recompute it.")
        st.code(report.head, language=None, wrap_lines=True)
