"""Full stops that end no sentence, and those that may: what the parser gets wrong around abbreviations."""

from __future__ import annotations

import re

_TITLES = (
    "mr|mrs|ms|mx|dr|prof|rev|hon|sen|rep|gov|gen|col|maj|capt|lt|sgt|cpl|pvt|cmdr|adm|brig|supt|insp|const|det|pres|"
    "amb|fr|sr|msgr|st|mt|ft"
)
_BEFORE_NUMBERS = "no|nos|fig|figs|vol|vols|pp|p|art|arts|sec|ch|para|ext|approx|ca|cf|est|min|max|avg"
_INSIDE = "e\\.g|i\\.e|vs|v|viz|al|etc|m\\.p\\.h|k\\.p\\.h|univ|dept|ave|blvd|rd"
_NEVER_LAST = re.compile(rf"(?:^|[\s(\[“\"‘'-])(?:{_TITLES})\.\Z", re.IGNORECASE)
_NUMBER_NEXT = re.compile(rf"(?:^|[\s(\[])(?:{_BEFORE_NUMBERS})\.\Z", re.IGNORECASE)
_LOWER_NEXT = re.compile(rf"(?:^|[\s(\[])(?:{_INSIDE}|(?:[^\W\d_]\.)+[^\W\d_]|{_BEFORE_NUMBERS})\.\Z", re.IGNORECASE)
_LIST_NUMBER_LAST = re.compile(r"(?:^|[:;]\s)\(?\d{1,2}[.)]\Z")
_DATELINE = re.compile(
    r"[A-Z][A-Z.,' -]{2,40}(?:,? (?:[A-Z][\w.]*,? ?){0,3}\d{0,2})?(?:\([^()]{1,40}\))? ?[—–-]{1,2}\Z"
)

_OPENER = (
    "The|A|An|In|On|At|It|Its|He|She|They|We|I|This|That|These|Those|But|And|However|For|As|When|While|If|After|Before|"
    "There|His|Her|Their|Our|You|No|Not|Nobody|None|So|Then|Now|Most|Some|Many|Both|One|Two|Three|More|Police|Officials"
)
_NAMES_A_LETTER = "[Gg]roup|[Pp]lan|[Gg]rade|[Cc]lass|[Cc]ategory|[Tt]ype|[Ss]chedule|[Vv]itamin|hepatitis|an?|[Rr]oute"
_MISSED = re.compile(
    rf"""
    (?<!\w)(?:[ap]\.m|Ph\.D|[BM]\.[AS]c?|U\.[SKN]|E\.U|D\.C|Inc|Ltd|Corp|Co|Jr|Sr|etc)\.[”"’)]*(?P<abbreviated>\s+)
        (?=[“"‘(]?(?:{_OPENER})\b)
    | (?<![\w.])(?:{_NAMES_A_LETTER})\ [A-Z]\.[”"’)]*(?P<lettered>\s+)(?=[“"‘(]?[A-Z])
    | \d(?:m|bn|tn|k|p|c|km|kg|cm|mm|ft|C|F|%)?\.[”"’)]*(?P<counted>\s+)(?=[“"‘(]?(?:{_OPENER})\b)
    | (?<![\w.])(?P<word>[a-z]{{3,}})\.[”"’)]*(?P<plain>\s+)(?=[“"‘(]?[A-Z])
    """,
    re.VERBOSE,
)
_LOWER_ABBREVIATIONS = frozenset(
    "approx dept univ assn ave blvd hwy etc viz vol vols fig figs nos sec art arts para ext est min max avg inc ltd "
    "corp mrs prof gov gen capt sgt cpl pvt supt insp jan feb mar apr jun jul aug sep sept oct nov dec".split()
)


def continues(before: str, after: str) -> bool:
    """Whether two pieces that the parser cut are one sentence, because of how the first ends."""
    if _NEVER_LAST.search(before) or _LIST_NUMBER_LAST.search(before) or _DATELINE.fullmatch(before):
        return True
    if after[0].isdigit() and _NUMBER_NEXT.search(before):
        return True
    return after[0].islower() and _LOWER_NEXT.search(before) is not None


def missed_ends(text: str) -> list[int]:
    """Offsets at which a sentence begins that the parser took for a part of the one before."""
    return [
        match.end()
        for match in _MISSED.finditer(text)
        if match["word"] not in _LOWER_ABBREVIATIONS and not _LIST_NUMBER_LAST.search(text[: match.end()].rstrip())
    ]
