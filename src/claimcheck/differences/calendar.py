"""Dates of a text as stretches of days; one without a year has only a month, a day or a weekday."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from claimcheck.differences.statements import Statement

_MONTHS: Final = ("january february march april may june july august september october november december").split()
_MONTH_NUMBER: Final = {name[:length]: i + 1 for i, name in enumerate(_MONTHS) for length in (3, 4, len(name))}
_WEEKDAYS: Final = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTH: Final = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_PART: Final = r"(?:early|mid|late|spring|summer|autumn|fall|winter|the\ (?:beginning|start|middle|end)\ of)"
_DATE: Final = re.compile(
    rf"""(?<![\w.,/-])(?:
      (?P<iso_y>\d{{4}})-(?P<iso_m>\d\d)-(?P<iso_d>\d\d)(?!\d)
    | (?P<num_a>\d{{1,2}})(?P<sep>[./])(?P<num_b>\d{{1,2}})(?P=sep)(?P<num_y>(?:19|20)\d\d)(?!\d)
    | (?P<dm_d>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<dm_m>{_MONTH})\b(?:,?\s(?P<dm_y>\d{{4}})(?![\d,]\d))?
    | (?P<md_m>{_MONTH})\s(?P<md_d>\d{{1,2}})(?:st|nd|rd|th)?(?![\d.,]*\d)(?:,?\s(?P<md_y>\d{{4}})(?![\d,]\d))?
    | (?:(?P<my_part>{_PART})[\s-])?(?P<my_m>{_MONTH}),?\s(?:of\s)?(?P<my_y>\d{{4}})\b
    | (?P<q_n>Q[1-4]|(?:first|second|third|fourth)\squarter)(?:\sof)?\s(?P<q_y>\d{{4}})\b
    | (?P<half>first|second)\shalf\sof\s(?P<half_y>\d{{4}})\b
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
_RELATIVE: Final = re.compile(
    r"\b(?:(?P<day>yesterday|today|tomorrow)|(?P<which>last|this|next)\s(?P<unit>year|month))\b", re.IGNORECASE
)
_YEAR_AFTER: Final = frozenset(
    "in since of until till by before after from to during through early late mid spring summer autumn fall winter"
    " between and or the its their his her year around throughout circa c. election ,".split()
)
_COUNTED: Final = frozenset(
    "people soldiers troops men women children others civilians houses homes dollars euros pounds miles km kilometres"
    " kilometers metres meters feet tonnes tons members workers employees jobs cases deaths votes seats points players"
    " fans copies years days months hours words pages times units square".split()
)
_SINCE: Final = {
    "since": "since", "from": "since", "until": "until", "till": "until", "through": "until", "to": "until",
    "by": "until", "before": "before", "after": "after", "following": "after", "between": "since",
}  # fmt: skip
_LIFE: Final = {"born": "born", "b.": "born", "birth": "born", "died": "died", "death": "died", "d.": "died"}
_DASHES: Final = frozenset("-–—")
_GOVERNING: Final = frozenset({"since", "until", "till"})
_SEASONS: Final = {"spring": (3, 6), "summer": (6, 9), "autumn": (9, 12), "fall": (9, 12)}
_PARTS: Final = {"early": (1, 4), "mid": (4, 9), "late": (9, 12), "beginning": (1, 3), "start": (1, 3), "middle": (4, 9),
                 "end": (10, 12)}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A date or period as written; with a year it is a stretch of days, without one a month, day or weekday."""

    start: int
    end: int
    relation: str
    """"at", "since", "until", "before", "after", and "born" or "died" for the ends of a life."""
    first: int
    """Index of its first word in the statement."""
    last: int
    days: tuple[date, date] | None = None
    other_days: tuple[date, date] | None = None
    """The second reading of 05/06/2024."""
    month: int | None = None
    day: int | None = None
    weekday: int | None = None

    @property
    def span(self) -> tuple[int, int]:
        """Its place in the whole text."""
        return self.start, self.end


@lru_cache(maxsize=512)
def _moments(statement: Statement) -> tuple[Moment, ...]:
    if not statement.words:
        return ()
    start, end = statement.words[0].start, statement.words[-1].end
    found = []
    for match in _DATE.finditer(statement.source, start, end):
        moment = _read(statement, match)
        if moment is not None:
            found.append(moment)
    return tuple(found)


def moments(statement: Statement) -> list[Moment]:
    """The absolute dates of a sentence, in order."""
    return list(_moments(statement))


def _read(statement: Statement, match: re.Match[str]) -> Moment | None:
    first, last = _word_range(statement, match.start(), match.end())
    parts = match.groupdict()
    if parts["y"] and not _is_year(statement, first, last):
        return None
    if parts["month"] and not _is_month(statement, first, parts["month"]):
        return None
    try:
        fields = _fields(parts)
    except ValueError:
        return None  # the thirty-first of February, the year 0
    days, other_days, month, day, weekday = fields
    relation = _life(statement, first, last) or _relation(statement, first)
    return Moment(
        start=match.start(), end=match.end(), relation=relation, first=first, last=last,
        days=days, other_days=other_days, month=month, day=day, weekday=weekday,
    )  # fmt: skip


_Fields = tuple[tuple[date, date] | None, tuple[date, date] | None, int | None, int | None, int | None]


def _fields(parts: dict[str, str | None]) -> _Fields:
    if parts["iso_y"]:
        return _one(_day(parts["iso_y"], int(parts["iso_m"] or 0), parts["iso_d"]))
    if parts["num_y"]:
        return _numeric(int(parts["num_a"] or 0), int(parts["num_b"] or 0), int(parts["num_y"]), parts["sep"] == ".")
    if parts["century"]:
        return _one((date(100 * int(parts["century"]) - 99, 1, 1), date(100 * int(parts["century"]), 12, 31)))
    if parts["decade"] and parts["decade"].endswith("00"):  # "the 1900s" is more often the century
        return _one((date(int(parts["decade"]), 1, 1), date(int(parts["decade"]) + 99, 12, 31)))
    if parts["decade"]:
        return _one((date(int(parts["decade"]), 1, 1), date(int(parts["decade"]) + 9, 12, 31)))
    if parts["range_a"] and parts["range_b"]:
        last = parts["range_b"] if len(parts["range_b"]) == 4 else parts["range_a"][:2] + parts["range_b"]
        first_day, last_day = date(int(parts["range_a"]), 1, 1), date(int(last), 12, 31)
        if last_day < first_day:
            raise ValueError(last)
        return _one((first_day, last_day))
    if parts["weekday"]:
        return None, None, None, None, _WEEKDAYS.index(parts["weekday"].lower())
    if parts["month"]:
        return None, None, _month(parts["month"]), None, None
    for prefix in ("dm", "md"):
        day, month = parts[f"{prefix}_d"], parts[f"{prefix}_m"]
        if day and month:
            return _day_and_month(parts[f"{prefix}_y"], _month(month), int(day))
    return _one(_period(parts))


def _period(parts: dict[str, str | None]) -> tuple[date, date]:
    if parts["my_y"]:
        return _months(parts["my_y"], *(2 * (_month(parts["my_m"] or ""),)))
    if parts["q_y"]:
        name = parts["q_n"] or ""
        quarter = int(name[1]) if name[0] == "Q" else ("first", "second", "third", "fourth").index(name.split()[0]) + 1
        return _months(parts["q_y"], 3 * quarter - 2, 3 * quarter)
    if parts["half_y"]:
        return _months(parts["half_y"], *((1, 6) if parts["half"] == "first" else (7, 12)))
    if parts["py_y"]:
        year, part = int(parts["py_y"]), (parts["py_part"] or "").lower().removeprefix("the ").removesuffix(" of")
        if part == "winter":  # of this year's beginning or end
            return date(year, 1, 1), date(year + 1, 3, 1)
        return _months(str(year), *(_SEASONS | _PARTS)[part])
    return _months(parts["y"] or "", 1, 12)


def _one(days: tuple[date, date]) -> _Fields:
    same_day = days[0] == days[1]
    return days, None, days[0].month if same_day else None, days[0].day if same_day else None, None


def _day(year: str, month: int, day: str | None) -> tuple[date, date]:
    exact = date(int(year), month, int(day or 0))
    return exact, exact


def _numeric(left: int, right: int, year: int, day_first: bool) -> _Fields:
    readings = []
    for day, month in ((left, right), (right, left))[: 1 if day_first else 2]:
        if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
            readings.append((date(year, month, day),) * 2)
    if not readings:
        raise ValueError(year)
    return readings[0], readings[-1], None, None, None


def _day_and_month(year: str | None, month: int, day: int) -> _Fields:
    if year:
        exact = date(int(year), month, day)
        return (exact, exact), None, month, day, None
    date(2024, month, day)  # a leap year: any day that exists
    return None, None, month, day, None


def _months(year: str, first: int, last: int) -> tuple[date, date]:
    number = int(year)
    return date(number, first, 1), date(number, last, monthrange(number, last)[1])


def _month(name: str) -> int:
    return _MONTH_NUMBER[name.rstrip(".").lower()[:3]]


def _word_range(statement: Statement, start: int, end: int) -> tuple[int, int]:
    inside = [index for index, word in enumerate(statement.words) if word.end > start and word.start < end]
    return inside[0], inside[-1]


def _is_year(statement: Statement, first: int, last: int) -> bool:
    before, after = statement.lower(first - 1), statement.lower(last + 1)
    if after in _COUNTED:
        return False
    following = statement.words[last + 1] if last + 1 < len(statement.words) else None
    if following is None or following.is_mark or before in {"(", "’s", "'s"}:
        return before not in {"$", "€", "£", "about", "over", "than", "no", "no."}
    if before in {"a", "an"}:
        return not following.lower.endswith("s")  # "a 2013 film"
    if before in {"in", "since", "the", "its", "until", "by", "before", "after", "early", "late", "of", "(", "and"}:
        return True
    return before in _YEAR_AFTER and not following.lower.endswith("s")


def _is_month(statement: Statement, first: int, name: str) -> bool:
    if name not in {"May", "March", "Mar", "Jan", "Dec", "Sep", "Oct", "Nov", "Apr", "Jun", "Jul", "Aug", "Feb"}:
        return statement.lower(first - 1) != "miss"
    return len(name) > 3 - (name == "May") and statement.lower(first - 1) in {
        "in", "since", "last", "this", "next", "until", "by", "of", "early", "late", "mid", "from", "before", "after",
    }  # fmt: skip


def _relation(statement: Statement, first: int) -> str:
    clause = statement.clauses[first]
    before = statement.lower(first - 1)
    nearest = statement.lower(first - 2) if before in {"the", "about", "around"} else before
    if nearest in _SINCE:
        return _SINCE[nearest]
    for index in range(first - 1, max(-1, first - 12), -1):
        if statement.clauses[index] != clause:
            break
        if statement.lower(index) in _GOVERNING:  # "since the talks broke down in 2022"
            return _SINCE[statement.lower(index)]
    return "at"


def _life(statement: Statement, first: int, last: int) -> str:
    """Whether the date begins or ends a life: "(5 February 1748 – 28 January 1798)", "born in 1748", "died on"."""
    before = [statement.lower(index) for index in range(max(0, first - 8), first)]
    bracket = max((at for at, word in enumerate(before) if word == "("), default=-1)
    if bracket >= 0 and not any(word == ")" for word in before[bracket:]):
        if before[-1] in _DASHES:
            return "died"
        if statement.lower(last + 1) in _DASHES and statement.lower(last + 2) != "present":
            return "born"
    for word in reversed(before[-7:]):
        if word in _LIFE:
            return _LIFE[word]
    return ""


def relative_moments(statement: Statement, claim_date: date) -> list[Moment]:
    """Days, months and years that only the day of the claim fixes: "yesterday", "last year"."""
    if not statement.words:
        return []
    found = []
    for match in _RELATIVE.finditer(statement.source, statement.words[0].start, statement.words[-1].end):
        try:
            days = _relative_days(match, claim_date)
        except (OverflowError, ValueError):
            continue  # before the first or after the last year there is
        first, last = _word_range(statement, match.start(), match.end())
        found.append(
            Moment(
                start=match.start(), end=match.end(), relation=_relation(statement, first), first=first, last=last,
                days=days,
            )
        )  # fmt: skip
    return found


def _relative_days(match: re.Match[str], claim_date: date) -> tuple[date, date]:
    if match["day"]:
        exact = claim_date + timedelta(days={"yesterday": -1, "today": 0, "tomorrow": 1}[match["day"].lower()])
        return exact, exact
    offset = {"last": -1, "this": 0, "next": 1}[match["which"].lower()]
    if match["unit"].lower() == "year":
        return _months(str(claim_date.year + offset), 1, 12)
    year, month = divmod(claim_date.year * 12 + claim_date.month - 1 + offset, 12)
    return _months(str(year), month + 1, month + 1)
