"""What the browser tests of the page Check have in common: a claim on the desk, its evidence, its draft."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from browser.driving import REVIEWER, Visit
from claimcheck.domain import Claim
from claimcheck.workbench import Workbench

PATIENCE_MS = 60_000
"""The first search of a server loads the model."""


def contradicted(desk: Workbench) -> Claim:
    """The claim whose evidence contradicts it in a date."""
    return next(claim for claim in desk.claims.list() if "first direct talks" in claim.text)


def opened(tab: Visit, **places: str) -> None:
    tab.page.goto(tab.server.address("check", **places))
    evidence(tab)


def evidence(tab: Visit) -> Locator:
    passages = tab.page.locator(".cb-passage")
    expect(passages.first).to_be_visible(timeout=PATIENCE_MS)
    tab.settled()
    return passages


def explain(tab: Visit, words: str) -> None:
    tab.page.get_by_label("Explanation").fill(words)


def current(tab: Visit) -> Locator:
    return tab.page.locator(".cb-passage[aria-current]")


def saved_draft(tab: Visit, desk: Workbench, claim: Claim, words: str) -> None:
    """Wait until the draft holds these words: the page says when it was kept, the record what."""

    def held() -> bool:
        draft = desk.drafting.load(claim.id, REVIEWER)
        return draft is not None and draft.explanation == words

    for _ in range(200):
        if held():
            return
        tab.page.wait_for_timeout(50)
    raise AssertionError("the draft was not saved")


def select(shown: Locator, words: str) -> None:
    """Select words of a text as a mouse would; they may lie across several pieces."""
    shown.evaluate(
        """(box, words) => {
            const pieces = [];
            const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) pieces.push(walker.currentNode);
            const start = pieces.map((piece) => piece.data).join("").indexOf(words);
            const place = (at) => {
                for (const piece of pieces) {
                    if (at <= piece.data.length) return [piece, at];
                    at -= piece.data.length;
                }
            };
            const range = document.createRange();
            range.setStart(...place(start));
            range.setEnd(...place(start + words.length));
            getSelection().removeAllRanges();
            getSelection().addRange(range);
        }""",
        words,
    )
