"""Dates of a text as stretches of days; one without a year has only a month, a day or a weekday."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from claimcheck.differences.periods import DATE, Days, When, months, read_date
from claimcheck.differences.statements import Statement

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
    when: When

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
    for match in DATE.finditer(statement.source, start, end):
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
    when = read_date(match)
    if when is None:
        return None
    relation = _life(statement, first, last) or _relation(statement, first)
    return Moment(start=match.start(), end=match.end(), relation=relation, first=first, last=last, when=when)


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
        relation, when = _relation(statement, first), When(days=days)
        found.append(Moment(start=match.start(), end=match.end(), relation=relation, first=first, last=last, when=when))
    return found


def _relative_days(match: re.Match[str], claim_date: date) -> Days:
    if match["day"]:
        exact = claim_date + timedelta(days={"yesterday": -1, "today": 0, "tomorrow": 1}[match["day"].lower()])
        return exact, exact
    offset = {"last": -1, "this": 0, "next": 1}[match["which"].lower()]
    if match["unit"].lower() == "year":
        return months(str(claim_date.year + offset), 1, 12)
    year, month = divmod(claim_date.year * 12 + claim_date.month - 1 + offset, 12)
    return months(str(year), month + 1, month + 1)
