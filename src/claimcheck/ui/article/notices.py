"""What a checker must know of an article before its claims: that it is known already, or in another language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from claimcheck.domain import Article, LikeArticle, Likeness
from claimcheck.ui import place
from claimcheck.ui.check.wording import day_words, listed
from claimcheck.ui.place import PageName
from claimcheck.ui.safe import label

if TYPE_CHECKING:
    from claimcheck.domain import LanguageSupport
    from claimcheck.workbench import Workbench

_SHOWN = 3
_STALE_S = 600
_LIKENESS = {
    Likeness.SAME_FILE: "The same file is on this desk already",
    Likeness.SAME_TEXT: "The same text is on this desk already",
    Likeness.NEAR_COPY: "Nearly this text is on this desk already",
    Likeness.SAME_ADDRESS: "This page was brought before, when it said something else",
}


def notices(desk: Workbench, article: Article, support: LanguageSupport) -> None:
    """Say what the article repeats, and what does not work for its language."""
    if not support.full:
        st.warning(
            f"**This text is in {label(support.name, 60)}.** It is stored and shown. What does not work for it: "
            f"{label(listed(support.lacking), 400)}. Add claims by hand: select words and press N.",
            icon=":material/translate:",
        )
    alike = _alike(desk, str(desk.workspace.root), article.id)
    for other in alike[:_SHOWN]:
        _like(other)
    if len(alike) > _SHOWN:
        st.caption(f"And {len(alike) - _SHOWN} more articles like it.")


def _like(other: LikeArticle) -> None:
    words = _LIKENESS[other.likeness]
    if other.likeness is Likeness.NEAR_COPY:
        words += f" ({other.shared:.0%} of the shorter one)"
    where = [label(other.publisher, 60), day_words(other.published.day) if other.published else ""]
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"like-{other.id}"):
        with st.container(gap=None):
            st.markdown(f"**{words}:** {label(other.title, 110)}")
            st.caption(" · ".join([*filter(None, where), f"brought {day_words(other.added_at.date())}"]))
        if st.button("Open it", key=f"article.like.{other.id}"):
            place.go(PageName.ARTICLE, article=other.id)


@st.cache_resource(max_entries=64, ttl=_STALE_S, show_spinner=False)
def _alike(_desk: Workbench, root: str, article_id: str) -> tuple[LikeArticle, ...]:  # noqa: ARG001 - part of the key
    return _desk.articles.alike(article_id)
