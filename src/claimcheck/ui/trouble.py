"""The one place where the pages show errors, and what was done, to a person.

A ClaimcheckError becomes its message and what to do next, whether it was raised while drawing a page, in a part that
is redrawn on its own, or in a callback. A programming error goes on to Streamlit, which writes it to the server's
log whole; the browser says that something broke and shows nothing of its inside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec

import streamlit as st

from claimcheck.errors import (
    BuildInProgressError,
    ClaimcheckError,
    ConflictError,
    IndexMismatchError,
    NoIndexError,
    NotFoundError,
)
from claimcheck.ui.safe import label
from claimcheck.ui.steady import steady

P = ParamSpec("P")

_TROUBLE = "claimcheck.trouble"
_DONE = "claimcheck.done"
_MESSAGE_LENGTH = 600
_BROKEN = (
    "**Something broke in the program.** What you saved is safe. Reload the page to go on; if it happens again, "
    "the window in which the pages were started says more, and is what a report should quote."
)
_HINTS_ON_PAGES: dict[type[ClaimcheckError], str] = {
    NoIndexError: "Open Library and build the index; it takes one button.",
    IndexMismatchError: "Open Library and rebuild the index, or go back to the build before.",
    BuildInProgressError: "Wait until it is done; Library shows how far it is.",
    ConflictError: "Nothing was overwritten. Look at what changed below, then decide again.",
    NotFoundError: "It may have been removed, or the address was cut. Choose from the list instead.",
}
"""What to do next where the error's own hint names a command of the terminal."""


@contextmanager
def errors_shown() -> Iterator[None]:
    """Show an error that a person can act on instead of what could not be drawn."""
    try:
        yield
    except ClaimcheckError as error:
        show_error(error)
    except Exception:
        st.html("<style>[data-testid='stException'] { display: none; }</style>")  # says the same for another product
        st.error(_BROKEN, icon=":material/error:")
        raise


def show_error(error: ClaimcheckError) -> None:
    """The message, and what to do next."""
    message = label(error.message, _MESSAGE_LENGTH)
    hint = _hint(error)
    st.error(f"**{message}**" + (f"  \n{label(hint, _MESSAGE_LENGTH)}" if hint else ""), icon=":material/error:")


def part(function: Callable[P, None]) -> Callable[P, None]:
    """A part of a page that is redrawn on its own, with its errors shown in its place."""

    @wraps(function)
    def shown(*args: P.args, **kwargs: P.kwargs) -> None:
        with errors_shown():
            function(*args, **kwargs)

    return st.fragment(shown)


def guarded(action: Callable[P, None]) -> Callable[P, None]:
    """A callback that is carried out whole, and whose error is shown at the top of the page that is drawn next."""

    @wraps(action)
    @steady
    def safely(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            action(*args, **kwargs)
        except ClaimcheckError as error:
            say_trouble(error)

    return safely


def say_trouble(error: ClaimcheckError) -> None:
    """Have an error shown where `show_what_happened` is called next."""
    st.session_state[_TROUBLE] = error


def say_done(message: str) -> None:
    """Tell the person what was just done, once, when the page is drawn next; escape what strangers wrote."""
    st.session_state[_DONE] = message


def troubled() -> bool:
    """Whether the last callback failed and nobody has been told yet: a dialog then stays open."""
    return _TROUBLE in st.session_state


def show_what_happened() -> None:
    """Show what the last callback could not do, or did; call it where the person looks next."""
    error = st.session_state.pop(_TROUBLE, None)
    if error is not None:
        show_error(error)
    done = st.session_state.pop(_DONE, None)
    if done is not None:
        st.toast(done, icon=":material/check:")


def _hint(error: ClaimcheckError) -> str | None:
    for kind, hint in _HINTS_ON_PAGES.items():
        if isinstance(error, kind):
            return hint
    return error.hint
