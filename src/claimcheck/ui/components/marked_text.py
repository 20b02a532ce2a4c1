"""Text with marks on it, a cursor over claims, and selections that come back with true offsets."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from importlib import resources
from typing import Any

import streamlit as st

from claimcheck.ui.components.drawing import numbered
from claimcheck.ui.keys import Key
from claimcheck.ui.safe import harmless
from claimcheck.ui.steady import steady
from claimcheck.ui.trouble import guarded

SHOWN_AT_MOST = 200_000
"""Code points drawn at once; a longer text is shown around its focus, and says so."""
_REMEMBERED = 200


class Look(StrEnum):
    """How a mark looks; the name of its style."""

    WEAK = "weak"
    FAIR = "fair"
    STRONG = "strong-mark"
    KEPT = "kept"
    DROPPED = "dropped"
    DECIDED = "decided"
    PASSAGE = "passage"
    DIFFERS = "differs"
    SUPPORTS = "supports"
    REFUTES = "refutes"
    CONTEXT = "context"
    ASIDE = "aside"


class Needs(StrEnum):
    """What an action acts on."""

    TARGET = "target"
    SELECTION = "selection"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A span of the text, in code points, with a look; ``target`` makes it answer to cursor and click."""

    start: int
    end: int
    look: Look
    note: str = ""
    target: str | None = None
    focus: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Something the cursor can stand on, in the order in which it moves; ``version`` is what the person sees."""

    id: str
    version: int
    open: bool
    """Whether it still waits for a decision: the cursor goes on to the next open one."""
    offers: tuple[str, ...] | None = None
    """The operations that make sense on it; None for all. Of actions with one key, the first that is offered counts."""
    details: tuple[tuple[str, str], ...] = ()
    """For an operation, what it acts upon beside the target: what the person sees there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A button of the component with its key; ``becomes`` is the look a target has at once, before the server knows."""

    op: str
    label: str
    key: Key | None
    needs: Needs
    becomes: Look | None = None
    button: bool = True
    """Whether it has a button above the text; otherwise what stands beside the text has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """What the person did: on a target at the version they saw, or on a span of the text in code points."""

    op: str
    target: str | None
    version: int | None
    start: int | None
    end: int | None
    detail: str | None = None
    """What is acted upon beside the target, where a button names it."""


_COMPONENT = st.components.v2.component(
    "claimcheck.marked_text",
    js=resources.files(__package__).joinpath("marked_text.js").read_text(encoding="utf-8"),
    css=resources.files(__package__).joinpath("marked_text.css").read_text(encoding="utf-8"),
    isolate_styles=False,  # a selection inside a shadow root has no portable way out
)


def marked_text(
    text: str,
    *,
    key: str,
    label: str,
    marks: Sequence[Mark] = (),
    targets: Sequence[Target] = (),
    actions: Sequence[Action] = (),
    on_operation: Callable[[Operation], None] | None = None,
    cursor: str | None = None,
    cursor_moves: int = 0,
    height: str | None = None,
    language: str | None = None,
    noun: str = "Claim",
    cards: bool = False,
) -> None:
    """Show ``text`` as text, with ``marks``; every action comes back once, in order, through ``on_operation``.

    Args:
        text: what somebody wrote; offsets everywhere are code points of it.
        key: of the widget, unique on the page.
        label: what a screen reader calls the text.
        marks: may overlap; those outside the text are left out.
        targets: what the cursor (j, k, click) moves over.
        actions: buttons above the text, or beside a selection.
        on_operation: called before the page is drawn again; its errors are shown at the top.
        cursor: where the cursor is put whenever this value or ``cursor_moves`` changes.
        cursor_moves: how often it was put somewhere.
        height: CSS length at which the text begins to scroll by itself.
        language: of the text, for hyphenation and screen readers.
        noun: what a target is called.
        cards: whether there are cards of the targets beside it (elements with ``data-card``) that act through it.
    """
    first, last = shown_window(len(text), next((mark for mark in marks if mark.focus), None))
    done: dict[str, None] = st.session_state.setdefault(f"{key}.done", {})

    def receive() -> None:
        for identity, operation in _operations(st.session_state.get(key), len(text)):
            if identity in done:
                continue
            if on_operation is not None:
                guarded(on_operation)(operation)
            done[identity] = None
            while len(done) > _REMEMBERED:
                del done[next(iter(done))]

    shown = [mark for mark in marks if first <= mark.start < mark.end <= last]
    focus = next((mark for mark in shown if mark.focus), None)
    _COMPONENT(
        key=key,
        data=numbered(
            key,
            {
                "text": harmless(text[first:last]),
                "offset": first,
                "marks": [_mark(mark, first) for mark in shown],
                "targets": [{**asdict(target), "details": dict(target.details)} for target in targets],
                "actions": [_action(action) for action in actions],
                "done": list(done),
                "cursor": cursor,
                "cursorToken": f"{cursor_moves}-{cursor}" if cursor else None,
                "focusToken": f"{focus.start}-{focus.end}-{_digest(text)}" if focus else None,
                "height": height,
                "label": label,
                "lang": language,
                "noun": noun,
                "cards": cards,
            },
        ),
        on_operations_change=steady(receive),
    )
    if last - first < len(text):
        st.caption(f"Shown: characters {first + 1:,} to {last:,} of {len(text):,}.")


def shown_window(length: int, focus: Mark | None) -> tuple[int, int]:
    """The part of a text that is drawn: all of it, or as much as is allowed around the focus."""
    if length <= SHOWN_AT_MOST:
        return 0, length
    middle = (focus.start + focus.end) // 2 if focus else 0
    first = min(max(middle - SHOWN_AT_MOST // 2, 0), length - SHOWN_AT_MOST)
    return first, first + SHOWN_AT_MOST


def trimmed_span(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the white space at its ends."""
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def _operations(state: Any, length: int) -> list[tuple[str, Operation]]:
    """What the browser sent, as far as it makes sense; it is not trusted."""
    sent = state.get("operations") if isinstance(state, Mapping) else None
    found: list[tuple[str, Operation]] = []
    for row in sent if isinstance(sent, list) else []:
        if not isinstance(row, dict) or not isinstance(row.get("id"), str) or not isinstance(row.get("op"), str):
            continue
        start, end = _whole(row.get("start")), _whole(row.get("end"))
        if (start is None) != (end is None) or (start is not None and end is not None and not start < end <= length):
            continue
        target, detail = row.get("target"), row.get("detail")
        operation = Operation(
            op=row["op"],
            target=target if isinstance(target, str) else None,
            version=_whole(row.get("version")),
            start=start,
            end=end,
            detail=detail if isinstance(detail, str) and detail else None,
        )
        found.append((row["id"], operation))
    return found


def _whole(value: object) -> int | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value < 0 or value != int(value):
        return None
    return int(value)


def _mark(mark: Mark, first: int) -> dict[str, Any]:
    return {
        "start": mark.start - first,
        "end": mark.end - first,
        "look": mark.look.value,
        "note": harmless(mark.note),
        "target": mark.target,
        "focus": mark.focus,
    }


def _action(action: Action) -> dict[str, Any]:
    return {
        "op": action.op,
        "label": action.label,
        "key": action.key.shortcut if action.key else None,
        "needs": action.needs.value,
        "becomes": action.becomes.value if action.becomes else None,
        "button": action.button,
    }


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
