"""Everything that happened to a claim, newest first, and every verdict on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from claimcheck.ui.check import wording
from claimcheck.ui.check.showing import show_verdict, time_words
from claimcheck.ui.safe import label, show_text
from claimcheck.ui.trouble import errors_shown

if TYPE_CHECKING:
    from claimcheck.domain import Claim
    from claimcheck.workbench import Workbench

_EVENTS = 100


@st.dialog("History of the claim", width="large", on_dismiss="rerun")
def show_history(desk: Workbench, claim: Claim) -> None:
    """Verdicts whole, then the events."""
    with errors_shown():
        with desk.checking.reading():
            verdicts = desk.record.history(claim.id)
            events = desk.claims.history(claim.id)
        st.caption("As said")
        show_text(claim.said, limit=2000)
        for verdict in reversed(verdicts):
            with st.container(border=True):
                st.caption("In force" if verdict.replaced_by is None else "Replaced by a correction")
                show_verdict(verdict)
                st.caption(f"{len(verdict.hits)} hits frozen from build {label(verdict.build or 'none', 60)}")
        if not verdicts:
            st.caption("No verdict yet.")
        for event in reversed(events[-_EVENTS:]):
            words = wording.EVENT_WORDS[event.kind]
            st.markdown(f"{time_words(event.at)} · **{words}** by {label(event.actor, 60)} · event {event.seq}")
        if len(events) > _EVENTS:
            st.caption(f"Shown: the newest {_EVENTS} of {len(events):,} events.")
