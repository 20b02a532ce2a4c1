"""Quantities of a text with unit, scale and hedge."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from claimcheck.differences.calendar import moments
from claimcheck.differences.lexicon import NUMBER_HEADS, STOP
from claimcheck.differences.numerals import Numeral, numeral_at
from claimcheck.differences.places import is_place
from claimcheck.differences.statements import Statement
from claimcheck.differences.units import (
    AMBIGUOUS_ALONE,
    COUNT,
    CURRENCIES,
    MEASURES,
    ORDINAL,
    PERCENT,
    POINTS,
    SYMBOLS,
    Unit,
)

_ABOUT: Final = frozenset("about around roughly approximately nearly almost some circa ca estimated approx ~ ≈".split())
_MORE: Final = frozenset("over above exceeding exceeded topped surpassed > ≥ least".split())
_LESS: Final = frozenset("under below < ≤ most".split())
_LABELS: Final = frozenset(
    "article section chapter no number flight boeing airbus resolution page item route highway channel room windows"
    " apollo type category grade phase group covid version line track class unit series platform gate seat formula"
    " area psalm verse amendment world".split()
)
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
    hedged: bool

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
    first, last = numeral.first, numeral.last
    top = numeral
    if _is_range(statement, first, last) and not numeral.ordinal:
        end = numeral_at(statement, last + 2)
        if end is not None and not end.ordinal:
            top, last = end, end.last
    if _is_label_or_score(statement, first, last, numeral, top):
        return None, last + 1
    unit, unit_first, unit_last = _unit(statement, first, last, numeral)
    if top is not numeral and numeral.value * 1000 <= top.value and top.step >= 1000:
        numeral = Numeral(
            numeral.first, numeral.last, numeral.value * top.step, numeral.step * top.step
        )  # "2 to 3 million"
    if numeral.value > top.value:
        return None, last + 1
    low, high, hedged = _bounds(statement, unit_first, unit_last, numeral, top, unit)
    negative = first > 0 and words[first - 1].text in {"-", "−", "–"} and words[first - 1].end == words[first].start
    if (negative and (first < 2 or words[first - 2].end < words[first - 1].start)) or statement.lower(
        first - 1
    ) == "minus":
        low, high = -high, -low
        unit_first = min(unit_first, first - 1)
    quantity = Quantity(
        start=words[unit_first].start, end=words[unit_last].bare_end, first=unit_first, last=unit_last,
        value=numeral.value, step=max(numeral.step, top.step if top is not numeral else 0.0), low=low, high=high,
        unit=unit, head=_head(statement, unit_last), mark=_mark(statement, unit_first), hedged=hedged,
    )  # fmt: skip
    return quantity, max(unit_last, last) + 1


def _is_range(statement: Statement, first: int, last: int) -> bool:
    """Whether the number goes on to an upper end: "10-15", "10 to 15", "between 10 and 15"."""
    if last + 2 >= len(statement.words):
        return False
    joint, before = statement.lower(last + 1), statement.lower(first - 1)
    if joint == "and":
        return before == "between"
    return joint in _DASHES or (joint == "to" and before not in {"from", "rose", "fell"})


def _is_label_or_score(statement: Statement, first: int, last: int, numeral: Numeral, top: Numeral) -> bool:
    words = statement.words
    before = words[first - 1] if first else None
    after = words[last + 1] if last + 1 < len(words) else None
    glued_before = (
        before is not None and before.end == words[first].start and before.text in {"-", "/", ":", ".", "#", "_"}
    )
    if glued_before and first > 1 and words[first - 2].end == words[first - 1].start:
        return True  # the second half of a score, a fraction or a time of day
    if before is not None and (before.text == "#" or before.lower in _LABELS) and not numeral.ordinal:
        return statement.lower(first - 2) != "the" or before.lower not in {"number"}
    if after is not None and after.start == words[last].end:
        if after.text in {"/", ":"} or (after.text[0].isalpha() and not _glued_unit(after.text)):
            return True
    if before is not None and before.is_capital and before.end + 1 == words[first].start and words[first].is_number:
        # "Boeing 737", "Windows 10"; but "In Kyiv 12 people" counts
        return first > 1 and not (after is not None and (after.text in {"%"} or after.text[0].islower()))
    return top is not numeral and numeral.value > top.value


def _glued_unit(text: str) -> bool:
    return text.lower() in MEASURES or text.lower() in CURRENCIES


def _unit(statement: Statement, first: int, last: int, numeral: Numeral) -> tuple[Unit, int, int]:
    """Unit of the number, with the first and last word of number and unit together."""
    if numeral.ordinal:
        return ORDINAL, first, last
    if numeral.share:
        return PERCENT, first, last
    before, after = statement.lower(first - 1), statement.lower(last + 1)
    if before in CURRENCIES and (before in SYMBOLS or statement.words[first - 1].text.isupper()):
        glued = statement.lower(first - 2) in {"us", "u.s.", "c", "a"} and statement.words[first - 2].end == (
            statement.words[first - 1].start
        )
        return CURRENCIES[before], first - 1 - glued, last
    if after in {"%", "percent", "pct", "per"} and (after != "per" or statement.lower(last + 2) == "cent"):
        end = last + (2 if after == "per" else 1)
        return (POINTS, first, end + 1) if statement.lower(end + 1) in {"point", "points"} else (PERCENT, first, end)
    if after == "percentage" and statement.lower(last + 2) in {"point", "points"}:
        return POINTS, first, last + 2
    hyphen = last + 2 if after in _DASHES and last + 2 < len(statement.words) else last + 1
    return _named_unit(statement, first, last, hyphen)


def _named_unit(statement: Statement, first: int, last: int, index: int) -> tuple[Unit, int, int]:
    after = statement.lower(index)
    if after in {"u.s.", "us", "american", "canadian", "australian"} and statement.lower(index + 1).startswith(
        "dollar"
    ):
        code = {"canadian": "cad", "australian": "aud"}.get(after, "usd")
        return CURRENCIES[code], first, index + 1
    if is_place(after) and statement.lower(index + 1) in CURRENCIES:  # Swiss francs
        return CURRENCIES[statement.lower(index + 1)], first, index + 1
    if after in {"pound", "pounds"} and statement.lower(index + 1) == "of":
        return MEASURES["lb"], first, index
    if after == "°":
        scale = {"c": "°c", "f": "°f"}.get(statement.lower(index + 1), "°")
        return MEASURES[scale], first, index + (scale != "°")
    if after in {"degree", "degrees"} and statement.lower(index + 1) in {"celsius", "fahrenheit", "centigrade"}:
        return MEASURES[statement.lower(index + 1)], first, index + 1
    if after in {"square", "nautical"} and f"{after}-{statement.lower(index + 1)}" in MEASURES:
        return MEASURES[f"{after}-{statement.lower(index + 1)}"], first, index + 1
    if after in {"km", "kilometers", "kilometres", "miles"} and _per_hour(statement, index):
        speed = "mph" if after == "miles" else "km/h"
        return MEASURES[speed], first, index + _per_hour(statement, index)
    if after in CURRENCIES and after not in SYMBOLS - {"$"} and after not in {"won", "real", "try", "rand", "all"}:
        return CURRENCIES[after], first, index
    if after.split("-")[0] in MEASURES and after.endswith("-old"):
        return Unit("years of age", "age"), first, index
    glued = statement.words[index].start == statement.words[last].end if index < len(statement.words) else False
    if after in MEASURES and (glued or after not in AMBIGUOUS_ALONE or after == "seconds"):
        if MEASURES[after].dimension == "duration" and statement.lower(index + 1) in {"old", "-"}:
            return Unit("years of age", "age"), first, index
        return MEASURES[after], first, index
    return COUNT, first, last


def _per_hour(statement: Statement, index: int) -> int:
    if statement.lower(index + 1) in {"per", "an", "/"} and statement.lower(index + 2) in {"hour", "h"}:
        return 2
    return 0


def _bounds(
    statement: Statement, first: int, last: int, low: Numeral, high: Numeral, unit: Unit
) -> tuple[float, float, bool]:
    """What the number admits, in base units, with hedges such as "about", "more than" and "up to"."""
    bottom, top = low.value * unit.factor, high.value * unit.factor
    before = [statement.lower(index) for index in range(max(0, first - 3), first)]
    nearest = before[-1] if before else ""
    after = (statement.lower(last + 1), statement.lower(last + 2))
    pair = tuple(before[-2:])
    if pair in {("no", "more"), ("not", "more")} or before[-3:] in (["no", "more", "than"], ["not", "more", "than"]):
        return 0.0, top, True
    if (
        pair in {("less", "than"), ("fewer", "than"), ("at", "most"), ("up", "to"), ("just", "under")}
        or nearest in _LESS
    ):
        return 0.0, top, True
    if pair in {("more", "than"), ("greater", "than"), ("at", "least"), ("upwards", "of")} or nearest in _MORE:
        return bottom, math.inf, True
    if after in {("or", "more"), ("or", "so")} or after[0] == "+":
        open_ended = "more" in after or after[0] == "+"
        return (bottom, math.inf, True) if open_ended else ((1 - _HEDGED) * bottom, (1 + _HEDGED) * top, True)
    if nearest in _ABOUT or statement.lower(first - 2) in {"about", "around", "roughly", "approximately"}:
        return (1 - _HEDGED) * bottom, (1 + _HEDGED) * top, True
    return bottom, top, False


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
