"""What a checker does to the claims of an article: keep, drop, add, undo; each as an operation on what they saw."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from claimcheck.domain import Article, ClaimState, EventKind
from claimcheck.ui.components.marked_text import Operation, trimmed_span
from claimcheck.ui.safe import label
from claimcheck.ui.trouble import say_done

if TYPE_CHECKING:
    from claimcheck.workbench import Workbench

_WANTED = "claimcheck.article.wanted"
_CURSOR = "claimcheck.article.cursor"
EVERY_STATE = tuple(ClaimState)
_UNDONE = {
    EventKind.CLAIM_ADDED: "adding",
    EventKind.CLAIM_KEPT: "keeping",
    EventKind.CLAIM_EDITED: "the edit of",
    EventKind.CLAIM_DROPPED: "dropping",
    EventKind.EARLIER_LINKED: "linking",
    EventKind.EARLIER_REJECTED: "telling apart",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Something that cannot be done in a callback: open a dialog or another page."""

    op: str
    claim_id: str | None


def perform(desk: Workbench, article: Article, reviewer: str, operation: Operation) -> None:
    """Do what was asked for; what needs a dialog or another page is left for the redraw."""
    claim_id = operation.target
    if operation.op == "keep" and claim_id:
        desk.claims.keep(claim_id, actor=reviewer, expected_version=operation.version)
    elif operation.op == "drop" and claim_id:
        desk.claims.drop(claim_id, actor=reviewer, expected_version=operation.version)
    elif operation.op == "undo":
        undone = desk.drafting.undo(reviewer, article_id=article.id)
        put_cursor(undone.claim.id)
        say_done(f"Undone: {_UNDONE[undone.kind]} “{label(undone.claim.text, 80)}”")
    elif operation.op == "add" and operation.start is not None and operation.end is not None:
        add_span(desk, article, reviewer, operation.start, operation.end)
    elif operation.op == "check" and claim_id:
        if desk.claims.show(claim_id).state in {ClaimState.PROPOSED, ClaimState.DROPPED}:
            desk.claims.keep(claim_id, actor=reviewer, expected_version=operation.version)
        st.session_state[_WANTED] = Wanted(op="check", claim_id=claim_id)
    elif operation.op in {"edit", "type"}:
        st.session_state[_WANTED] = Wanted(op=operation.op, claim_id=claim_id)


def add_span(desk: Workbench, article: Article, reviewer: str, start: int, end: int) -> None:
    """Add the selected words as a claim; the same words twice are one claim, kept."""
    start, end = trimmed_span(article.text, start, end)
    for claim in desk.claims.list(article_id=article.id, states=EVERY_STATE):
        if (claim.start, claim.end) == (start, end):
            if claim.state in {ClaimState.PROPOSED, ClaimState.DROPPED}:
                desk.claims.keep(claim.id, actor=reviewer, expected_version=claim.version)
            put_cursor(claim.id)
            return
    words = " ".join(article.text[start:end].split())
    added = desk.claims.add(words, article_id=article.id, start=start, end=end, actor=reviewer)
    put_cursor(added.id)
    say_done("Added. E edits it, so that it is complete on its own.")


def put_cursor(claim_id: str) -> None:
    """Move the cursor there when the page is drawn next."""
    st.session_state[_CURSOR] = claim_id


def cursor() -> str | None:
    """Where the cursor was last put by something other than the person's own moves."""
    found = st.session_state.get(_CURSOR)
    return str(found) if found else None


def take_wanted() -> Wanted | None:
    """What a callback left to be done, once."""
    wanted = st.session_state.pop(_WANTED, None)
    return wanted if isinstance(wanted, Wanted) else None
