"""What every page has around it: who is checking, the list of keys, what just happened, what to do first."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from claimcheck.ui import place
from claimcheck.ui.components.key_guard import key_guard
from claimcheck.ui.keys import Key, key_button, show_key_sheet
from claimcheck.ui.safe import label
from claimcheck.ui.style import apply_style
from claimcheck.ui.trouble import errors_shown, guarded, show_what_happened
from claimcheck.workbench import Workbench
from claimcheck.workbench.shared import shared_workbench
from claimcheck.workspace import Workspace

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

Page = Callable[[Workbench], None]


def framed(page: Page, root: Path) -> Callable[[], None]:
    """The page as Streamlit runs it: with a workbench, a reviewer, and errors shown to the person."""

    @functools.wraps(page)
    def run() -> None:
        with st.container(key="unseen"):
            apply_style()
            key_guard()
        with errors_shown():
            if not Workspace(root).exists:
                _offer_workspace(root)
                return
            desk = shared_workbench(root)
            show_what_happened()
            if place.reviewer(desk) is None:
                _ask_who()
                return
            page(desk)

    return run


def page_head(desk: Workbench, title: str, explanation: str) -> DeltaGenerator:
    """Title of the page with, at its right, who is checking and the list of keys.

    Args:
        desk: the workbench.
        title: Markdown; escape what strangers wrote.
        explanation: one line of Markdown under it.

    Returns:
        A place left of the reviewer for buttons that belong to the page as a whole.
    """
    with st.container(horizontal=True, horizontal_alignment="distribute", key="head", wrap=False):
        with st.container(gap=None):
            st.title(title, anchor=False)
            st.caption(explanation)
        with st.container(horizontal=True, width="content", vertical_alignment="center", wrap=False, gap="small"):
            buttons = st.container(horizontal=True, width="content", wrap=False, gap="small")
            with st.popover(label(place.reviewer(desk), 40), icon=":material/person:", key="who"):
                st.text_input("Who is checking", key="who.other", placeholder="another name", max_chars=80)
                st.button("Take over", key="who.change", on_click=_choose, args=("who.other",))
                st.caption("Every decision is recorded with this name.")
            if key_button("Keys", Key.SHEET, id="keys", kind="tertiary"):
                show_key_sheet()
    return buttons


def empty_state(headline: str, what_to_do: str) -> None:
    """Say that nothing is here yet, and what to do next; put the button for it right after."""
    with st.container(border=True):
        st.header(headline, anchor=False)
        st.write(what_to_do)


def _ask_who() -> None:
    _, middle, _ = st.columns([1, 2, 1])
    with middle, st.container(border=True):
        st.header("Who is checking?", anchor=False)
        st.write("Every decision is recorded with the name of the person who made it. No account is needed.")
        with st.form("who.form", border=False):
            st.text_input("Your name", key="who.name", max_chars=80, placeholder="as it should stand in the record")
            st.form_submit_button("Start", type="primary", on_click=_choose, args=("who.name",))
        st.caption("To skip this question, set `reviewer` under `[desk]` in claimcheck.toml.")


def _choose(widget: str) -> None:
    place.choose_reviewer(st.session_state.get(widget) or "")


def _offer_workspace(root: Path) -> None:
    _, middle, _ = st.columns([1, 2, 1])
    with middle, st.container(border=True):
        st.header("Start a desk here?", anchor=False)
        st.write("This folder is no workspace yet. A workspace keeps your articles, evidence and verdicts in files.")
        st.text(str(root.resolve()))
        st.button(
            "Make this folder a workspace", type="primary", key="workspace.make", on_click=guarded(_make), args=(root,)
        )
        st.caption("It adds the folders data and index and a commented claimcheck.toml; it changes nothing else.")
        show_what_happened()


def _make(root: Path) -> None:
    Workspace(root).create()
