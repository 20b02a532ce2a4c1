"""What `page_speed.py` does in the browser: opening every page, and every action a checker does all day."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from browser.driving import Visit

_PATIENCE_MS = 60_000
_REST_MS = 150
"""Between seeing an outcome and the next key; nobody is quicker."""
SETTLED = """(() => {
  const app = document.querySelector("[data-testid='stApp']");
  return app?.dataset.testConnectionState === "CONNECTED" && app?.dataset.testScriptState === "notRunning";
})()"""
ROWS = "document.querySelectorAll('.cc-rt-row[data-id]').length"
PASSAGES = "document.querySelectorAll('.cb-passage').length"
BESIDE = "document.querySelector(\"[class*='st-key-split-open-'] .cc-text\")"
DIALOG = "document.querySelector(\"[data-testid='stDialog'] [role='dialog']\")"
_ROW_IDS = "[...document.querySelectorAll('.cc-rt-row[data-id]')].map((row) => row.dataset.id).join()"
_HIT_IDS = "[...document.querySelectorAll('.cb-passage')].map((one) => one.dataset.passage).join()"
_CLAIM = "document.querySelector('.cb-claim')?.textContent"
_COUNTS = "document.querySelector('.st-key-article-counts')?.innerText"
_DECISION = "document.querySelector('.st-key-check-decision')?.innerText ?? ''"
_PINNED = f"({_DECISION}).match(/Evidence pinned · \\d+/)?.[0]"
_MISSING = "document.querySelector('.st-key-check-missing')?.innerText"
_OPENED = "document.querySelector(\"[class*='st-key-split-open-']\")?.className"
_CLOSED = f"!{DIALOG} && !document.querySelector('.st-key-check-save-behind')"


@dataclass
class Clock:
    """Times what a person waits for: from the key or click until the page shows the outcome and is done drawing."""

    tab: Visit
    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    doing: str = ""
    """What is being waited for; when it never comes, this says what."""

    def until(self, name: str, act: Callable[[], object], shown: str, arg: object = None) -> None:
        """Act, and wait until ``shown`` (JavaScript; ``was`` is the argument) holds and nothing is being drawn."""
        self.tab.page.wait_for_timeout(_REST_MS)
        self.doing = name
        began = time.perf_counter()
        act()
        self.tab.page.wait_for_function(f"(was) => ({SETTLED}) && ({shown})", arg=arg, timeout=_PATIENCE_MS)
        self.times[name].append(time.perf_counter() - began)

    def changes(self, name: str, act: Callable[[], object], value: str, also: str = "true") -> None:
        """Act, and wait until a JavaScript value is another one than before."""
        was = self.tab.page.evaluate(f"() => {value} ?? null")
        self.until(name, act, f"({value} ?? null) !== was && ({also})", was)

    def opens(self, name: str, page: str, shown: str, **places: str) -> None:
        """Open a page by its address."""
        address = self.tab.server.address(page, **places)
        self.until(name, lambda: self.tab.page.goto(address, wait_until="commit"), shown)

    def press(self, key: str) -> Callable[[], object]:
        """Pressing a key."""
        return lambda: self.tab.page.keyboard.press(key)

    def click(self, selector: str) -> Callable[[], object]:
        """Clicking what a selector names first."""
        return self.tab.page.locator(selector).first.click


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What the walks act on."""

    articles: list[str]
    """With claims that nobody has decided about."""
    claims: list[str]
    """Kept and without a verdict."""
    verdicts: list[str]
    documents: list[str]
    sentences: list[str]
    rounds: int


def open_pages(clock: Clock, material: Material) -> None:
    """Every page by its address, as from a bookmark or after a reload."""
    for turn in range(material.rounds):
        pick = turn * 7
        clock.opens(
            "open Article: the list", "article", "document.querySelectorAll('[class*=st-key-row-]').length >= 25"
        )
        article = material.articles[pick % len(material.articles)]
        clock.opens("open Article: one", "article", "document.querySelector('.cc-current')", article=article)
        clock.opens("open Check", "check", PASSAGES, claim=material.claims[-1 - pick])
        clock.opens("open Verdicts: the table", "verdicts", f"{ROWS} === 50")
        verdict = material.verdicts[pick % len(material.verdicts)]
        clock.opens("open Verdicts: one", "verdicts", f"{ROWS} === 50 && {BESIDE}", verdict=verdict)
        clock.opens("open Library", "library", f"{ROWS} === 50")
        document = material.documents[pick % len(material.documents)]
        clock.opens("open Library: one document", "library", f"{ROWS} === 50 && {BESIDE}", document=document)


