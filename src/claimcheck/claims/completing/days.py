"""Weekdays, "yesterday", "last month", "in May": which day or time they mean, counted from the day of writing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from claimcheck.claims.completing.lexicon import PROGRAMME
from claimcheck.claims.completing.phrases import Tense, governing_verb, tense_at
from claimcheck.claims.wordings import MONTHS

if TYPE_CHECKING:
    from spacy.tokens import Token

    from claimcheck.claims.completing.reading import Line

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTH_NAMES = tuple(MONTHS.split("|"))
_NUMBERS = {word: n for n, word in enumerate("one two three four five six seven eight nine ten".split(), 1)}
_DAY = "|".join(_WEEKDAYS)
_OWN = r"(?P<own>['’]s)?"
_NOT_DATES = frozenset({"ORG", "WORK_OF_ART", "FAC", "PRODUCT", "LAW"})
_PATTERNS = {
    "weekday": re.compile(
        rf"(?<![\w-])(?:(?P<on>[Oo]n)\s+)?(?:(?P<which>[Tt]his|[Ll]ast|[Nn]ext|[Ee]very|[Ee]ach|[Aa])\s+)?(?P<day>{_DAY})"
        rf"(?:\s+(?P<part>morning|afternoon|evening|night)\b)?{_OWN}(?![\w-])"
    ),
    "near": re.compile(
        rf"\b(?P<near>[Yy]esterday|[Tt]omorrow|[Tt]oday|[Tt]onight|[Ll]ast night|[Tt]his (?:morning|afternoon|evening))"
        rf"{_OWN}(?![\w-])"
    ),
    "span": re.compile(
        rf"\b(?:(?P<early>[Ee]arly|[Ll]ate|[Mm]id)[ -])?(?P<which>[Tt]his|[Ll]ast|[Nn]ext)\s+(?P<unit>week|month|year)"
        rf"{_OWN}(?![\w-])"
    ),
    "month": re.compile(
        rf"(?:(?P<before>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?\b(?P<month>{MONTHS})\b"
        r"(?:\s+(?P<after>\d{1,2})(?:st|nd|rd|th)?\b(?![:.]\d))?"
    ),
    "ago": re.compile(rf"\b(?P<count>\d{{1,2}}|a|{'|'.join(_NUMBERS)}) (?P<unit>days?|weeks?|months?|years?) ago\b"),
}
_YEAR_NEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_YEAR_AFTER = re.compile(r",?\s+(?:of\s+)?(?:last|this|next|the same|that|\d{4}\b)|[-–/]\s?\d")
_PREPOSITIONS = re.compile(
    r"\b(?:in|since|from|until|till|by|for|of|to|between|before|after|during|throughout|over|with|on|than|and|through|into)\s+\Z",
    re.IGNORECASE,
)
_NAMED_DAYS = re.compile(
    r"\b(?:Black|Good|Super|Ash|Bloody|Palm|Cyber|Easter|Holy|Maundy|Shrove|Giving|Sheffield|Boxing)\s+\Z"
)
_DAY_AFTER = re.compile(rf",?\s+(?:the\s+)?(?:\(?(?:{MONTHS})\b|\d{{1,2}}(?:st|nd|rd|th)?\b\s+(?:of\s+)?(?:{MONTHS}))")
_ROLLING = re.compile(r"\b(?:the|these|past|over the|every|same time|this time|week|day)\s+\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dated:
    """Words that tell a time and what they mean; ``words`` is None where that is not sure."""

    start: int
    end: int
    words: str | None


def dates_in(line: Line, text: str, day: date | None) -> Iterator[Dated]:
    """Relative dates of a sentence, in places of its text.

    Args:
        line: the sentence.
        text: what its places refer to.
        day: the day of writing; None where it is not known, and then nothing is.
    """
    names = {place for entity in line.span.ents if entity.label_ in _NOT_DATES for place in _places(line, entity)}
    for kind, pattern in _PATTERNS.items():
        for found in pattern.finditer(text, line.first, line.last):
            core = found.start("day" if kind == "weekday" else 0)
            if core in names:
                continue
            token = _token_at(line, found.end() - 1 - len(found.groupdict().get("own") or ""))
            if token is None:
                continue
            yield from _READERS[kind](found, token, line, text, day)


def _places(line: Line, entity: object) -> range:
    return range(line.start + entity.start_char, line.start + entity.end_char)  # type: ignore[attr-defined]


def _token_at(line: Line, place: int) -> Token | None:
    return next((token for token in line.span if line.place(token) <= place < line.end(token)), None)


def written(day: date) -> str:
    """A day as a desk writes it for readers anywhere."""
    return f"{day.day} {_MONTH_NAMES[day.month - 1]} {day.year}"


def _capital(words: str, found: re.Match[str], line: Line) -> str:
    return words[0].upper() + words[1:] if found.start() == line.first else words


def _bare_after(text: str, start: int) -> bool:
    return _PREPOSITIONS.search(text, max(0, start - 20), start) is not None


def _adverbial(token: Token) -> bool:
    return token.dep_ not in {"nsubj", "nsubjpass", "pobj", "conj", "attr", "appos", "compound", "nmod", "poss", "amod"}


def _weekday(found: re.Match[str], token: Token, line: Line, text: str, day: date | None) -> Iterator[Dated]:
    which = (found["which"] or "").lower()
    if which in {"every", "each", "a"} or _is_no_date(found, token, text):
        return
    tense = _tense(token)
    vague = which in {"last", "next"} or re.match(r"\s+(?:last|next|week)\b", text[found.end() : found.end() + 8])
    if day is None or vague or tense is None or (found["part"] and found["own"]):
        yield Dated(found.start(), found.end(), None)
        return
    distance = (_WEEKDAYS.index(found["day"]) - day.weekday()) % 7
    if tense is not Tense.PAST and distance == 0:
        yield Dated(found.start(), found.end(), None)
        return
    meant = written(day + timedelta(days=distance - 7 if tense is Tense.PAST and distance else distance))
    if found["own"]:
        yield from _owned(found, meant, line, text)
        return
    alone = not _bare_after(text, found.start()) and (_adverbial(token) or which == "this")
    on = "on " if found["on"] or alone else ""
    words = f"{on}the {found['part']} of {meant}" if found["part"] else f"{on}{meant}"
    yield Dated(found.start(), found.end(), _capital(words, found, line))


def _is_no_date(found: re.Match[str], token: Token, text: str) -> bool:
    """Whether a weekday is part of a name, or the day itself is written after it."""
    after = text[found.end() : found.end() + 30]
    if _NAMED_DAYS.search(text, max(0, found.start() - 20), found.start("day")) or _DAY_AFTER.match(after):
        return True
    named = re.match(r"\s+[A-Z]\w+", after) is not None
    return named and not found["part"] and not found["own"] and token.dep_ in {"compound", "nmod"}


def _owned(found: re.Match[str], words: str, line: Line, text: str) -> Iterator[Dated]:
    """Thursday's meeting is "the 15 May 2025 meeting"; before an adjective of degree nothing safe can be said."""
    lead = (found.groupdict().get("on") or "") + " " if found.groupdict().get("on") else ""
    if re.match(r"\s+(?:most|first|only|[a-z]+est)\b", text[found.end() : found.end() + 12]):
        yield Dated(found.start(), found.end(), None)
    else:
        yield Dated(found.start(), found.end(), _capital(f"{lead}the {words}", found, line))


