"""Two people on one claim: the second save is a visible conflict, and overwrites nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, expect

from browser.checking import explain, opened
from browser.driving import REVIEWER, Server, visiting
from claimcheck.domain import Claim
from claimcheck.workbench import Workbench


def test_the_second_of_two_people_is_told_and_overwrites_nothing(
    browser: Browser, serve: Callable[[Path], Server], sample_root: Path, desk: Workbench, claim: Claim
) -> None:
    server = serve(sample_root)
    with visiting(browser, server) as ada, visiting(browser, server) as bo:
        opened(ada, claim=claim.id)
        opened(bo, claim=claim.id, reviewer="Bo Example")
        for tab, key, rating in ((ada, "1", "supported"), (bo, "2", "refuted")):
            tab.press(key)
            expect(tab.page.get_by_text("Evidence pinned · 1")).to_be_visible()
            tab.page.get_by_role("radio", name=rating).click()
            explain(tab, f"{rating} it is")
        bo.page.keyboard.press("Control+Enter")
        expect(bo.page.get_by_text("Decided", exact=True)).to_be_visible()

        explain(ada, "supported it is, I say")
        ada.page.keyboard.press("Control+Enter")
        ada.sees("This claim was decided by Bo Example while you were reading.")
        assert [verdict.reviewer for verdict in desk.record.history(claim.id)] == ["Bo Example"]

        ada.page.get_by_role("button", name="Compare").click()
        dialog = ada.page.get_by_role("dialog")
        expect(dialog.get_by_text("refuted it is")).to_be_visible()
        expect(dialog.get_by_text("supported it is, I say")).to_be_visible()
        dialog.get_by_role("button", name="Go on with mine").click()
        expect(dialog).to_have_count(0)
        ada.settled()
        expect(ada.page.get_by_label("Explanation")).to_have_value("supported it is, I say")
        ada.page.get_by_role("button", name="Save correction").click()
        expect(ada.page.get_by_text("Decided", exact=True)).to_be_visible()
    first, second = desk.record.history(claim.id)
    assert (first.reviewer, second.reviewer, second.replaces) == ("Bo Example", REVIEWER, first.id)
