from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from claimcheck.domain import ClaimState
from claimcheck.workbench import Workbench

if TYPE_CHECKING:
    from browser.driving import Visit

SELECT = """(words) => {
  const box = document.querySelector('.cc-text');
  const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.lastIndexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    return;
  }
  throw new Error('not in the text: ' + words);
}"""


def kept(desk: Workbench, article_id: str) -> list[str]:
    return [claim.said for claim in desk.claims.list(article_id=article_id, states=[ClaimState.KEPT])]


def test_two_claims_are_kept_by_keyboard_and_one_added_by_selecting_text(visit: Visit) -> None:
    desk = Workbench.open(visit.server.root)
    article = desk.articles.list()[0]
    proposed = desk.claims.list(article_id=article.id)
    visit.open("article", article=article.id)
    expect(visit.page.locator(".cc-current").first).to_be_visible()

    visit.press("a")
    visit.press("a")
    visit.sees("2 kept")
    assert kept(desk, article.id) == [claim.said for claim in proposed[:2]]

    visit.page.evaluate(SELECT, "Zelensky came to Turkey")
    expect(visit.page.get_by_role("button", name="Add these words as a claim")).to_be_visible()
    visit.press("n")
    visit.sees("3 kept")
    added = next(claim for claim in desk.claims.list(article_id=article.id) if claim.text == "Zelensky came to Turkey")
    assert added.start is not None
    assert article.text[added.start : added.end] == added.said == "Zelensky came to Turkey"
    assert added.state is ClaimState.KEPT

    visit.press("u")
    visit.sees("2 kept")
    visit.press("x")
    visit.page.reload()
    visit.sees("2 kept")
    history = desk.claims.history(added.id)
    assert {event.actor for event in history} == {"Ada Sample"}


def test_keys_pressed_faster_than_the_server_draws_are_all_done_in_order(visit: Visit) -> None:
    desk = Workbench.open(visit.server.root)
    article = desk.articles.list()[0]
    proposed = desk.claims.list(article_id=article.id)
    assert len(proposed) >= 5
    visit.open("article", article=article.id)
    expect(visit.page.locator(".cc-current").first).to_be_visible()
    for key in "axajx":
        visit.press(key)
    visit.sees("2 kept")
    visit.settled()
    states = {claim.id: claim.state for claim in desk.claims.list(article_id=article.id, states=list(ClaimState))}
    assert [states[claim.id] for claim in proposed[:5]] == [
        ClaimState.KEPT,
        ClaimState.DROPPED,
        ClaimState.KEPT,
        ClaimState.PROPOSED,
        ClaimState.DROPPED,
    ]


def test_a_key_typed_into_a_field_decides_nothing_and_ctrl_enter_saves(visit: Visit) -> None:
    desk = Workbench.open(visit.server.root)
    article = desk.articles.list()[0]
    first = desk.claims.list(article_id=article.id)[0]
    visit.open("article", article=article.id)
    expect(visit.page.locator(".cc-current").first).to_be_visible()
    visit.press("e")
    field = visit.page.get_by_role("textbox", name="Words to check")
    field.fill("")
    field.press_sequentially("axju kept nothing.")
    field.press("Control+Enter")
    expect(visit.page.get_by_role("dialog")).to_have_count(0)
    visit.settled()
    edited = desk.claims.show(first.id)
    assert edited.text == "axju kept nothing."
    assert edited.said == first.said
    assert all(claim.state is ClaimState.PROPOSED for claim in desk.claims.list(article_id=article.id))
