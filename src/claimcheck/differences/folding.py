"""Spelling variants folded into one form: accents, transliterations, doubled letters."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

_LETTERS: Final = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "’": "'"})
_SOUNDS: Final = (
    ("shch", "sh"), ("sch", "sh"), ("tch", "ch"), ("tsch", "ch"), ("kh", "h"), ("ck", "k"), ("ph", "f"), ("ks", "x"),
    ("dzh", "j"), ("zh", "j"), ("dj", "j"), ("tz", "ts"), ("w", "v"), ("yo", "o"), ("iy", "i"), ("ij", "i"),
    ("yy", "i"), ("ie", "e"), ("ye", "e"), ("yi", "i"), ("y", "i"), ("j", "i"), ("q", "k"), ("ou", "u"), ("oo", "u"),
    ("gh", "g"), ("'", ""), ("-", ""),
)  # fmt: skip


@lru_cache(maxsize=8192)
def fold(name: str) -> str:
    """Lower case without accents: "Türkiye" becomes "turkiye"."""
    lower = name.casefold().translate(_LETTERS)
    return "".join(mark for mark in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(mark))


@lru_cache(maxsize=8192)
def sound(name: str) -> str:
    """A form that transliterations of one name share: Medinsky, Medinskiy and Medinski."""
    folded = fold(name)
    for written, heard in _SOUNDS:
        folded = folded.replace(written, heard)
    kept = [letter for index, letter in enumerate(folded) if index == 0 or letter != folded[index - 1]]
    return "".join(kept)


def within_edits(left: str, right: str, most: int) -> bool:
    """Whether at most ``most`` letters must be changed, added, dropped or swapped to make the two equal."""
    if abs(len(left) - len(right)) > most:
        return False
    above: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        older, above, row = above, row, [i]
        for j, b in enumerate(right, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and b == left[i - 2]:
                cost = min(cost, older[j - 2] + 1)  # two letters changed places
            row.append(cost)
    return row[-1] <= most