def _near(found: re.Match[str], token: Token, line: Line, text: str, day: date | None) -> Iterator[Dated]:
    word = found["near"].lower()
    tense = _tense(token)
    if word == "today" and tense not in {Tense.PAST, Tense.FUTURE}:
        return
    if day is None:
        yield Dated(found.start(), found.end(), None)
        return
    meant = day + timedelta(days={"yesterday": -1, "tomorrow": 1, "last night": -1}.get(word, 0))
    part = {"tonight": "night", "last night": "night"}.get(word) or (
        word.split()[1] if word.startswith("this") else None
    )
    if found["own"]:
        if part:
            yield Dated(found.start(), found.end(), None)
        else:
            yield from _owned(found, written(meant), line, text)
        return
    words = f"the {part} of {written(meant)}" if part else written(meant)
    bare = _bare_after(text, found.start()) or token.dep_ in {"nsubj", "pobj"}
    following = text[found.end() : found.end() + 12].lstrip().split(" ")[0]
    if following in {"morning", "afternoon", "evening", "night"}:
        yield Dated(found.start(), found.end(), None)
        return
    yield Dated(found.start(), found.end(), words if bare else _capital(f"on {words}", found, line))


def _span(found: re.Match[str], token: Token, line: Line, text: str, day: date | None) -> Iterator[Dated]:
    if _ROLLING.search(text, max(0, found.start() - 12), found.start()):
        return
    step = {"this": 0, "last": -1, "next": 1}[found["which"].lower()]
    early = (found["early"] or "").lower()
    if day is None or (found["unit"] == "week" and (found["own"] or early)):
        yield Dated(found.start(), found.end(), None)
        return
    if found["unit"] == "year":
        words = str(day.year + step)
    elif found["unit"] == "month":
        months = day.year * 12 + day.month - 1 + step
        words = f"{_MONTH_NAMES[months % 12]} {months // 12}"
    else:
        monday = day - timedelta(days=day.weekday()) + timedelta(days=7 * step)
        words = f"the week of {written(monday)}"
    if found["own"]:
        if early:
            yield Dated(found.start(), found.end(), None)
        else:
            yield from _owned(found, words, line, text)
        return
    words = f"{early}{'-' if early == 'mid' else ' '}{words}" if early else words
    before = re.search(r"(\w+)\W*\Z", text[max(0, found.start() - 20) : found.start()])
    previous = before[1].lower() if before else ""
    bare = previous != "than" and (
        _bare_after(text, found.start()) or token.dep_ in {"nsubj", "nsubjpass", "pobj", "dobj"}
    )
    yield Dated(found.start(), found.end(), words if bare else _capital(f"in {words}", found, line))


