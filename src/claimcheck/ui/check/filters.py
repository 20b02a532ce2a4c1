"""Narrowing a search to one publisher or one language of the corpus."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from claimcheck.ui.check.screen import screen
from claimcheck.ui.safe import one_line
from claimcheck.ui.steady import steady

if TYPE_CHECKING:
    from claimcheck.workbench.checking import Sources

_ANY = "any"


def filter_choice(sources: Sources) -> None:
    """Draw a button that says whether a filter is on, and behind it the filters."""
    here = screen()
    count = sum(value is not None for value in (here.publisher, here.language))
    with st.popover(
        f"Filters: {count}" if count else "Filters",
        type="primary" if count else "secondary",
        icon=":material/filter_alt:",
        key="check.filters",
        help="Only one publisher or one language",
    ):
        _choice("Publisher", "publisher", sources.publishers, here.publisher)
        _choice("Language", "language", sources.languages, here.language)
        st.button("Clear the filters", key="check.filters.clear", disabled=not count, on_click=steady(_clear))


def _choice(words: str, name: str, options: Sequence[str], chosen: str | None) -> None:
    if chosen is not None and chosen not in options:  # its last document was removed; the filter is on all the same
        options = (*options, chosen)
    key = f"check.{name}"
    st.session_state.setdefault(key, chosen)  # as `index`, it could not be cleared
    st.selectbox(
        words,
        options,
        index=None,
        key=key,
        placeholder=_ANY,
        format_func=one_line,
        on_change=steady(_choose),
        args=(name,),
        disabled=not options,
    )


def _choose(name: str) -> None:
    setattr(screen(), name, st.session_state.get(f"check.{name}"))


def _clear() -> None:
    for name in ("publisher", "language"):
        setattr(screen(), name, None)
        st.session_state[f"check.{name}"] = None