def turn_pages(clock: Clock, material: Material) -> None:
    """From page to page by the links at the top, in one session."""
    clock.tab.open("article")
    link = "[data-testid='stTopNavLink'][href*='/{}']"
    for _ in range(material.rounds):
        clock.until("turn to Check", clock.click(link.format("check")), PASSAGES)
        clock.until("turn to Verdicts", clock.click(link.format("verdicts")), f"{ROWS} === 50")
        clock.until("turn to Library", clock.click(link.format("library")), f"{ROWS} === 50")
        clock.until(
            "turn to Article",
            clock.click(link.format("article")),
            "document.querySelector('.st-key-article-text, [class*=st-key-row-], .cc-text')",
        )


def decide_about_sentences(clock: Clock, material: Material) -> None:
    """Article: keep, drop, take back, add."""
    page = clock.tab.page
    for turn in range(material.rounds):
        if turn % 5 == 0:
            clock.tab.open("article", article=material.articles[turn // 5])
            page.wait_for_selector(".cc-current")
        clock.changes("Article: keep", clock.press("a"), _COUNTS)
        clock.changes("Article: drop", clock.press("x"), _COUNTS)
        clock.changes("Article: undo", clock.press("z"), _COUNTS)
        clock.until("Article: the edit form", clock.press("e"), DIALOG)
        field_ = page.get_by_role("textbox", name="Words to check")
        field_.fill(f"{field_.input_value()} Reworded {turn}.")
        clock.until("Article: save the wording", clock.press("Control+Enter"), f"!{DIALOG}")
        clock.tab.settled()


def decide_claims(clock: Clock, material: Material) -> None:
    """Check: from claim to claim, with everything in between."""
    page = clock.tab.page
    clock.tab.open("check", claim=material.claims[0])
    page.wait_for_function(PASSAGES)
    for turn in range(material.rounds):
        clock.changes("Check: next claim", clock.press("Shift+J"), _CLAIM, f"{PASSAGES} > 0")
        clock.changes("Check: pin", clock.press("1"), _PINNED)
        page.keyboard.press("j")
        clock.changes("Check: pin", clock.press("2"), _PINNED)
        clock.changes("Check: take a pin off", clock.press("x"), _PINNED)
        clock.changes("Check: rate", lambda: page.get_by_role("radio", name="supported", exact=True).click(), _MISSING)
        words = page.get_by_label("Explanation")
        clock.until(
            "Check: explanation saved (with the pause of 0.5 s)",
            lambda words=words, turn=turn: words.fill(f"The generated log says so, line {turn}."),  # type: ignore[misc]
            f"({_MISSING}).includes('Complete')",
        )
        page.locator("h1").click()
        query = page.locator(".st-key-check-query input")
        query.fill(material.sentences[turn % len(material.sentences)])
        clock.changes("Check: other words", lambda query=query: query.press("Enter"), _HIT_IDS, f"{PASSAGES} > 0")  # type: ignore[misc]
        query.fill("")
        clock.changes("Check: its own words again", lambda query=query: query.press("Enter"), _HIT_IDS)  # type: ignore[misc]
        page.locator("h1").click()
        then = "document.querySelector('.st-key-check-then')?.innerText"
        clock.changes("Check: known then", clock.press("t"), then, f"{PASSAGES} > 0")
        clock.changes("Check: known now", clock.press("t"), then)
        clock.until("Check: open the document", clock.press("o"), f"{DIALOG}?.querySelector('.cc-text')")
        clock.until("Check: close the document", clock.press("Escape"), _CLOSED)
        clock.until("Check: history", clock.click(".st-key-check-history button"), DIALOG)
        clock.until("Check: close the history", clock.press("Escape"), _CLOSED)
        clock.until("Check: the list of claims", clock.click(".st-key-check-choose button"), DIALOG)
        clock.until("Check: close the list", clock.press("Escape"), _CLOSED)
        clock.until("Check: save the verdict", clock.press("Control+Enter"), f"({_DECISION}).includes('Decided')")
        clock.until(
            "Check: begin a correction",
            clock.click(".st-key-check-correct button"),
            f"({_DECISION}).includes('Save correction')",
        )
        clock.until("Check: undo it: throw the draft away", clock.click(".st-key-check-forget button"), _decided())


def _decided() -> str:
    return f"({_DECISION}).includes('Decided')"


def read_verdicts(clock: Clock, material: Material) -> None:
    """Verdicts: filters, pages, one after the other."""
    page = clock.tab.page
    words = page.get_by_label("Words")
    for turn in range(material.rounds):
        clock.tab.open("verdicts")
        clock.changes(
            "Verdicts: turn the page", lambda: page.get_by_role("button", name="Page 2", exact=True).click(), _ROW_IDS
        )
        clock.until("Verdicts: open one", clock.click(".cc-rt-row[data-id]"), BESIDE)
        clock.changes("Verdicts: the next one (with the pause of 0.2 s)", clock.press("j"), _OPENED, BESIDE)
        clock.until("Verdicts: close it", clock.press("Escape"), f"!{BESIDE}")
        clock.changes("Verdicts: with replaced ones", lambda: page.get_by_text("Also replaced ones").click(), _ROW_IDS)
        clock.changes(
            "Verdicts: words (with the pause of 0.4 s)",
            lambda turn=turn: words.fill(f"Item {turn}"),  # type: ignore[misc]
            _ROW_IDS,
            f"{ROWS} > 0",
        )
        clock.changes(
            "Verdicts: clear the filters",
            lambda: page.get_by_role("button", name="Clear the filters").click(),
            _ROW_IDS,
        )
        page.get_by_role("combobox", name="Rating").click()
        clock.changes(
            "Verdicts: one rating", lambda: page.get_by_role("option", name="refuted", exact=True).click(), _ROW_IDS
        )
        clock.tab.settled()
        page.locator("h1").click()
        clock.until("Verdicts: the export form", clock.press("w"), DIALOG)
        clock.until("Verdicts: close the export form", clock.press("Escape"), f"!{DIALOG}")


def look_through_documents(clock: Clock, material: Material) -> None:
    """Library: filters, pages, one after the other, a search."""
    page = clock.tab.page
    words = page.get_by_label("Words")
    for turn in range(material.rounds):
        clock.tab.open("library")
        clock.changes(
            "Library: turn the page", lambda: page.get_by_role("button", name="Page 2", exact=True).click(), _ROW_IDS
        )
        clock.until("Library: open a document", clock.click(".cc-rt-row[data-id] .cc-rt-main"), BESIDE)
        clock.changes("Library: the next one (with the pause of 0.2 s)", clock.press("j"), _OPENED, BESIDE)
        clock.until("Library: close it", clock.press("Escape"), f"!{BESIDE}")
        clock.changes(
            "Library: words (with the pause of 0.4 s)",
            lambda turn=turn: words.fill(f"Item 7{turn}"),  # type: ignore[misc]
            _ROW_IDS,
            f"{ROWS} > 0",
        )
        clock.changes(
            "Library: clear the filters", lambda: page.get_by_role("button", name="Clear the filters").click(), _ROW_IDS
        )
        page.get_by_role("combobox", name="Publisher").click()
        clock.changes("Library: one publisher", lambda: page.get_by_role("option").nth(3).click(), _ROW_IDS)
        radio = page.get_by_role("radio")
        clock.until(
            "Library: the index",
            lambda radio=radio: radio.filter(has_text="Index").click(),  # type: ignore[misc]
            "document.body.innerText.includes('Rebuild everything')",
        )
        clock.until(
            "Library: the search form",
            lambda radio=radio: radio.filter(has_text="Try a search").click(),  # type: ignore[misc]
            "document.body.innerText.includes('Claim or words')",
        )
        field_ = page.get_by_label("Claim or words")
        field_.fill(material.sentences[turn % len(material.sentences)])
        clock.until(
            "Library: try a search",
            lambda field_=field_: field_.press("Enter"),  # type: ignore[misc]
            "document.body.innerText.includes('passages shown of')",
        )


WALKS: dict[str, Callable[[Clock, Material], None]] = {
    "open": open_pages,
    "turn": turn_pages,
    "article": decide_about_sentences,
    "check": decide_claims,
    "verdicts": read_verdicts,
    "library": look_through_documents,
}
