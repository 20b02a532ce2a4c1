"""What happened to a claim: every verdict ever recorded on it, and every event of the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from claimcheck.ui.safe import badge_label, label
from claimcheck.ui.verdicts.table import open_verdict
from claimcheck.ui.verdicts.wording import EVENT_WORDS, OUTCOME_TONES, moment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimcheck.domain import LedgerEvent, Verdict

_SHOWN_EVENTS = 200


def history_of_claim(verdict: Verdict, verdicts: Sequence[Verdict], events: Sequence[LedgerEvent]) -> None:
    """The verdicts of the claim with a way to each, and its events, oldest first."""
    if len(verdicts) > 1:
        st.markdown(f"**Verdicts on this claim** ({len(verdicts)})")
        for one in verdicts:
            _verdict_line(one, shown=one.id == verdict.id)
    with st.expander(f"History: {len(events)} events of the ledger", key="verdicts.history"):
        for event in events[-_SHOWN_EVENTS:]:
            st.caption(
                f"{event.seq:,} · {moment(event.at)} · {EVENT_WORDS[event.kind]} by {label(event.actor, 60)} · "
                f"`{event.digest[:12]}`"
            )
        st.caption(f"Claim `{label(verdict.claim_id, 40)}`, verdict `{label(verdict.id, 40)}`.")


def _verdict_line(one: Verdict, *, shown: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.badge(badge_label(one.rating, 60), color=OUTCOME_TONES[one.outcome])
        st.caption(f"{label(one.reviewer, 60)} · {moment(one.recorded_at)}" + (" · shown here" if shown else ""))
        if not shown:
            st.button("Show", key=f"verdicts.show.{one.id}", type="tertiary", on_click=open_verdict, args=(one.id,))
