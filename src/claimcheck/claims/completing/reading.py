"""An article parsed once: its sentences with offsets, what stands inside quotes, and the day it was written on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from claimcheck.claims.pipeline import parsed
from claimcheck.claims.wordings import MONTHS
from claimcheck.text.lines import line_units

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

LONGEST = 200_000
"""Characters of an article that are read; what is said after them is not completed."""
_LONGEST_PIECE = 5_000
_LONGEST_HEADING = 14
_ENDS = re.compile(r"[.!?…:,;][\"'”’»)\]]*\Z|[\"”»]\Z")
_DATELINE = re.compile(
    r"\s*[A-Z][A-Z.'’ -]+(?:,\s[A-Z][\w. ]+)?,?\s+"
    rf"(?P<day>(?P<month>{MONTHS}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
    rf"\.?\s+(?P<number>\d{{1,2}})(?:,\s*(?P<year>\d{{4}}))?)\s*(?:\([^)]*\)\s*)?[—–-]"
)
_LONGEST_DELAY_DAYS = 60


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with the place of its paragraph: ``start + token.idx`` is where a token stands."""

    span: Span
    start: int
    paragraph: int
    heading: bool

    def place(self, token: Token) -> int:
        """Where a token begins."""
        return int(self.start + token.idx)

    def end(self, token: Token) -> int:
        """Where a token ends."""
        return int(self.start + token.idx + len(token))

    @property
    def first(self) -> int:
        """Where the sentence begins."""
        return int(self.start + self.span.start_char)

    @property
    def last(self) -> int:
        """Where it ends."""
        return int(self.start + self.span.end_char)


@dataclass(frozen=True)
class Reading:
    """A text with its sentences in order; ``title`` and ``day`` are None where they are not known."""

    text: str
    title: str | None
    day: date | None
    day_source: tuple[int, int] | None
    lines: tuple[Line, ...]

    @cached_property
    def quotes(self) -> tuple[tuple[int, int], ...]:
        """Spans inside quotation marks."""
        return tuple(_quotes(self.text))

    @cached_property
    def name_words(self) -> frozenset[str]:
        """Words that stand within a sentence as part of a name."""
        return frozenset(
            token.text
            for line in self.lines
            if not line.heading
            for token in line.span
            if token.i > line.span.start and token.tag_ in {"NNP", "NNPS"}
        )

    def quoted(self, place: int) -> bool:
        """Whether a place is inside quotation marks."""
        return any(start < place < end for start, end in self.quotes)

    def lines_between(self, start: int, end: int) -> list[Line]:
        """Sentences that overlap a span."""
        return [line for line in self.lines if line.first < end and line.last > start]


@lru_cache(maxsize=16)
def read(text: str, title: str | None = None, published: date | None = None) -> Reading:
    """Parse an article, or the words of a claim; the last few are kept."""
    kept = text[:LONGEST]
    pieces = list(_pieces(kept))
    flat = (kept[start:end].replace("\n", " ") for start, end in pieces)
    lines = []
    for paragraph, ((start, end), document) in enumerate(zip(pieces, parsed(flat, names=True), strict=True)):
        heading = len(pieces) > 1 and is_heading(kept[start:end])
        lines += [Line(sentence, start, paragraph, heading) for sentence in document.sents if sentence.text.strip()]
    day, source = _dateline(kept, published)
    return Reading(text=kept, title=title, day=day, day_source=source, lines=tuple(lines))


def is_heading(words: str) -> bool:
    """A short line without an end."""
    return not _ENDS.search(words.strip()) and len(words.split()) <= _LONGEST_HEADING


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    for unit in line_units(text):
        start = unit.start
        while unit.end - start > _LONGEST_PIECE:
            cut = text.rfind(" ", start + 1, start + _LONGEST_PIECE)
            end = cut if cut > start else start + _LONGEST_PIECE
            yield start, end
            start = end
        yield start, unit.end


def _quotes(text: str) -> Iterator[tuple[int, int]]:
    for unit in line_units(text):
        opened: int | None = None
        for place in range(unit.start, unit.end):
            mark = text[place]
            if mark in "“„«" or (mark == '"' and opened is None):
                opened = place if opened is None else opened
            elif mark in "”»" or mark == '"':
                if opened is not None:
                    yield opened, place
                opened = None
        if opened is not None:
            yield opened, unit.end


def _dateline(text: str, published: date | None) -> tuple[date | None, tuple[int, int] | None]:
    """The day of a dateline such as "LAGOS, May 3 (Wire) —", else that of publication."""
    for unit in list(line_units(text))[:6]:
        found = _DATELINE.match(text, unit.start, unit.end)
        if found is None:
            continue
        year = int(found["year"]) if found["year"] else published.year if published else None
        if year is None:
            continue
        month = next(number for number, name in enumerate(MONTHS.split("|"), 1) if name.startswith(found["month"][:3]))
        try:
            day = date(year, month, int(found["number"]))
            if published and not found["year"] and day > published:
                day = date(year - 1, month, int(found["number"]))
        except ValueError:
            continue
        if published is None or 0 <= (published - day).days <= _LONGEST_DELAY_DAYS:
            return day, found.span("day")
    return published, None
