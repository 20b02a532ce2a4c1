"""The words of one claim in their article: its sentences, those before it, and what is quoted in them."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from claimcheck.claims.completing.events import Described, described
from claimcheck.claims.completing.mentions import company_of
from claimcheck.claims.completing.reading import Reading, read
from claimcheck.claims.completing.scans import Scan

if TYPE_CHECKING:
    from claimcheck.claims.completing.replacing import Found
    from claimcheck.domain import Article


class ClaimWords:
    """A span of an article, or a wording that stands for it.

    Args:
        article: where it was said.
        span: the words as said.
        wording: words that stand for them; their places count from 0.
        speaker: who says it, as far as that is known.
    """

    def __init__(self, article: Article, span: tuple[int, int], *, wording: str | None, speaker: str | None) -> None:
        start, end = span
        day = article.published.day if article.published else None
        company = company_of(article.text, article.title or None, day)
        self.company = company
        self.article = article
        self.span = span
        self.speaker = speaker
        self.own = wording is not None
        self.reading: Reading = company.reading if wording is None else read(wording)
        self.base = start if wording is None else 0
        self.limit = end if wording is None else len(wording)
        history = company.before(start)
        self.history: list[Scan] = list(history)
        self.scans: list[Scan] = []
        lines = self.reading.lines_between(self.base, self.limit)
        for line in lines:
            self.scans.append(company.scan(line, [*history, *self.scans], offset=start if self.own else 0))

    def holds(self, place: Found) -> bool:
        """Whether a place lies in the claim."""
        return self.base <= place.start <= place.end <= self.limit

    def is_quoted(self, place: int) -> bool:
        """Whether a place stands in quotation marks, or in an answer of an interview."""
        return self.reading.quoted(place) if self.own else self.company.quoted(place)

    def scans_before(self, scan: Scan, *, turned: bool = False) -> list[Scan]:
        """The claim's own sentences before one of them, the nearest first when ``turned``."""
        before = [] if self.own else self.scans[: self.scans.index(scan)]
        return before[::-1] if turned else before

    @cached_property
    def titles(self) -> list[Described]:
        """Events of the headings before the claim and of the article's title."""
        headings = [scan.line for scan in reversed(self.history) if scan.line.heading]
        events = [event for line in headings for event in described(line, self.company.reading)]
        if self.article.title and self.article.title not in self.company.reading.text:
            title = read(self.article.title)
            events += [
                replace(event, source=None)
                for line in title.lines
                for event in described(replace(line, heading=True), title, self.company.reading.name_words)
            ]
        return events
