"""The documents of the corpus: a table with filters, the one that is open beside it, removing some."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from claimcheck.corpus.finding import DocumentFilter
from claimcheck.ui import place
from claimcheck.ui.components.record_table import Column, Row, record_table, split
from claimcheck.ui.days import FIRST_DAY, LAST_DAY
from claimcheck.ui.frame import empty_state
from claimcheck.ui.keys import Key, key_button
from claimcheck.ui.library.document import document_detail
from claimcheck.ui.library.removing import CHOICE, ask_to_remove, removal_asked, removal_question
from claimcheck.ui.paging import PAGES_WIDTH, first_page, page_buttons, paged
from claimcheck.ui.place import Place
from claimcheck.ui.safe import one_line
from claimcheck.ui.trouble import errors_shown

if TYPE_CHECKING:
    from claimcheck.corpus.finding import DocumentPage
    from claimcheck.corpus.store import DocumentSummary
    from claimcheck.domain import CorpusStats
    from claimcheck.workbench import Workbench

PAGE_KEY = "library.page"
PAGE_SIZE = 50
_EVERY, _NOT_INDEXED, _UNDATED = "all documents", "not indexed yet", "without a date"
_KEYS = ("library.text", "library.publisher", "library.language", "library.since", "library.until", "library.which")
_COLUMNS = (
    Column(label="Title", width="minmax(16rem, 5fr)", main=True),
    Column(label="Publisher", width="minmax(8rem, 2fr)", wide=True),
    Column(label="Published", width="6.5rem"),
    Column(label="Language", width="5.5rem"),
    Column(label="Characters", width="6.5rem", end=True),
    Column(label="Added", width="6.5rem"),
)


def documents_section(desk: Workbench, stats: CorpusStats) -> None:
    """Filters, table, and beside it the document that is open."""
    wanted = _filters(desk, stats)
    found = paged(
        PAGE_KEY, PAGE_SIZE, lambda limit, offset: desk.browsing.documents(wanted, limit=limit, offset=offset)
    )
    opened = place.get(Place.DOCUMENT)
    actions = st.container()
    listed, detail = split("documents", opened=opened)
    with listed:
        chosen = _table(found, opened)
    if opened is not None:
        with detail, errors_shown():
            document_detail(desk, opened)
    with actions:
        _actions(desk, wanted, found, chosen, opened)


def open_document(document_id: str | None) -> None:
    """Open a document beside the table, or close it; a callback."""
    place.put(Place.DOCUMENT, document_id)


def _filters(desk: Workbench, stats: CorpusStats) -> DocumentFilter:
    columns = st.columns([3, 2.4, 1.4, 1.6, 1.6, 2], vertical_alignment="bottom")
    text = columns[0].text_input(
        "Words",
        key="library.text",
        type="search",
        placeholder="in title, text or address",
        max_chars=200,
        on_change=first_page,
        args=(PAGE_KEY,),
        bind="query-params",
        live="400ms",
    )
    publisher = columns[1].selectbox(
        "Publisher",
        list(stats.publishers),
        index=None,
        key="library.publisher",
        placeholder="any",
        format_func=lambda name: f"{one_line(name, 60)} ({stats.publishers[name]:,})",
        on_change=first_page,
        args=(PAGE_KEY,),
    )
    language = columns[2].selectbox(
        "Language",
        list(stats.languages),
        index=None,
        key="library.language",
        placeholder="any",
        format_func=one_line,
        on_change=first_page,
        args=(PAGE_KEY,),
        bind="query-params",
    )
    since, until = (
        column.date_input(
            words,
            None,
            min_value=FIRST_DAY,
            max_value=LAST_DAY,
            key=key,
            format="YYYY-MM-DD",
            on_change=first_page,
            args=(PAGE_KEY,),
            bind="query-params",
        )
        for column, words, key in (
            (columns[3], "Published from", "library.since"),
            (columns[4], "to", "library.until"),
        )
    )
    which = columns[5].selectbox(
        "Show",
        [_EVERY, _NOT_INDEXED, _UNDATED],
        key="library.which",
        on_change=first_page,
        args=(PAGE_KEY,),
        bind="query-params",
    )
    return DocumentFilter(
        text=text.strip() or None if text else None,
        publisher=publisher,
        language=language,
        since=since,
        until=until,
        undated=which == _UNDATED,
        added_after=(desk.browsing.indexed_revision() or 0) if which == _NOT_INDEXED else None,
    )


def _actions(
    desk: Workbench, wanted: DocumentFilter, found: DocumentPage, chosen: tuple[str, ...], opened: str | None
) -> None:
    if removal_asked():
        removal_question(desk)
        return
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        with st.container(horizontal=True, vertical_alignment="center", width="content"):
            st.markdown(f"**{found.total:,}** {'document fits' if found.total == 1 else 'documents fit'}")
            if wanted != DocumentFilter():
                st.button("Clear the filters", key="library.clear", type="tertiary", on_click=_clear)
        with st.container(width=PAGES_WIDTH):
            page_buttons(PAGE_KEY, PAGE_SIZE, found.total)
        meant = chosen or ((opened,) if opened else ())
        key_button(
            f"Remove {len(chosen):,} chosen" if chosen else "Remove",
            Key.DROP,
            id="library.remove",
            icon=":material/delete:",
            disabled=not meant,
            help="Choose documents with their boxes, or open one.",
            on_click=ask_to_remove,
            args=(meant,),
        )


def _table(found: DocumentPage, opened: str | None) -> tuple[str, ...]:
    if not found.rows:
        empty_state("No document fits", "Loosen the filters, or clear them.")
        return ()
    return record_table(
        [_row(document) for document in found.rows],
        columns=_COLUMNS,
        key="library.table",
        label="Documents, the latest addition first",
        on_open=open_document,
        opened=opened,
        compact=opened is not None,
        choosable=True,
        reset=st.session_state.get(CHOICE, 0),
    )


def _row(document: DocumentSummary) -> Row:
    return Row(
        id=document.id,
        cells=(
            document.title or document.url or document.external_id or document.id,
            document.publisher or "",
            document.published.isoformat() if document.published else "undated",
            document.language or "",
            f"{document.characters:,}",
            document.added_at.date().isoformat(),
        ),
    )


def _clear() -> None:
    for key in _KEYS:
        st.session_state[key] = {"library.text": "", "library.which": _EVERY}.get(key)
    first_page(PAGE_KEY)
