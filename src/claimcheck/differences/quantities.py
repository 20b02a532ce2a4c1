"""Quantities of a text with unit, scale and hedge."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from claimcheck.differences.calendar import moments
from claimcheck.differences.lexicon import NUMBER_HEADS, STOP
from claimcheck.differences.numerals import Numeral, numeral_at
from claimcheck.differences.statements import Statement
from claimcheck.differences.unit_reading import is_unit, unit_at
from claimcheck.differences.units import Unit

_ABOUT: Final = frozenset("about around roughly approximately nearly almost some circa ca estimated approx ~ ≈".split())
_MORE: Final = frozenset("over above exceeding exceeded topped surpassed > ≥ least".split())
_LESS: Final = frozenset("under below < ≤ most".split())
_ABOUT_FAR: Final = frozenset({"about", "around", "roughly", "approximately"})
_AT_LEAST: Final = frozenset({("more", "than"), ("greater", "than"), ("at", "least"), ("upwards", "of")})
_AT_MOST: Final = frozenset(
    {("less", "than"), ("fewer", "than"), ("at", "most"), ("up", "to"), ("just", "under"), ("lower", "than")}
)
_NOT_MORE_THAN: Final = frozenset({("no", "more", "than"), ("not", "more", "than")})
_LABELS: Final = frozenset(
    "article section chapter no number flight boeing airbus resolution page item route highway channel room windows"
    " apollo type category grade phase group covid version line track class unit series platform gate seat formula"
    " area psalm verse amendment world".split()
)
_JOINTS: Final = frozenset("-/:.#_")
_SLOT_MARKS: Final = frozenset({"to", "by", "from"})
_DASHES: Final = frozenset("-‐‑–—")
_HEDGED: Final = 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with what it counts or measures; ``low`` to ``high`` in the base unit is what it admits."""

    start: int
    end: int
    first: int
    last: int
    value: float
    step: float
    low: float
    high: float
    unit: Unit
    head: frozenset[str]
    """Stems of the words that follow: what is counted."""
    mark: str
    """"to", "by" or "from" before it."""

    @property
    def span(self) -> tuple[int, int]:
        """Its place in the whole text."""
        return self.start, self.end


def quantities(statement: Statement) -> tuple[Quantity, ...]:
    """The quantities of a sentence that are no dates, labels, scores or times of day, in order."""
    return _quantities(statement)


@lru_cache(maxsize=512)
def _quantities(statement: Statement) -> tuple[Quantity, ...]:
    dated = {index for moment in moments(statement) for index in range(moment.first, moment.last + 1)}
    found: list[Quantity] = []
    index = 0
    while index < len(statement.words):
        numeral = None if index in dated or statement.words[index].is_mark else numeral_at(statement, index)
        if numeral is None:
            index += 1
            continue
        quantity, index = _quantity(statement, numeral)
        if quantity is not None:
            found.append(quantity)
    return tuple(found)


def _quantity(statement: Statement, numeral: Numeral) -> tuple[Quantity | None, int]:
    """The quantity with this number and the word to go on from."""
    words = statement.words
    first, last, top = numeral.first, numeral.last, numeral
    if _is_range(statement, first, last) and not numeral.ordinal:
        end = numeral_at(statement, last + 2)
        if end is not None and not end.ordinal:
            top, last = end, end.last
    if top is not numeral and numeral.value * 1000 <= top.value and top.step >= 1000:  # "2 to 3 million"
        numeral = replace(numeral, value=numeral.value * top.step, step=numeral.step * top.step)
    if _is_label(statement, first, numeral) or _is_part(statement, first, last) or numeral.value > top.value:
        return None, last + 1
    unit, unit_first, unit_last = unit_at(statement, first, last, numeral)
    low, high = _bounds(statement, unit_first, unit_last, numeral.value * unit.factor, top.value * unit.factor)
    if _is_negative(statement, first):
        low, high, unit_first = -high, -low, min(unit_first, first - 1)
    quantity = Quantity(
        start=words[unit_first].start, end=words[unit_last].bare_end, first=unit_first, last=unit_last,
        value=numeral.value, step=max(numeral.step, top.step if top is not numeral else 0.0), low=low, high=high,
        unit=unit, head=_head(statement, unit_last), mark=_mark(statement, unit_first),
    )  # fmt: skip
    return quantity, max(unit_last, last) + 1


