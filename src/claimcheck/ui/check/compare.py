"""What somebody else did with the claim while the person was reading it: said at once, compared side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from claimcheck.domain import EventKind
from claimcheck.ui.check import wording
from claimcheck.ui.check.screen import Seat, change_work, screen, see
from claimcheck.ui.check.showing import show_content, show_verdict, time_words
from claimcheck.ui.safe import label
from claimcheck.ui.steady import steady
from claimcheck.ui.trouble import errors_shown, guarded, say_done

if TYPE_CHECKING:
    from claimcheck.workbench.checking import Sitting

_VERDICTS = {EventKind.VERDICT_RECORDED, EventKind.VERDICT_CORRECTED}


def changed_meanwhile(seat: Seat, sitting: Sitting, seen: int) -> bool:
    """Say what happened since the version the person saw; says whether the comparison was asked for."""
    claim = sitting.claim
    if claim.version == seen:
        return False
    later = [event for event in sitting.events if event.seq > seen]
    last = next((event for event in reversed(later) if event.kind in _VERDICTS), later[-1] if later else None)
    done = wording.EVENT_WORDS[last.kind] if last else "changed"
    who = label(last.actor, 60) if last else "somebody"
    refused = " Your save was refused, nothing was overwritten." if screen().refused == claim.id else ""
    st.warning(f"**This claim was {done} by {who} while you were reading.**{refused}", icon=":material/group:")
    with st.container(horizontal=True):
        asked = False
        if last is not None and last.kind in _VERDICTS:
            asked = st.button("Compare", key="check.compare", type="primary")
        st.button(
            "I have seen it, go on",
            key="check.goon",
            on_click=guarded(_go_on),
            args=(seat, claim.version),
            help="Keeps what you wrote; saving then replaces their verdict by a correction that names it",
        )
    if asked:
        _compare(seat, sitting)
    return asked


@st.dialog("Two readings of one claim", width="large", on_dismiss="rerun")
def _compare(seat: Seat, sitting: Sitting) -> None:
    with errors_shown():
        claim, theirs, mine = sitting.claim, sitting.standing, sitting.draft
        st.markdown(label(claim.text, 600))
        _choice(seat, claim.version)
        left, right = st.columns(2, border=True)
        with left:
            st.markdown("**In the record**")
            if theirs is not None:
                show_verdict(theirs)
        with right:
            st.markdown("**Yours, not saved**")
            if mine is None:
                st.caption("You have written nothing yet.")
            else:
                saved = f", draft of {time_words(mine.saved_at)}" if mine.saved_at else ""
                st.markdown(f"**{label(mine.rating or 'no rating yet')}** · {label(seat.reviewer, 60)}{saved}")
                show_content(mine.explanation, mine.pins)


def _choice(seat: Seat, version: int) -> None:
    with st.container(horizontal=True):
        if st.button("Go on with mine", key="check.mine", type="primary"):
            steady(_go_on)(seat, version)
            st.rerun()
        if st.button("Leave theirs, throw mine away", key="check.theirs"):
            steady(_leave)(seat, version)
            st.rerun()
    st.caption("Going on overwrites nothing: a save becomes a correction that names the verdict it replaces.")


def _leave(seat: Seat, version: int) -> None:
    seat.desk.drafting.forget(seat.claim_id, seat.reviewer)
    see(seat.claim_id, version)
    screen().refused = None
    say_done("Your draft is gone; their verdict stands.")


def _go_on(seat: Seat, version: int) -> None:
    """Take the version that was shown as seen; the draft is saved again, so that a reload remembers it."""
    if seat.desk.drafting.load(seat.claim_id, seat.reviewer) is not None:
        change_work(seat, lambda work: work)
    see(seat.claim_id, version)
    here = screen()
    here.refused = None
    here.redraw = True
