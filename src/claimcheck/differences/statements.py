"""A text cut into statements: sentences with their words, clauses and content."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from claimcheck.differences.lexicon import CLAUSE_BREAKS
from claimcheck.differences.units import CURRENCIES, MEASURES, SCALES
from claimcheck.differences.words import Word, split_words

MOST_CHARACTERS: Final = 100_000
"""Text beyond this is not compared; a passage is some hundred words, a pathological one must not hang the desk."""
_MOST_STATEMENTS = 1_000
_MOST_WORDS = 150
_BOUNDARY: Final = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+\s++|[。！？]|\n\s*\n")
_ABBREVIATION: Final = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|prof|st|sen|rep|gov|gen|lt|col|capt|sgt|jr|sr|no|vs|etc|inc|ltd|co|corp|dept|approx|est|fig"
    r"|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|e\.g|i\.e|ca|c)|\b[A-Z](?:\.[A-Z])*)\.\s+\Z",
    re.IGNORECASE,
)
_TWO_WORD_STEMS: Final = {
    ("united", "states"): "usa", ("united", "kingdom"): "uk", ("united", "nations"): "un", ("european", "union"): "eu",
    ("white", "house"): "usa", ("north", "korea"): "north korea", ("south", "korea"): "south korea",
    ("new", "york"): "new york", ("los", "angeles"): "los angeles", ("saudi", "arabia"): "saudi arabia",
    ("kick", "off"): "~start",
}  # fmt: skip
_SAME_BODY: Final = {"un": "un", "u.n.": "un", "eu": "eu", "e.u.": "eu"}
_CLAUSE_MARKS: Final = frozenset(",;:()—–")


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """One sentence, ready to be compared."""

    source: str
    """The whole text; offsets of words count from its beginning."""
    words: tuple[Word, ...]
    stems: tuple[tuple[str, ...], ...]
    """Stems of each word; names of two words count once."""
    clauses: tuple[int, ...]
    """Number of the clause each word stands in."""
    content: frozenset[str]

    def text(self, first: int, last: int) -> str:
        """The source from word ``first`` to word ``last``, both included."""
        return self.source[self.words[first].start : self.words[last].bare_end]

    def lower(self, index: int) -> str:
        """The word at ``index`` in lower case, or nothing where there is none."""
        return self.words[index].lower if 0 <= index < len(self.words) else ""

    def near(self, first: int, last: int, reach: int) -> frozenset[str]:
        """Stems of up to ``reach`` content words on either side of the words ``first`` to ``last``."""
        return frozenset(self.left_of(first, reach)) | frozenset(self.right_of(last, reach))

    def left_of(self, index: int, reach: int, *, within_clause: bool = False) -> list[str]:
        """Stems of the nearest content words before ``index``, nearest first."""
        return self._collect(range(index - 1, -1, -1), index, reach, within_clause)

    def right_of(self, index: int, reach: int, *, within_clause: bool = False) -> list[str]:
        """Stems of the nearest content words after ``index``, nearest first."""
        return self._collect(range(index + 1, len(self.words)), index, reach, within_clause)

    def _collect(self, order: range, index: int, reach: int, within_clause: bool) -> list[str]:
        found: list[str] = []
        counted = 0
        for other in order:
            if counted == reach or (within_clause and self.clauses[other] != self.clauses[index]):
                break
            if self.stems[other]:
                found.extend(self.stems[other])
                counted += 1
        return found


@lru_cache(maxsize=32)
def statements(text: str) -> tuple[Statement, ...]:
    """The statements of a text, at most a thousand."""
    made: list[Statement] = []
    for start, end in _sentences(text[:MOST_CHARACTERS]):
        words = split_words(text, start, end)
        for first in range(0, len(words), _MOST_WORDS):
            made.append(_statement(text, tuple(words[first : first + _MOST_WORDS])))
            if len(made) == _MOST_STATEMENTS:
                return tuple(made)
    return tuple(made)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _BOUNDARY.finditer(text):
        after = text[found.end() : found.end() + 1]
        if found.group()[0] == "." and (
            after.islower() or _ABBREVIATION.search(text, max(start, found.end() - 12), found.end())
        ):
            continue
        yield start, found.end()
        start = found.end()
    if start < len(text):
        yield start, len(text)


def _statement(source: str, words: tuple[Word, ...]) -> Statement:
    stems = [_SAME_BODY_STEMS.get(word.lower, word.stems) if word.is_capital else word.stems for word in words]
    for index, (left, right) in enumerate(pairwise(words)):
        if (left.is_number or left.lower in SCALES) and (right.lower in MEASURES or right.lower in CURRENCIES):
            stems[index + 1] = ()  # a unit says nothing about the subject
        joined = _TWO_WORD_STEMS.get((left.lower, right.lower))
        if joined is not None:
            stems[index], stems[index + 1] = (joined,), ()
    clauses: list[int] = []
    clause = 0
    for word in words:
        if word.text in _CLAUSE_MARKS or word.lower in CLAUSE_BREAKS:
            clause += 1
        clauses.append(clause)
    content = frozenset(stem for group in stems for stem in group)
    return Statement(source, words, tuple(stems), tuple(clauses), content)


_SAME_BODY_STEMS: Final = {name: (body,) for name, body in _SAME_BODY.items()}
