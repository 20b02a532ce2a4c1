"""The page Check in a real browser: keys, clicks and pins, and a decision that names what it still lacks."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from browser.driving import REVIEWER, Visit
from claimcheck.domain import Claim, PinStance
from claimcheck.workbench import Workbench

PATIENCE_MS = 60_000
"""The first search of a server loads the model."""
EXPLANATION = "The round of spring 2022 came before; between the two there was no direct contact."


@pytest.fixture
def desk(sample_root: Path) -> Workbench:
    return Workbench.open(sample_root)


@pytest.fixture
def claim(desk: Workbench) -> Claim:
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


def test_a_claim_is_decided_by_keyboard_and_the_missing_rule_is_named(
    visit: Visit, desk: Workbench, claim: Claim
) -> None:
    opened(visit, claim=claim.id)
    visit.press("2")
    visit.press("j")
    visit.press("3")
    expect(visit.page.get_by_text("Evidence pinned · 2")).to_be_visible()
    visit.page.get_by_role("radio", name="refuted").click()
    visit.page.keyboard.press("Control+Enter")
    expect(visit.page.get_by_text("Not saved. Missing: an explanation")).to_be_visible()
    expect(visit.page.get_by_role("radio", name="refuted")).to_be_checked()  # saving pressed nothing else
    assert desk.record.history(claim.id) == []

    explain(visit, EXPLANATION)
    visit.page.keyboard.press("Control+Enter")
    expect(visit.page.get_by_text("Decided", exact=True)).to_be_visible()
    (verdict,) = desk.record.history(claim.id)
    assert (verdict.rating, verdict.reviewer, verdict.explanation) == ("refuted", REVIEWER, EXPLANATION)
    assert [pin.stance for pin in verdict.pins] == [PinStance.REFUTES, PinStance.CONTEXT]
    assert verdict.build
    assert len(verdict.hits) == visit.page.locator(".cb-passage").count()


def test_keys_pressed_faster_than_the_server_answers_are_all_done(visit: Visit, desk: Workbench, claim: Claim) -> None:
    opened(visit, claim=claim.id)
    for key in "1j2j3j1j2":
        visit.press(key)
    expect(visit.page.get_by_text("Evidence pinned · 5")).to_be_visible(timeout=PATIENCE_MS)
    draft = desk.drafting.load(claim.id, REVIEWER)
    assert draft is not None
    assert [pin.stance.value for pin in draft.pins] == ["supports", "refutes", "context", "supports", "refutes"]
    for key in "xkxkxkxkx":
        visit.press(key)
    expect(visit.page.get_by_text("Evidence pinned · 0")).to_be_visible(timeout=PATIENCE_MS)
    assert desk.drafting.load(claim.id, REVIEWER) is None


def test_differences_are_marked_on_both_sides_as_the_cursor_moves(visit: Visit, claim: Claim) -> None:
    opened(visit, claim=claim.id)
    contradicting = visit.page.locator(".cb-passage", has=visit.page.locator(".cb-chip")).first
    contradicting.locator(".cb-words").click(position={"x": 5, "y": 5})
    expect(current(visit).locator(".cb-chip").first).to_contain_text("spring 2022")
    expect(current(visit).locator(".cb-words .cb-is-differs").first).to_be_visible()
    expect(visit.page.locator(".cb-claim .cb-is-differs")).to_have_text("spring 2022")


def test_a_click_on_the_head_of_a_card_lets_the_keys_act_on_that_card(
    visit: Visit, desk: Workbench, claim: Claim
) -> None:
    opened(visit, claim=claim.id)
    second = visit.page.locator(".cb-group").nth(1)
    wanted = second.locator(".cb-passage").first.get_attribute("data-passage")
    second.locator(".cb-title").click()
    visit.press("3")
    expect(visit.page.get_by_text("Evidence pinned · 1")).to_be_visible(timeout=PATIENCE_MS)
    draft = desk.drafting.load(claim.id, REVIEWER)
    assert draft is not None
    assert [(pin.passage_id, pin.stance) for pin in draft.pins] == [(wanted, PinStance.CONTEXT)]
