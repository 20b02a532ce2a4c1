from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import streamlit as st

from claimcheck.corpus.importer import GivenMetadata
from claimcheck.domain import Claim, Draft, Pin, PinStance
from claimcheck.errors import EmptyInputError, UsageError
from claimcheck.ui.check.board import BoardAction
from claimcheck.ui.check.evidence import groups, react, search_asked
from claimcheck.ui.check.screen import Seat, look_up, screen
from claimcheck.workbench import Workbench
from claimcheck.workspace import Workspace
from ui.conftest import REVIEWER

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

    from ui.conftest import PageRunner

NOTES = {
    "Harbour log": "The ferry left the harbour at noon on Sunday. It carried 40 people and two goats.",
    "Ferry company": "On Sunday the ferry carried 45 people, the company said. No goat was on board.",
    "Weather": "Rain fell on the hills. The wind was weak and turned to the west in the evening.",
}
WORDS = "The ferry carried 40 people on Sunday."


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("check") / "desk"
    Workspace(root).create()
    desk = Workbench.open(root)
    for number, (title, text) in enumerate(NOTES.items()):
        given = GivenMetadata(publisher="Sample Gazette", published=date(2024, 3, 9 + 2 * number))
        desk.sourcing.add_text(text, title=title, given=given)
    desk.index.build()
    return root


@pytest.fixture
def desk(indexed: Path, tmp_path: Path) -> Workbench:
    shutil.copytree(indexed, tmp_path / "desk")
    return Workbench.open(tmp_path / "desk")


@pytest.fixture
def claim(desk: Workbench) -> Claim:
    return desk.claims.add(WORDS, speaker="the harbour master", claim_date=date(2024, 3, 10), actor="Bo")


def seat_of(desk: Workbench, claim: Claim) -> Seat:
    st.session_state.clear()
    return Seat(desk=desk, claim_id=claim.id, reviewer=REVIEWER)


def a_pin(desk: Workbench, claim: Claim, stance: PinStance = PinStance.SUPPORTS) -> Pin:
    hit = desk.evidence.check(claim_id=claim.id).evidence[0].hit
    return desk.sourcing.pin_hit(hit, hit.passage.text, stance)


def written_on(at: AppTest) -> str:
    return "\n".join(element.value for kind in (at.markdown, at.caption, at.warning, at.error) for element in kind)


def rate(at: AppTest, rating: str) -> None:
    at.button_group[0].set_value(rating).run()


def test_a_kept_claim_comes_before_a_proposed_one_and_decided_ones_come_last(desk: Workbench, claim: Claim) -> None:
    other = desk.claims.add("It rained.", actor="Bo")
    desk.drafting.undo("Bo", claim_id=other.id)  # an addition taken back is dropped
    assert desk.checking.queue() == (claim.id,)
    desk.record.verdict(
        claim.id, rating="supported", explanation="The log says so.", pins=[a_pin(desk, claim)], reviewer="Bo", hits=()
    )
    assert desk.checking.queue() == ()
    assert [found.id for found in desk.checking.find()] == [claim.id]


def test_the_page_opens_the_first_claim_with_its_evidence(run_page: PageRunner, desk: Workbench, claim: Claim) -> None:
    at = run_page("check", desk.workspace.root)
    assert not at.exception
    assert not at.error
    assert at.query_params["claim"] in (claim.id, [claim.id])
    shown = at.session_state["claimcheck.check.screen"].shown
    assert shown.result.evidence[0].hit.source.title in NOTES
    assert shown.paragraphs[shown.result.evidence[0].hit.passage.id].text in NOTES.values()


def test_a_rerun_does_not_search_again_until_something_it_depends_on_changes(
    run_page: PageRunner, desk: Workbench, claim: Claim
) -> None:
    at = run_page("check", desk.workspace.root, claim=claim.id)
    before = at.session_state["claimcheck.check.screen"].shown
    rate(at, "supported")
    assert at.session_state["claimcheck.check.screen"].shown is before
    at.button(key="check.then").click().run()
    then = at.session_state["claimcheck.check.screen"].shown
    assert then.result.as_of == date(2024, 3, 10)
    assert {evidence.hit.source.title for evidence in then.result.evidence} == {"Harbour log"}
    at.button(key="check.then").click().run()
    assert at.session_state["claimcheck.check.screen"].shown is before


def test_other_words_search_instead_of_the_claims_own(run_page: PageRunner, desk: Workbench, claim: Claim) -> None:
    at = run_page("check", desk.workspace.root, claim=claim.id)
    at.text_input(key=f"check.query.{claim.id}").set_value("rain and wind on the hills").run()
    found = at.session_state["claimcheck.check.screen"].shown.result
    assert found.evidence[0].hit.source.title == "Weather"
    assert found.claim_id == claim.id


