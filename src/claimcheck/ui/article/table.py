"""The working table: the article's text at the left, the tray of its claims at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from claimcheck.domain import Article, ClaimState
from claimcheck.ui import place
from claimcheck.ui.article.aids import aids_of, survey_of
from claimcheck.ui.article.deciding import EVERY_STATE, Seat, Wanted, cursor, perform, take_wanted
from claimcheck.ui.article.dialogs import edit_claim, type_claim
from claimcheck.ui.article.marking import ACTIONS, asides_of, marks_of, targets_of
from claimcheck.ui.article.matches import show_matches
from claimcheck.ui.article.splitting import split_claim
from claimcheck.ui.article.tray import tray
from claimcheck.ui.components.marked_text import Operation, marked_text
from claimcheck.ui.place import PageName
from claimcheck.ui.style import PANE
from claimcheck.ui.trouble import part, show_what_happened

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claimcheck.ui.article.carding import Aid
    from claimcheck.workbench import Workbench


@part
def claim_table(desk: Workbench, article: Article) -> None:
    """Text and tray; redrawn on its own, so that a decision costs no more than itself."""
    show_what_happened()
    seat = Seat(desk=desk, article=article, reviewer=place.reviewer(desk) or "")
    claims = desk.claims.list(article_id=article.id, states=EVERY_STATE)
    shown = [claim for claim in claims if claim.state is not ClaimState.DROPPED or claim.start is not None]
    support = desk.articles.language_support(article.id)
    with st.spinner("Looking for what the article says, and for earlier checks…"):
        sentences = survey_of(desk, article) if support.full else ()
        aids = aids_of(desk, claims, readable=support.full)

    def on_operation(operation: Operation) -> None:
        perform(seat, operation)

    text, claims_side = st.columns([11, 8], gap="large")
    with text:
        marked_text(
            article.text,
            key=f"article.text.{article.id}",
            label="Text of the article; sentences that may be worth checking are underlined",
            marks=[*asides_of(sentences, claims), *marks_of(shown)],
            targets=targets_of(shown, aids),
            actions=ACTIONS,
            on_operation=on_operation,
            cursor=cursor().claim_id,
            cursor_moves=cursor().moves,
            height=PANE,
            language=article.language,
            cards=True,
        )
    with claims_side:
        tray(seat, claims, aids, support, sentences)
    wanted = take_wanted()
    if wanted is not None:
        _open(seat, wanted, aids)


def _open(seat: Seat, wanted: Wanted, aids: Mapping[str, Aid]) -> None:
    """Open the dialog or page that a callback asked for."""
    if wanted.op == "type":
        type_claim(seat.desk, seat.article, seat.reviewer)
        return
    if wanted.claim_id is None:
        return
    if wanted.op == "check":
        place.go(PageName.CHECK, claim=wanted.claim_id)
    claim = seat.desk.claims.show(wanted.claim_id)
    if wanted.op == "edit":
        edit_claim(seat.desk, claim, seat.reviewer)
    elif wanted.op == "split":
        split_claim(seat, claim, wanted.version)
    elif wanted.op == "matches":
        show_matches(seat, claim, wanted.version, aids[claim.id].matches)
