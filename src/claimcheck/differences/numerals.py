"""Values of numbers written in digits or words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from claimcheck.differences.statements import Statement
from claimcheck.differences.units import FRACTIONS, GLUED_SCALES, ONES, ORDINALS, SCALES, TENS

_MOST_DIGITS = 25
_GROUPED: Final = re.compile(r"\d{1,3}(?:([,\u00a0\u202f’'٬.])\d{3})(?:\1\d{3})*+(?:[.,٫]\d+)?\Z")
_GLUE: Final = frozenset("-‐‑–")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number that takes up the words ``first`` to ``last``; ``step`` is the size of its last written digit."""

    first: int
    last: int
    value: float
    step: float
    share: bool = False
    """Written as a fraction of a whole ("a third of"), value in percent."""
    ordinal: bool = False


def numeral_at(statement: Statement, index: int) -> Numeral | None:
    """The number that begins at the word ``index``, if one does."""
    word = statement.words[index]
    if word.is_number:
        return _digits(statement, index)
    return (
        _part_of_scale(statement, index)
        or _fraction(statement, index)
        or _ordinal(statement, index)
        or _in_words(statement, index)
    )


def digits_value(text: str) -> tuple[float, float] | None:
    """Value and last decimal step of a number in digits; None for what is no plain number."""
    if len(text) > _MOST_DIGITS:
        return None
    grouped = _GROUPED.match(text)
    if grouped and not (grouped.group(1) == "." and text.count(".") == 1):
        mark = grouped.group(1)
        text = text.replace(mark, "")
    text = text.replace("٫", ".").replace(",", ".")
    if text.count(".") > 1 or not text.replace(".", "").isdecimal():
        return None
    whole, _, decimals = text.partition(".")
    value = float(f"{int(whole)}.{''.join(str(int(d)) for d in decimals) or '0'}")
    if decimals:
        return value, 10.0 ** -len(decimals)
    step = 1.0
    while value and value % (step * 10) == 0:
        step *= 10
    return value, step


def _digits(statement: Statement, index: int) -> Numeral | None:
    words = statement.words
    read = digits_value(words[index].text)
    if read is None:
        return None
    value, step = read
    last = index
    if index + 1 < len(words) and words[index + 1].start == words[index].end:
        glued = words[index + 1].text.lower()
        if glued in {"st", "nd", "rd", "th"}:
            return Numeral(index, index + 1, value, 1.0, ordinal=True)
        if glued in GLUED_SCALES and not _is_metres(statement, index, glued):
            return Numeral(index, index + 1, value * GLUED_SCALES[glued], step * GLUED_SCALES[glued])
    if _and_a_half(statement, last):
        value, step, last = value + 0.5, 0.5, last + 3
    while last + 1 < len(words):
        following = last + 2 if words[last + 1].text in _GLUE and last + 2 < len(words) else last + 1
        scale = SCALES.get(statement.lower(following)) or SCALES.get(statement.lower(following).removesuffix("s"))
        if scale is None or (following == last + 1 and statement.lower(following).endswith("s")):
            break
        value, step, last = value * scale, step * scale, following
    return Numeral(index, last, value, step)


def _and_a_half(statement: Statement, last: int) -> bool:
    return (statement.lower(last + 1), statement.lower(last + 2), statement.lower(last + 3)) in {
        ("and", "a", "half"), ("and", "one", "half"),
    } and statement.lower(last + 4) in SCALES  # fmt: skip


def _is_metres(statement: Statement, index: int, glued: str) -> bool:
    """“5m" is money after a currency sign, people before a noun, and a length otherwise."""
    if glued not in {"m", "t", "b"}:
        return False
    before, after = statement.lower(index - 1), statement.lower(index + 2)
    if before in {"$", "€", "£", "¥", "₹", "₽", "₴", "₺"}:
        return False
    return not after[:1].isalpha() or after in {
        "high", "tall", "long", "wide", "deep", "above", "below", "away", "in", "from", "and", "of", "to", "at", "off",
        "race", "sprint", "hurdles", "final", "freestyle", "relay",
    }  # fmt: skip


