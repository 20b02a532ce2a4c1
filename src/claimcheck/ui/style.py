"""The few rules that the theme cannot say: calm density, and panes that scroll by themselves."""

from __future__ import annotations

import streamlit as st

PANE = "calc(100vh - 11.5rem)"
"""Height of the two panes of a working page; they scroll, the page does not jump."""

# What was just done is told in the empty part of the header: in its usual place it hides the buttons of the page.
_CSS = f"""
<style>
[data-testid="stMainBlockContainer"] {{ padding-inline: 2.5rem; max-width: 1760px; margin: 0 auto; }}
.st-key-unseen {{ position: absolute; }}
[class*="st-key-scroll-"] {{ max-height: {PANE}; overflow-y: auto; padding-right: 0.5rem; flex-wrap: nowrap; }}
[class*="st-key-card-"] {{ border-radius: 0.5rem; scroll-margin: 1rem; }}
[data-testid="stText"] {{ white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext; }}
[data-testid="stMarkdownContainer"] {{ overflow-wrap: anywhere; }}
[data-testid="stHeadingWithActionElements"] :is(h1, h2, h3) {{ letter-spacing: -0.01em; padding: 0; }}
[data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] :not(a, code) {{ color: inherit; }}
[data-testid="stCaptionContainer"] {{ opacity: 0.8; }}
button [aria-label^="Shortcut"] {{ color: inherit; opacity: 0.8; border: 1px solid; padding: 0 0.3rem; }}
button [aria-label^="Shortcut"] {{ border-radius: 0.25rem; }}
[data-testid="stHeading"] [data-testid="stMarkdownContainer"] {{ margin-bottom: 0; }}
.st-key-head h1 {{ display: -webkit-box; -webkit-line-clamp: 1; -webkit-box-orient: vertical; overflow: hidden; }}
[data-testid="stToastContainer"] {{ top: 0.35rem !important; right: 4.5rem; }}
[data-testid="stToast"] {{ width: min(36rem, 50vw); max-width: none; padding: 0.5rem 0.75rem; }}
.st-key-scroll-tray {{ max-height: calc({PANE} - 3.5rem); }}
</style>
"""


_DARK = """
<style>
[data-testid^="stBaseButton-primary"]:not(:disabled) { color: #14171b; }
[data-testid="stPopoverButton"][kind="primary"] { color: #14171b; }
</style>
"""
"""On the light accent of the dark theme, Streamlit's white words would be too faint."""


def apply_style() -> None:
    """Put the rules in force on this page."""
    st.html(_CSS + (_DARK if st.context.theme.type == "dark" else ""))
