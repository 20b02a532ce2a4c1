"""What people say about earlier checks, in the record."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimcheck.desk.store import DeskStore
from claimcheck.domain import ClaimState, EventKind
from claimcheck.errors import ConflictError, NotFoundError, UsageError
from claimcheck.storage.database import Database, packaged_migrations
from claimcheck.workspace import Workspace
from deskwork import a_claim, a_match, a_pin, a_verdict, an_earlier_check, open_desk


@pytest.fixture
def desk(workspace: Workspace) -> DeskStore:
    return open_desk(workspace)


def test_a_link_keeps_the_check_as_it_stood_and_is_an_event_of_the_claim(desk: DeskStore) -> None:
    claim = a_claim(desk)
    decision = desk.decide_earlier(claim.id, a_match(), confirmed=True, actor="Ana", expected_version=claim.version)
    assert desk.earlier_decisions(claim.id) == [decision]
    assert decision.check == an_earlier_check()
    assert (decision.claim_text, decision.actor, decision.confirmed) == (claim.text, "Ana", True)
    event = desk.events(claim.id)[-1]
    assert (event.kind, event.seq) == (EventKind.EARLIER_LINKED, decision.seq)
    after = desk.get_claim(claim.id)
    assert (after.version, after.state, after.text) == (decision.seq, ClaimState.KEPT, claim.text)
    assert desk.verify_ledger().intact


def test_the_same_link_twice_is_recorded_once(desk: DeskStore) -> None:
    claim = a_claim(desk)
    first = desk.decide_earlier(claim.id, a_match(), confirmed=True, actor="Ana", expected_version=claim.version)
    again = desk.decide_earlier(claim.id, a_match(), confirmed=True, actor="Ana", expected_version=claim.version)
    assert again == first
    assert len(desk.events(claim.id)) == 2


def test_a_later_answer_on_the_same_check_takes_the_place_of_the_former(desk: DeskStore) -> None:
    claim = a_claim(desk)
    desk.decide_earlier(claim.id, a_match(), confirmed=True, actor="Ana")
    rejected = desk.decide_earlier(claim.id, a_match(), confirmed=False, actor="Ben")
    assert desk.earlier_decisions(claim.id) == [rejected]
    assert desk.events(claim.id)[-1].kind is EventKind.EARLIER_REJECTED


def test_undoing_takes_back_one_s_own_link_and_leaves_the_claim_as_it_was(desk: DeskStore) -> None:
    claim = a_claim(desk)
    linked = desk.decide_earlier(claim.id, a_match(), confirmed=True, actor="Ana")
    other = desk.decide_earlier(claim.id, a_match(an_earlier_check(id="check-2")), confirmed=False, actor="Ana")
    undone = desk.undo_last("Ana", claim_id=claim.id).claim
    assert desk.earlier_decisions(claim.id) == [linked]
    assert undone.version == other.seq + 1
    desk.undo_last("Ana", claim_id=claim.id)
    assert desk.earlier_decisions(claim.id) == []
    assert desk.get_claim(claim.id).state is ClaimState.KEPT
    assert desk.verify_ledger().intact


def test_nobody_undoes_the_link_of_another(desk: DeskStore) -> None:
    claim = a_claim(desk, actor="Ana")
    desk.decide_earlier(claim.id, a_match(), confirmed=True, actor="Ben")
    with pytest.raises(ConflictError):
        desk.undo_last("Ana", claim_id=claim.id)
    assert len(desk.earlier_decisions(claim.id)) == 1


def test_a_link_on_an_older_version_of_the_claim_says_who_changed_it(desk: DeskStore) -> None:
    claim = a_claim(desk)
    desk.edit_claim(claim.id, text="The ferry carried 45 people.", actor="Ben")
    with pytest.raises(ConflictError, match="edited by Ben"):
        desk.decide_earlier(claim.id, a_match(), confirmed=True, actor="Ana", expected_version=claim.version)
    linked = desk.decide_earlier(claim.id, a_match(), confirmed=True, actor="Ben")
    with pytest.raises(ConflictError, match="linked to an earlier check by Ben"):
        desk.drop_claim(claim.id, actor="Ana", expected_version=linked.seq - 1)


def test_an_answer_needs_somebody_who_gives_it_and_a_claim(desk: DeskStore) -> None:
    claim = a_claim(desk)
    with pytest.raises(UsageError, match="nobody is named"):
        desk.decide_earlier(claim.id, a_match(), confirmed=True, actor=" ")
    with pytest.raises(NotFoundError):
        desk.decide_earlier("no such claim", a_match(), confirmed=True, actor="Ana")


def test_hostile_words_of_a_check_are_stored_and_still_prove(desk: DeskStore) -> None:
    claim = a_claim(desk)
    hostile = an_earlier_check(claim="\x00<script>\ud800", rating="=1+1", title=None)
    desk.decide_earlier(claim.id, a_match(hostile), confirmed=True, actor="Ana")
    assert (
        desk.earlier_decisions(claim.id)[0].check.claim == "\N{REPLACEMENT CHARACTER}<script>\N{REPLACEMENT CHARACTER}"
    )
    assert desk.verify_ledger().intact


def test_only_verdicts_that_stand_are_checks_of_the_desk(desk: DeskStore) -> None:
    claim = a_claim(desk)
    first = desk.record_verdict(a_verdict(claim))
    before = desk.last_verdict_seq()
    second = desk.record_verdict(a_verdict(claim, explanation="Recounted.", pins=(a_pin(),)))
    assert [identity for identity, _ in desk.current_verdict_ids()] == [second.id]
    assert desk.verdicts_replaced_since(before) == {first.id}
    assert desk.own_checks([first.id, second.id], publisher="Our desk") == desk.own_checks(
        [second.id], publisher="Our desk"
    )
    (check,) = desk.own_checks([second.id], publisher="Our desk")
    assert (check.claim, check.rating, check.outcome, check.publisher) == (
        claim.text,
        "supported",
        second.outcome,
        "Our desk",
    )
    assert (check.verdict_id, check.id) == (second.id, second.id)
    assert desk.verdict_of_claim(claim.id) == second.id


def test_a_record_from_before_earlier_checks_goes_on_with_its_ledger(workspace: Workspace, tmp_path: Path) -> None:
    steps = packaged_migrations("claimcheck.desk")
    older = tuple(step for step in steps if step.number < 5)
    desk = open_desk(workspace)
    desk._database = Database(workspace.desk_database, older)
    claim = desk.add_claim("The ferry left.", "The ferry left.", actor="Ana")
    updated = open_desk(workspace)
    updated.decide_earlier(claim.id, a_match(), confirmed=True, actor="Ana")
    assert [event.seq for event in updated.events()] == [1, 2]
    assert updated.verify_ledger().intact
    assert workspace.desk_database.with_name("desk.before-schema-5.duckdb").exists()
