"""Trying a search, to see what the index knows before anybody depends on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from claimcheck.domain import SearchFilters
from claimcheck.ui import place
from claimcheck.ui.days import FIRST_DAY, LAST_DAY
from claimcheck.ui.frame import empty_state
from claimcheck.ui.place import Place
from claimcheck.ui.safe import label, one_line, show_text

if TYPE_CHECKING:
    from claimcheck.domain import CorpusStats, Hit, IndexStatus, SearchResult
    from claimcheck.workbench import Workbench

_SHOWN = 1200


def trying_section(desk: Workbench, status: IndexStatus | None, stats: CorpusStats) -> None:
    """A query with its filters, and the passages it brings up."""
    if status is not None and status.build is None:
        empty_state("Nothing to search yet", "Add documents, then build the index with the button at the top.")
        return
    words, filters = _query(stats)
    if not words:
        st.caption("Write a claim or a few words of it. Meaning counts as well as words, so a whole sentence is best.")
        return
    with st.spinner("Searching…"):
        found = desk.evidence.search(words, filters=filters)
    st.caption(_searched(found))
    if not found.hits:
        empty_state("Nothing found", "Loosen the filters, or add documents that may hold the evidence.")
    for hit in found.hits:
        _hit(hit)


def _query(stats: CorpusStats) -> tuple[str, SearchFilters]:
    columns = st.columns([6, 1.8, 2.4, 1.6], vertical_alignment="bottom")
    words = columns[0].text_input("Claim or words", key="library.try", max_chars=2000, bind="query-params")
    as_of = columns[1].date_input(
        "Known on",
        None,
        min_value=FIRST_DAY,
        max_value=LAST_DAY,
        key="library.try.asof",
        format="YYYY-MM-DD",
        bind="query-params",
        help="Only what was published on or before this day.",
    )
    publisher = columns[2].selectbox(
        "Publisher",
        list(stats.publishers),
        index=None,
        key="library.try.publisher",
        placeholder="any",
        format_func=lambda name: one_line(name, 60),
    )
    language = columns[3].selectbox(
        "Language",
        list(stats.languages),
        index=None,
        key="library.try.language",
        placeholder="any",
        format_func=one_line,
    )
    return (words or "").strip(), SearchFilters(as_of=as_of, publisher=publisher, language=language)


def _searched(found: SearchResult) -> str:
    searched = found.searched
    parts = [f"{len(found.hits)} passages shown of {searched.passages:,} searched in {searched.documents:,} documents"]
    if searched.not_indexed:
        parts.append(f"{searched.not_indexed:,} documents are not indexed yet")
    if searched.undated_left_out:
        parts.append(f"{searched.undated_left_out:,} undated passages left out")
    return "; ".join(parts) + "."


def _hit(hit: Hit) -> None:
    source = hit.source
    with st.container(border=True, gap="small"):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            with st.container(gap=None, width="content"):
                st.markdown(f"**{hit.rank}. {label(source.title or source.url or source.document_id, 120)}**")
                parts = (source.publisher, source.published.isoformat() if source.published else "undated")
                where = " · ".join(label(part, 80) for part in parts if part)
                by_words = "" if hit.lexical is None else f", words {hit.lexical:.1f}"
                st.caption(f"{where} · similarity {hit.similarity:.2f}{by_words}")
            st.button(
                "Open the document",
                key=f"library.try.open.{hit.passage.id}",
                type="tertiary",
                icon=":material/description:",
                on_click=_open,
                args=(source.document_id,),
            )
        show_text(hit.passage.text, limit=_SHOWN)


def _open(document_id: str) -> None:
    place.put(Place.DOCUMENT, document_id)
    st.session_state["library.section"] = "Documents"