def _is_negative(statement: Statement, first: int) -> bool:
    if statement.lower(first - 1) == "minus":
        return True
    if not first or statement.words[first - 1].text not in {"-", "−", "–"}:
        return False
    sign = statement.words[first - 1]
    glued = first > 1 and statement.words[first - 2].end == sign.start
    return sign.end == statement.words[first].start and not glued


def _is_range(statement: Statement, first: int, last: int) -> bool:
    """Whether the number goes on to an upper end: "10-15", "10 to 15", "between 10 and 15"."""
    if last + 2 >= len(statement.words):
        return False
    joint, before = statement.lower(last + 1), statement.lower(first - 1)
    if joint == "and":
        return before == "between"
    return joint in _DASHES or (joint == "to" and before not in {"from", "rose", "fell"})


def _is_label(statement: Statement, first: int, numeral: Numeral) -> bool:
    """Whether the number only names something: "Article 5", "Boeing 737"; but "in Kyiv 12 people" counts."""
    if not first or numeral.ordinal:
        return False
    words = statement.words
    before = words[first - 1]
    if before.text == "#" or before.lower in _LABELS:
        return True
    if first == 1 or not (before.is_capital and before.end + 1 == words[first].start and words[first].is_number):
        return False
    after = statement.words[numeral.last + 1].text if numeral.last + 1 < len(words) else ""
    return not (after == "%" or after[:1].islower())


def _is_part(statement: Statement, first: int, last: int) -> bool:
    """Whether the number is part of a score, a fraction, a time of day or a code: "3-1", "10:30", "1/2", "5G"."""
    words = statement.words
    if first > 1 and words[first - 1].text in _JOINTS:
        joint = words[first - 1]
        if words[first - 2].end == joint.start and joint.end == words[first].start:
            return True
    if last + 1 < len(words) and words[last + 1].start == words[last].end:
        after = words[last + 1].text
        return after in {"/", ":"} or (after[0].isalpha() and not is_unit(after))
    return False


def _bounds(statement: Statement, first: int, last: int, bottom: float, top: float) -> tuple[float, float]:
    """What a number from ``bottom`` to ``top`` admits with its hedge: "about", "more than", "up to"."""
    before = tuple(statement.lower(index) for index in range(first - 3, first))
    after = (statement.lower(last + 1), statement.lower(last + 2))
    negated_more = before[-2:] in {("no", "more"), ("not", "more")} or before in _NOT_MORE_THAN
    if negated_more or before[-2:] in _AT_MOST or before[-1] in _LESS:
        return 0.0, top
    if before[-2:] in _AT_LEAST or before[-1] in _MORE or after == ("or", "more") or after[0] == "+":
        return bottom, math.inf
    if before[-1] in _ABOUT or before[-2] in _ABOUT_FAR or after == ("or", "so"):
        return (1 - _HEDGED) * bottom, (1 + _HEDGED) * top
    return bottom, top


def _head(statement: Statement, last: int) -> frozenset[str]:
    found: set[str] = set()
    for index in range(last + 1, min(last + 5, len(statement.words))):
        word = statement.words[index]
        if word.is_mark and word.text not in _DASHES:
            break
        if word.lower in NUMBER_HEADS:
            found.add(word.lower if word.lower not in {"person", "man", "men", "woman", "women"} else "people")
            break
        if word.lower in STOP and word.lower not in {"other", "more", "new", "of", "the", "former"}:
            break
        found.update(statement.stems[index])
    return frozenset(found)


def _mark(statement: Statement, first: int) -> str:
    for index in range(first - 1, max(-1, first - 4), -1):
        lower = statement.lower(index)
        if lower in _SLOT_MARKS and not (lower == "to" and statement.lower(index - 1) == "up"):
            return lower
        if lower not in _ABOUT and lower not in {"more", "less", "than", "least", "at", "a", "an", "the"}:
            break
    return ""