def _month(found: re.Match[str], token: Token, line: Line, text: str, day: date | None) -> Iterator[Dated]:
    number = found["before"] or found["after"]
    if _YEAR_AFTER.match(text, found.end()) or (found["before"] and found["after"]):
        return
    lead = re.search(r"(\w+)[\s-]+\Z", text[max(0, found.start() - 20) : found.start()])
    before = lead[1].lower() if lead else ""
    if not number and before not in {
        "in",
        "since",
        "until",
        "by",
        "from",
        "early",
        "late",
        "mid",
        "last",
        "next",
        "during",
    }:
        return
    months = re.findall(rf"\b(?:{MONTHS})\b", text[line.first : line.last])
    start = found.start() if not found["before"] else found.start("before")
    open_ = Dated(start, found.end(), None)
    tense = _tense(token)
    alone = len(months) == 1 and not _YEAR_NEAR.search(text, max(0, line.first - 300), line.last)
    if day is None or not alone or before in {"last", "next"} or tense not in {Tense.PAST, Tense.FUTURE}:
        yield open_
        return
    month = _MONTH_NAMES.index(found["month"]) + 1
    later = (month, int(number)) > (day.month, day.day) if number else month > day.month
    sooner = (month, int(number)) < (day.month, day.day) if number else month < day.month
    year = day.year - (1 if tense is Tense.PAST and later else 0) + (1 if tense is Tense.FUTURE and sooner else 0)
    yield Dated(found.end(), found.end(), f", {year}" if found["after"] else f" {year}")


def _ago(found: re.Match[str], _token: Token, _line: Line, _text: str, day: date | None) -> Iterator[Dated]:
    counted = found["count"]
    many = 1 if counted == "a" else _NUMBERS.get(counted) or int(counted)
    if day is None or not found["unit"].startswith("day"):
        yield Dated(found.start(), found.end(), None)
    else:
        yield Dated(found.start(), found.end(), f"on {written(day - timedelta(days=many))}")


def _tense(token: Token) -> Tense | None:
    """The tense, where a present tense means what is to come only with verbs of a programme: "opens on Friday"."""
    found = tense_at(token)
    if found is not Tense.PRESENT:
        return found
    verb = governing_verb(token)
    return Tense.FUTURE if verb is not None and verb.lower_ in PROGRAMME else None


_READERS = {"weekday": _weekday, "near": _near, "span": _span, "month": _month, "ago": _ago}
