"""A dated earlier case that refutes a claim of a first, an only or a record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from claimcheck.differences import Unprecedented, read_unprecedented
from claimcheck.differences.alignment import align
from claimcheck.differences.calendar import moments
from claimcheck.differences.periods import Days, When, months
from claimcheck.differences.statements import statements
from claimcheck.domain import Evidence
from claimcheck.text.sentences import sentence_spans

_LEAST = 0.6
"""Probability from which a sentence tells of the event."""
_JUST_BEFORE = timedelta(days=7)
"""What is published so shortly before the claim tells of the claim's own event, where its sentence names no day."""
_NOT_A_CASE = re.compile(
    r"\b(?:will|would|could|might|may(?= [a-z])|shall|should|plan(?:s|ned)?|propos\w+|offer\w*|call(?:s|ed)? for|"
    r"upcoming|ahead of|prepar\w+|expect\w*|schedul\w+|hop(?:e|es|ed|ing)|no|not|never|none|cancel\w*|since|"
    r"last(?! (?:week|month|year|night|spring|summer|autumn|winter|\w+day)\b))\b|n['’]t\b",
    re.IGNORECASE,
)
"""Words with which a sentence speaks of what is to come, of what was not, or of the end of the window."""

_KIND = re.compile(
    r"\b(?:first|only|sole)(?:-ever| ever)? (?!time\b)(\S+ \S.*?)"
    r"(?=,|;|[.!?]|$| since\b| in (?:\w+ ){0,4}(?:years|decades)\b)",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:not|no|never|hardly|den(?:y|ies|ied)|false|wrong\w*)\b|n['’]t\b", re.IGNORECASE)
_NAME = re.compile(r"(?<!^)(?<![.!?] )\b[A-ZÀ-Þ]\w{2,}")
_ALIKE = 5
"""Letters in which a name and a word made from it agree."""
Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Precedent:
    """A passage that tells of the event inside the window."""

    evidence: Evidence
    day: date
    """The first day on which it may have been; the day of publication where the sentence names none."""


def case_of_its_kind(unprecedented: Unprecedented, claim: str) -> str:
    """What an earlier case would make true: "There was direct contact between …", wherever the claim's event was."""
    found = _KIND.search(claim)
    return f"There was {found[1].strip()}." if found is not None else unprecedented.event


def find_precedent(unprecedented: Unprecedented, on_event: Sequence[Evidence]) -> Precedent | None:
    """The surest passage that tells of an earlier case inside the window; None where none does.

    A case must be dated: by its sentence, or, where that names no day, by a publication inside the window, though not
    in its last days, when papers write about the claim's own event. A sentence
    that speaks of plans or denies the event is no case, nor is one that itself calls the event a first.

    Args:
        unprecedented: the event and its window.
        on_event: passages with their stance on the event itself, as if the claim said no more than that it happened.
    """
    found = [
        (one.stance.supports, Precedent(evidence=one, day=day))
        for one in on_event
        if one.stance is not None
        and one.bearing is not None
        and one.stance.supports >= _LEAST
        and (day := _day_of_case(one, unprecedented))
    ]
    return max(found, key=lambda pair: (pair[0], -pair[1].evidence.hit.rank))[1] if found else None


def places_last_case_earlier(unprecedented: Unprecedented, evidence: Evidence) -> bool:
    """Whether a passage itself tells of a first, and since an earlier year than the claim.

    "The first since 2014" says that nothing happened since 2022 either: it is no refutation of "the first since 2022",
    though both cannot be right about the last case. "Since spring 2022" and "since 2022" are the same.
    """
    start, end = evidence.bearing or (0, len(evidence.hit.passage.text))
    told = read_unprecedented(evidence.hit.passage.text[start:end], evidence.hit.source.published)
    mine, theirs = unprecedented.first_day, told.first_day if told is not None else None
    if mine is None or theirs is None:
        return False
    return (theirs - timedelta(days=1)).year < (mine - timedelta(days=1)).year


def same_first(unprecedented: Unprecedented, claim: str, evidence: Evidence) -> Span | None:
    """The sentence of a passage that tells of the same first since the same year, word for word or nearly; or None.

    A model that reads "the two sides" in it does not know whose contact it was; the passage around it says so: most
    names of the claim must stand there.
    """
    text, mine = evidence.hit.passage.text, unprecedented.first_day
    wanted = statements(claim)
    if mine is None or not wanted or not _names_most_of(unprecedented.event, text):
        return None
    for start, end in sentence_spans(text):
        sentence = text[start:end]
        told = read_unprecedented(sentence, evidence.hit.source.published)
        if told is None or told.first_day is None or _DENIED.search(sentence):
            continue
        same = (told.first_day - timedelta(days=1)).year == (mine - timedelta(days=1)).year
        if same and align(wanted[0], statements(sentence)) is not None:
            return start, end
    return None


def _names_most_of(event: str, text: str) -> bool:
    """Whether most of the names in some words begin like words of a text: "Russian" will do for "Russia"."""
    names = {name[:_ALIKE].casefold() for name in _NAME.findall(event)}
    known = text.casefold()
    return 2 * sum(name in known for name in names) >= len(names)


def _day_of_case(evidence: Evidence, unprecedented: Unprecedented) -> date | None:
    text = evidence.hit.passage.text
    start, end = evidence.bearing or (0, len(text))
    sentence = text[start:end]
    published = evidence.hit.source.published
    if _NOT_A_CASE.search(sentence) or read_unprecedented(sentence, published or date.max) is not None:
        return None
    written = [one.when for statement in statements(sentence) for one in moments(statement)]
    fixed = [days for when in written if (days := _days(when, published)) is not None]
    if fixed:
        inside = [days[0] for days in fixed if _inside(days, unprecedented)]
        return min(inside, default=None)
    if published is None or not _inside((published, published), unprecedented):
        return None
    last = unprecedented.last_day
    return published if last is None or published <= last - _JUST_BEFORE else None


def _days(when: When, published: date | None) -> Days | None:
    """The days a written date fixes; a month without a year is the last one before the publication."""
    if when.days is not None:
        return when.days
    if when.month is None or published is None:
        return None
    year = published.year if when.month <= published.month else published.year - 1
    return months(str(year), when.month, when.month)


def _inside(days: Days, unprecedented: Unprecedented) -> bool:
    first, last = unprecedented.first_day, unprecedented.last_day
    return (first is None or days[0] >= first) and (last is None or days[1] <= last)
