"""The page Article: bring one, and decide which of its statements are worth checking."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from claimcheck.domain import ClaimState
from claimcheck.errors import NotFoundError
from claimcheck.ui import place
from claimcheck.ui.article.bring import bring_form
from claimcheck.ui.article.details import meta_line, show_details
from claimcheck.ui.article.table import claim_table
from claimcheck.ui.frame import empty_state, page_head
from claimcheck.ui.place import Place
from claimcheck.ui.safe import label, one_line
from claimcheck.ui.trouble import say_trouble, show_what_happened

if TYPE_CHECKING:
    from claimcheck.domain import Article, ArticleSummary
    from claimcheck.workbench import Workbench

_LISTED = 25
_SKIPPED = "claimcheck.article.skipped"


def article_page(desk: Workbench) -> None:
    """Show the article that the address names, or bring and choose one."""
    wanted = place.get(Place.ARTICLE)
    article = _named(desk, wanted) if wanted else None
    if article is None:
        page_head(desk, "Article", "Which of its statements are worth checking?")
        show_what_happened()
        _choose(desk)
        return
    with page_head(desk, label(article.title, 140), meta_line(article)):
        if st.button("Details", key="article.details", icon=":material/edit_note:"):
            show_details(desk, article)
        st.button("All articles", key="article.leave", icon=":material/list:", on_click=_leave)
    claim_table(desk, article)


def _named(desk: Workbench, article_id: str) -> Article | None:
    try:
        return desk.articles.show(article_id)
    except NotFoundError as error:
        place.put(Place.ARTICLE, None)
        say_trouble(error)
        return None


def _leave() -> None:
    place.put(Place.ARTICLE, None)


def _choose(desk: Workbench) -> None:
    skipped = int(st.session_state.get(_SKIPPED, 0))
    known = desk.drafting.articles(limit=_LISTED + 1, offset=skipped)
    bringing, listing = st.columns([5, 6], gap="large")
    with bringing:
        st.header("Bring an article", anchor=False)
        bring_form(desk)
    with listing:
        st.header("Articles of this desk", anchor=False)
        if not known and not skipped:
            empty_state(
                "No article yet",
                "Bring one on the left: an address, a file or pasted text. Its claims are looked for at once.",
            )
            return
        for article in known[:_LISTED]:
            _listed(article)
        if skipped or len(known) > _LISTED:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.button("Newer", key="article.newer", on_click=_turn, args=(-_LISTED,), disabled=not skipped)
                st.button("Older", key="article.older", on_click=_turn, args=(_LISTED,), disabled=len(known) <= _LISTED)
                st.caption(f"{skipped + 1} to {skipped + len(known[:_LISTED])}, the newest first")


def _turn(step: int) -> None:
    st.session_state[_SKIPPED] = max(int(st.session_state.get(_SKIPPED, 0)) + step, 0)


def _listed(article: ArticleSummary) -> None:
    counts = article.claims
    to_decide, kept = counts.get(ClaimState.PROPOSED, 0), counts.get(ClaimState.KEPT, 0)
    checked = counts.get(ClaimState.DECIDED, 0)
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"row-{article.id}"):
        with st.container(gap=None):
            st.markdown(f"**{label(article.title, 110)}**")
            where = [one_line(article.publisher, 50), str(article.published.day) if article.published else "undated"]
            counted = f"{to_decide} to decide, {kept} kept, {checked} checked"
            st.caption(label(" · ".join([*filter(None, where), counted])))
        st.button("Open", key=f"article.open.{article.id}", on_click=place.put, args=(Place.ARTICLE, article.id))
