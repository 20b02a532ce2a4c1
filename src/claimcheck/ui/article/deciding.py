"""What a checker does to the claims of an article, each as an operation on what they saw."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from claimcheck.domain import Article, Claim, ClaimState, Decision
from claimcheck.errors import ConflictError
from claimcheck.ui.article.aids import match_seen
from claimcheck.ui.components.marked_text import Operation, trimmed_span
from claimcheck.ui.safe import label
from claimcheck.ui.trouble import say_done

if TYPE_CHECKING:
    from claimcheck.workbench import Workbench

_WANTED = "claimcheck.article.wanted"
_CURSOR = "claimcheck.article.cursor"
_OWN = "claimcheck.article.own"
_REMEMBERED = 200
EVERY_STATE = tuple(ClaimState)
_UNDONE = {
    Decision.KEEP: "keeping",
    Decision.DROP: "dropping",
    Decision.EDIT: "the edit of",
    Decision.COMPLETE: "completing",
    Decision.ADD: "adding",
    Decision.SPLIT: "splitting",
    Decision.MERGE: "merging",
    Decision.LINK: "linking",
    Decision.REJECT: "telling apart from the earlier check",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """Who decides on the claims of which article."""

    desk: Workbench
    article: Article
    reviewer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Something that cannot be done in a callback: open a dialog or another page."""

    op: str
    claim_id: str | None
    version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """Where something other than the person's own moves put the cursor, and how often it was put somewhere."""

    claim_id: str | None = None
    moves: int = 0


def perform(seat: Seat, operation: Operation) -> None:
    """Do what was asked for; what needs a dialog or another page is left for the redraw."""
    op, claim_id = operation.op, operation.target
    if op == "undo":
        undo(seat)
    elif op == "add" and operation.start is not None and operation.end is not None:
        add_span(seat, operation.start, operation.end)
    elif op == "type":
        st.session_state[_WANTED] = Wanted(op=op, claim_id=None)
    elif claim_id is None:
        return
    elif op in _CHANGES:
        seen = seen_version(claim_id, operation.version)
        _remember_own(claim_id, seen, _CHANGES[op](seat, operation, seen))
    elif op == "check":
        if seat.desk.claims.show(claim_id).state in {ClaimState.PROPOSED, ClaimState.DROPPED}:
            keep(seat, operation, seen_version(claim_id, operation.version))
        st.session_state[_WANTED] = Wanted(op=op, claim_id=claim_id)
    elif op in {"edit", "split", "matches"}:
        seen = seen_version(claim_id, operation.version)
        st.session_state[_WANTED] = Wanted(op=op, claim_id=claim_id, version=seen)


def undo(seat: Seat) -> None:
    """Take back the reviewer's last decision on this article, and say which it was."""
    undone = seat.desk.drafting.undo(seat.reviewer, article_id=seat.article.id)
    own: dict[tuple[str, int], int] = st.session_state.get(_OWN, {})
    last = max((version for (claim_id, _), version in own.items() if claim_id == undone.claim.id), default=None)
    _remember_own(undone.claim.id, last, undone.claim)
    put_cursor(undone.claim.id)
    say_done(f"Undone: {_UNDONE[undone.decision]} “{label(undone.claim.text, 80)}”")


def seen_version(claim_id: str, version: int | None) -> int | None:
    """The version the person saw, or the one that their own quick decisions since have made of it."""
    own: dict[tuple[str, int], int] = st.session_state.get(_OWN, {})
    while version is not None and (claim_id, version) in own:
        version = own[claim_id, version]
    return version


def _remember_own(claim_id: str, before: int | None, after: Claim) -> None:
    """Two keys pressed faster than the page is drawn name the same version: the second must not be a conflict."""
    own: dict[tuple[str, int], int] = st.session_state.setdefault(_OWN, {})
    if claim_id == after.id and before is not None and after.version > before:
        own[claim_id, before] = after.version
        while len(own) > _REMEMBERED:
            del own[next(iter(own))]


