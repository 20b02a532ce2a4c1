"""Lines that say who wrote an article and when."""

from __future__ import annotations

import re
from datetime import date

from claimcheck.text.dates import first_day

_NAME = r"[^\W\d_a-z][\w.'’-]*(?:[ ](?:(?:de|da|di|van|von|der|den|la|le|bin|al|el|of)[ ])*[^\W\d_a-z][\w.'’-]*){1,3}"
_BYLINE = re.compile(
    rf"(?:(?i:by|words by|written by|story by|report by|text by|posted by|from|author)\s*:?)\s+"
    rf"(?P<names>{_NAME}(?:(?:,\s*|\s+(?:and|&)\s+){_NAME}){{0,3}}?)"
    r"(?P<rest>(?:\s*[,|–—•·/-]\s*|\s+(?:in|for|at)\s+|\s{2,}).{1,70}|\s+\S+@\S+)?"
)
_LABEL = re.compile(
    r"(?:(?:first|last|originally)\s+)?(?:published|updated|posted|modified|created|issued|released|date|edited|"
    r"revised)"
    r"(?:\s+(?:on|at|date))?\s*:?\s*",
    re.IGNORECASE,
)
_MONTHS = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|"
    r"june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_STAMP_PARTS = re.compile(
    rf"\b(?:{_MONTHS}|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|today|yesterday|just now|ago|"
    r"(?:an?|\d+|one|two|three|few) (?:sec(?:ond)?|min(?:ute)?|hour|hr|day|week|month|year)s?|\d+[smhdw]|"
    r"\d{1,2}(?:st|nd|rd|th)|\d{1,2}[:.h]\d{2}(?::\d{2})?|\d{1,2} ?[ap]\.?m\.?|[ap]\.?m\b\.?|"
    r"gmt|utc|bst|c?est|e[sd]t|p[sd]t|cet|ist|eet|msk|et|local time|time|at|on|of|the|min(?:ute)?s?[ -]read|"
    r"read(?:ing time)?|"
    r"published|updated|posted|last|first|modified|\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z?)?|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|"
    r"\d{1,4})\b",
    re.IGNORECASE,
)
_TELLING = re.compile(
    rf"\b(?:ago|today|yesterday|just now|{_MONTHS}|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{4}}|"
    r"\d{1,2}:\d{2}|min(?:ute)?s?[ -]read|updated|published|posted)",
    re.IGNORECASE,
)
_LONGEST_STAMP = 100


def is_stamp(line: str) -> bool:
    """Whether a line holds nothing but when something was published, or how long it takes to read."""
    if len(line) > _LONGEST_STAMP or not _TELLING.search(line):
        return False
    left = _STAMP_PARTS.sub(" ", _LABEL.sub(" ", line))
    return not re.search(r"\w", left)


def is_byline(line: str) -> bool:
    """Whether a line only names who wrote the article."""
    return byline_author(line) is not None


def byline_author(line: str) -> str | None:
    """The names a byline gives, without role, place or date."""
    found = _BYLINE.fullmatch(line.strip())
    if found is None or (line.rstrip().endswith((".", "!", "?")) and len(line.split()) > 4):
        return None
    return " ".join(found["names"].split())


def stamp_day(line: str) -> date | None:
    """The day a stamp or byline names; None for "3 hours ago", which says nothing by itself."""
    return first_day(line)


def is_update(line: str) -> bool:
    """Whether the stamp is of a later change, not of the first publication."""
    return re.match(r"(?:last\s+)?(?:updated|modified|edited|revised)", line.strip(), re.IGNORECASE) is not None
