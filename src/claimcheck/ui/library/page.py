"""The page Library: the evidence, and the index that finds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from claimcheck.errors import SearchIndexError
from claimcheck.ui.frame import empty_state, page_head
from claimcheck.ui.library.adding import adding_section
from claimcheck.ui.library.builds import index_section
from claimcheck.ui.library.documents import documents_section
from claimcheck.ui.library.earlier import earlier_section
from claimcheck.ui.library.trying import trying_section
from claimcheck.ui.library.work import index_in_short, live_work
from claimcheck.ui.trouble import show_error

if TYPE_CHECKING:
    from claimcheck.domain import IndexStatus
    from claimcheck.workbench import Workbench

_DOCUMENTS, _ADD, _INDEX, _TRY, _EARLIER = "Documents", "Add", "Index", "Try a search", "Earlier checks"


def library_page(desk: Workbench) -> None:
    """State and running work at the top, and below it one of the five things to do."""
    page_head(desk, "Library", "Your evidence, and the index that finds it.")
    with desk.library.reading():
        stats = desk.library.stats()
        status = _status(desk)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        section = st.segmented_control(
            "Section",
            [_DOCUMENTS, _ADD, _INDEX, _TRY, _EARLIER],
            default=_DOCUMENTS if stats.documents else _ADD,
            required=True,
            key="library.section",
            label_visibility="collapsed",
            bind="query-params",
        )
        index_in_short(desk, status)
    live_work(desk)
    if section == _ADD:
        adding_section(desk)
    elif section == _INDEX:
        index_section(desk, status)
    elif section == _TRY:
        trying_section(desk, status, stats)
    elif section == _EARLIER:
        earlier_section(desk)
    elif stats.documents:
        documents_section(desk, stats)
    else:
        empty_state("No document yet", "Go to **Add**: bring files, a folder, a table, web addresses or pasted text.")


def _status(desk: Workbench) -> IndexStatus | None:
    """The state of the index; None where it cannot be read, which is then said."""
    try:
        return desk.index.status()
    except SearchIndexError as error:
        show_error(error)
        return None
