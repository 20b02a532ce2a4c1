"""What is known of an article and where it was read from; put right where it is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import streamlit as st

from claimcheck.domain import PublicationDate
from claimcheck.ui import place
from claimcheck.ui.keys import Key, key_button
from claimcheck.ui.safe import label, show_text, web_address
from claimcheck.ui.trouble import errors_shown, guarded, show_what_happened, troubled

if TYPE_CHECKING:
    from datetime import date

    from claimcheck.domain import Article
    from claimcheck.workbench import Workbench


def meta_line(article: Article) -> str:
    """Publisher, author, day with its origin, language and address, in one line of Markdown."""
    published = article.published
    parts = [
        label(article.publisher, 60) or "publisher unknown",
        label(article.author, 60) or "author unknown",
        f"{published.day} (from {label(published.origin, 30)})" if published else "undated",
        label(article.language, 10),
        label(urlsplit(article.url or "").hostname, 50) if web_address(article.url) else "",
    ]
    return " · ".join(part for part in parts if part)


@st.dialog("Details of the article", width="medium")
def show_details(desk: Workbench, article: Article) -> None:
    """Every field with what was read; a correction is recorded with the reviewer's name."""
    with errors_shown():
        above = st.container()
        st.text_input("Title", article.title, key=f"details.title.{article.id}")
        left, right = st.columns(2)
        left.text_input("Publisher", article.publisher or "", key=f"details.publisher.{article.id}")
        right.text_input("Author", article.author or "", key=f"details.author.{article.id}")
        published = article.published
        day = published.day if published else None
        left.date_input("Published", day, key=f"details.day.{article.id}", format="YYYY-MM-DD")
        left.caption(f"Read from: {label(published.origin, 40)}" if published else "No date was found.")
        right.text_input("Address", article.url or "", key=f"details.url.{article.id}")
        if (address := web_address(article.url)) is not None:
            right.link_button("Open the page in a new tab", address, icon=":material/open_in_new:")
        clicked = key_button(
            "Save the corrections",
            Key.SAVE,
            id="details.save",
            kind="primary",
            on_click=guarded(_save),
            args=(desk, article, place.reviewer(desk)),
        )
        if clicked and not troubled():
            st.rerun()
        st.caption("The text and its original bytes never change.")
        show_text(f"sha256 {article.sha256}\nbrought {article.added_at:%Y-%m-%d %H:%M} UTC\nid {article.id}")
        with above:
            show_what_happened()


def _save(desk: Workbench, article: Article, reviewer: str) -> None:
    given = {
        name: st.session_state[f"details.{name}.{article.id}"] or "" for name in ("title", "publisher", "author", "url")
    }
    day: date | None = st.session_state[f"details.day.{article.id}"]
    was = article.published.day if article.published else None
    desk.drafting.correct_article(
        article.id,
        actor=reviewer,
        **given,
        published=PublicationDate(day=day, origin="given") if day and day != was else None,
        clear_published=day is None and was is not None,
    )
