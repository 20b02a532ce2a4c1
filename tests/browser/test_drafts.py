"""What somebody writes is in the draft, whatever happens to the page, the tab or the server meanwhile."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from random import Random

from playwright.sync_api import Browser, expect

from browser.checking import evidence, explain, opened, saved_draft
from browser.driving import Server, Visit, visiting
from claimcheck.domain import Claim
from claimcheck.workbench import Workbench

ROUNDS = int(os.environ.get("DRAFT_ROUNDS", "25"))


def test_what_was_written_survives_a_reload_and_a_killed_server(
    browser: Browser, serve: Callable[[Path], Server], sample_root: Path, desk: Workbench, claim: Claim
) -> None:
    server = serve(sample_root)
    with visiting(browser, server) as tab:
        opened(tab, claim=claim.id)
        tab.press("1")
        tab.page.get_by_role("radio", name="supported").click()
        explain(tab, "In the middle of a sen")
        saved_draft(tab, desk, claim, "In the middle of a sen")
        tab.page.reload()
        evidence(tab)
        expect(tab.page.get_by_label("Explanation")).to_have_value("In the middle of a sen")
        explain(tab, "In the middle of a sentence, th")
        saved_draft(tab, desk, claim, "In the middle of a sentence, th")
        server.kill()
        server.start()
        opened(tab, claim=claim.id)
        expect(tab.page.get_by_label("Explanation")).to_have_value("In the middle of a sentence, th")
        expect(tab.page.get_by_role("radio", name="supported")).to_be_checked()
        expect(tab.page.get_by_text("Evidence pinned · 1")).to_be_visible()
    with visiting(browser, server) as elsewhere:
        opened(elsewhere, claim=claim.id)
        expect(elsewhere.page.get_by_label("Explanation")).to_have_value("In the middle of a sentence, th")


def test_words_written_while_pins_and_ratings_are_still_being_drawn_are_kept(
    visit: Visit, desk: Workbench, claim: Claim
) -> None:
    """Without care for it, one in forty of these explanations was lost."""
    chance = Random(20251124)
    opened(visit, claim=claim.id)
    visit.page.evaluate("window.area = document.querySelector('.cc-writing textarea')")
    for number in range(ROUNDS):
        if chance.random() < 0.6:
            visit.page.locator(".cb-list").focus()
            visit.press(chance.choice("123x"))
        if chance.random() < 0.7:
            visit.page.get_by_role("radio", name=chance.choice(("supported", "refuted")), exact=True).click()
        visit.page.wait_for_timeout(chance.choice((0, 50, 100, 200, 400, 600)))  # not to wait for something: to vary
        words = f"Explanation number {number}."
        explain(visit, words)
        saved_draft(visit, desk, claim, words)
        expect(visit.page.get_by_label("Explanation")).to_have_value(words)
    assert visit.page.evaluate("window.area.isConnected")  # never taken away under the writer's hands
