"""What the lines of a plain text are: whole paragraphs, list items, or pieces of a paragraph wrapped at a margin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_NARROWEST, _WIDEST = 40, 120
"""Margins at which mail programs and editors wrap; longer lines are paragraphs of a browser."""
_BLANKS = " \t\r\f\v\u00a0\u200b\ufeff"
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]*\Z")


@dataclass(frozen=True, slots=True)
class LineUnit:
    """A line, or the wrapped lines of one paragraph; ``text[start:end]`` without outer white space."""

    start: int
    end: int
    block: int
    """Number of the run of lines between blank lines that the unit stands in."""


def line_units(text: str) -> list[LineUnit]:
    """The non-blank lines of a text in order, those of a wrapped paragraph taken together."""
    units: list[LineUnit] = []
    for number, lines in enumerate(_blocks(text)):
        if is_wrapped([text[start:end] for start, end in lines]):
            units.append(LineUnit(lines[0][0], lines[-1][1], number))
        else:
            units.extend(LineUnit(start, end, number) for start, end in lines)
    return units


def is_wrapped(lines: list[str]) -> bool:
    """Whether lines are one paragraph broken at a margin: no line had room for the first word of the next."""
    if len(lines) < 2:
        return False
    margin = max(map(len, lines))
    if not _NARROWEST <= margin <= _WIDEST:
        return False
    pairs = list(pairwise(lines))
    full = all(len(line) + 1 + len(following.split()[0]) > margin for line, following in pairs)
    return full and any(not _SENTENCE_END.search(line) for line, _ in pairs)


def _blocks(text: str) -> Iterator[list[tuple[int, int]]]:
    lines: list[tuple[int, int]] = []
    place = 0
    for line in text.split("\n"):
        start = place + len(line) - len(line.lstrip(_BLANKS))
        end = place + len(line.rstrip(_BLANKS))
        if end > start:
            lines.append((start, end))
        elif lines:
            yield lines
            lines = []
        place += len(line) + 1
    if lines:
        yield lines
