"""Cutting a text into pieces with looks, so that the browser only has to put text into elements."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from claimcheck.ui.safe import harmless

Piece = tuple[str, str]
"""Some text and the names of its looks, separated by spaces."""
Span = tuple[int, int]

_EXCERPT = 1100
_AROUND = 260
_SHOWN = 6000
"""Longer than any passage that is cut between words; a claim may be a megabyte, and stands beside each of them."""


def pieces(text: str, looks: Sequence[tuple[Span, str]]) -> list[Piece]:
    """The text as consecutive pieces; spans may overlap, and count as far as they lie in the text.

    What is over the limit is left out and an ellipsis put in its place.
    """
    if len(text) > _SHOWN:
        text = f"{text[: _SHOWN - 1]}…"
    inside = [(max(start, 0), min(end, len(text)), look) for (start, end), look in looks]
    inside = [(start, end, look) for start, end, look in inside if start < end]
    borders = sorted({0, len(text), *(start for start, _, _ in inside), *(end for _, end, _ in inside)})
    shown = harmless(text)
    return [
        (
            shown[left:right],
            " ".join(dict.fromkeys(look for start, end, look in inside if start <= left and right <= end)),
        )
        for left, right in pairwise(borders)
    ]


def excerpt(text: str, passage: Span) -> tuple[str, Span]:
    """The paragraph, or of a long one what stands around the passage, cut between words; and the passage's place."""
    start, end = passage
    if len(text) <= _EXCERPT:
        return text, passage
    left, right = max(start - _AROUND, 0), min(end + _AROUND, len(text))
    if left:
        space = text.find(" ", left, start)
        left = space + 1 if space >= 0 else start
    if right < len(text):
        space = text.rfind(" ", end, right)
        right = space if space >= 0 else end
    before, after = "… " if left else "", " …" if right < len(text) else ""
    moved = len(before) - left
    return before + text[left:right] + after, (start + moved, end + moved)
