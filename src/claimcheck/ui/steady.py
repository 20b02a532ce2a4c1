"""Callbacks that are carried out whole and one after the other.

Streamlit lets a newer event end the run that is under way, at any touch of the session state, even before the callbacks
of that run have begun, and counts them as done. So of two keys pressed quickly the first is lost, or both read the same
draft and one overwrites the other. What a person did must not be lost.

And of a part of a page that is redrawn right after the whole page, Streamlit drops what the whole page drew there but
not the word that the page is complete: the browser takes the part away and makes it anew, and whoever is writing in it
loses the cursor, and what was typed since the last report.

With Streamlit's `runner.fastReruns` the newer event also gets a thread of its own, and what still waited for the old
one is thrown away; the flags of `claimcheck ui` turn it off.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import wraps
from threading import Lock, RLock
from typing import Any, ParamSpec

import streamlit as st
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.state import SafeSessionState

P = ParamSpec("P")

_YIELD = "_yield_callback"
_MENDED = "_claimcheck_mended"
_TURN = "claimcheck.turn"
_MAKING_TURNS = Lock()


def lose_nothing() -> None:
    """From now on every event is carried out, and nothing that is on the page is taken away meanwhile; for the process.

    Measured with Streamlit 1.67, which has no hook for either: of clicks that are followed by another event at once
    about one in fifty was lost, and of explanations typed right after a pin and a rating one in forty.
    """
    _carry_out_every_event()
    _keep_what_was_drawn()


def _carry_out_every_event() -> None:
    """The events that a run was started for are carried out before a newer one may end it."""
    begin = SafeSessionState.on_script_will_rerun

    def whole(self: SafeSessionState, *args: Any, **kwargs: Any) -> None:
        with _not_interrupting(self):
            begin(self, *args, **kwargs)

    _put_in_place(SafeSessionState, begin, whole)


def _keep_what_was_drawn() -> None:
    """What waits to be sent to the browser is sent, though a part of it is about to be drawn again."""
    drop = ForwardMsgQueue.clear

    def keep(self: ForwardMsgQueue, *args: Any, **kwargs: Any) -> None:
        if kwargs.get("retain_lifecycle_msgs") and kwargs.get("fragment_ids_this_run") is not None:
            self._delta_index_map = {}  # later ones come after the word that the part is drawn again
        else:
            drop(self, *args, **kwargs)

    _put_in_place(ForwardMsgQueue, drop, keep)


def _put_in_place(owner: type, method: Callable[..., None], mended: Callable[..., None]) -> None:
    """Have the class use the mended method, once."""
    if not hasattr(method, _MENDED):
        setattr(mended, _MENDED, True)
        setattr(owner, method.__name__, wraps(method)(mended))


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
    with _not_interrupting(context.session_state) if context is not None else nullcontext():
        yield


@contextmanager
def _not_interrupting(state: SafeSessionState) -> Iterator[None]:
    before = vars(state).get(_YIELD)
    if before is None:  # another Streamlit than the one this was measured with
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
