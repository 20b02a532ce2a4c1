"""Bringing an article: from an address, a file, or pasted; its claims are looked for at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from claimcheck.errors import UsageError
from claimcheck.ui import place
from claimcheck.ui.keys import Key, key_button
from claimcheck.ui.place import Place
from claimcheck.ui.safe import label
from claimcheck.ui.trouble import errors_shown, say_done

if TYPE_CHECKING:
    from claimcheck.domain import BroughtArticle
    from claimcheck.workbench import Workbench

_ADDRESS, _FILE, _PASTE = "Address", "File", "Pasted text"
_KINDS = ["html", "htm", "txt", "md", "pdf", "docx"]


def bring_form(desk: Workbench) -> None:
    """Ask for an article, bring it, and open it."""
    way = st.segmented_control(
        "From",
        [_ADDRESS, _FILE, _PASTE],
        default=_PASTE,
        required=True,
        key="article.way",
        label_visibility="collapsed",
    )
    with st.container(height=330, border=False):
        if way == _ADDRESS:
            st.text_input("Address of the page", key="article.url", placeholder="https://", type="url")
            st.caption("The page is fetched once, by this machine; nothing else is asked of the network.")
        elif way == _FILE:
            st.file_uploader("Web page, text, PDF or Word file", type=_KINDS, key="article.file")
        else:
            st.text_area("Text, as copied from the browser", key="article.paste", height=250)
            st.caption("Menus, adverts, captions and “also read” are cleaned away; the original is kept.")
    if key_button("Bring it and look for claims", Key.SAVE, id="article.bring", kind="primary"):
        with errors_shown():
            _bring(desk, str(way))


def _bring(desk: Workbench, way: str) -> None:
    with st.spinner("Reading the article and looking for claims. The first time, a model is loaded too…"):
        brought = _read(desk, way)
        article = brought.article
        place.put(Place.ARTICLE, article.id)
        readable = desk.articles.language_support(article.id).full
        found = desk.claims.find(article.id) if readable else []
    if not brought.added:
        say_done(f"This article was here already: {label(article.title, 80)}")
    elif not readable:
        say_done("The article is stored. Its claims are not looked for: beside the text stands why.")
    else:
        say_done(f"{len(found)} sentences look worth checking. Keep with A, drop with X.")
    st.rerun()


def _read(desk: Workbench, way: str) -> BroughtArticle:
    if way == _ADDRESS:
        url = str(st.session_state.get("article.url") or "").strip()
        if not url:
            raise UsageError("no address given", "Paste the address of the page, beginning with https://")
        return desk.articles.add_url(url if "://" in url else f"https://{url}")
    if way == _FILE:
        file = st.session_state.get("article.file")
        if file is None:
            raise UsageError("no file chosen", "Choose a file above, or drop one there.")
        return desk.articles.add_bytes(file.getvalue(), name=file.name, media_type=file.type or None)
    text = str(st.session_state.get("article.paste") or "")
    if not text.strip():
        raise UsageError("nothing pasted", "Copy the article in your browser and paste it above.")
    return desk.articles.add_bytes(text.encode("utf-8", "replace"), media_type="text/plain; charset=utf-8")
