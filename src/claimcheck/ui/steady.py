"""Callbacks that are carried out whole and one after the other.

Streamlit lets a newer event end the run that is under way, at any touch of the session state, and counts the callback
of that run as done; meanwhile the newer run's callbacks begin in a thread of their own. So of two keys pressed quickly
the first is lost, or both read the same draft and one overwrites the other. What a person did must not be lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from threading import Lock, RLock
from typing import Any, ParamSpec

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

P = ParamSpec("P")

_YIELD = "_yield_callback"
_TURN = "claimcheck.turn"
_MAKING_TURNS = Lock()


def steady(action: Callable[P, None]) -> Callable[P, None]:
    """A callback that newer events of the session wait for instead of ending it."""

    @wraps(action)
    def whole(*args: P.args, **kwargs: P.kwargs) -> None:
        with _uninterrupted(), _turn():
            action(*args, **kwargs)

    return whole


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """The session state does not look for newer events meanwhile; they are served at the next touch after it."""
    context = get_script_run_ctx(suppress_warning=True)
    state = context.session_state if context is not None else None
    before = getattr(state, _YIELD, None)
    if state is None or before is None:  # no run, or another Streamlit than the one this was measured with
        yield
        return
    object.__setattr__(state, _YIELD, _go_on)
    try:
        yield
    finally:
        object.__setattr__(state, _YIELD, before)


def _turn() -> Any:
    """The lock of this session; taken again by whoever holds it."""
    with _MAKING_TURNS:
        return st.session_state.setdefault(_TURN, RLock())


def _go_on() -> None:
    """Do not stop."""
