"""One document whole, with everything that is known about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from claimcheck.ui.article.origins import origin_words
from claimcheck.ui.components.marked_text import marked_text
from claimcheck.ui.safe import label, web_address

if TYPE_CHECKING:
    from claimcheck.domain import Document
    from claimcheck.workbench import Workbench


def document_detail(desk: Workbench, document_id: str) -> None:
    """Metadata with where it was read, and the text."""
    document = desk.library.show(document_id)
    resting = desk.browsing.verdicts_resting_on([document.id])
    st.header(label(document.title or "Without a title", 200), anchor=False)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(" · ".join(filter(None, _published(document))))
        address = web_address(document.url)
        if address is not None:
            st.link_button("Web address", address, icon=":material/open_in_new:", help=label(address, 200))
    if resting:
        st.badge(
            f"{resting:,} {'verdict rests' if resting == 1 else 'verdicts rest'} on it",
            icon=":material/push_pin:",
            color="blue",
        )
    marked_text(
        document.text,
        key=f"library.text.{document.id}",
        label="Text of the document",
        language=document.language,
    )
    with st.expander("What is known about it", key="library.known"):
        st.markdown("\n".join(f"- {name}: {value}" for name, value in _known(document)))


def _published(document: Document) -> list[str]:
    published = document.published
    return [
        label(document.publisher, 80) if document.publisher else "publisher unknown",
        label(document.author, 80) if document.author else "",
        f"{published.day.isoformat()} ({origin_words(published.origin)})" if published else "undated",
        label(document.language, 12) if document.language else "",
        f"{len(document.text):,} characters",
    ]


def _known(document: Document) -> list[tuple[str, str]]:
    return [
        ("id", f"`{document.id}`"),
        ("id in its source", label(document.external_id, 120) if document.external_id else "none"),
        ("address", label(document.url, 300) if document.url else "none"),
        ("added", f"{document.added_at:%Y-%m-%d %H:%M} UTC"),
        ("sha256 of the original bytes", f"`{document.sha256}`"),
        ("original", f"data/{label(document.original, 160)}" if document.original else "not kept"),
        ("shared by reprints of this text", f"`{document.origin_id}`"),
    ]
