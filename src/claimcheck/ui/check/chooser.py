"""Which claim is on the desk: open ones first, the next and the one before by key, any other by looking for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from claimcheck.domain import Claim, ClaimState
from claimcheck.errors import NotFoundError
from claimcheck.ui import place
from claimcheck.ui.check.screen import screen
from claimcheck.ui.keys import Key, key_button
from claimcheck.ui.place import Place
from claimcheck.ui.safe import label
from claimcheck.ui.steady import steady
from claimcheck.ui.trouble import errors_shown
from claimcheck.workbench.checking import OPEN_STATES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimcheck.workbench import Workbench
    from claimcheck.workbench.checking import Sitting

_LISTED = 30
_STATES: dict[str, Sequence[ClaimState] | None] = {
    "to check": OPEN_STATES,
    "decided": [ClaimState.DECIDED],
    "dropped": [ClaimState.DROPPED],
    "all": list(ClaimState),
}
STATE_WORDS = {
    ClaimState.PROPOSED: "proposed, nobody kept it yet",
    ClaimState.KEPT: "to check",
    ClaimState.DROPPED: "dropped",
    ClaimState.DECIDED: "decided",
}


def sit_down(desk: Workbench, queue: Sequence[str], reviewer: str) -> Sitting | None:
    """The claim that the address names, else the first open one; None where there is no claim at all."""
    named = place.get(Place.CLAIM)
    if named:
        try:
            return desk.checking.sitting(named, reviewer)
        except NotFoundError as error:
            screen().lost = error
            place.put(Place.CLAIM, None)
    first = queue[0] if queue else next((claim.id for claim in desk.checking.find(limit=1)), None)
    if first is None:
        return None
    place.put(Place.CLAIM, first)
    return desk.checking.sitting(first, reviewer)


def chooser(desk: Workbench, claim: Claim, queue: Sequence[str]) -> None:
    """Draw the choice."""
    here = screen()
    open_ = claim.id in queue
    at = queue.index(claim.id) if open_ else min(here.place, len(queue))
    here.place = at
    before = queue[at - 1] if queue and at > 0 else None
    after = queue[at + 1 if open_ else at] if at + (1 if open_ else 0) < len(queue) else None
    key_button(
        "Before",
        Key.PREVIOUS_CLAIM,
        id="check.before",
        disabled=before is None,
        on_click=steady(_choose),
        args=(before,),
    )
    words = f"Claim {at + 1} of {len(queue)} to check" if open_ else f"{len(queue)} claims to check"
    asked = st.button(words, key="check.choose", icon=":material/list:", help="Choose any claim")
    key_button(
        "Next", Key.NEXT_CLAIM, id="check.after", disabled=after is None, on_click=steady(_choose), args=(after,)
    )
    if asked:
        _choose_any(desk, claim.id)


def _choose(claim_id: str | None) -> None:
    place.put(Place.CLAIM, claim_id)


@st.dialog("Choose a claim", width="large", on_dismiss="rerun")
def _choose_any(desk: Workbench, current: str) -> None:
    with errors_shown():
        left, right = st.columns([3, 2], vertical_alignment="bottom")
        words = left.text_input("Words in the claim", key="check.choose.words", icon=":material/search:")
        state = right.segmented_control(
            "State", list(_STATES), default="to check", key="check.choose.state", required=True
        )
        claims = desk.checking.find(text=(words or "").strip() or None, states=_STATES[state], limit=_LISTED + 1)
        with st.container(height=420, border=False, key="scroll-choice"):
            for claim in claims[:_LISTED]:
                _choice(claim, current)
            if not claims:
                st.caption("No claim has these words in this state.")
            elif len(claims) > _LISTED:
                st.caption(f"Shown: the first {_LISTED}. Type some words of the claim to narrow it down.")


def _choice(claim: Claim, current: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"choice-{claim.id}"):
        with st.container():
            st.markdown(label(claim.text, 240))
            said_by = f"{label(claim.speaker, 60)} · " if claim.speaker else ""
            st.caption(f"{said_by}{claim.claim_date or 'no date'} · {STATE_WORDS[claim.state]}")
        here = claim.id == current
        if st.button("On the desk" if here else "Check it", key=f"check.choose.{claim.id}", disabled=here):
            place.put(Place.CLAIM, claim.id)
            st.rerun()
