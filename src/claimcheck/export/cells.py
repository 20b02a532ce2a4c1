"""Cells that a spreadsheet would run: made harmless in a way that can be taken back."""

from __future__ import annotations

import re
import unicodedata

_STARTS = frozenset("=+-@")
_ALWAYS = frozenset("\t\r\n")
_SKIPPED = {"Zs", "Zl", "Zp", "Cc", "Cf"}
_APOSTROPHES = re.compile("'*")


def neutralised(cell: str) -> str:
    """The cell with an apostrophe before it where a spreadsheet might take it for a formula.

    A cell that itself begins with apostrophes and goes on like a formula gets one more, so that removing one
    apostrophe wherever one was added gives back every cell.
    """
    rest = cell[_apostrophes(cell) :]
    return f"'{cell}" if _like_a_formula(rest) else cell


def restored(cell: str) -> str:
    """The cell as it was before `neutralised`."""
    return cell[1:] if cell.startswith("'") and _like_a_formula(cell[_apostrophes(cell) :]) else cell


def _apostrophes(cell: str) -> int:
    found = _APOSTROPHES.match(cell)
    return found.end() if found else 0


def _like_a_formula(cell: str) -> bool:
    """Whether = + - @ (full-width and small forms too) come first after anything invisible, or a tab or line break."""
    if cell[:1] in _ALWAYS:
        return True
    for character in cell:
        if unicodedata.category(character) in _SKIPPED:
            continue
        return unicodedata.normalize("NFKC", character)[:1] in _STARTS
    return False
