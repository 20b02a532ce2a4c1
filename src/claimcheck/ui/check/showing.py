"""Showing a verdict, or one in the making, to be read and compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from claimcheck.ui.check import wording
from claimcheck.ui.check.pins import STANCE_COLOURS, source_words
from claimcheck.ui.safe import label, show_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from claimcheck.domain import Pin, Verdict


def show_verdict(verdict: Verdict) -> None:
    """A recorded verdict with its explanation and pins."""
    st.markdown(f"**{label(verdict.rating)}** · {label(verdict.reviewer, 60)}, {time_words(verdict.recorded_at)}")
    show_content(verdict.explanation, verdict.pins)


def show_content(explanation: str, pins: Sequence[Pin]) -> None:
    """Explanation and pins."""
    if explanation.strip():
        show_text(explanation, limit=5000)
    else:
        st.caption("No explanation.")
    for pin in pins:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.badge(pin.stance.value, color=STANCE_COLOURS[pin.stance])
            st.caption(source_words(pin))
        st.caption(label(pin.text, 400))
    if not pins:
        st.caption("No pinned evidence.")


def time_words(at: datetime) -> str:
    """A moment in the reader's own time zone, to the minute."""
    here = at.astimezone()
    return f"{wording.day_words(here.date())}, {here:%H:%M}"
