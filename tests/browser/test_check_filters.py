"""The filters of the page Check in a real browser."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from browser.driving import Visit
from claimcheck.workbench import Workbench

PATIENCE_MS = 60_000
"""The first search of a server loads the model."""


def test_a_filter_stays_on_from_claim_to_claim_and_moves_nothing(visit: Visit, sample_root: Path) -> None:
    desk = Workbench.open(sample_root)
    publisher = next(iter(desk.library.stats().publishers))
    page = visit.page
    page.goto(visit.server.address("check", claim=desk.claims.list()[0].id))
    passage = page.locator(".cb-passage").first
    expect(passage).to_be_visible(timeout=PATIENCE_MS)
    visit.settled()
    places = [page.locator(".cb-claim"), page.get_by_role("button", name="Add source")]
    before = [place.bounding_box() for place in places]

    page.get_by_role("button", name="Filters").click()
    page.get_by_role("combobox", name="Publisher").click()
    page.get_by_role("option", name=publisher).click()
    note = page.get_by_text(f"from {publisher}")
    expect(note).to_be_attached(timeout=PATIENCE_MS)
    expect(page.get_by_role("button", name="Filters: 1")).to_be_visible()
    assert [place.bounding_box() for place in places] == before
    page.keyboard.press("Escape")

    claim = page.locator(".cb-claim").inner_text()
    visit.press("Shift+J")
    expect(page.locator(".cb-claim")).not_to_have_text(claim, timeout=PATIENCE_MS)
    expect(note).to_be_attached(timeout=PATIENCE_MS)
    page.get_by_role("button", name="Filters: 1").click()
    page.get_by_role("button", name="Clear the filters").click()
    expect(note).not_to_be_attached(timeout=PATIENCE_MS)
    expect(page.get_by_role("button", name="Filters", exact=True)).to_be_visible()
