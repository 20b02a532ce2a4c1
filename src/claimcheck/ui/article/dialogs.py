"""Writing a claim so that it is complete on its own: who, what, when, where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from claimcheck.ui.article.deciding import put_cursor
from claimcheck.ui.keys import Key, key_button
from claimcheck.ui.safe import show_text
from claimcheck.ui.trouble import errors_shown, guarded, show_what_happened, troubled

if TYPE_CHECKING:
    from datetime import date

    from claimcheck.domain import Article, Claim
    from claimcheck.workbench import Workbench

_WORDS_HELP = "Complete on their own: who, what, when, where. This is what is searched and checked."


@st.dialog("Edit the claim", width="medium")
def edit_claim(desk: Workbench, claim: Claim, reviewer: str) -> None:
    """Change the words to check, speaker and date; what was said stays as it was."""
    with errors_shown():
        above = st.container()
        st.caption("As said")
        show_text(claim.said, limit=2000)
        st.text_area("Words to check", claim.text, key=f"claim.words.{claim.id}", help=_WORDS_HELP)
        speaker_side, date_side = st.columns(2)
        speaker_side.text_input("Speaker", claim.speaker or "", key=f"claim.speaker.{claim.id}")
        date_side.date_input("Said on", claim.claim_date, key=f"claim.day.{claim.id}", format="YYYY-MM-DD")
        clicked = key_button(
            "Save the claim",
            Key.SAVE,
            id="claim.save",
            kind="primary",
            on_click=guarded(_save),
            args=(desk, claim, reviewer),
        )
        if clicked and not troubled():
            st.rerun()
        with above:
            show_what_happened()


@st.dialog("New claim", width="medium")
def type_claim(desk: Workbench, article: Article, reviewer: str) -> None:
    """Add a claim in one's own words; where they stand in the text, they are marked there."""
    with errors_shown():
        above = st.container()
        st.text_area("Words to check", key="claim.new.words", help=_WORDS_HELP)
        st.text_area("As said in the article, if other words", key="claim.new.said")
        st.text_input("Speaker", key="claim.new.speaker")
        clicked = key_button(
            "Add the claim",
            Key.SAVE,
            id="claim.new.save",
            kind="primary",
            on_click=guarded(_add),
            args=(desk, article, reviewer),
        )
        if clicked and not troubled():
            st.rerun()
        with above:
            show_what_happened()


def _save(desk: Workbench, claim: Claim, reviewer: str) -> None:
    day: date | None = st.session_state[f"claim.day.{claim.id}"]
    desk.claims.edit(
        claim.id,
        text=st.session_state[f"claim.words.{claim.id}"] or "",
        speaker=st.session_state[f"claim.speaker.{claim.id}"] or "",
        claim_date=day,
        clear_date=day is None,
        actor=reviewer,
        expected_version=claim.version,
    )


def _add(desk: Workbench, article: Article, reviewer: str) -> None:
    claim = desk.claims.add(
        st.session_state["claim.new.words"] or "",
        article_id=article.id,
        said=st.session_state["claim.new.said"] or None,
        speaker=st.session_state["claim.new.speaker"] or None,
        actor=reviewer,
    )
    put_cursor(claim.id)
