"""The working table: the article's text at the left, the tray of its claims at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from claimcheck.domain import Article, ClaimState
from claimcheck.ui import place
from claimcheck.ui.article.deciding import EVERY_STATE, cursor, perform, take_wanted
from claimcheck.ui.article.dialogs import edit_claim, type_claim
from claimcheck.ui.article.marking import ACTIONS, marks_of, targets_of
from claimcheck.ui.article.tray import tray
from claimcheck.ui.components.marked_text import Operation, marked_text
from claimcheck.ui.place import PageName
from claimcheck.ui.style import PANE
from claimcheck.ui.trouble import part, show_what_happened

if TYPE_CHECKING:
    from claimcheck.workbench import Workbench


@part
def claim_table(desk: Workbench, article: Article) -> None:
    """Text and tray; redrawn on its own, so that a decision costs no more than itself."""
    show_what_happened()
    reviewer = place.reviewer(desk) or ""
    claims = desk.claims.list(article_id=article.id, states=EVERY_STATE)
    shown = [claim for claim in claims if claim.state is not ClaimState.DROPPED or claim.start is not None]

    def on_operation(operation: Operation) -> None:
        perform(desk, article, reviewer, operation)

    text, claims_side = st.columns([11, 8], gap="large")
    with text:
        marked_text(
            article.text,
            key=f"article.text.{article.id}",
            label="Text of the article; sentences that may be worth checking are underlined",
            marks=marks_of(shown),
            targets=targets_of(shown),
            actions=ACTIONS,
            on_operation=on_operation,
            cursor=cursor(),
            height=PANE,
            language=article.language,
        )
    with claims_side:
        tray(desk, article, claims, reviewer)
    wanted = take_wanted()
    if wanted is None:
        return
    if wanted.op == "check" and wanted.claim_id:
        place.go(PageName.CHECK, claim=wanted.claim_id)
    elif wanted.op == "edit" and wanted.claim_id:
        edit_claim(desk, desk.claims.show(wanted.claim_id), reviewer)
    elif wanted.op == "type":
        type_claim(desk, article, reviewer)
