"""Whose words a claim is that stands in quotation marks, or alone in a block before "X said"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from claimcheck.claims.completing.people import Person
from claimcheck.claims.speakers import speaker_after
from claimcheck.claims.wordings import SAYING
from claimcheck.domain import Sentence

if TYPE_CHECKING:
    from claimcheck.claims.completing.mentions import Company
    from claimcheck.claims.completing.scans import Mention, Scan

_SAYING = re.compile(SAYING, re.IGNORECASE)
_OPENING = '“"„«'
_CLOSING = '”"»'


def is_all_quoted(company: Company, start: int, end: int) -> bool:
    """Whether every word of a span stands inside quotation marks."""
    text = company.reading.text
    places = [place for place in range(start, min(end, len(text))) if text[place].isalnum()]
    return (
        bool(places)
        and all(company.reading.quoted(place) for place in (places[0], places[-1]))
        and any(left < places[0] and places[-1] < right for left, right in company.reading.quotes)
    )


def block_speaker(company: Company, start: int, end: int) -> Person | str | None:
    """The speaker of a block without marks, named after it."""
    text = company.reading.text
    name = speaker_after(text, Sentence(text=text[start:end], start=start, end=end))
    return None if name is None else company.people.called(name) or name


def quote_speaker(company: Company, start: int) -> Person | None:
    """The one person whom the paragraph of a quote names as saying it; None where nobody or several."""
    paragraph = next((scan.line.paragraph for scan in company.scans if scan.line.first <= start < scan.line.last), None)
    said_by = {
        mention.who for scan in company.scans if scan.line.paragraph == paragraph for mention in _sayers(company, scan)
    }
    if len(said_by) != 1:
        return None
    speaker = said_by.pop()
    return speaker if isinstance(speaker, Person) else None


def _sayers(company: Company, scan: Scan) -> Sequence[Mention]:
    return [
        mention
        for mention in scan.mentions
        if mention.token.dep_ == "nsubj"
        and _SAYING.fullmatch(mention.token.head.text)
        and not company.reading.quoted(mention.start)
    ]


def as_quote(said: str) -> tuple[str, str, int]:
    """What goes before and after the words so that the quote is whole, and how much of their end gives way to it."""
    stripped = said.rstrip()
    opening = "" if stripped[:1] in _OPENING else "“"
    cut = len(said) - len(stripped)
    if stripped[-1:] in _CLOSING:
        if len(stripped) > 1 and stripped[-2] == ",":
            return opening, f".{stripped[-1]}", cut + 2
        return opening, stripped[-1], cut + 1
    if stripped[-1:] in ",;—–":
        return opening, ".”", cut + 1
    return opening, "”", cut
