"""Keeps keys from doing harm: held down they act once, and while a dialog is open they reach nothing behind it."""

from __future__ import annotations

from importlib import resources

import streamlit as st

_COMPONENT = st.components.v2.component(
    "claimcheck.key_guard",
    js=resources.files(__package__).joinpath("key_guard.js").read_text(encoding="utf-8"),
)


def key_guard() -> None:
    """Mount the guard; once per page, before anything with a key."""
    _COMPONENT(key="claimcheck.key_guard")
