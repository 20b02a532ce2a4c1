from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from claimcheck.desk.chain import NewEvent, append
from claimcheck.desk.contents import changed, claim_content
from claimcheck.desk.part import now
from claimcheck.desk.store import DeskStore
from claimcheck.desk.versions import write_claim
from claimcheck.domain import ClaimState, Decision, EventKind
from claimcheck.errors import ConflictError, NotFoundError
from claimcheck.workspace import Workspace
from deskwork import a_claim, a_proposal, a_verdict, an_article, open_desk

if TYPE_CHECKING:
    from claimcheck.storage.database import Connection


@pytest.fixture
def desk(workspace: Workspace) -> DeskStore:
    made = open_desk(workspace)
    made.add_article(an_article())
    return made


ARTICLE = an_article().id


def test_undoing_again_and_again_walks_back_through_all_a_person_did(desk: DeskStore) -> None:
    one, two = desk.propose_claims(ARTICLE, [a_proposal(0, 22), a_proposal(23, 45)], "claimcheck")
    desk.keep_claim(one.id, actor="Ana")
    desk.drop_claim(two.id, actor="Ana")
    desk.edit_claim(one.id, text="It left.", speaker="A clerk", claim_date=date(2020, 1, 1), actor="Ana")
    undone = desk.undo_last("Ana").claim
    assert (undone.id, undone.text, undone.speaker) == (one.id, one.text, one.speaker)
    assert (undone.claim_date, undone.state) == (one.claim_date, ClaimState.KEPT)
    assert desk.undo_last("Ana").claim.id == two.id
    assert desk.undo_last("Ana").claim.state is ClaimState.PROPOSED
    for claim in (one, two):
        assert desk.get_claim(claim.id).state is ClaimState.PROPOSED
    with pytest.raises(NotFoundError, match="Ana"):
        desk.undo_last("Ana")
    assert desk.verify_ledger().intact


def test_an_undo_is_a_new_event_that_names_what_it_takes_back(desk: DeskStore) -> None:
    claim = a_claim(desk)
    dropped = desk.drop_claim(claim.id, actor="Ana")
    desk.undo_last("Ana")
    event = desk.events(claim.id)[-1]
    assert event.kind is EventKind.CLAIM_RESTORED
    assert f'"undoes":{dropped.version}' in event.payload
    assert len(desk.events(claim.id)) == 3


def test_undoing_an_addition_drops_the_claim(desk: DeskStore) -> None:
    claim = a_claim(desk)
    assert desk.undo_last("Ana").claim.state is ClaimState.DROPPED
    assert desk.get_claim(claim.id).state is ClaimState.DROPPED


def test_only_one_s_own_decisions_are_undone(desk: DeskStore) -> None:
    claim = a_claim(desk, actor="Ben")
    with pytest.raises(NotFoundError):
        desk.undo_last("Ana")
    desk.edit_claim(claim.id, speaker="A clerk", actor="Ana")
    desk.edit_claim(claim.id, speaker="The mayor", actor="Ben")
    with pytest.raises(ConflictError, match="Ben went on"):
        desk.undo_last("Ana")
    desk.undo_last("Ben")
    assert desk.undo_last("Ana").claim.speaker is None, "nothing of Ben's stands in the way any more"


def test_undo_can_be_limited_to_a_claim_or_an_article(desk: DeskStore) -> None:
    (proposed,) = desk.propose_claims(ARTICLE, [a_proposal(0, 22)], "claimcheck")
    desk.keep_claim(proposed.id, actor="Ana")
    first, second = a_claim(desk, "One."), a_claim(desk, "Two.")
    assert desk.undo_last("Ana", article_id=ARTICLE).claim.id == proposed.id
    assert desk.undo_last("Ana", claim_id=first.id).claim.id == first.id
    assert desk.undo_last("Ana").claim.id == second.id


def test_a_claim_that_has_a_verdict_since_is_not_undone(desk: DeskStore) -> None:
    claim = a_claim(desk)
    desk.record_verdict(a_verdict(claim))
    with pytest.raises(ConflictError, match="verdict") as refused:
        desk.undo_last("Ana")
    assert refused.value.hint
    assert "correction" in refused.value.hint
    assert desk.get_claim(claim.id).state is ClaimState.DECIDED


def test_the_last_ten_decisions_of_every_kind_are_taken_back_one_by_one_and_named(desk: DeskStore) -> None:
    claims = desk.propose_claims(ARTICLE, [a_proposal(0, 22), a_proposal(23, 45), a_proposal(46, 68)], "claimcheck")
    before = desk.list_claims(ARTICLE)
    for claim in claims:
        desk.keep_claim(claim.id, actor="Ana")
        desk.edit_claim(claim.id, speaker="A clerk", actor="Ana")
        desk.drop_claim(claim.id, actor="Ana")
    added = a_claim(desk)
    undone = [desk.undo_last("Ana") for _ in range(10)]
    assert [one.decision for one in undone] == [Decision.ADD, *[Decision.DROP, Decision.EDIT, Decision.KEEP] * 3]
    assert [one.claim.id for one in undone] == [added.id, *[claim.id for claim in reversed(claims) for _ in range(3)]]
    assert [replace(claim, version=0) for claim in desk.list_claims(ARTICLE)] == [
        replace(claim, version=0) for claim in before
    ]


def test_what_was_written_in_one_transaction_is_taken_back_whole_or_not_at_all(desk: DeskStore) -> None:
    one, two = desk.propose_claims(ARTICLE, [a_proposal(0, 22), a_proposal(23, 45)], "claimcheck")

    def both(connection: Connection) -> None:
        events = []
        for claim in (one, two):
            payload = changed(claim_content(claim), claim_content(replace(claim, state=ClaimState.KEPT)))
            events.append(NewEvent(kind=EventKind.CLAIM_KEPT, actor="Ana", payload=payload, claim_id=claim.id))
        first = append(connection, events, now())
        for place, claim in enumerate((one, two)):
            write_claim(connection, replace(claim, state=ClaimState.KEPT, version=first + place))

    desk._database.transact(both)
    desk.drop_claim(two.id, actor="Ben")
    with pytest.raises(ConflictError, match="Ben went on"):
        desk.undo_last("Ana", claim_id=one.id)
    assert desk.get_claim(one.id).state is ClaimState.KEPT
    desk.undo_last("Ben")
    assert desk.undo_last("Ana", claim_id=two.id).claim.id == one.id
    assert {claim.state for claim in desk.list_claims(ARTICLE)} == {ClaimState.PROPOSED}
    assert desk.verify_ledger().intact
