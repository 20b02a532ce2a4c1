"""The families of phrases that pages put around an article, in the wordings that many sites share.

Each family is a closed form: a whole short line, or a beginning that no reported sentence has. What a family does
not cover is left to the shape and the place of a line.
"""

from __future__ import annotations

import re
from enum import Enum, auto

from claimcheck.articles.shapes import Shape
from claimcheck.articles.stamps import is_byline, is_stamp
from claimcheck.articles.wordings import (
    ADVERT,
    AGENCY_END,
    BREADCRUMB,
    CAPTION_LABEL,
    COMMENTS,
    CONSENT,
    CONSENT_SENTENCE,
    CONTACT,
    CONTACT_SENTENCE,
    CREDIT_BEGINNING,
    CREDIT_END,
    DISCLOSURE,
    LEGAL,
    NAVIGATION_WORDS,
    PLAYER,
    PROMPTS,
    REACHED_BY,
    RELATED,
    RELATED_LINE,
    REPORTING,
    SHARE_CORE,
    SHARE_WORDS,
    SLASHED,
)


class Family(Enum):
    """What a line that does not belong to the article is there for."""

    STAMP = auto()
    BYLINE = auto()
    ADVERT = auto()
    SHARE = auto()
    CONSENT = auto()
    PROMPT = auto()
    DISCLOSURE = auto()
    COMMENTS = auto()
    RELATED = auto()
    RELATED_LINE = auto()
    CREDIT = auto()
    CAPTION_LABEL = auto()
    PLAYER = auto()
    CONTACT = auto()
    LEGAL = auto()
    NAVIGATION = auto()


_GAP = re.compile(r"\t|[ \u00a0]{3,}")
_DECORATION = " \t\u00a0•*·▶►▸➤→»›>|-–—:"


def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern})", re.IGNORECASE)


_LABELS = tuple(
    (family, _whole(pattern))
    for family, pattern in (
        (Family.ADVERT, ADVERT),
        (Family.COMMENTS, COMMENTS),
        (Family.RELATED, RELATED),
        (Family.CONSENT, CONSENT),
        (Family.PLAYER, PLAYER),
        (Family.CAPTION_LABEL, CAPTION_LABEL),
        (Family.CONTACT, CONTACT),
    )
)
_LINES = tuple(
    (family, _whole(pattern), longest)
    for family, pattern, longest in (
        (Family.CONSENT, CONSENT_SENTENCE, 70),
        *((Family.PROMPT, pattern, 45) for pattern in PROMPTS),
        (Family.DISCLOSURE, DISCLOSURE, 70),
        (Family.LEGAL, LEGAL, 45),
        (Family.BYLINE, REPORTING, 40),
        (Family.CONTACT, CONTACT_SENTENCE, 40),
        (Family.CREDIT, CREDIT_BEGINNING, 45),
        (Family.RELATED_LINE, RELATED_LINE, 30),
    )
)


def family_of(shape: Shape) -> Family | None:
    """The family a line belongs to, or None where it may be part of the article."""
    if is_stamp(shape.text):
        return Family.STAMP
    if is_byline(shape.text):
        return Family.BYLINE
    plain = " ".join(shape.text.replace("’", "'").split())
    label = plain.strip(_DECORATION).rstrip(".!?… ") or plain
    for family, pattern in _LABELS:
        if pattern.fullmatch(label) or pattern.fullmatch(plain):
            return family
    if _only(shape, SHARE_WORDS) and any(word.casefold() in SHARE_CORE for word in shape.words):
        return Family.SHARE
    for family, pattern, longest in _LINES:
        if len(shape.words) <= longest and pattern.fullmatch(plain.lstrip(_DECORATION)):
            return family
    return _by_form(shape, plain)


def _by_form(shape: Shape, plain: str) -> Family | None:
    count = len(shape.words)
    if count <= 60 and CREDIT_END.search(plain):
        return Family.CREDIT
    if not shape.ends_sentence:
        if count <= 10 and (AGENCY_END.search(plain) or (SLASHED.fullmatch(plain) and _names(shape))):
            return Family.CREDIT
        if count <= 14 and REACHED_BY.search(plain):
            return Family.CONTACT
        segments = [segment for segment in BREADCRUMB.split(plain) if segment]
        if len(segments) > 1 and _is_breadcrumb(segments, count):
            return Family.NAVIGATION
        if _is_menu(shape):
            return Family.NAVIGATION
    return None


def _is_breadcrumb(segments: list[str], words: int) -> bool:
    """Short names of sections; the title may come last where the first is one that sites have in common."""
    if all(len(segment.split()) <= 4 for segment in segments):
        return len(segments) > 2 or words <= 6
    short = all(len(segment.split()) <= 4 for segment in segments[:-1])
    return short and words <= 30 and segments[0].casefold() in NAVIGATION_WORDS


def _is_menu(shape: Shape) -> bool:
    """Names of sections side by side, told by their words or by the gaps between them."""
    if len(_GAP.findall(shape.text)) >= 2 and "\n" not in shape.text:
        return True
    known = sum(1 for word in shape.words if word.casefold() in NAVIGATION_WORDS)
    return known > 0 and (known == len(shape.words) or (len(shape.words) >= 4 and known >= 0.8 * len(shape.words)))


def _only(shape: Shape, vocabulary: frozenset[str]) -> bool:
    return bool(shape.words) and all(word.casefold() in vocabulary or word.isdigit() for word in shape.words)


def _names(shape: Shape) -> bool:
    """Whether most words are capitalised, as in the names of people and agencies."""
    capitalised = sum(1 for word in shape.words if word[0].isupper())
    return capitalised >= 0.75 * len(shape.words)
