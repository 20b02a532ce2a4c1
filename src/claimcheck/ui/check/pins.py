"""The tray of pins: what the verdict will rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import streamlit as st

from claimcheck.domain import Pin, PinStance
from claimcheck.ui.check import wording
from claimcheck.ui.check.screen import Seat, place_of, screen, take_off, turn
from claimcheck.ui.safe import label
from claimcheck.ui.trouble import guarded

if TYPE_CHECKING:
    from collections.abc import Sequence

STANCE_COLOURS: dict[PinStance, Literal["green", "red", "blue"]] = {
    PinStance.SUPPORTS: "green",
    PinStance.REFUTES: "red",
    PinStance.CONTEXT: "blue",
}
_STANCES = list(PinStance)


def pin_tray(seat: Seat, pins: Sequence[Pin]) -> None:
    """Draw the pins, each with what it does for the claim and a way to take it off."""
    if not pins:
        st.caption("Nothing yet. Pin the passage under the cursor with 1, 2 or 3; add a source or a call with N.")
    for pin in pins:
        where = place_of(pin)
        choice = f"check.stance.{where}.{pin.stance}.{seat.token}"
        with st.container(horizontal=True, gap="small", wrap=False, key=f"pin-{where}"):
            st.selectbox(
                "What it does for the claim",
                _STANCES,
                index=_STANCES.index(pin.stance),
                key=choice,
                format_func=lambda stance: stance.value,
                label_visibility="collapsed",
                width=116,
                on_change=guarded(_turned),
                args=(seat, where, choice),
            )
            st.caption(f"**{source_words(pin)}:** {label(pin.text, 240)}", width="stretch")
            st.button(
                ":material/close:",
                key=f"check.off.{where}",
                type="tertiary",
                help="Take this pin off",
                on_click=guarded(_taken_off),
                args=(seat, where),
            )


def source_words(pin: Pin) -> str:
    """Who published a pinned passage and when, as Markdown that is safe to show."""
    if pin.document_id is None:
        return "outside the corpus"
    day = wording.day_words(pin.published) if pin.published else "undated"
    return f"{label(pin.publisher or pin.title or 'publisher unknown', 60)}, {day}"


def _turned(seat: Seat, where: str, choice: str) -> None:
    turn(seat, where, st.session_state[choice])
    screen().redraw = True


def _taken_off(seat: Seat, where: str) -> None:
    take_off(seat, where)
    screen().redraw = True
