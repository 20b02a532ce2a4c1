"""The claim with the passages found for it: one component, so that cursor, keys and marks move without the server."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib import resources
from typing import Any

import streamlit as st

from claimcheck.ui.check.marking import Piece
from claimcheck.ui.components.drawing import numbered
from claimcheck.ui.steady import steady
from claimcheck.ui.trouble import guarded

_REMEMBERED = 200
_COMPONENT = st.components.v2.component(
    "claimcheck.board",
    js=resources.files(__package__).joinpath("board.js").read_text(encoding="utf-8"),
    css=resources.files(__package__).joinpath("board.css").read_text(encoding="utf-8"),
    isolate_styles=False,  # so that Streamlit's theme colours and its dialogs reach it
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """One difference: what the claim says, and what the passage says instead."""

    kind: str
    claim: str
    passage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Says:
    """What the stance model finds a passage to say about the claim."""

    side: str
    """supports, refutes or open: decides the colour, which the word repeats."""
    words: str
    sure: str
    """Its probability in words."""
    shares: Sequence[int]
    """Per cent that supports, refutes and leaves it open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """The suggestion above the evidence; it never touches the rating."""

    outcome: str
    """In words; empty where nothing is suggested."""
    side: str
    """supports, refutes, conflict, open or none: decides the colour."""
    sure: str
    reason: str
    """Cites passages by their rank: "[2]"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageCard:
    """One passage in its paragraph, and the claim as it looks beside it."""

    id: str
    rank: int
    nearness: str
    similarity: str
    pieces: Sequence[Piece]
    chips: Sequence[Chip]
    claim: Sequence[Piece]
    """The claim's words with those marked that this passage contradicts."""
    stance: str | None
    """What it is pinned as, if it is."""
    says: Says | None = None
    """None where it was not judged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentGroup:
    """The passages of one document under its name."""

    title: str
    publisher: str
    published: str
    place: str
    """Its day in relation to the claim's."""
    heading: str
    """What stands above this document and those after it; empty where nothing new begins."""
    copy: str
    """Of whom it says nearly the same; empty for the first of an origin."""
    address: str | None
    """A web address that may be offered as a link."""
    passages: Sequence[PassageCard]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimHead:
    """The claim as it stands above its evidence."""

    id: str
    pieces: Sequence[Piece]
    facts: Sequence[str]
    """Speaker, date, article: what makes the claim complete."""
    said: Sequence[Piece]
    """The words as said in their paragraph; empty where there is no article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardAction:
    """What the person did to which passage, while which claim was on the board."""

    op: str
    claim: str
    passage: str


def board(
    head: ClaimHead,
    groups: Sequence[DocumentGroup],
    *,
    key: str,
    asked: str,
    proposal: Proposal | None = None,
    summary: str = "",
    notes: Sequence[str],
    height: str,
    on_action: Callable[[BoardAction], None],
) -> None:
    """Draw the board; every action comes back once, in order, through ``on_action``.

    Args:
        head: the claim.
        groups: the evidence, best first.
        key: of the widget.
        asked: names the search; when it changes, cursor and scrolling begin anew.
        proposal: the suggestion; None where nothing was searched.
        summary: what was found, in a line above the evidence.
        notes: what stands quietly below the evidence.
        height: CSS length; the evidence scrolls inside it.
        on_action: called before the page is drawn again; its errors are shown at the top.
    """
    done: dict[str, None] = st.session_state.setdefault(f"{key}.done", {})

    def receive() -> None:
        for identity, action in actions_sent(st.session_state.get(key)):
            if identity in done:
                continue
            guarded(on_action)(action)
            done[identity] = None
            while len(done) > _REMEMBERED:
                del done[next(iter(done))]

    _COMPONENT(
        key=key,
        data=numbered(
            key,
            {
                "asked": asked,
                "head": asdict(head),
                "groups": [asdict(group) for group in groups],
                "proposal": asdict(proposal) if proposal is not None else None,
                "summary": summary,
                "notes": list(notes),
                "height": height,
                "done": list(done),
            },
        ),
        on_actions_change=steady(receive),
    )


def actions_sent(state: Any) -> list[tuple[str, BoardAction]]:
    """What the browser sent, as far as it makes sense; it is not trusted."""
    sent = state.get("actions") if isinstance(state, Mapping) else None
    found: list[tuple[str, BoardAction]] = []
    for row in sent if isinstance(sent, list) else []:
        fields = [row.get(name) for name in ("id", "op", "claim", "passage")] if isinstance(row, dict) else []
        if len(fields) == 4 and all(isinstance(field, str) for field in fields):
            identity, op, claim, passage = map(str, fields)
            found.append((identity, BoardAction(op=op, claim=claim, passage=passage)))
    return found