def _in_words(statement: Statement, index: int) -> Numeral | None:
    lower = statement.lower(index)
    if lower == "half" and _half_of_scale(statement, index):
        scale_at = index + (2 if statement.lower(index + 1) in {"a", "an"} else 1)
        scale = SCALES[statement.lower(scale_at)]
        return Numeral(index, scale_at, 0.5 * scale, 0.5 * scale)
    if lower in {"a", "an"} and statement.lower(index + 1) not in SCALES:
        return None
    if lower == "one" and _is_pronoun(statement, index):
        return None
    total, group, step, last = 0.0, None, 1.0, index - 1
    for position in range(index, min(index + 12, len(statement.words))):
        lower = statement.lower(position)
        value = 1.0 if lower in {"a", "an"} and position == index else _small(lower)
        if value is not None and _fits(group, value):
            group, step = (group or 0.0) + value, 1.0
        elif lower in SCALES and group is not None:
            step = SCALES[lower]
            if step < 1000:
                group *= step
            else:
                total, group = total + group * step, None
        elif lower != "and" or not _goes_on(statement, position):
            break
        last = position
        if group is not None and _and_a_half(statement, last):
            scale = SCALES[statement.lower(last + 4)]
            return Numeral(index, last + 4, total + (group + 0.5) * scale, 0.5 * scale)
    return None if last < index else Numeral(index, last, total + (group or 0.0), step)


def _part_of_scale(statement: Statement, index: int) -> Numeral | None:
    """“a quarter of a million", "three quarters of a billion"."""
    many = 1.0 if statement.lower(index) in {"a", "one"} else ONES.get(statement.lower(index), 0)
    part, scale = FRACTIONS.get(statement.lower(index + 1)), SCALES.get(statement.lower(index + 4))
    joined = (statement.lower(index + 2), statement.lower(index + 3))
    if not many or part is None or scale is None or joined not in {("of", "a"), ("of", "one")}:
        return None
    return Numeral(index, index + 4, many * part / 100 * scale, scale / 100)


def _fits(group: float | None, value: float) -> bool:
    """Whether a small number word goes on with the ones before it: "hundred five", "twenty five"."""
    return (
        group is None or (group >= 100 and group % 100 == 0) or (group % 100 >= 20 and group % 10 == 0 and value < 10)
    )


def _goes_on(statement: Statement, position: int) -> bool:
    return (
        statement.lower(position - 1) in {"hundred", "thousand"} and _small(statement.lower(position + 1)) is not None
    )


def _is_pronoun(statement: Statement, index: int) -> bool:
    """Whether "one" stands for a thing and counts nothing: "one of them", "this one", "one says"."""
    after = statement.lower(index + 1)
    return (
        after in {"of", "another", "day", "might", "can", "could", "should", "must", "would", "is", "was", "or", "who"}
        or not after[:1].isalpha()
        or statement.lower(index - 1) in {"the", "this", "that", "no", "any", "every", "which", "each", "at", "last"}
    )


def _half_of_scale(statement: Statement, index: int) -> bool:
    following = statement.lower(index + 1)
    return following in SCALES or (following in {"a", "an"} and statement.lower(index + 2) in SCALES)


def _small(lower: str) -> float | None:
    if lower in ONES:
        return ONES[lower]
    if lower in TENS:
        return TENS[lower]
    tens, _, ones = lower.partition("-")
    if tens in TENS and ones in ONES:
        return TENS[tens] + ONES[ones]
    return None


def _ordinal(statement: Statement, index: int) -> Numeral | None:
    lower = statement.lower(index)
    if lower not in ORDINALS or statement.lower(index + 1) in {"half", "quarter", "quarters", "lady"}:
        return None
    if lower == "second" and statement.lower(index - 1) in {"a", "per", "every"}:
        return None  # more often the unit of time
    if statement.words[index].is_capital and index and statement.words[index - 1].is_capital:
        return None  # part of a name: Elizabeth the First, World War Second
    return Numeral(index, index, ORDINALS[lower], 1.0, ordinal=True)


def _fraction(statement: Statement, index: int) -> Numeral | None:
    lower = statement.lower(index)
    if lower == "half" and statement.lower(index - 1) not in ORDINALS and statement.lower(index + 1) in {"of", "the"}:
        return Numeral(index, index, 50.0, 5.0, share=True)
    first, _, second = lower.partition("-")
    if first in ONES and second in FRACTIONS:
        return Numeral(index, index, ONES[first] * FRACTIONS[second], 5.0, share=True)
    part = statement.lower(index + 1)
    if part not in FRACTIONS or part == "half" or statement.lower(index + 2) != "of":
        return None
    if lower in {"a", "one"} and not part.endswith("s"):
        return Numeral(index, index + 1, FRACTIONS[part], 5.0, share=True)
    if lower in ONES and part.endswith("s"):
        return Numeral(index, index + 1, ONES[lower] * FRACTIONS[part], 5.0, share=True)
    return None
