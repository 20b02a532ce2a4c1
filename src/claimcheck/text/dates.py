"""Reading the day out of a written date, and refusing to guess one."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_TIME = r"(?:(?:T|[\s,|·–-]+(?:at\s+)?)\d{1,2}(?:[:.h]\d{2}|\s*[ap]\.?m).*|T\d{4,6}.*|\s*(?:Z|[+-]\d{2}:?\d{2}))?"
_FLAGS = re.IGNORECASE | re.ASCII | re.DOTALL
_PATTERNS = tuple(
    re.compile(rf"\s*{_WEEKDAY}{pattern}{_TIME}\s*\.?\s*", _FLAGS)
    for pattern in (
        r"(?P<y>\d{4})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})",
        r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})",
        rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th|\.)?(?:\s+of)?[\s-]+(?P<month>{_MONTH})\b\.?,?[\s-]+(?P<y>\d{{4}})",
        rf"(?P<month>{_MONTH})\b\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})",
        r"(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4})",
    )
)
_SLASHES = re.compile(rf"\s*(\d{{1,2}})([/-])(\d{{1,2}})\2(\d{{4}}){_TIME}\s*", _FLAGS)
_WITHIN = re.compile(
    rf"\b\d{{4}}-\d{{2}}-\d{{2}}|\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTH})\.?,?\s+\d{{4}}|"
    rf"\b(?:{_MONTH})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\b\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}}",
    re.IGNORECASE,
)
_LONGEST = 100


def parse_day(raw: str) -> date | None:
    """The day a written date names, as written (no zone is converted); None where it names none for sure.

    A year or a month alone is None, and so is 05/06/2020, which is two days depending on the reader.
    """
    if len(raw) > _LONGEST:
        return None
    for pattern in _PATTERNS:
        found = pattern.fullmatch(raw)
        if found is not None:
            parts = found.groupdict()
            month = _MONTHS[parts["month"].lower()] if parts.get("month") else int(parts["m"])
            return _day(int(parts["y"]), month, int(parts["d"]))
    return _day_by_slashes(raw)


def first_day(line: str) -> date | None:
    """The first day that a line names among other words; None where it names none for sure."""
    found = _WITHIN.search(line)
    return parse_day(found.group()) if found else None


def _day_by_slashes(raw: str) -> date | None:
    found = _SLASHES.fullmatch(raw)
    if found is None:
        return None
    first, second, year = int(found.group(1)), int(found.group(3)), int(found.group(4))
    if first == second or second > 12:
        return _day(year, first, second)
    return _day(year, second, first) if first > 12 else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
