"""The claim tray: what was proposed, kept, checked and dropped, with what can be done to each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from claimcheck.domain import Claim, ClaimState
from claimcheck.ui import place
from claimcheck.ui.article.carding import Aid, card_of, passed_over
from claimcheck.ui.article.cards import claim_cards
from claimcheck.ui.article.deciding import Seat
from claimcheck.ui.article.notices import notices
from claimcheck.ui.frame import empty_state
from claimcheck.ui.place import PageName
from claimcheck.ui.trouble import guarded, say_done

if TYPE_CHECKING:
    from claimcheck.domain import LanguageSupport, SurveyedSentence
    from claimcheck.workbench import Workbench

_MORE_FROM = 0.2
_NO_AID = Aid()
_WHAT_TO_DO = "Look for sentences worth checking, or select words in the text and press N."
_BY_HAND = "Select words in the text and press N, or write a claim of your own with N."


def tray(
    seat: Seat,
    claims: Sequence[Claim],
    aids: Mapping[str, Aid],
    support: LanguageSupport,
    sentences: Sequence[SurveyedSentence],
) -> None:
    """Draw the claims as cards in the order of the text, the dropped ones folded away below."""
    desk, article = seat.desk, seat.article
    cards = {claim.id: card_of(article, claim, aids.get(claim.id, _NO_AID)) for claim in claims}
    _counts(claims)
    with st.container(key="scroll-tray", gap="small"):
        notices(desk, article, support)
        if not claims:
            empty_state("No claims yet", _WHAT_TO_DO if support.full else _BY_HAND)
        claim_cards(
            [cards[claim.id] for claim in claims if claim.state is not ClaimState.DROPPED],
            [cards[claim.id] for claim in claims if claim.state is ClaimState.DROPPED],
            passed_over(sentences, claims),
            key=f"article.cards.{article.id}",
            label="Claims of the article",
        )
        if not support.full:
            return
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


def _find(desk: Workbench, article_id: str, threshold: float | None) -> None:
    before = len(desk.claims.list(article_id=article_id, states=tuple(ClaimState)))
    desk.claims.find(article_id, threshold=threshold)
    more = len(desk.claims.list(article_id=article_id, states=tuple(ClaimState))) - before
    say_done(f"{more} more to decide." if more else "There are no more sentences to suggest.")
