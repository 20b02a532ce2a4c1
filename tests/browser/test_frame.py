from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

from browser.driving import visiting
from claimcheck.domain import ClaimState
from claimcheck.workbench import Workbench
from claimcheck.workspace import Workspace

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from browser.driving import Server, Visit


def test_a_first_run_makes_a_workspace_asks_who_is_checking_and_remembers_it(
    browser: Browser, serve: Callable[[Path], Server], tmp_path: Path
) -> None:
    root = tmp_path / "new-desk"
    root.mkdir()
    with visiting(browser, serve(root)) as visit:
        visit.open(reviewer="")
        visit.page.get_by_role("button", name="Make this folder a workspace").click()
        visit.sees("Who is checking?")
        assert Workspace(root).exists
        visit.page.get_by_role("textbox", name="Your name").fill("Grace Sample")
        visit.page.get_by_role("button", name="Start").click()
        visit.sees("No article yet")
        visit.page.get_by_role("link", name="Library").click()
        expect(visit.page.get_by_role("heading", level=1, name="Library")).to_be_visible()
        visit.settled()
        visit.page.reload()
        expect(visit.page.get_by_role("heading", level=1, name="Library")).to_be_visible()
        visit.sees("Grace Sample")
        assert parse_qs(urlsplit(visit.page.url).query)["reviewer"] == ["Grace Sample"]


def test_while_a_dialog_is_open_keys_reach_nothing_behind_it(visit: Visit) -> None:
    desk = Workbench.open(visit.server.root)
    article = desk.articles.list()[0]
    visit.open("article", article=article.id)
    expect(visit.page.locator(".cc-current").first).to_be_visible()
    visit.press("h")
    visit.sees("keep the claim under the cursor")
    visit.press("a")
    visit.press("x")
    visit.press("h")
    visit.press("Escape")
    expect(visit.page.get_by_role("dialog")).to_have_count(0)
    visit.settled()
    assert {claim.state for claim in desk.claims.list(article_id=article.id)} == {ClaimState.PROPOSED}


def test_a_key_held_down_decides_once(visit: Visit) -> None:
    desk = Workbench.open(visit.server.root)
    article = desk.articles.list()[0]
    visit.open("article", article=article.id)
    expect(visit.page.locator(".cc-current").first).to_be_visible()
    for _ in range(5):
        visit.page.keyboard.down("a")  # without a key up in between, the browser marks these as repeats
    visit.page.keyboard.up("a")
    visit.sees("1 kept")
    visit.settled()
    assert len(desk.claims.list(article_id=article.id, states=[ClaimState.KEPT])) == 1
