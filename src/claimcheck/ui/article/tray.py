"""The claim tray: what was proposed, kept, checked and dropped, with what can be done to each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Literal

import streamlit as st

from claimcheck.domain import Article, Claim, ClaimState
from claimcheck.ui import place
from claimcheck.ui.article.deciding import perform
from claimcheck.ui.components.marked_text import Operation
from claimcheck.ui.frame import empty_state
from claimcheck.ui.place import PageName
from claimcheck.ui.safe import label, show_text
from claimcheck.ui.trouble import guarded, say_done

if TYPE_CHECKING:
    from claimcheck.workbench import Workbench

_BADGES: dict[ClaimState, tuple[str, Literal["gray", "green", "blue"]]] = {
    ClaimState.PROPOSED: ("To decide", "gray"),
    ClaimState.KEPT: ("Kept", "green"),
    ClaimState.DECIDED: ("Checked", "blue"),
    ClaimState.DROPPED: ("Dropped", "gray"),
}
_MORE_FROM = 0.2
_CARD_TEXT = 600


def tray(desk: Workbench, article: Article, claims: Sequence[Claim], reviewer: str) -> None:
    """Draw the claims as cards in the order of the text, the dropped ones folded away below."""
    standing = [claim for claim in claims if claim.state is not ClaimState.DROPPED]
    dropped = [claim for claim in claims if claim.state is ClaimState.DROPPED]
    _counts(claims)
    with st.container(key="scroll-tray", gap="small"):
        if not claims:
            empty_state("No claims yet", "Look for sentences worth checking, or select words in the text.")
        for claim in standing:
            _card(desk, article, claim, reviewer)
        if dropped:
            with st.expander(f"Dropped ({len(dropped)})", key="article.dropped"):
                for claim in dropped:
                    _card(desk, article, claim, reviewer)
        st.button(
            "Suggest more sentences" if claims else "Look for claims",
            key="article.more",
            icon=":material/search:",
            on_click=guarded(_find),
            args=(desk, article.id, _MORE_FROM if claims else None),
            help="Also those that look less worth checking. What you decided stays.",
        )


def _counts(claims: Sequence[Claim]) -> None:
    count = {state: sum(claim.state is state for claim in claims) for state in ClaimState}
    kept = next((claim for claim in claims if claim.state is ClaimState.KEPT), None)
    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="article.counts"
    ):
        st.markdown(
            f"**{count[ClaimState.PROPOSED]}** to decide · **{count[ClaimState.KEPT]}** kept · "
            f"**{count[ClaimState.DECIDED]}** checked",
            width="content",
        )
        clicked = st.button(
            "Check the kept claims",
            key="article.check",
            type="primary",
            icon=":material/arrow_forward:",
            icon_position="right",
            disabled=kept is None,
            help=None if kept else "Keep a claim first: A, or its button.",
        )
    if clicked and kept is not None:
        place.go(PageName.CHECK, claim=kept.id)


def _card(desk: Workbench, article: Article, claim: Claim, reviewer: str) -> None:
    words, colour = _BADGES[claim.state]
    with st.container(border=True, gap="xsmall", key=f"card-{claim.id}"):
        show_text(claim.text, limit=_CARD_TEXT)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.badge(words, color=colour)
            st.caption(_about(claim), width="stretch")
            for op, text in _offers(claim):
                st.button(
                    text,
                    key=f"article.{op}.{claim.id}",
                    type="tertiary",
                    on_click=guarded(partial(perform, desk, article, reviewer)),
                    args=(Operation(op=op, target=claim.id, version=claim.version, start=None, end=None),),
                )


def _offers(claim: Claim) -> list[tuple[str, str]]:
    return {
        ClaimState.PROPOSED: [("keep", "Keep"), ("drop", "Drop"), ("edit", "Edit")],
        ClaimState.KEPT: [("check", "Check"), ("drop", "Drop"), ("edit", "Edit")],
        ClaimState.DECIDED: [("check", "Open"), ("edit", "Edit")],
        ClaimState.DROPPED: [("keep", "Keep after all")],
    }[claim.state]


def _about(claim: Claim) -> str:
    parts = [
        label(claim.speaker, 60) if claim.speaker else "",
        str(claim.claim_date) if claim.claim_date else "",
        ", ".join(kind.replace("_", " ") for kind in claim.kinds),
        "" if claim.start is not None else "not in the text",
        f"as said: “{label(claim.said, 120)}”" if " ".join(claim.said.split()) != claim.text else "",
    ]
    return " · ".join(part for part in parts if part)


def _find(desk: Workbench, article_id: str, threshold: float | None) -> None:
    before = len(desk.claims.list(article_id=article_id, states=tuple(ClaimState)))
    desk.claims.find(article_id, threshold=threshold)
    more = len(desk.claims.list(article_id=article_id, states=tuple(ClaimState))) - before
    say_done(f"{more} more to decide." if more else "There are no more sentences to suggest.")
