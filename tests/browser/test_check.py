"""The page Check in a real browser: keys, clicks and pins, and a decision that names what it still lacks."""

from __future__ import annotations

from playwright.sync_api import expect

from browser.checking import current, explain, opened, select
from browser.driving import PATIENCE_MS, REVIEWER, Visit
from claimcheck.domain import Claim, PinStance
from claimcheck.workbench import Workbench

EXPLANATION = "The round of spring 2022 came before; between the two there was no direct contact."


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


def test_then_and_other_words_change_what_is_found_and_no_key_acts_while_typing(visit: Visit, claim: Claim) -> None:
    opened(visit, claim=claim.id)
    visit.press("t")
    visit.sees("Known by 15 May 2025")
    expect(visit.page.locator(".cb-place", has_text="after the claim")).to_have_count(0)
    visit.sees("0 after the claim")
    visit.press("t")
    visit.sees("Known now")
    visit.press("q")
    visit.page.keyboard.type("Erdogan received Zelensky in Ankara 123 jkx")
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator(".cb-words").first).to_contain_text("Ankara")
    visit.settled()
    expect(visit.page.get_by_text("Evidence pinned · 0")).to_be_visible()


def test_a_pasted_source_is_pinned_by_selecting_its_words_without_a_rebuild(
    visit: Visit, desk: Workbench, claim: Claim
) -> None:
    opened(visit, claim=claim.id)
    build = desk.index.status().build
    visit.press("n")
    dialog = visit.page.get_by_role("dialog")
    dialog.get_by_text("Paste", exact=True).click()
    dialog.get_by_label("Title").fill("A letter")
    text = "Dear desk. 😀 The two sides had talked in March 2022. They talked again in May 2025. Yours."
    dialog.get_by_label("Text", exact=True).fill(text)
    dialog.get_by_role("button", name="Read it").click()
    shown = dialog.locator(".cc-text")
    expect(shown).to_contain_text("Dear desk.", timeout=PATIENCE_MS)
    visit.settled()
    select(shown, "The two sides had talked in March 2022.")
    dialog.locator(".cc-bubble").get_by_role("button", name="Refutes").click()
    expect(dialog.get_by_text("Pinned from this document")).to_be_visible()
    visit.press("Escape")
    expect(visit.page.get_by_text("Evidence pinned · 1")).to_be_visible()
    draft = desk.drafting.load(claim.id, REVIEWER)
    assert draft is not None
    (pin,) = draft.pins
    assert (pin.text, pin.stance) == ("The two sides had talked in March 2022.", PinStance.REFUTES)
    assert pin.document_id is not None
    assert desk.library.show(pin.document_id).text[pin.start : pin.end] == pin.text
    assert desk.index.status().build == build


def test_a_document_opens_at_its_passage_and_its_keys_pin_nothing_behind_it(
    visit: Visit, desk: Workbench, claim: Claim
) -> None:
    opened(visit, claim=claim.id)
    visit.press("o")
    dialog = visit.page.get_by_role("dialog")
    expect(dialog.locator(".cc-passage").first).to_be_visible()
    visit.settled()
    visit.press("3")
    expect(dialog.get_by_text("Pinned from this document: context")).to_be_visible()
    visit.press("Escape")
    expect(current(visit).get_by_role("button", name="Context")).to_have_attribute("aria-pressed", "true")
    draft = desk.drafting.load(claim.id, REVIEWER)
    assert draft is not None
    assert [pin.stance for pin in draft.pins] == [PinStance.CONTEXT]
