"""What a sentence asserts: a first or only, an office, a number, a comparison, a cause, a date, a quote, an event."""

from __future__ import annotations

import re
from dataclasses import dataclass

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


_COMPARISON = re.compile(
    r"\b(?:more|less|fewer|greater|larger|smaller|higher|lower|better|worse|bigger|faster|slower|longer|shorter|older|"
    r"younger|cheaper|richer|poorer|stronger|weaker|rather|[a-z]{3,}ier) (?:\w+ ){0,4}than (?!just\b|ever before\b|"
    r"welcome\b|likely\b|happy\b)(?!(?:an? )?(?:\d|hundred|thousand|million|dozen|one\b|two\b|half\b|that\b))|"
    r"\b(?:compared|in comparison|in contrast) (?:with|to)\b|\b(?:twice|half|(?:\w+ )?times) as (?:much|many|\w+) as\b|"
    r"\bas (?:many|much|high|low|large|big|few|often|long|fast|old|rich|poor) (?:\w+ ){0,3}as\b|"
    r"\b(?:up|down) (?:\S+ ){0,3}?from\b|\b(?:exceed|outnumber|outpac|outperform|overt(?:ak|ook)|surpass|lagg?)\w*\b|"
    r"\b(?:above|below) (?:the )?(?:\w+ )?average\b|\b(?:most|least) of (?:all|any)\b|"
    r"\b(?:\d+|[a-z]+)(?:-fold| times) (?:more|less|higher|larger|greater)\b|\bversus\b",
    re.IGNORECASE,
)
_CAUSAL = re.compile(
    r"\bbecause\b|\bdue to\b|\bthanks to\b|\bowing to\b|\bas a (?:direct )?(?:result|consequence) of\b|"
    r"\b(?:result|end)(?:ed|s|ing) in\b|\b(?:led|leads|leading) to\b|\b(?:caus|trigger|provok|prompt|spark|fuell?)"
    r"(?:ed|es|s|ing) (?:by |the |a |an |its |his |her |their |more |new |mass |\d|[A-Z])|"
    r"\bcaused\b|\bblam(?:ed|es|ing)\b|\b(?:stem|result)(?:s|med|ed|ming|ing)? from\b|\battribut(?:ed|es|able) to\b|"
    r"\bforc(?:ed|es|ing) (?:\w+ ){1,5}to\b|\bmade (?:it )?(?:im)?possible\b|\bresponsible for\b|\bin response to\b"
)
_RELATIVE_DAY = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|tonight|tomorrow|"
    r"(?:last|this|next) (?:week|month|year|night|spring|summer|autumn|fall|winter)|"
    r"\d{1,2}(?:[:.]\d{2})? ?[ap]\.?m\b|"
    rf"(?:\d+|a|{NUMBERS}) (?:minute|hour|day|week|month|year)s? (?:ago|earlier|later))\b",
    re.IGNORECASE,
)

_NO_WORD = re.compile(r"\w{100,}")
"""Longer than any word: a code, a paste that lost its spaces. The patterns would take quadratic time on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A kind, and the words of the sentence that show it; none for an event, which its verb shows."""

    kind: ClaimKind
    words: str


def signs_of(sentence: str, *, happened: bool, block_quote: bool = False) -> tuple[Sign, ...]:
    """What a sentence asserts, the most telling first; nothing for one that asserts nothing of the sort.

    Args:
        sentence: its text.
        happened: whether a verb of it says that something happened.
        block_quote: whether it stands alone as a quote whose speaker comes after.
    """
    sentence = _NO_WORD.sub(" ", sentence)
    undated = _DATES_ALONE.sub(" ", sentence)
    quoted = _QUOTED.search(sentence) or _OPEN_QUOTE_END.search(sentence)
    day = _DATE.search(sentence)
    found = (
        (ClaimKind.FIRST_ONLY_SINCE, _FIRST_ONLY_SINCE.search(sentence)),
        (ClaimKind.ROLE, _ROLE.search(sentence)),
        (ClaimKind.NUMBER, _NUMBER.search(undated)),
        (ClaimKind.COMPARISON, _COMPARISON.search(sentence)),
        (ClaimKind.CAUSAL, _CAUSAL.search(sentence)),
        (ClaimKind.DATE, day),
        (ClaimKind.QUOTE, quoted),
        (ClaimKind.DATE, None if day else _RELATIVE_DAY.search(sentence)),
    )
    signs = [Sign(kind=kind, words=match.group().strip()) for kind, match in found if match]
    if block_quote and not quoted:
        signs.append(Sign(kind=ClaimKind.QUOTE, words=""))
    if happened:
        signs.append(Sign(kind=ClaimKind.EVENT, words=""))
    return tuple(signs)
