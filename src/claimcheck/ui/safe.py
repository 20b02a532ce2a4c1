"""Showing what strangers wrote: text as text, never as Markdown, HTML, LaTeX, a direction trick or a fetch.

Streamlit renders Markdown in labels, headings, errors, toasts, help texts and options of radio-like widgets. Whatever
comes from an article, a document, a file name, metadata or a person goes through `label` on its way there, and
through `show_text` or a component that sets `textContent` where it is shown whole.
"""

from __future__ import annotations

import unicodedata
from urllib.parse import urlsplit

import streamlit as st

LABEL_LENGTH = 160
TEXT_LENGTH = 20_000
REPLACEMENT = "▯"
"""Stands for a character that must not act; one for one, so that offsets stay true."""

_JOINER = "\u2060"  # invisible, no width, no line break: keeps two characters from being read as one sign
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_DIRECTION = frozenset(map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]))
_KEPT_CONTROLS = frozenset("\n\t")


def harmless(text: str) -> str:
    """The same text, character for character, with those replaced that steer direction or a terminal.

    Marks that only join or separate (zero-width joiner, left-to-right mark) stay: many scripts and emoji need them.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_harmless(letter) for letter in text)


def one_line(text: str | None, limit: int = LABEL_LENGTH) -> str:
    """Harmless text on one line, cut to ``limit`` characters with an ellipsis."""
    folded = " ".join(harmless((text or "")[: 4 * limit + 200]).split())
    return folded if len(folded) <= limit else folded[: limit - 1].rstrip() + "…"


def label(text: str | None, limit: int = LABEL_LENGTH) -> str:
    """Text for a place where Streamlit renders Markdown: it comes out as the characters that went in.

    A backslash before every punctuation mark stops Markdown, HTML, LaTeX, directives and addresses that link
    themselves; an invisible joiner keeps neighbours from turning into arrows, dashes, emoji or icons.
    """
    shown = one_line(text, limit)
    written: list[str] = []
    for place, letter in enumerate(shown):
        before = shown[place - 1] if place else ""
        joins = before in _PUNCTUATION and (letter in _PUNCTUATION or before in ":@")
        if joins or (letter == "." and shown[max(place - 3, 0) : place].lower() == "www"):
            written.append(_JOINER)
        written.append(f"\\{letter}" if letter in _PUNCTUATION else letter)
    return "".join(written)


def badge_label(text: str | None, limit: int = LABEL_LENGTH) -> str:
    """The same for ``st.badge``, which escapes square brackets once more by itself."""
    return label(text, limit).replace("\\[", "[").replace("\\]", "]")


def show_text(text: str | None, *, limit: int = TEXT_LENGTH) -> None:
    """Show untrusted text whole, as text; what is over the limit is cut and said so."""
    shown = harmless((text or "")[:limit])
    st.text(shown)
    if text is not None and len(text) > limit:
        st.caption(f"Shown: the first {limit:,} of {len(text):,} characters.")


def web_address(url: str | None) -> str | None:
    """The address if a person may be offered it as a link: http or https with a host, else None."""
    if not url or any(letter.isspace() or unicodedata.category(letter).startswith("C") for letter in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.hostname else None


def _harmless(letter: str) -> str:
    if letter in _KEPT_CONTROLS:
        return letter
    if letter in _DIRECTION or unicodedata.category(letter) in {"Cc", "Cs"}:
        return REPLACEMENT
    return letter
