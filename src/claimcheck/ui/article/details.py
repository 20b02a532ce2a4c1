"""What is known of an article and where it was read from; put right where it is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import streamlit as st

from claimcheck.errors import ClaimcheckError
from claimcheck.ui import place
from claimcheck.ui.article.origins import origin_words
from claimcheck.ui.keys import Key, key_button
from claimcheck.ui.safe import label, show_text, web_address
from claimcheck.ui.trouble import errors_shown, guarded, show_error, show_what_happened, troubled

if TYPE_CHECKING:
    from datetime import date

    from claimcheck.domain import Article
    from claimcheck.workbench import Workbench

_LABELS = {
    "title": "Title",
    "publisher": "Publisher",
    "author": "Author",
    "published": "Published",
    "language": "Language",
    "url": "Address",
}


def meta_line(article: Article) -> str:
    """Publisher, author, day with its origin, language and address, in one line of Markdown."""
    published = article.published
    parts = [
        label(article.publisher, 60) or "publisher unknown",
        label(article.author, 60) or "author unknown",
        f"{published.day} ({origin_words(published.origin)})" if published else "undated",
        label(article.language, 10),
        label(urlsplit(article.url or "").hostname, 50) if web_address(article.url) else "",
    ]
    return " · ".join(part for part in parts if part)


@st.dialog("Details of the article", width="medium")
def show_details(desk: Workbench, article: Article) -> None:
    """Every field with what was read and where; a correction is recorded with the reviewer's name."""
    with errors_shown():
        above = st.container()
        reviewer = place.reviewer(desk)
        for names in (("title",), ("publisher", "author"), ("published", "language"), ("url",)):
            for name, column in zip(names, st.columns(len(names)), strict=True):
                with column.container(gap=None):
                    _field(article, name, reviewer or "")
        with st.container(horizontal=True):
            clicked = key_button(
                "Save the corrections",
                Key.SAVE,
                id="details.save",
                kind="primary",
                on_click=guarded(_save),
                args=(desk, article, reviewer),
            )
            if (address := web_address(article.url)) is not None:
                st.link_button("Open the page in a new tab", address, icon=":material/open_in_new:")
            if article.original is not None:
                _original(desk, article)
        if clicked and not troubled():
            st.rerun()
        st.caption("The text and its original bytes never change.")
        show_text(f"sha256 {article.sha256}\nbrought {article.added_at:%Y-%m-%d %H:%M} UTC\nid {article.id}")
        with above:
            show_what_happened()


def _original(desk: Workbench, article: Article) -> None:
    """The bytes as they came, to be saved; they are never opened here, for nobody vouches for what is in them."""
    try:
        original = desk.articles.original(article.id)
    except ClaimcheckError as error:
        show_error(error)
        return
    st.download_button(
        f"Save the original ({size_words(len(original.content))})",
        data=original.content,
        file_name=original.name,
        mime="application/octet-stream",
        key="details.original",
        icon=":material/download:",
        on_click="ignore",
    )


def size_words(count: int) -> str:
    """A number of bytes as people say it."""
    return (
        f"{count:,} bytes" if count < 1_000 else f"{count / 1e3:,.0f} kB" if count < 1e6 else f"{count / 1e6:,.1f} MB"
    )


def _field(article: Article, name: str, reviewer: str) -> None:
    key = _key(article, name)
    published = article.published
    if name == "published":
        value, origin = published, published.origin if published else None
        st.date_input(_LABELS[name], published.day if published else None, key=key, format="YYYY-MM-DD")
    else:
        value, origin = getattr(article, name), getattr(article.origins, name)
        st.text_input(_LABELS[name], value or "", key=key)
    st.caption(origin_words(origin, reviewer) if value else "not known")


def _key(article: Article, name: str) -> str:
    return f"details.{name}.{article.id}"


def _save(desk: Workbench, article: Article, reviewer: str) -> None:
    texts = {name: str(st.session_state[_key(article, name)] or "") for name in _LABELS if name != "published"}
    day: date | None = st.session_state[_key(article, "published")]
    desk.drafting.correct_article(article.id, actor=reviewer, **texts, published=day, clear_published=day is None)