def keep(seat: Seat, operation: Operation, seen: int | None) -> Claim:
    """Keep it for checking."""
    return seat.desk.claims.keep(operation.target or "", actor=seat.reviewer, expected_version=seen)


def drop(seat: Seat, operation: Operation, seen: int | None) -> Claim:
    """Put it aside."""
    return seat.desk.claims.drop(operation.target or "", actor=seat.reviewer, expected_version=seen)


def complete(seat: Seat, operation: Operation, seen: int | None) -> Claim:
    """Take the complete wording that stands on the card."""
    after = seat.desk.claims.complete(operation.target or "", actor=seat.reviewer, expected_version=seen)
    say_done("Completed. U takes it back, E edits it.")
    return after


def merge(seat: Seat, operation: Operation, seen: int | None) -> Claim:
    """Join it with the claim after it; the cursor stands on the joint one."""
    claim_id = operation.target or ""
    next_id, _, version = (operation.detail or "").partition(":")
    if not next_id or not version.isdecimal() or seen is None:
        raise ConflictError("there is no claim after this one that it could be merged with")
    versions = (seen, seen_version(next_id, int(version)) or 0)
    merged = seat.desk.claims.merge([claim_id, next_id], actor=seat.reviewer, expected_versions=versions)
    put_cursor(merged.id)
    say_done("Merged into one claim. E edits its words, U takes it back.")
    return merged


def link(seat: Seat, operation: Operation, seen: int | None) -> Claim:
    """Say that the earlier check is of this claim."""
    return _decide_earlier(seat, operation, seen, same=True)


def unlike(seat: Seat, operation: Operation, seen: int | None) -> Claim:
    """Say that it is of another one."""
    return _decide_earlier(seat, operation, seen, same=False)


def _decide_earlier(seat: Seat, operation: Operation, seen: int | None, *, same: bool) -> Claim:
    claim_id, check_id = operation.target or "", operation.detail or ""
    if not check_id:
        raise ConflictError("no earlier check is shown with this claim")
    decide = seat.desk.earlier.link if same else seat.desk.earlier.reject
    match = match_seen(claim_id, check_id)
    decided = decide(claim_id, check_id, actor=seat.reviewer, expected_version=seen, seen=match)
    rating = label(decided.check.rating, 40)
    say_done(f"Linked: it was checked as {rating}." if same else "Noted: the earlier check is of another claim.")
    return seat.desk.claims.show(claim_id)


_CHANGES: dict[str, Callable[[Seat, Operation, int | None], Claim]] = {
    "keep": keep,
    "drop": drop,
    "complete": complete,
    "merge": merge,
    "link": link,
    "unlike": unlike,
}


def add_span(seat: Seat, start: int, end: int) -> None:
    """Add the selected words as a claim; the same words twice are one claim, kept."""
    desk, article = seat.desk, seat.article
    start, end = trimmed_span(article.text, start, end)
    for claim in desk.claims.list(article_id=article.id, states=EVERY_STATE):
        if (claim.start, claim.end) == (start, end):
            if claim.state in {ClaimState.PROPOSED, ClaimState.DROPPED}:
                desk.claims.keep(claim.id, actor=seat.reviewer, expected_version=claim.version)
            put_cursor(claim.id)
            return
    words = " ".join(article.text[start:end].split())
    added = desk.claims.add(words, article_id=article.id, start=start, end=end, actor=seat.reviewer)
    put_cursor(added.id)
    say_done("Added. E makes it complete on its own, or edits it.")


def put_cursor(claim_id: str) -> None:
    """Move the cursor there when the page is drawn next."""
    st.session_state[_CURSOR] = Cursor(claim_id=claim_id, moves=cursor().moves + 1)


def cursor() -> Cursor:
    """Where the cursor was last put by something other than the person's own moves."""
    found = st.session_state.get(_CURSOR)
    return found if isinstance(found, Cursor) else Cursor()


def take_wanted() -> Wanted | None:
    """What a callback left to be done, once."""
    wanted = st.session_state.pop(_WANTED, None)
    return wanted if isinstance(wanted, Wanted) else None
