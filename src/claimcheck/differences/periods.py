"""What a written date fixes: a stretch of days, or a month, a day or a weekday where the year is left open."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Final

Days = tuple[date, date]

_MONTHS: Final = ("january february march april may june july august september october november december").split()
_MONTH_NUMBER: Final = {name[:length]: i + 1 for i, name in enumerate(_MONTHS) for length in (3, 4, len(name))}
_WEEKDAYS: Final = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTH: Final = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_PART: Final = r"(?:early|mid|late|spring|summer|autumn|fall|winter|the\ (?:beginning|start|middle|end)\ of)"
DATE: Final = re.compile(
    rf"""(?<![\w.,/-])(?:
      (?P<iso_y>\d{{4}})-(?P<iso_m>\d\d)-(?P<iso_d>\d\d)(?!\d)
    | (?P<num_a>\d{{1,2}})(?P<sep>[./])(?P<num_b>\d{{1,2}})(?P=sep)(?P<num_y>(?:19|20)\d\d)(?!\d)
    | (?P<dm_d>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<dm_m>{_MONTH})\b(?:,?\s(?P<dm_y>\d{{4}})(?![\d,]\d))?
    | (?P<md_m>{_MONTH})\s(?P<md_d>\d{{1,2}})(?:st|nd|rd|th)?(?![\d.,]*\d)(?:,?\s(?P<md_y>\d{{4}})(?![\d,]\d))?
    | (?:(?P<my_part>{_PART})[\s-])?(?P<my_m>{_MONTH}),?\s(?:of\s)?(?P<my_y>\d{{4}})\b
    | (?P<q_n>Q[1-4]|(?:first|second|third|fourth|last)\squarter)(?:\sof)?\s(?P<q_y>\d{{4}})\b
    | (?P<half>first|second)\shalf\sof\s(?P<half_y>\d{{4}})\b
    | (?P<h_n>H[12])\s(?P<h_y>\d{{4}})\b
    | (?P<span>first|last)\s(?P<span_n>three|six|nine)\smonths\sof\s(?P<span_y>\d{{4}})\b
    | (?:(?:the\s)?(?:early|mid|late)[\s-])?(?:the\s)?(?P<decade>\d{{3}}0)['’]?s\b
    | (?:(?:early|mid|late)[\s-])?(?P<century>\d{{1,2}})(?:st|nd|rd|th)[\s-]century\b
    | (?P<py_part>{_PART})[\s-](?:of\s|in\s)?(?P<py_y>(?:1[5-9]|20)\d\d)\b
    | (?P<range_a>(?:1[5-9]|20)\d\d)\s?[-–—]\s?(?P<range_b>(?:1[5-9]|20)\d\d|\d\d)\b(?![-–/]\d)
    | (?P<y>(?:1[5-9]|20)\d\d)\b(?![%°]|[.,]\d|[-–:/]\d)
    | (?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b
    | (?P<month>{_MONTH}(?<!\.))\b(?![-–])
    )""",
    re.VERBOSE,
)
_QUARTERS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
_PARTS: Final = {
    "spring": (3, 6), "summer": (6, 9), "autumn": (9, 12), "fall": (9, 12), "early": (1, 4), "mid": (4, 9),
    "late": (9, 12), "the beginning": (1, 3), "beginning": (1, 3), "start": (1, 3), "middle": (4, 9), "end": (10, 12),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class When:
    """What a written date fixes: a stretch of days where it has a year, else a month, a day or a weekday."""

    days: Days | None = None
    other_days: Days | None = None
    """The second reading of 05/06/2024."""
    month: int | None = None
    day: int | None = None
    weekday: int | None = None


def read_date(match: re.Match[str]) -> When | None:
    """What a match of ``DATE`` fixes; None for the thirty-first of February or the year 0."""
    parts = {name: text for name, text in match.groupdict().items() if text is not None}
    try:
        if "weekday" in parts:
            return When(weekday=_WEEKDAYS.index(parts["weekday"].lower()))
        if "month" in parts:
            return When(month=_month(parts["month"]))
        for prefix in ("dm", "md"):
            if f"{prefix}_d" in parts:
                return _day_and_month(parts.get(f"{prefix}_y"), _month(parts[f"{prefix}_m"]), int(parts[f"{prefix}_d"]))
        if "num_y" in parts:
            return _numeric(int(parts["num_a"]), int(parts["num_b"]), int(parts["num_y"]), parts["sep"] == ".")
        return _when(_long_period(parts) or _part_of_months(parts) or _period(parts))
    except ValueError:
        return None


def _long_period(parts: dict[str, str]) -> Days | None:
    if "century" in parts:
        last = 100 * int(parts["century"])
        return date(last - 99, 1, 1), date(last, 12, 31)
    if "decade" in parts:
        first = int(parts["decade"])
        years = 99 if first % 100 == 0 else 9  # "the 1900s" is more often the century
        return date(first, 1, 1), date(first + years, 12, 31)
    if "range_a" in parts:
        start, end = parts["range_a"], parts["range_b"]
        days = date(int(start), 1, 1), date(int(end if len(end) == 4 else start[:2] + end), 12, 31)
        if days[1] < days[0]:
            raise ValueError(end)
        return days
    return None


def _part_of_months(parts: dict[str, str]) -> Days | None:
    """Quarters, half-years and "the first six months of"."""
    if "q_y" in parts:
        name = parts["q_n"].lower()
        quarter = int(name[1]) if name[0] == "q" else _QUARTERS[name.split()[0]]
        return months(parts["q_y"], 3 * quarter - 2, 3 * quarter)
    if "half_y" in parts:
        return months(parts["half_y"], *((1, 6) if parts["half"] == "first" else (7, 12)))
    if "h_y" in parts:
        return months(parts["h_y"], *((1, 6) if parts["h_n"] == "H1" else (7, 12)))
    if "span_y" in parts:
        count = {"three": 3, "six": 6, "nine": 9}[parts["span_n"]]
        return months(parts["span_y"], *((1, count) if parts["span"] == "first" else (13 - count, 12)))
    return None


def _period(parts: dict[str, str]) -> Days:
    if "iso_y" in parts:
        exact = date(int(parts["iso_y"]), int(parts["iso_m"]), int(parts["iso_d"]))
        return exact, exact
    if "my_y" in parts:
        month = _month(parts["my_m"])
        return months(parts["my_y"], month, month)
    if "py_y" in parts:
        return _part_of_year(int(parts["py_y"]), parts["py_part"].lower().removeprefix("the ").removesuffix(" of"))
    return months(parts["y"], 1, 12)


def _part_of_year(year: int, part: str) -> Days:
    if part == "winter":  # of this year's beginning or end
        return date(year, 1, 1), date(year + 1, 3, 1)
    return months(str(year), *_PARTS[part])


def _when(days: Days) -> When:
    if days[0] == days[1]:
        return When(days=days, month=days[0].month, day=days[0].day)
    return When(days=days)


def _numeric(left: int, right: int, year: int, day_first: bool) -> When:
    readings = [
        date(year, month, day)
        for day, month in ((left, right), (right, left))[: 1 if day_first else 2]
        if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
    ]
    if not readings:
        raise ValueError(year)
    return When(days=(readings[0], readings[0]), other_days=(readings[-1], readings[-1]))


def _day_and_month(year: str | None, month: int, day: int) -> When:
    if year:
        return _when((date(int(year), month, day),) * 2)
    date(2024, month, day)  # a leap year: raises for a day that never is
    return When(month=month, day=day)


def months(year: str, first: int, last: int) -> Days:
    """From the first day of one month to the last day of another of the same year."""
    number = int(year)
    return date(number, first, 1), date(number, last, monthrange(number, last)[1])


def _month(name: str) -> int:
    return _MONTH_NUMBER[name.rstrip(".").lower()[:3]]
