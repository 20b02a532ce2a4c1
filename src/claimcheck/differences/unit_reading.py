"""Which unit the words around a number give it."""

from __future__ import annotations

from typing import Final

from claimcheck.differences.numerals import Numeral
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

_DASHES: Final = frozenset("-‐‑–—")
_AGE: Final = Unit("years of age", "age")
_DOLLARS: Final = {"canadian": "cad", "australian": "aud"}
_DEGREES: Final = frozenset({"celsius", "fahrenheit", "centigrade"})
_OTHER_WORDS: Final = frozenset({"won", "real", "try", "rand", "all", "us", "a", "c", "u.s."})
"""Currency names that are far more often something else."""

Found = tuple[Unit, int]
"""A unit and the last word it takes up."""


def is_unit(text: str) -> bool:
    """Whether letters glued to a number are a unit and not part of a code."""
    return text.lower() in MEASURES or text.lower() in CURRENCIES


def unit_at(statement: Statement, first: int, last: int, numeral: Numeral) -> tuple[Unit, int, int]:
    """Unit of the number, with the first and last word of number and unit together."""
    if numeral.ordinal or numeral.share:
        return (ORDINAL if numeral.ordinal else PERCENT), first, last
    before = statement.lower(first - 1)
    if before in CURRENCIES and (before in SYMBOLS or statement.words[first - 1].text.isupper()):
        return CURRENCIES[before], first - 1 - _has_country(statement, first - 1), last
    index = last + 2 if statement.lower(last + 1) in _DASHES and last + 2 < len(statement.words) else last + 1
    for read in (_percent, _money, _degrees, _compound, _measure):
        found = read(statement, index)
        if found is not None:
            return found[0], first, found[1]
    return COUNT, first, last


def _has_country(statement: Statement, sign: int) -> bool:
    """Whether letters are glued to a currency sign: US$, C$."""
    glued = sign > 0 and statement.words[sign - 1].end == statement.words[sign].start
    return glued and statement.lower(sign - 1) in {"us", "u.s.", "c", "a"}


def _percent(statement: Statement, index: int) -> Found | None:
    word, following = statement.lower(index), statement.lower(index + 1)
    if word == "percentage" and following in {"point", "points"}:
        return POINTS, index + 1
    if word in {"%", "percent", "pct"} or (word == "per" and following == "cent"):
        end = index + (word == "per")
        return (POINTS, end + 1) if statement.lower(end + 1) in {"point", "points"} else (PERCENT, end)
    return None


def _money(statement: Statement, index: int) -> Found | None:
    word, following = statement.lower(index), statement.lower(index + 1)
    if following.startswith("dollar") and (is_place(word) or word == "us"):
        return CURRENCIES[_DOLLARS.get(word, "usd")], index + 1
    if is_place(word) and following in CURRENCIES:  # Swiss francs
        return CURRENCIES[following], index + 1
    if word in {"pound", "pounds"} and following == "of":
        return MEASURES["lb"], index
    return (CURRENCIES[word], index) if word in CURRENCIES and word not in _OTHER_WORDS else None


def _degrees(statement: Statement, index: int) -> Found | None:
    word, following = statement.lower(index), statement.lower(index + 1)
    if word == "°":
        scale = {"c": "°c", "f": "°f"}.get(following, "°")
        return MEASURES[scale], index + (scale != "°")
    if word in {"degree", "degrees"} and following in _DEGREES:
        return MEASURES[following], index + 1
    return None


def _compound(statement: Statement, index: int) -> Found | None:
    word, following = statement.lower(index), statement.lower(index + 1)
    if f"{word}-{following}" in MEASURES and word in {"square", "nautical", "sq"}:
        return MEASURES[f"{word}-{following}"], index + 1
    per_hour = following in {"per", "an", "/"} and statement.lower(index + 2) in {"hour", "h"}
    if per_hour and word in {"km", "kilometers", "kilometres", "miles"}:
        return MEASURES["mph" if word == "miles" else "km/h"], index + 2
    return None


def _measure(statement: Statement, index: int) -> Found | None:
    word, following = statement.lower(index), statement.lower(index + 1)
    if word.endswith("-old") and word.split("-")[0] in MEASURES:
        return _AGE, index
    if word not in MEASURES:
        return None
    unit = MEASURES[word]
    if unit.dimension == "duration" and following in {"old", "-"}:
        return _AGE, index
    glued = statement.words[index].start == statement.words[index - 1].end
    return (unit, index) if glued or word not in AMBIGUOUS_ALONE or word == "seconds" else None
