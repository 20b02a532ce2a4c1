"""A text area whose words reach the server while they are being written, not only when it is left."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import resources
from typing import Any

import streamlit as st

from claimcheck.ui.components.drawing import numbered
from claimcheck.ui.steady import steady
from claimcheck.ui.trouble import guarded

LENGTH = 50_000

_COMPONENT = st.components.v2.component(
    "claimcheck.writing_area",
    js=resources.files(__package__).joinpath("writing_area.js").read_text(encoding="utf-8"),
    css=resources.files(__package__).joinpath("writing_area.css").read_text(encoding="utf-8"),
    isolate_styles=False,  # so that Streamlit sees that its keys are typed into a text area
)


def writing_area(
    label: str,
    *,
    key: str,
    text: str,
    token: str,
    on_text: Callable[[str], None] | None = None,
    placeholder: str = "",
    rows: int = 6,
    disabled: bool = False,
) -> str:
    """Draw the area and return what is written in it, at most half a second old; always before a saving click.

    Args:
        label: plain text above the area.
        key: of the widget, unique on the page.
        text: what the area starts with.
        token: names the thing written about; when it changes, ``text`` replaces what is in the area.
        on_text: called with the words whenever they change: the place to save a draft.
        placeholder: shown while the area is empty.
        rows: height in lines; the person can drag it.
        disabled: shown but not editable.
    """

    def receive() -> None:
        words = written(key, token)
        if on_text is not None and words is not None:
            guarded(on_text)(words)

    _COMPONENT(
        key=key,
        data=numbered(
            key,
            {
                "label": label,
                "text": text,
                "token": token,
                "placeholder": placeholder,
                "rows": rows,
                "disabled": disabled,
            },
        ),
        on_text_change=steady(receive),
    )
    words = written(key, token)
    return text if words is None else words


def written(key: str, token: str) -> str | None:
    """What the browser last reported for this token; None before anything was written. Also fit for callbacks."""
    state: Any = st.session_state.get(key)
    sent = state.get("text") if isinstance(state, Mapping) else None
    if not isinstance(sent, Mapping) or sent.get("token") != token or not isinstance(sent.get("words"), str):
        return None
    return str(sent["words"])[:LENGTH]
