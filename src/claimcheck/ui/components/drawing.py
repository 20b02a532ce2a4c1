"""What a component draws, numbered, so that the browser can tell an older drawing from a newer one."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

import streamlit as st


def numbered(key: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """The data of a component with ``drawn``, a number that grows whenever they change.

    Streamlit loads a component's script anew for each drawing and hands over the data when it is there: of two
    drawings right after each other, the older one may come last (seen on a busy machine with Streamlit 1.67).
    Unchanged data keep their number, and the browser has nothing to do. The number is made of the time, so that it
    also grows when the server, and with it the session, begins anew under an open page.

    Args:
        key: of the component, unique on the page.
        data: what it draws; not to be changed afterwards.
    """
    kept = f"{key}.drawn"
    last: tuple[int, Mapping[str, Any]] = st.session_state.get(kept, (0, {}))
    number, before = last
    if not number or before != data:
        number = max(number + 1, time.time_ns() // 1_000_000)
        st.session_state[kept] = (number, data)
    return {**data, "drawn": number}
