"""Splitting a claim into the statements it makes: all are chosen, a digit leaves one out, one key takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from claimcheck.domain import PartAspect
from claimcheck.errors import UsageError
from claimcheck.ui.article.aids import parts_of
from claimcheck.ui.article.deciding import Seat, put_cursor
from claimcheck.ui.keys import Key, key_button
from claimcheck.ui.safe import label, show_text
from claimcheck.ui.trouble import errors_shown, guarded, say_done, show_what_happened, troubled

if TYPE_CHECKING:
    from claimcheck.domain import Claim, ClaimPart

_LEFT_OUT = "claimcheck.article.left_out"
_DIGITS = 9
_ASPECTS = {
    PartAspect.WHO: "who",
    PartAspect.WHEN: "when",
    PartAspect.WHERE: "where",
    PartAspect.HOW_MANY: "how many",
    PartAspect.WHAT: "what",
}


@st.dialog("Split the claim", width="medium")
def split_claim(seat: Seat, claim: Claim, version: int | None) -> None:
    """Show the statements a claim makes; those chosen become claims of their own, kept."""
    with errors_shown():
        above = st.container()
        parts = parts_of(seat.desk, claim)
        st.caption("The claim")
        show_text(claim.text, limit=2000)
        st.caption("The statements it makes; a click or its digit leaves one out")
        left_out = _left_out(claim)
        for number, part in enumerate(parts):
            _choice(claim, number, part, chosen=number not in left_out)
        chosen = tuple(part for number, part in enumerate(parts) if number not in left_out)
        clicked = key_button(
            f"Split into {len(chosen)}",
            Key.SPLIT,
            id="split.save",
            kind="primary",
            disabled=not chosen,
            on_click=guarded(_split),
            args=(seat, claim, version, chosen),
        )
        if clicked and not troubled():
            st.rerun()
        st.caption("The whole claim is dropped; what was said stays with each part. U puts it back.")
        with above:
            show_what_happened()


def _choice(claim: Claim, number: int, part: ClaimPart, *, chosen: bool) -> None:
    st.button(
        f"{_ASPECTS[part.aspect]}: {label(part.text, 240)}",
        key=f"split.part.{number}",
        icon=":material/check_box:" if chosen else ":material/check_box_outline_blank:",
        type="tertiary",
        width="stretch",
        shortcut=str(number + 1) if number < _DIGITS else None,
        on_click=_toggle,
        args=(claim, number),
    )


def _left_out(claim: Claim) -> set[int]:
    """Numbers of the parts that are not chosen; begins anew for another claim, or other words of it."""
    kept = st.session_state.get(_LEFT_OUT)
    if not isinstance(kept, tuple) or kept[0] != (claim.id, claim.version):
        kept = ((claim.id, claim.version), set())
        st.session_state[_LEFT_OUT] = kept
    left_out: set[int] = kept[1]
    return left_out


def _toggle(claim: Claim, number: int) -> None:
    _left_out(claim).symmetric_difference_update({number})


def _split(seat: Seat, claim: Claim, version: int | None, parts: tuple[ClaimPart, ...]) -> None:
    if not parts:
        raise UsageError("no statement is chosen", "choose at least one, or close the dialog with Esc")
    added = seat.desk.claims.split(claim.id, parts, actor=seat.reviewer, expected_version=version)
    st.session_state.pop(_LEFT_OUT, None)
    put_cursor(added[0].id)
    say_done(f"Split into {len(added)}. U puts the whole back.")
