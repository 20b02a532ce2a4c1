"""What a sentence mostly asserts: a first or only, an office, a number, a date, a quote, or that something happened."""

from __future__ import annotations

import re

from claimcheck.claims.wordings import MONTHS, NUMBERS, OFFICES
from claimcheck.domain import ClaimKind

_YEAR = r"(?:1[5-9]|20)\d\d"
_FIRST_ONLY_SINCE = re.compile(
    r"\bfor the (?:first|last|second|third) time\b|"
    r"\bthe (?:very )?(?:first|only|last|sole)\b(?! (?:of all|few|minute|moment|lady|minister|name|place|half|quarter|"
    r"day|week|days|weeks|months|years|thing))|"
    r"\b(?:his|her|its|their|our|a|an|whose|'s|’s) (?:very )?first\b(?! (?:name|lady|minister|place|of all))|"
    r"\b(?:only|first|last) \w+ (?:\w+ )?(?:to|ever|in (?:history|the (?:world|country)))\b|"
    rf"\bsince (?:at least |early |late |mid-|the |its |their |records |world war|{_YEAR}|{MONTHS})|"
    r"\b(?:never|not) (?:\w+ ){0,3}(?:before|since)\b|\bunprecedented\b|\ball[- ]time (?:high|low|record)\b|"
    r"\brecord (?:high|low|number|amount|level|profit|loss|sum|figure|turnout)s?\b|\b(?:in|on) record\b|\bever "
    r"(?:recorded|made|built|held|seen|measured)\b|"
    r"\b(?:high|low|larg|bigg|small|fast|slow|long|short|old|young|rich|poor|steep|strong|weak|great|few|deadli|busi)"
    r"est \w+(?: \w+){0,4} (?:in|since|ever|of|on|for)\b|"
    r"\b(?:most|least) \w+(?: \w+){0,4} (?:in (?:the|\w+['’]s) (?:world|country|history|region|nation)|since|ever)\b",
    re.IGNORECASE,
)
_ROLE = re.compile(
    rf"\b(?:led|headed|chaired|represented|commanded|founded|owned|presided over|succeeded|replaced|appointed|"
    rf"nominated) by\b|"
    rf"\b(?:appointed|named|elected|sworn in|inaugurated|nominated|re-?elected|promoted)(?: \w+){{0,4}} "
    rf"(?:as|to|the|a|an)? ?(?:\w+ ){{0,3}}(?:{OFFICES})\b|"
    rf"\b(?:is|was|are|were|became|becomes|remains|serves as|served as|acts as|acted as|resigned as|took over as) "
    rf"(?:still |now |then |also |once )?(?:the |a |an |its |his |her |their |\w+['’]s )?"
    rf"(?:(?!(?:by|to|from|with|at|in|for|that|told|asked)\b)\w+[ -]){{0,3}}(?:{OFFICES})\b",
    re.IGNORECASE,
)
_DATE = re.compile(
    rf"\b{_YEAR}\b|\b(?:{MONTHS})\b (?:\d{{1,2}}|of\b|{_YEAR})|\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{MONTHS})\b|"
    rf"\bin (?:early |late |mid-)?(?:{MONTHS})\b|\b(?:1[5-9]|20)\d0s\b"
)
_NUMBER = re.compile(rf"\d|\b(?:{NUMBERS})\b|\bper ?cent\b", re.IGNORECASE)
_DATES_ALONE = re.compile(
    rf"\b{_YEAR}\b|\b(?:{MONTHS})\.? \d{{1,2}}(?:st|nd|rd|th)?\b|\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{MONTHS})\b|"
    rf"\b(?:next|last|past|coming|few|first) (?:\d+|{NUMBERS}) (?:minute|hour|day|week|month|year)s?\b|"
    r"\b\d{1,2}[:.]\d{2}\b|\b[^\W\d_]+-?\d+\b|\b\d+[^\W\d_]+\b(?<!\dm)(?<!\dbn)(?<!\dkm)(?<!\dkg)"
)
"""Digits that are no amount: dates, times, vague spans, and names such as Covid-19 or G7."""
_QUOTED = re.compile(r"[“\"«„][^“”\"«»]*?(?:[\w'’-]+\W+){3,}?[^“”\"«»]*[”\"»]|[“\"«„](?:[\w'’-]+\W+){4,}$")
_OPEN_QUOTE_END = re.compile(r"^[^“\"«„]*[\w'’-]+[,.!?]?[”\"»]")


def kind_of(sentence: str, *, happened: bool, block_quote: bool = False) -> ClaimKind | None:
    """The most telling kind, or None for a sentence that asserts nothing of the sort.

    Args:
        sentence: its text.
        happened: whether a verb of it is in a past tense.
        block_quote: whether it stands alone as a quote whose speaker comes after.
    """
    if _FIRST_ONLY_SINCE.search(sentence):
        return ClaimKind.FIRST_ONLY_SINCE
    if _ROLE.search(sentence):
        return ClaimKind.ROLE
    if _NUMBER.search(_DATES_ALONE.sub(" ", sentence)):
        return ClaimKind.NUMBER
    if _DATE.search(sentence):
        return ClaimKind.DATE
    if block_quote or _QUOTED.search(sentence) or _OPEN_QUOTE_END.search(sentence):
        return ClaimKind.QUOTE
    return ClaimKind.EVENT if happened else None