def test_pins_from_the_board_go_into_the_draft_and_come_off_again(desk: Workbench, claim: Claim) -> None:
    seat = seat_of(desk, claim)
    found = screen().shown = look_up(desk, search_asked(seat, claim))
    first = found.result.evidence[0].hit.passage.id
    react(seat, BoardAction(op="supports", claim=claim.id, passage=first))
    react(seat, BoardAction(op="refutes", claim=claim.id, passage=first))
    draft = desk.drafting.load(claim.id, REVIEWER)
    assert draft is not None
    assert [(pin.passage_id, pin.stance) for pin in draft.pins] == [(first, PinStance.REFUTES)]
    assert draft.pins[0].paragraph == found.paragraphs[first].text
    react(seat, BoardAction(op="off", claim=claim.id, passage=first))
    assert desk.drafting.load(claim.id, REVIEWER) is None


def test_an_action_on_a_passage_that_is_not_on_the_screen_does_nothing(desk: Workbench, claim: Claim) -> None:
    seat = seat_of(desk, claim)
    react(seat, BoardAction(op="supports", claim=claim.id, passage="elsewhere"))
    screen().shown = look_up(desk, search_asked(seat, claim))
    react(seat, BoardAction(op="supports", claim=claim.id, passage="elsewhere"))
    react(seat, BoardAction(op="explode", claim=claim.id, passage="elsewhere"))
    assert desk.drafting.load(claim.id, REVIEWER) is None


def test_a_save_that_lacks_something_names_it_and_records_nothing(
    run_page: PageRunner, desk: Workbench, claim: Claim
) -> None:
    at = run_page("check", desk.workspace.root, claim=claim.id)
    rate(at, "refuted")
    at.button(key="check.save").click().run()
    assert "Not saved. Missing:** an explanation; a pin that refutes the claim" in written_on(at)
    assert desk.record.list() == []


def test_a_save_freezes_the_hits_that_were_on_the_screen(run_page: PageRunner, desk: Workbench, claim: Claim) -> None:
    desk.drafting.save(
        claim.id, REVIEWER, Draft(rating="supported", explanation="The log says so.", pins=(a_pin(desk, claim),))
    )
    at = run_page("check", desk.workspace.root, claim=claim.id)
    assert "Complete" in written_on(at)
    shown = at.session_state["claimcheck.check.screen"].shown
    at.button(key="check.save").click().run()
    (verdict,) = desk.record.history(claim.id)
    assert verdict.build == shown.result.build
    assert [hit.passage_id for hit in verdict.hits] == [one.hit.passage.id for one in shown.result.evidence]
    assert desk.drafting.load(claim.id, REVIEWER) is None
    assert "**Decided**" in written_on(at)


def test_a_correction_begins_with_the_verdict_it_replaces(run_page: PageRunner, desk: Workbench, claim: Claim) -> None:
    desk.record.verdict(
        claim.id, rating="supported", explanation="The log says so.", pins=[a_pin(desk, claim)], reviewer="Bo", hits=()
    )
    at = run_page("check", desk.workspace.root, claim=claim.id)
    at.button(key="check.correct").click().run()
    assert at.button_group[0].value == "supported"
    assert "Complete" in written_on(at)
    at.button(key="check.save").click().run()
    first, second = desk.record.history(claim.id)
    assert (second.replaces, second.explanation, second.reviewer) == (first.id, first.explanation, REVIEWER)


def test_a_verdict_of_somebody_else_meanwhile_refuses_the_save_and_overwrites_nothing(
    run_page: PageRunner, desk: Workbench, claim: Claim
) -> None:
    pin = a_pin(desk, claim)
    desk.drafting.save(claim.id, REVIEWER, Draft(rating="supported", explanation="The log says so.", pins=(pin,)))
    at = run_page("check", desk.workspace.root, claim=claim.id)
    refuting = replace(pin, stance=PinStance.REFUTES)
    desk.record.verdict(claim.id, rating="refuted", explanation="It was 45.", pins=[refuting], reviewer="Bo", hits=())
    at.button(key="check.save").click().run()
    assert "decided by Bo while you were reading" in written_on(at)
    assert "Your save was refused, nothing was overwritten" in written_on(at)
    assert [verdict.reviewer for verdict in desk.record.history(claim.id)] == ["Bo"]
    at.button(key="check.goon").click().run()
    assert "while you were reading" not in written_on(at)
    at.button(key="check.save").click().run()
    assert [verdict.reviewer for verdict in desk.record.history(claim.id)] == ["Bo", REVIEWER]


