"""From a pasted article to complete claims, by keyboard alone: keep five, complete one, split one, undo, link one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from browser.driving import REVIEWER, Server, visiting
from browser.harbour import COST, CROSSING, FERRY, HARBOUR, LENGTH, OPENING, bring_checks
from claimcheck.domain import ClaimState
from claimcheck.workbench import Workbench

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator

    from browser.driving import Visit
    from claimcheck.workspace import Workspace

PATIENCE_MS = 90_000
"""The first article of a server loads the models."""


def card(tab: Visit, words: str) -> Locator:
    return tab.page.locator(".ct-card").filter(has_text=words)


def at_cursor(tab: Visit) -> str:
    return tab.page.locator(".cc-current").first.inner_text()


def in_state(desk: Workbench, state: ClaimState) -> list[str]:
    return [claim.text for claim in desk.claims.list(states=[state])]


def test_a_pasted_article_becomes_complete_claims_by_keyboard_alone(
    browser: Browser, serve: Callable[[Path], Server], workspace: Workspace, tmp_path: Path
) -> None:
    desk = Workbench.open(workspace.root)
    bring_checks(desk, tmp_path)
    with visiting(browser, serve(workspace.root)) as tab:
        tab.open("article")
        tab.page.get_by_label("Text, as copied from the browser").fill(HARBOUR)
        tab.page.keyboard.press("Control+Enter")
        expect(tab.page.locator(".ct-card")).to_have_count(5, timeout=PATIENCE_MS)
        expect(tab.page.locator(".cc-current").first).to_be_visible()
        tab.settled()
        bar = tab.page.locator(".cc-bar").bounding_box()

        for _ in range(5):
            tab.press("a")
        tab.sees("5 kept")
        assert in_state(desk, ClaimState.KEPT) == [OPENING, COST, LENGTH, FERRY, CROSSING]

        expect(card(tab, CROSSING)).to_contain_text("Checked before")
        expect(card(tab, CROSSING)).to_contain_text("half true")
        tab.press("l")
        expect(card(tab, CROSSING)).to_contain_text("Linked to an earlier check")
        crossing = next(claim for claim in desk.claims.list() if claim.text == CROSSING)
        (linked,) = desk.earlier.linked(crossing.id)
        assert (linked.check.rating, linked.check.publisher, linked.actor) == ("half true", "Sample Check", REVIEWER)

        tab.press("k")
        assert at_cursor(tab) == FERRY
        proposal = card(tab, "took the ferry")
        expect(proposal.locator("del")).to_have_text("Brandt")
        expect(proposal.locator("ins")).to_have_text("Mayor Ilse Brandt")
        expect(proposal.locator(".ct-changes")).to_contain_text("“…QUILLPORT. Mayor Ilse Brandt opened")
        complete = f"Mayor Ilse {FERRY}"
        tab.press("e")
        expect(proposal.locator("ins")).to_have_count(0)
        expect(proposal.locator(".ct-words")).to_have_text(complete)
        tab.press("u")
        tab.sees("Undone: completing")
        expect(proposal.locator("ins")).to_have_count(1)
        tab.press("e")
        expect(proposal.locator(".ct-words")).to_have_text(complete)
        ferry = next(claim for claim in desk.claims.list() if claim.text == complete)
        assert ferry.said == FERRY

        tab.press("k")
        tab.press("k")
        assert at_cursor(tab) == COST
        tab.press("s")
        expect(tab.page.get_by_role("dialog")).to_contain_text("It was built in four years.")
        tab.settled()
        tab.press("s")
        expect(tab.page.get_by_role("dialog")).to_have_count(0)
        tab.sees("6 kept")
        parts = ["It cost 48 million euros.", "It was built in four years."]
        assert in_state(desk, ClaimState.KEPT) == [OPENING, *parts, LENGTH, complete, CROSSING]
        assert in_state(desk, ClaimState.DROPPED) == [COST]
        tab.press("u")
        tab.sees("5 kept")
        tab.sees("Undone: splitting")
        assert in_state(desk, ClaimState.KEPT) == [OPENING, COST, LENGTH, complete, CROSSING]

        assert tab.page.locator(".cc-bar").bounding_box() == bar, "nothing jumped"
        expect(tab.page.locator(".cc-aside")).to_have_text("Will it last?")
        expect(tab.page.get_by_text("Not checkable (1)")).to_be_visible()
    assert desk.record.verify_ledger().intact
