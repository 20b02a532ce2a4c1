"""A workspace in which every text that somebody can enter is hostile, and what to look for on a page that shows it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.domain import Draft, Outcome, Pin, PinStance, PublicationDate
from claimcheck.ui.safe import one_line
from claimcheck.workbench import Workbench
from claimcheck.workspace import Workspace
from deskwork import an_article
from hostile import HOSTILE

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from claimcheck.domain import Article, Claim

READER = HOSTILE[16]
"""The reviewer whose drafts are under way."""
RATINGS = dict(zip((HOSTILE[0], HOSTILE[16], HOSTILE[22], HOSTILE[27]), Outcome, strict=True))
CROWDED = "Everybody decided this in turn."
DAY = date(2025, 5, 15)
LATEST = datetime(2025, 5, 16, tzinfo=UTC)
_JOINER = "\u2060"
_WORDS = """(place) => {
    const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    const words = [];
    while (walker.nextNode()) {
        if (!walker.currentNode.parentElement.closest("style")) words.push(walker.currentNode.data);
    }
    return words.join(" ");
}"""
_RAN = """() => {
    const strange = [
        "img", "iframe", "object", "embed", "script", "link", "math", "form:not([data-testid='stForm'])", "del", "em",
        "h4", "h5", "h6", "blockquote", "hr", ".katex", "[onerror]", "[onload]", "[ontoggle]", "[style*='evil']",
        "a[href^='javascript' i]", "a[href^='mailto' i]",
        "a[href*='evil']:not([data-testid='stLinkButton'] a, .cb-link)",
    ];
    return [...document.querySelector("[data-testid='stApp']").querySelectorAll(strange.join(","))]
        .map((found) => found.outerHTML.slice(0, 300));
}"""


def hostile_desk(root: Path) -> Workbench:
    """Forty documents, articles, claims to check with drafts, and verdicts; each all of one hostile string."""
    workspace = Workspace(root)
    workspace.create()
    scale = "\n".join(f"{json.dumps(rating)} = {json.dumps(outcome.value)}" for rating, outcome in RATINGS.items())
    workspace.settings_file.write_text(f"[desk.ratings]\n{scale}\n", encoding="utf-8")
    desk = Workbench.open(root)
    table = root / "table.jsonl"
    rows = [_document(number, words) for number, words in enumerate(HOSTILE)]
    table.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    desk.library.add([table])
    desk.index.build()
    for number, words in enumerate(HOSTILE):
        article = _article(number, words)
        desk._resources.desk.add_article(article)  # as if a reader had let it through
        start = article.text.index(words)
        pins = _pins(desk, words)
        for decided in (True, False):
            claim = desk.claims.add(
                words, article_id=article.id, start=start, end=start + len(words), speaker=words, actor=words
            )
            if decided:
                desk.record.verdict(
                    claim.id,
                    rating=list(RATINGS)[number % 4],
                    explanation=words,
                    pins=pins,
                    reviewer=words,
                    hits=desk.evidence.search(words).hits[:3],
                    build=words,
                )
            else:
                desk.drafting.save(claim.id, READER, Draft(rating=READER, explanation=words, pins=pins))
    _crowd(desk)
    return desk


def crowded(desk: Workbench) -> Claim:
    """The claim that was decided by everybody in turn and rests on everything."""
    return next(claim for claim in desk.claims.list() if claim.text == CROWDED)


def what_ran(page: Page) -> list[str]:
    """Elements that no page of ours draws; text that was taken for markup would be one of them."""
    found: list[str] = page.evaluate(_RAN)
    return found


def words_of(place: Locator) -> str:
    """The text of a place, folded lines and all, without invisible joiners and with white space taken together."""
    words: str = place.evaluate(_WORDS)
    return one_line(words.replace(_JOINER, ""), 10_000_000)


def missing_from(shown: str, strings: Sequence[str], limit: int = 58) -> list[str]:
    """Strings that are not there as text; of long ones the beginning must be."""
    return [words for words in strings if one_line(words, 10_000)[:limit].rstrip() not in shown]


def _crowd(desk: Workbench) -> None:
    claim = desk.claims.add(CROWDED, said="\n".join(HOSTILE), actor="Ada")
    for words in HOSTILE:
        desk.record.verdict(
            claim.id, rating=READER, explanation=words, pins=_pins(desk, words), reviewer=words, hits=()
        )
    everything = tuple(pin for words in HOSTILE for pin in _pins(desk, words)[1:])
    mine = Draft(rating=READER, explanation="\n".join(HOSTILE), pins=everything)
    desk.drafting.save(claim.id, READER, mine)
    desk.record.verdict(
        claim.id, rating=READER, explanation=mine.explanation, pins=everything, reviewer=HOSTILE[1], hits=()
    )


def _document(number: int, words: str) -> dict[str, str]:
    text = f"{words}\n\nThe harbour log number {number} counts {number} ferries."
    names = ("id", "title", "publisher", "author", "url", "language")
    return {"text": text, "date": "2025-05-10"} | dict.fromkeys(names, words)


def _article(number: int, words: str) -> Article:
    return an_article(
        f"Number {number} was said here: {words} and so on.",
        title=words,
        author=words,
        publisher=words,
        published=PublicationDate(day=DAY, origin=words),
        url=words,
        original=None,
        added_at=LATEST,
    )


def _pins(desk: Workbench, words: str) -> tuple[Pin, ...]:
    call = desk.sourcing.pin_outside(who=words, when=DAY, what=words, stance=PinStance.CONTEXT)
    passage = replace(
        call,
        text=words,
        paragraph=f"Before. {words} After.",
        passage_id=words,
        document_id=words,
        document_sha256=words,
        start=0,
        end=len(words),
        title=words,
        publisher=words,
        url=words,
    )
    return (replace(passage, stance=PinStance.SUPPORTS), replace(passage, stance=PinStance.REFUTES, start=1), call)