def test_a_verdict_recorded_after_the_draft_is_told_also_to_a_new_session(
    run_page: PageRunner, desk: Workbench, claim: Claim
) -> None:
    desk.drafting.save(claim.id, REVIEWER, Draft(rating=None, explanation="I began to write"))
    desk.record.verdict(
        claim.id, rating="supported", explanation="The log.", pins=[a_pin(desk, claim)], reviewer="Bo", hits=()
    )
    at = run_page("check", desk.workspace.root, claim=claim.id)
    assert "decided by Bo while you were reading" in written_on(at)


def test_a_dropped_claim_can_be_kept_again(run_page: PageRunner, desk: Workbench, claim: Claim) -> None:
    desk.claims.drop(claim.id, actor="Bo")
    at = run_page("check", desk.workspace.root, claim=claim.id)
    at.button(key="check.keep").click().run()
    assert desk.claims.show(claim.id).state == "kept"


def test_without_an_index_the_page_says_what_to_do_and_a_verdict_can_still_be_recorded(
    run_page: PageRunner, workspace: Workspace
) -> None:
    desk = Workbench.open(workspace.root)
    claim = desk.claims.add(WORDS, actor="Bo")
    said = desk.sourcing.pin_outside(
        who="The harbour master", when=date(2024, 3, 11), what="It was forty.", stance=PinStance.SUPPORTS
    )
    desk.drafting.save(claim.id, REVIEWER, Draft(rating="supported", explanation="She counted.", pins=(said,)))
    at = run_page("check", workspace.root, claim=claim.id)
    assert "No index yet" in at.header[0].value
    at.button(key="check.save").click().run()
    (verdict,) = desk.record.history(claim.id)
    assert verdict.build is None
    assert verdict.pins == (said,)


def test_an_address_with_an_unknown_claim_says_so_and_opens_the_first(
    run_page: PageRunner, desk: Workbench, claim: Claim
) -> None:
    at = run_page("check", desk.workspace.root, claim="zzzzzzzz")
    assert "zzzzzzzz" in at.error[0].value
    assert at.query_params["claim"] in (claim.id, [claim.id])


def test_what_could_tell_of_an_earlier_case_is_marked_and_stands_under_a_heading_where_only_the_window_brought_it(
    desk: Workbench,
) -> None:
    first = desk.claims.add(
        "The ferry carried goats for the first time since 2022.", claim_date=date(2024, 3, 10), actor="Bo"
    )
    found = look_up(desk, search_asked(seat_of(desk, first), first))
    made = groups(found, first, {})
    places = {group.title: group.place for group in made}
    assert places["Harbour log"] == "1 day before the claim, could tell of an earlier case"
    assert places["Ferry company"] == "1 day after the claim"
    assert {group.heading for group in made} == {""}
    only_window = replace(found, result=replace(found.result, evidence=()))
    (alone,) = groups(only_window, first, {})
    assert alone.title == "Harbour log"
    assert alone.heading.endswith("“The ferry carried goats.”, published between 1 January 2023 and 9 March 2024:")


def test_an_added_source_is_read_and_pinned_without_a_rebuild(desk: Workbench, claim: Claim) -> None:
    build = desk.index.status().build
    document = desk.sourcing.add_text(
        "A note about nothing. The ferry carried exactly forty people that Sunday, an eyewitness said.",
        title="Eyewitness / note",
        given=GivenMetadata(publisher="Sample Post"),
    )
    nearest = desk.sourcing.nearest_passage(document, claim.text)
    assert nearest is not None
    assert document.text[nearest.start : nearest.end] == nearest.text
    start = document.text.index(" The ferry")
    pin = desk.sourcing.pin_span(document.id, start, len(document.text), PinStance.SUPPORTS)
    assert pin.text == document.text[pin.start : pin.end]
    assert pin.text.startswith("The ferry")
    assert (pin.publisher, pin.document_sha256) == ("Sample Post", document.sha256)
    assert desk.index.status().build == build


def test_a_pin_needs_words_and_an_outside_pin_says_who_when_and_what(desk: Workbench) -> None:
    with pytest.raises(EmptyInputError):
        desk.sourcing.add_text("  \n")
    document = desk.sourcing.add_text("One line.   Another.")
    for start, end in ((9, 11), (5, 5), (3, 400), (-4, 2)):
        if start >= 0:
            with pytest.raises(UsageError):
                desk.sourcing.pin_span(document.id, start, end, PinStance.CONTEXT)
    with pytest.raises(UsageError, match="who, when and what"):
        desk.sourcing.pin_outside(who=" ", when=date(2024, 3, 1), what="Forty.", stance=PinStance.SUPPORTS)
    pin = desk.sourcing.pin_outside(
        who="The  master", when=date(2024, 3, 1), what=" Forty. ", stance=PinStance.SUPPORTS
    )
    assert pin.text == "The master, 1 March 2024: Forty."
    assert pin.document_id is None
