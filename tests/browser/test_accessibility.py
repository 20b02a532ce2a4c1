"""axe, run in the browser on every page and dialog in both themes, finds nothing serious."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from browser.driving import REVIEWER, Scheme, Server, Visit, visiting
from browser.harbour import CROSSING, HARBOUR, bring_checks
from claimcheck.domain import PinStance
from claimcheck.workbench import Workbench
from claimcheck.workbench.record import PassagePin

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow

PATIENCE_MS = 60_000
"""The first search of a server loads the model."""
GRAVE = {"serious", "critical"}
EXCUSED = {
    # Streamlit's containers take no tabindex. Chromium and Firefox let the keyboard into a region that scrolls and has
    # nothing to focus by themselves, which axe does not know; here that is the text of a verdict longer than its place.
    ("scrollable-region-focusable", "st-key-check-decision"),
}
"""Rule, and what the selector of the element contains."""
_AT_REST = """() => {
    const moving = document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Infinity);
    moving.forEach((one) => one.finish());
    return !moving.length && !document.querySelector("[data-stale='true']");
}"""


@dataclass
class Judge:
    """Runs axe where it is told to and keeps what it finds."""

    tab: Visit
    found: list[str] = field(default_factory=list)
    looked: int = 0

    def look(self, where: str) -> None:
        """Judge what is on the screen now."""
        self.tab.settled()
        self.tab.page.wait_for_function(_AT_REST)  # what fades in has too little contrast while it does
        answer = Axe().run(self.tab.page, options={"resultTypes": ["violations"]}).response
        self.looked += 1
        for violation in answer["violations"]:
            if violation["impact"] not in GRAVE:
                continue
            for node in violation["nodes"]:
                place = str(node["target"])
                if not any(violation["id"] == rule and part in place for rule, part in EXCUSED):
                    self.found.append(f"{where}: {violation['id']}: {place} {node['failureSummary']}")

    def dialog(self, where: str) -> None:
        """Judge an open dialog and close it."""
        expect(self.tab.page.get_by_role("dialog")).to_be_visible()
        self.look(where)
        self.tab.press("Escape")
        expect(self.tab.page.get_by_role("dialog")).to_have_count(0)
        self.tab.settled()


@pytest.fixture
def desk(sample_root: Path) -> Workbench:
    """The sample with a claim kept, one decided, and one dropped."""
    desk = Workbench.open(sample_root)
    first, second, third, *_ = desk.claims.list()
    bring_checks(desk, sample_root)
    bridge = desk.articles.add_bytes(HARBOUR.encode(), media_type="text/plain; charset=utf-8").article
    desk.claims.find(bridge.id)
    desk.claims.keep(second.id, actor=REVIEWER)
    desk.claims.drop(third.id, actor=REVIEWER)
    found = desk.evidence.check(claim_id=first.id)
    passage = found.evidence[0].hit.passage.id
    for reviewer in (REVIEWER, "Bo Example"):
        desk.record.verdict(
            first.id,
            rating="refuted",
            explanation="The log says otherwise.",
            pins=[PassagePin(passage_id=passage, stance=PinStance.REFUTES)],
            reviewer=reviewer,
        )
    return desk


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_on_any_page(
    browser: Browser, serve: Callable[[Path], Server], desk: Workbench, scheme: Scheme
) -> None:
    server = serve(desk.workspace.root)
    with visiting(browser, server, scheme=scheme) as tab:
        judge = Judge(tab)
        for walk in (article, check, verdicts, library):
            walk(judge, desk)
    assert "\n".join(judge.found) == ""
    assert judge.looked >= 20


def article(judge: Judge, desk: Workbench) -> None:
    """Bringing one, one that is open, and its dialogs."""
    tab = judge.tab
    tab.open(reviewer="")
    tab.sees("Who is checking?")
    judge.look("who is checking")
    tab.open("article")
    tab.sees("Articles of this desk")
    judge.look("articles")
    bridge, sample = desk.articles.list()
    tab.open("article", article=bridge.id)
    expect(tab.page.locator(".cc-current").first).to_be_visible(timeout=PATIENCE_MS)
    tab.page.get_by_text("Not checkable (1)").click()
    judge.look("article with complete wordings and earlier checks")
    tab.press("s")
    judge.dialog("split the claim")
    tab.page.locator(".ct-words").filter(has_text=CROSSING).click()
    tab.press("o")
    judge.dialog("earlier checks of a claim")
    tab.open("article", article=sample.id)
    expect(tab.page.locator(".cc-current").first).to_be_visible(timeout=PATIENCE_MS)
    judge.look("article")
    tab.press("h")
    judge.dialog("keys")
    tab.page.locator(".ct-words").filter(has_text="headed by Defence Minister").click()
    tab.press("e")
    judge.dialog("edit the claim")
    tab.press("n")
    judge.dialog("new claim")
    tab.page.get_by_role("button", name="Details").click()
    judge.dialog("details of the article")


def check(judge: Judge, desk: Workbench) -> None:
    """Evidence, the decision in its three states, and the dialogs."""
    tab = judge.tab
    kept = next(claim for claim in desk.claims.list() if claim.state.value == "kept")
    decided = next(claim for claim in desk.claims.list() if claim.state.value == "decided")
    tab.page.goto(tab.server.address("check", claim=kept.id))
    expect(tab.page.locator(".cb-passage").first).to_be_visible(timeout=PATIENCE_MS)
    judge.look("check")
    tab.press("1")
    expect(tab.page.get_by_text("Evidence pinned · 1")).to_be_visible()
    judge.look("check with a pin")
    tab.press("o")
    judge.dialog("the whole document")
    tab.press("n")
    judge.dialog("add evidence")
    tab.page.get_by_role("button", name="History").click()
    judge.dialog("history")
    tab.page.get_by_role("button", name="to check").click()
    judge.dialog("choose a claim")
    tab.open("check", claim=decided.id)
    tab.sees("Correct this verdict")
    judge.look("check of a decided claim")
    # somebody else decides while this person has a draft
    tab.page.get_by_role("button", name="Correct this verdict").click()
    tab.sees("Save correction")
    desk.record.verdict(
        decided.id,
        rating="refuted",
        explanation="And again.",
        pins=list(desk.record.history(decided.id)[-1].pins),
        reviewer="Cem Example",
    )
    tab.open("check", claim=decided.id)
    tab.page.get_by_role("button", name="Compare").click()
    judge.dialog("two readings of one claim")


def verdicts(judge: Judge, desk: Workbench) -> None:
    """The table, a verdict beside it, the ways out."""
    tab = judge.tab
    tab.open("verdicts")
    expect(tab.page.locator(".cc-rt-row[data-id]").first).to_be_visible()
    judge.look("verdicts")
    tab.press("o")
    tab.sees("Correct it")
    judge.look("verdicts with one open")
    tab.press("w")
    judge.dialog("export")
    tab.page.get_by_role("button", name="Prove the record").click()
    tab.sees("The record is intact")
    judge.dialog("proof")


def library(judge: Judge, desk: Workbench) -> None:
    """The table, a document beside it, adding, the index, trying a search."""
    tab = judge.tab
    tab.open("library")
    expect(tab.page.locator(".cc-rt-row[data-id]").first).to_be_visible()
    judge.look("library")
    tab.press("o")
    expect(tab.page.locator(".cc-text")).to_be_visible()
    judge.look("library with a document open")
    for section, sign in (
        ("Add", "Upload"),
        ("Index", "Prove it"),
        ("Try a search", "Write a claim or a few words"),
        ("Earlier checks", "Bring fact-checks of others"),
    ):
        tab.page.get_by_role("radio", name=section, exact=True).click()
        tab.sees(sign)
        judge.look(f"library, {section}")
    tab.page.get_by_role("radio", name="Try a search", exact=True).click()
    tab.page.get_by_label("Claim or words").fill("When did the talks begin?")
    tab.page.get_by_label("Claim or words").press("Enter")
    tab.page.get_by_text("passages shown of").wait_for(timeout=PATIENCE_MS)
    judge.look("library, a search tried")
