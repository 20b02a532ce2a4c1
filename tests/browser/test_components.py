"""What the components owe to the pages whatever Streamlit does: the newest drawing stands, and only it has the keys."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from browser.checking import opened
from browser.driving import Visit
from claimcheck.domain import Claim

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_DRAW = """
async ([script, drawings]) => {
  const container = document.querySelector("main");
  const draw = (await import(URL.createObjectURL(new Blob([script], { type: "text/javascript" })))).default;
  for (const data of drawings) draw({ data, parentElement: container, setStateValue() {}, setTriggerValue() {} })?.();
}
"""


@pytest.fixture
def blank(browser: Browser) -> Iterator[Page]:
    """An empty page, where scripts of components run without Streamlit."""
    page = browser.new_page()
    page.set_content("<main></main>")
    yield page
    page.close()


def test_a_drawing_that_comes_late_does_not_take_the_place_of_the_evidence(blank: Page) -> None:
    blank.evaluate(_DRAW, [_script("check", "board.js"), [_board(2, "There it is."), _board(1, "Looking…")]])
    expect(blank.locator(".cb-notes")).to_have_text("There it is.")


def test_a_drawing_that_comes_late_does_not_take_the_place_of_what_is_written(blank: Page) -> None:
    later, earlier = _area(2, "second claim"), _area(1, "first claim")
    blank.evaluate(_DRAW, [_script("components", "writing_area.js"), [later, earlier]])
    expect(blank.get_by_label("Explanation")).to_have_value("second claim")


def test_keys_work_again_on_a_page_that_was_left_and_opened_again(visit: Visit, claim: Claim) -> None:
    opened(visit, claim=claim.id)
    visit.press("2")
    expect(visit.page.get_by_text("Evidence pinned · 1")).to_be_visible()
    visit.page.get_by_role("link", name="Verdicts").click()
    visit.page.get_by_role("link", name="Check").click()
    expect(visit.page.locator(".cb-passage").first).to_be_visible()
    visit.settled()
    visit.press("Shift+J")
    expect(visit.page.locator(".cb-claim")).not_to_have_text(claim.text)
    expect(visit.page.locator(".cb-passage").first).to_be_visible()
    visit.settled()
    visit.press("3")
    expect(visit.page.get_by_text("Evidence pinned · 1")).to_be_visible()
    expect(visit.page.locator(".cb-passage").first).to_have_attribute("data-stance", "context")


def _script(part: str, name: str) -> str:
    return resources.files("claimcheck.ui").joinpath(part, name).read_text(encoding="utf-8")


def _board(drawn: int, note: str) -> dict[str, object]:
    head = {"id": "c1", "pieces": [["The claim.", ""]], "facts": [], "said": []}
    return {"drawn": drawn, "asked": "a", "head": head, "groups": [], "notes": [note], "height": "9rem", "done": []}


def _area(drawn: int, text: str) -> dict[str, object]:
    return {
        "drawn": drawn,
        "label": "Explanation",
        "text": text,
        "token": text,
        "placeholder": "",
        "rows": 3,
        "disabled": False,
    }
