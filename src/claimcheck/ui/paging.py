"""Paging a long table: the number of the page is a widget's value, and never beyond the last page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

import streamlit as st


class Page(Protocol):
    """Some rows, and how many there are in all."""

    @property
    def total(self) -> int:
        """Rows on all pages."""
        ...


PAGES_WIDTH = 400
"""Pixels in which the buttons of seven pages fit."""
P = TypeVar("P", bound=Page)


def paged(key: str, size: int, get: Callable[[int, int], P]) -> P:
    """The page that is wanted, or the last one where there are fewer by now; ``get`` takes limit and offset."""
    wanted = st.session_state.get(key, 1)
    number = wanted if isinstance(wanted, int) and wanted > 0 else 1
    found = get(size, (number - 1) * size)
    last = max(-(-found.total // size), 1)
    if number > last:
        st.session_state[key] = last
        found = get(size, (last - 1) * size)
    return found


def page_buttons(key: str, size: int, total: int) -> None:
    """Buttons to the other pages, where there are any."""
    count = -(-total // size)
    if count > 1:
        st.pagination(count, key=key, width=PAGES_WIDTH)


def first_page(key: str) -> None:
    """Go back to the first page, because what is listed is about to change; a callback."""
    st.session_state[key] = 1
