"""The one table of keys: a key means the same on every page, and is printed on its button."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from typing import Any, Literal

import streamlit as st


class Key(Enum):
    """A key and what it does; C and R belong to Streamlit, punctuation is not supported by it."""

    KEEP = ("A", "keep the claim under the cursor")
    DROP = ("X", "drop it, or take a pin off")
    NEXT = ("J", "next claim or passage")
    PREVIOUS = ("K", "the one before")
    SUPPORTS = ("1", "pin as supporting")
    REFUTES = ("2", "pin as refuting")
    CONTEXT = ("3", "pin as context")
    UNDO = ("U", "undo your last decision; again and again, those before")
    SHEET = ("H", "show this list of keys")
    SAVE = ("Ctrl+Enter", "save what you are writing")
    NEW = ("N", "new: a claim from the selected words, an article, a source")
    EDIT = ("E", "take the complete wording of a claim, else edit")
    SPLIT = ("S", "split a claim into the statements it makes")
    MERGE = ("M", "merge it with the next one")
    LINK = ("L", "link it to the earlier check shown with it")
    UNLIKE = ("D", "say that the earlier check is of another claim")
    GO = ("G", "go on: check the claim")
    OPEN = ("O", "open the whole document or verdict")
    QUERY = ("Q", "change the query")
    THEN = ("T", "known then or known now")
    NEXT_CLAIM = ("Shift+J", "next claim to check")
    PREVIOUS_CLAIM = ("Shift+K", "claim before")
    BUILD = ("B", "bring the index up to date")
    WRITE = ("W", "write out: export")

    def __init__(self, shortcut: str, meaning: str) -> None:
        self.shortcut = shortcut
        self.meaning = meaning


def key_button(
    text: str,
    key: Key,
    *,
    id: str,  # noqa: A002 - it is the widget's id
    on_click: Callable[..., None] | None = None,
    args: Sequence[Any] = (),
    kind: Literal["primary", "secondary", "tertiary"] = "secondary",
    disabled: bool = False,
    help: str | None = None,  # noqa: A002 - Streamlit's word
    width: Literal["content", "stretch"] = "content",
    icon: str | None = None,
) -> bool:
    """A button with its key printed on it; the key works while no text is being typed.

    What the click acts on belongs in ``args``: they are what the person saw, whatever has happened since.
    """
    return st.button(
        text,
        key=id,
        on_click=on_click,
        args=tuple(args),
        type=kind,
        disabled=disabled,
        help=help,
        width=width,
        icon=icon,
        shortcut=key.shortcut,
    )


def show_key_sheet() -> None:
    """Every key and its meaning, in a dialog."""

    @st.dialog("Keys", width="medium")
    def sheet() -> None:
        keys = list(Key)
        half = (len(keys) + 1) // 2
        for column, part in zip(st.columns(2), (keys[:half], keys[half:]), strict=True):
            rows = "\n".join(f"| `{key.shortcut}` | {key.meaning} |" for key in part)
            column.markdown(f"| key | does |\n|---|---|\n{rows}")
        st.caption("A key does nothing while you are typing, except Ctrl+Enter. Esc closes a dialog.")

    sheet()
