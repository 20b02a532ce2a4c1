"""Where a person is: reviewer, article, claim and so on, kept in the address so that a reload changes nothing.

Changing the page clears the address, so the session remembers too; the address wins where it says something.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NoReturn

import streamlit as st

if TYPE_CHECKING:
    from claimcheck.workbench import Workbench

_PAGES = "claimcheck.pages"
_NAME_LENGTH = 80


class Place(StrEnum):
    """What the address can name."""

    REVIEWER = "reviewer"
    ARTICLE = "article"
    CLAIM = "claim"
    VERDICT = "verdict"
    DOCUMENT = "document"


class PageName(StrEnum):
    """The pages, by their address."""

    ARTICLE = "article"
    CHECK = "check"
    VERDICTS = "verdicts"
    LIBRARY = "library"


def get(place: Place) -> str | None:
    """What the address names, else what the session remembers; the address is brought up to date."""
    named = st.query_params.get(place)
    if named:
        st.session_state[_slot(place)] = named
        return str(named)
    remembered = st.session_state.get(_slot(place))
    if remembered:
        st.query_params[place] = remembered
        return str(remembered)
    return None


def put(place: Place, value: str | None) -> None:
    """Name something in the address and remember it; None forgets it."""
    if value:
        st.session_state[_slot(place)] = value
        st.query_params[place] = value
    else:
        st.session_state.pop(_slot(place), None)
        st.query_params.pop(place, None)


def reviewer(desk: Workbench) -> str | None:
    """Who is checking: chosen on a page, else the desk's setting, else nobody yet."""
    return get(Place.REVIEWER) or desk.settings.desk.reviewer or None


def choose_reviewer(name: str) -> None:
    """Remember who is checking; a blank name chooses nobody."""
    put(Place.REVIEWER, " ".join(name.split())[:_NAME_LENGTH] or None)


def go(page: PageName, **places: str | None) -> NoReturn:
    """Open another page, there with the given article, claim and so on; the reviewer comes along."""
    for name, value in places.items():
        put(Place(name), value)
    named = {place.value: value for place in Place if (value := st.session_state.get(_slot(place)))}
    wanted = {Place.REVIEWER.value, *places}
    st.switch_page(
        st.session_state[_PAGES][page], query_params={name: value for name, value in named.items() if name in wanted}
    )


def remember_pages(pages: dict[PageName, object]) -> None:
    """Keep the pages of this session, so that `go` can open them."""
    st.session_state[_PAGES] = pages


def _slot(place: Place) -> str:
    return f"claimcheck.place.{place.value}"
