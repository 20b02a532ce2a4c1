"""What a claim says has not happened before, and since when: the window in which one earlier case refutes it.

"The first direct contact since 2022" is refuted by a contact after 2022 and before the claim, "the only such visit"
by any other, and "the lowest since 2008" by a lower one in between. Such cases are worth a search of their own, for the
event itself and inside the window.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from typing import Final

from claimcheck.differences.calendar import Moment, moments
from claimcheck.differences.statements import statements

_NUMBERS: Final = {
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
}  # fmt: skip
_UNITS: Final = {"month": 1, "year": 12, "decade": 120, "generation": 300, "century": 1200, "centurie": 1200}
_ERAS: Final = (
    (re.compile(r"(?:world war (?:ii|two|2)|the second world war|wwii|ww2)\b", re.IGNORECASE), date(1945, 9, 2)),
    (re.compile(r"(?:world war (?:i|one|1)|the first world war|wwi|ww1)\b", re.IGNORECASE), date(1918, 11, 11)),
    (re.compile(r"the (?:end of the )?cold war\b", re.IGNORECASE), date(1991, 12, 26)),
)
_NOT_A_FIRST: Final = (
    r"of all|few|minutes?|moment|lady|ladies|minister|secretary|name|place|half|quarter|round|day|days|week|weeks|"
    r"month|months|years?|thing|floor|class|world war|cold war|line|step|aid|and foremost"
)
_UNPRECEDENTED: Final = re.compile(
    r"\bfor the (?:very )?(?:first|last) time\b(?: ever\b)?|"
    r"(?:\b(?:the|an?|his|her|its|their|our|whose)|['’]s) (?:very )?(?:first|only|sole)(?:-ever| ever)?\b"
    rf"(?!-|[ ](?:{_NOT_A_FIRST})\b)|"
    rf"^first(?:-ever| ever)?\b(?!-|,|[ ](?:{_NOT_A_FIRST})\b)(?=.* since\b)|"
    r"\bnever (?:been )?(?:before )?\b|\bunprecedented\b|\b(?:an? )?all[- ]time (?=high|low|record)|"
    r"\b(?:the |an? )?(?:lowest|highest|largest|biggest|smallest|fastest|slowest|longest|shortest|deadliest|strongest|"
    r"weakest|worst|best|warmest|coldest|hottest|wettest|driest)\b"
    r"(?=.*\b(?:since|on record|ever|in history|"
    r"in (?:\w+ ){0,4}(?:months?|years?|decades?|centur(?:y|ies)|generations?))\b)",
    re.IGNORECASE,
)
_SPAN: Final = re.compile(
    r"\b(?:in|for) (?:more than |over |at least |nearly |almost |about |some |around |the (?:last|past) )?"
    rf"(?:(?P<number>\d{{1,3}}|{'|'.join(_NUMBERS)}) )?(?P<unit>{'|'.join(_UNITS)})s?\b",
    re.IGNORECASE,
)
_SINCE: Final = re.compile(r"\bsince (?:at least |the |its |their |(?:early|mid|late)[ -])*", re.IGNORECASE)
_EVER: Final = re.compile(r"\b(?:in (?:its |the )?history|on record|ever|before)\b", re.IGNORECASE)
_LONGEST_PHRASE = 40
_MOST_CHARACTERS = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Unprecedented:
    """An event that a claim says did not happen inside a window."""

    event: str
    """The claim without the words that set the window."""
    first_day: date | None
    """Where the window begins; None where the claim names no beginning, or none that is a date."""
    last_day: date | None
    """The day before the claim; None where the claim has no date."""


def read_unprecedented(claim: str, claim_date: date | None) -> Unprecedented | None:
    """The event and the window of a claim of a first, only, or of a record; None for other claims.

    None also where neither end of the window is known, or where nothing lies between them.
    """
    if len(claim) > _MOST_CHARACTERS or not _UNPRECEDENTED.search(claim):
        return None
    last_day = claim_date - timedelta(days=1) if claim_date else None
    first_day, cut = _beginning(claim, claim_date)
    if (first_day is None and last_day is None) or (first_day and last_day and first_day > last_day):
        return None
    bare = reduce(lambda text, span: text[: span[0]] + " " + text[span[1] :], [cut] if cut else [], claim)
    for words in (_UNPRECEDENTED, _EVER):
        bare = words.sub(" ", bare)
    event = re.sub(r"\s+(?=[.,;:!?])", "", " ".join(bare.split())).strip(" ,;:")
    return Unprecedented(event=event, first_day=first_day, last_day=last_day) if re.search(r"\w", event) else None


def _beginning(claim: str, claim_date: date | None) -> tuple[date | None, tuple[int, int] | None]:
    """The first day of the window, and the words that name it."""
    for since in _SINCE.finditer(claim):
        for era, day in _ERAS:
            named = era.match(claim, since.end()) or era.match(claim, since.start() + len("since "))
            if named is not None:
                return day + timedelta(days=1), (since.start(), named.end())
        moment = _moment_after(claim, since.end())
        if moment is not None and moment.when.days is not None:
            return moment.when.days[1] + timedelta(days=1), (since.start(), moment.end)
    span = _SPAN.search(claim)
    if span is not None:
        return _before(claim_date, span), span.span()
    return None, None


def _moment_after(claim: str, start: int) -> Moment | None:
    found = (moment for statement in statements(claim) for moment in moments(statement))
    return next((moment for moment in found if start - 1 <= moment.start <= start + _LONGEST_PHRASE), None)


def _before(claim_date: date | None, span: re.Match[str]) -> date | None:
    """The day so long before the claim; "in decades" is two of them."""
    if claim_date is None:
        return None
    number = (span["number"] or "two").lower()
    months = (int(number) if number.isdigit() else _NUMBERS[number]) * _UNITS[span["unit"].lower()]
    year, month = divmod(claim_date.year * 12 + claim_date.month - 1 - months, 12)
    return date(year, month + 1, 1) if year >= 1 else None
