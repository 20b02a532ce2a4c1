"""All earlier checks that resemble a claim, each with what differs; a digit links one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from claimcheck.domain import MatchStrength
from claimcheck.ui.article.carding import HEADINGS, checked_facts, contrasts_of
from claimcheck.ui.article.deciding import Seat, perform
from claimcheck.ui.components.marked_text import Operation
from claimcheck.ui.safe import label, show_text, web_address
from claimcheck.ui.trouble import errors_shown, guarded, show_what_happened, troubled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimcheck.domain import Claim, EarlierMatch

_DIGITS = 9


@st.dialog("Checked before?", width="large")
def show_matches(seat: Seat, claim: Claim, version: int | None, matches: Sequence[EarlierMatch]) -> None:
    """The claim, and below it what was checked before, the surest first."""
    with errors_shown():
        above = st.container()
        st.caption("The claim")
        show_text(claim.text, limit=2000)
        done = False
        for number, match in enumerate(matches):
            done |= _match(seat, claim, version, match, number)
        if not matches:
            st.write("No earlier check resembles it any more.")
        if done and not troubled():
            st.rerun()
        with above:
            show_what_happened()


def _match(seat: Seat, claim: Claim, version: int | None, match: EarlierMatch, number: int) -> bool:
    check = match.check
    with st.container(border=True, gap="xsmall"):
        st.markdown(
            f"**{HEADINGS[match.strength]}** ({match.score:.2f}) · {label(check.rating, 60)} · "
            f"{label(checked_facts(check), 120)}"
        )
        show_text(check.claim, limit=600)
        for one in contrasts_of(match):
            st.caption(f"{one.kind}: {label(one.claim, 80)} here, {label(one.other, 80)} there")
        with st.container(horizontal=True, vertical_alignment="center"):
            clicked = False
            for op, text, shortcut in (("link", "Link", number < _DIGITS), ("unlike", "Not the same", False)):
                clicked |= st.button(
                    text,
                    key=f"matches.{op}.{check.id}",
                    type="primary" if op == "link" and match.strength is MatchStrength.STRONG else "secondary",
                    shortcut=str(number + 1) if shortcut else None,
                    on_click=guarded(perform),
                    args=(
                        seat,
                        Operation(op=op, target=claim.id, version=version, start=None, end=None, detail=check.id),
                    ),
                )
            if (address := web_address(check.url)) is not None:
                st.link_button("Open it", address, icon=":material/open_in_new:", type="tertiary")
    return clicked
