"""The page Check: evidence for one claim, and the person's verdict."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import streamlit as st

from claimcheck.errors import NoIndexError, SearchIndexError
from claimcheck.ui import place
from claimcheck.ui.article.dialogs import edit_claim
from claimcheck.ui.check.chooser import chooser, sit_down
from claimcheck.ui.check.decision import decision
from claimcheck.ui.check.document import open_document
from claimcheck.ui.check.evidence import OPENED, draw_board, search_asked, search_bar
from claimcheck.ui.check.history import show_history
from claimcheck.ui.check.screen import Found, SearchAsked, Seat, look_up, screen
from claimcheck.ui.check.sources import add_source, forget_added
from claimcheck.ui.frame import empty_state, page_head
from claimcheck.ui.keys import Key, key_button
from claimcheck.ui.place import PageName
from claimcheck.ui.style import PANE
from claimcheck.ui.trouble import show_error
from claimcheck.workbench.shared import ready_to_search

if TYPE_CHECKING:
    from claimcheck.workbench import Workbench
    from claimcheck.workbench.checking import Sitting

_BOARD = f"calc({PANE} - 6.5rem)"
_EMPTY_BOARD = "9rem"
_LOADING = "Looking through the evidence… Just after a start the model is still being loaded, which takes some seconds."
_CSS = f"""
<style>
.st-key-check-unseen {{ position: absolute; }}
.st-key-check-decision {{ max-height: max({PANE}, 34rem); flex-wrap: nowrap; }}
.st-key-check-decision > * {{ flex: none; }}
.st-key-check-decision > :has(> .st-key-scroll-pins) {{ flex: 0 1 auto; min-height: 4.5rem; overflow-y: auto; }}
.st-key-scroll-pins {{ max-height: none; overflow: visible; padding-bottom: 1rem; }}
.st-key-scroll-pins [data-testid="stCaptionContainer"] p {{ display: -webkit-box; -webkit-box-orient: vertical;
  -webkit-line-clamp: 2; overflow: hidden; margin: 0; line-height: 1.35; }}
.st-key-check-missing {{ min-height: 3rem; }}
.st-key-check-then button {{ min-width: 13.5rem; }}
.st-key-check-filters button {{ min-width: 8.25rem; }}
.st-key-scroll-choice {{ max-height: 26rem; }}
</style>
"""


def check_page(desk: Workbench) -> None:
    """Evidence for one claim, and your verdict."""
    page_head(desk, "Check", "Evidence for one claim, and your verdict.")
    reviewer = place.reviewer(desk) or ""
    here = screen()
    here.run += 1
    here.redraw = False
    with desk.checking.reading():
        queue = desk.checking.queue()
        sitting = sit_down(desk, queue, reviewer)
    if here.lost is not None:
        show_error(here.lost)
    if sitting is None:
        empty_state("No claim to check yet", "Bring an article; claimcheck proposes the sentences worth checking.")
        if st.button("Bring an article", type="primary", key="check.article"):
            place.go(PageName.ARTICLE)
        return
    seat = Seat(desk=desk, claim_id=sitting.claim.id, reviewer=reviewer)
    with st.container(key="check-unseen"):
        st.html(_CSS)
    left, right = st.columns([5, 3], gap="medium")
    asked = search_asked(seat, sitting.claim)
    waiting = (
        asked.index.build is not None
        and asked not in here.found
        and not here.searched
        and not ready_to_search(desk.workspace.root)
    )
    with left:
        _claim_row(desk, sitting, queue, reviewer)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            search_bar(desk, sitting.claim)
            adding = key_button("Add source", Key.NEW, id="check.add", icon=":material/add:")
        found = None
        if waiting:
            draw_board(seat, sitting, None, height=_BOARD, notes=[_LOADING])
        else:
            found = here.shown = _evidence(seat, sitting, asked)
        if adding:
            forget_added()
            add_source(seat, sitting.claim)
        opened = st.session_state.pop(OPENED, None)
        if opened is not None and found is not None and opened[0] == sitting.claim.id:
            open_document(seat, found, opened[1])
    with right:
        decision(seat, sitting, found, here.run, waiting)
    if waiting:  # the claim and the form are there already
        here.searched = True
        with suppress(SearchIndexError):  # shown where the evidence would stand, in the next run
            look_up(seat.desk, asked)
        st.rerun()
    here.lost = None


def _claim_row(desk: Workbench, sitting: Sitting, queue: tuple[str, ...], reviewer: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        chooser(desk, sitting.claim, queue)
        if key_button("Edit", Key.EDIT, id="check.edit", kind="tertiary"):
            edit_claim(desk, sitting.claim, reviewer)
        if st.button("History", key="check.history", type="tertiary"):
            show_history(desk, sitting.claim)


def _evidence(seat: Seat, sitting: Sitting, asked: SearchAsked) -> Found | None:
    """Search unless it was searched, and draw the board; where nothing can be searched the claim stands alone."""
    try:
        found = look_up(seat.desk, asked)
    except NoIndexError:
        draw_board(seat, sitting, None, height=_EMPTY_BOARD)
        empty_state(
            "No index yet, so nothing can be searched",
            "Add evidence in Library and build the index there. Until then you can add and pin sources (N) right here.",
        )
    except SearchIndexError as error:
        draw_board(seat, sitting, None, height=_EMPTY_BOARD)
        show_error(error)
    else:
        draw_board(seat, sitting, found, height=_BOARD)
        return found
    if st.button("Open Library", type="primary", key="check.library"):
        place.go(PageName.LIBRARY)
    return None
