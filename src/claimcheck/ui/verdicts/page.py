"""The page Verdicts: what was decided, and on what it rests."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from claimcheck.ui import place
from claimcheck.ui.components.record_table import split
from claimcheck.ui.frame import empty_state, page_head
from claimcheck.ui.keys import Key, key_button
from claimcheck.ui.paging import PAGES_WIDTH, page_buttons, paged
from claimcheck.ui.place import PageName, Place
from claimcheck.ui.trouble import errors_shown
from claimcheck.ui.verdicts.detail import verdict_detail
from claimcheck.ui.verdicts.filters import PAGE_KEY, clear_filters, filter_bar, replaced_toggle
from claimcheck.ui.verdicts.table import PAGE_SIZE, open_verdict, verdict_table
from claimcheck.ui.verdicts.taking_out import export_dialog, proof_dialog

if TYPE_CHECKING:
    from claimcheck.workbench import Workbench
    from claimcheck.workbench.browsing import VerdictFilter, VerdictPage


def verdicts_page(desk: Workbench) -> None:
    """The table with its filters, and beside it the verdict that is open."""
    page_head(desk, "Verdicts", "What was decided, and on what it rests.")
    opened = place.get(Place.VERDICT)
    with desk.browsing.reading():
        reviewers, articles = desk.browsing.reviewers(), desk.browsing.articles_decided_on()
    if opened is None and not reviewers:
        _nothing_yet()
        return
    wanted = filter_bar(list(desk.settings.desk.ratings), reviewers, articles)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        left = st.container(horizontal=True, vertical_alignment="center", width="content")
        middle = st.container(width=PAGES_WIDTH)
        right = st.container(horizontal=True, vertical_alignment="center", width="content")
    with left:
        count = st.container(horizontal=True, vertical_alignment="center", width="content")
        wanted = replace(wanted, include_replaced=replaced_toggle())
    found = paged(PAGE_KEY, PAGE_SIZE, lambda limit, offset: desk.browsing.verdicts(wanted, limit=limit, offset=offset))
    with count:
        st.markdown(f"**{found.total:,}** {'verdict' if found.total == 1 else 'verdicts'}")
        if wanted.active:
            st.button("Clear the filters", key="verdicts.clear", type="tertiary", on_click=clear_filters)
    with middle:
        page_buttons(PAGE_KEY, PAGE_SIZE, found.total)
    with right:
        _ways_out(desk, wanted, found.total)
    listed, detail = split("verdicts", opened=opened)
    with listed:
        _table(found, opened)
    if opened is not None:
        with detail, errors_shown():
            verdict_detail(desk, opened)


def _ways_out(desk: Workbench, wanted: VerdictFilter, total: int) -> None:
    if st.button(
        "Prove the record",
        key="verdicts.prove",
        icon=":material/verified:",
        help="Check that nothing in the record was changed outside the ledger.",
    ):
        proof_dialog(desk)
    if key_button("Export", Key.WRITE, id="verdicts.export", icon=":material/download:", disabled=not total):
        export_dialog(desk, wanted, total)


def _table(found: VerdictPage, opened: str | None) -> None:
    if found.rows:
        verdict_table(found, opened)
    else:
        empty_state("No verdict fits", "Loosen the filters, or clear them.")
        if opened is not None:
            st.button("Close the open verdict", key="verdicts.close", on_click=open_verdict, args=(None,))


def _nothing_yet() -> None:
    empty_state("No verdict yet", "Bring an article, keep the claims worth checking, and decide them one by one.")
    with st.container(horizontal=True):
        if st.button("Bring an article", key="verdicts.to.article", type="primary"):
            place.go(PageName.ARTICLE)
        if st.button("Check a claim", key="verdicts.to.check"):
            place.go(PageName.CHECK)
