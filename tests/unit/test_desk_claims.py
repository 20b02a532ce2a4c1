from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from claimcheck.desk.chain import NewEvent, append
from claimcheck.desk.contents import created
from claimcheck.desk.rows import insert
from claimcheck.desk.store import DeskStore
from claimcheck.domain import ClaimKind, ClaimState, EventKind
from claimcheck.errors import ConflictError, NotFoundError, UsageError, VerdictRuleError
from claimcheck.storage.database import Database, packaged_migrations
from claimcheck.workspace import Workspace
from deskwork import TEXT, a_claim, a_proposal, a_verdict, an_article, open_desk


@pytest.fixture
def desk(workspace: Workspace) -> DeskStore:
    made = open_desk(workspace)
    made.add_article(an_article())
    return made


ARTICLE = an_article().id


def test_proposals_become_claims_with_their_span_and_the_article_s_date(desk: DeskStore) -> None:
    (claim,) = desk.propose_claims(ARTICLE[:6], [a_proposal(23, 45)], "claimcheck")
    assert TEXT[23:45] == claim.said == claim.text
    assert (claim.article_id, claim.start, claim.end) == (ARTICLE, 23, 45)
    assert claim.claim_date == date(2024, 3, 10)
    assert claim.state is ClaimState.PROPOSED
    assert desk.get_claim(claim.id) == claim
    assert [event.kind for event in desk.events(claim.id)] == [EventKind.CLAIM_PROPOSED]
    assert claim.version == desk.events(claim.id)[-1].seq


def test_finding_twice_changes_nothing_and_a_dropped_claim_stays_dropped(desk: DeskStore) -> None:
    proposals = [a_proposal(0, 22), a_proposal(23, 45)]
    first = desk.propose_claims(ARTICLE, proposals, "claimcheck")
    dropped = desk.drop_claim(first[0].id, actor="Ana")
    again = desk.propose_claims(ARTICLE, [*reversed(proposals), a_proposal(46, 68)], "claimcheck")
    assert again[:2] == [first[1], dropped]
    assert len(desk.list_claims(article_id=ARTICLE)) == 3


def test_equal_sentences_at_two_places_are_two_claims_and_one_span_twice_is_one(desk: DeskStore) -> None:
    assert TEXT[0:22] == TEXT[46:68]
    claims = desk.propose_claims(ARTICLE, [a_proposal(46, 68), a_proposal(0, 22), a_proposal(0, 22)], "claimcheck")
    assert claims[1] == claims[2]
    assert len({claim.id for claim in claims}) == 2
    assert [claim.start for claim in desk.list_claims()] == [0, 46]


def test_no_proposals_are_no_claims(desk: DeskStore) -> None:
    assert desk.propose_claims(ARTICLE, [], "claimcheck") == []


@pytest.mark.parametrize(("start", "end"), [(0, 21), (-1, 22), (60, 90), (5, 5)])
def test_a_span_that_does_not_hold_the_words_as_said_is_refused(desk: DeskStore, start: int, end: int) -> None:
    with pytest.raises(UsageError, match="do not stand at"):
        desk.propose_claims(ARTICLE, [replace(a_proposal(0, 22), start=start, end=end)], "claimcheck")
    with pytest.raises(UsageError, match="do not stand at"):
        desk.add_claim("It left.", TEXT[0:22], article_id=ARTICLE, start=start, end=end, actor="Ana")
    assert desk.list_claims() == []


def test_an_added_claim_is_kept_and_says_who_added_it(desk: DeskStore) -> None:
    start = TEXT.index("😀")
    claim = desk.add_claim(
        " Nobody saw the ferry. ",
        TEXT[start:],
        article_id=ARTICLE,
        start=start,
        end=len(TEXT),
        speaker=" ",
        claim_date=date(2024, 3, 9),
        actor=" Ana ",
    )
    assert (claim.text, claim.said) == ("Nobody saw the ferry.", TEXT[start:])
    assert (claim.state, claim.speaker, claim.kind) == (ClaimState.KEPT, None, None)
    assert desk.events(claim.id)[0].actor == "Ana"
    assert desk.get_claim(claim.id[-8:]) == claim


@pytest.mark.parametrize(
    ("text", "said", "span", "actor"),
    [
        (" \u200b", "x", {}, "Ana"),
        ("x", "\n", {}, "Ana"),
        ("x", "x", {}, "\t"),
        ("x", "x", {"start": 0, "end": 1}, "Ana"),
        ("x", "x", {"article_id": ARTICLE, "start": 0}, "Ana"),
    ],
)
def test_an_incomplete_claim_is_refused(
    desk: DeskStore, text: str, said: str, span: dict[str, int], actor: str
) -> None:
    with pytest.raises(UsageError) as refused:
        desk.add_claim(text, said, actor=actor, **span)  # type: ignore[arg-type]
    assert refused.value.hint
    assert desk.list_claims() == []


def test_a_claim_of_an_unknown_article_is_refused(desk: DeskStore) -> None:
    with pytest.raises(NotFoundError):
        desk.add_claim("x", "x", article_id="nowhere", actor="Ana")


@pytest.mark.parametrize("words", ["Yes", "word " * 5000, "नमस्ते 😀 \u202eabc", "a\x00b\udc00c"])
def test_a_claim_may_be_of_any_length_and_script(desk: DeskStore, words: str) -> None:
    claim = a_claim(desk, words)
    assert len(claim.said) == len(words)
    assert desk.get_claim(claim.id) == claim
    assert desk.verify_ledger().intact


def test_an_edit_changes_the_words_to_check_and_never_the_words_as_said(desk: DeskStore) -> None:
    (claim,) = desk.propose_claims(ARTICLE, [a_proposal(0, 22)], "claimcheck")
    edited = desk.edit_claim(claim.id, text=" The ferry Aurora left at noon. ", speaker="", actor="Ana")
    assert (edited.text, edited.said, edited.speaker) == ("The ferry Aurora left at noon.", claim.said, None)
    assert edited.claim_date == claim.claim_date
    assert (edited.start, edited.end, edited.state) == (claim.start, claim.end, ClaimState.PROPOSED)
    assert edited.version > claim.version
    event = desk.events(claim.id)[-1]
    assert (event.kind, event.actor) == (EventKind.CLAIM_EDITED, "Ana")
    assert json.loads(event.payload)["before"] == {"speaker": "the harbour master", "text": claim.text}
    assert desk.edit_claim(claim.id, clear_date=True, actor="Ana").claim_date is None


def test_a_change_without_effect_is_no_event(desk: DeskStore) -> None:
    claim = a_claim(desk)
    head = desk.ledger_head()
    assert desk.edit_claim(claim.id, text=claim.text, actor="Ana") == claim
    assert desk.keep_claim(claim.id, actor="Ana") == claim
    assert desk.ledger_head() == head


def test_words_cannot_be_edited_away(desk: DeskStore) -> None:
    with pytest.raises(UsageError, match="words"):
        desk.edit_claim(a_claim(desk).id, text=" ", actor="Ana")


def test_keeping_and_dropping_move_a_claim_and_leave_its_history(desk: DeskStore) -> None:
    (claim,) = desk.propose_claims(ARTICLE, [a_proposal(0, 22)], "claimcheck")
    assert desk.keep_claim(claim.id, actor="Ana").state is ClaimState.KEPT
    assert desk.drop_claim(claim.id, actor="Ben").state is ClaimState.DROPPED
    assert desk.keep_claim(claim.id, actor="Ana").state is ClaimState.KEPT
    assert [event.actor for event in desk.events(claim.id)] == ["claimcheck", "Ana", "Ben", "Ana"]
    assert [event.actor for event in desk.events(claim.id, limit=2)] == ["Ben", "Ana"]


def test_a_decided_claim_keeps_its_words_and_cannot_be_dropped(desk: DeskStore) -> None:
    claim = a_claim(desk)
    desk.record_verdict(a_verdict(claim))
    decided = desk.get_claim(claim.id)
    with pytest.raises(VerdictRuleError, match="verdict") as refused:
        desk.edit_claim(claim.id, text="Something else.", actor="Ana")
    assert refused.value.hint
    assert "correction" in refused.value.hint
    with pytest.raises(VerdictRuleError, match="cannot be dropped"):
        desk.drop_claim(claim.id, actor="Ana")
    assert desk.keep_claim(claim.id, actor="Ana") == decided
    assert desk.edit_claim(claim.id, speaker="The mayor", actor="Ana").speaker == "The mayor"
    assert desk.get_claim(claim.id).text == claim.text
    assert desk.verify_ledger().intact


def test_a_change_based_on_an_old_version_is_a_conflict_that_names_who_did_what(desk: DeskStore) -> None:
    claim = a_claim(desk)
    desk.edit_claim(claim.id, speaker="The mayor", actor="Ben", expected_version=claim.version)
    for change in (desk.keep_claim, desk.drop_claim):
        with pytest.raises(ConflictError, match="edited by Ben") as refused:
            change(claim.id, actor="Ana", expected_version=claim.version)
        assert refused.value.hint
    with pytest.raises(ConflictError):
        desk.edit_claim(claim.id, text="Other words.", actor="Ana", expected_version=claim.version)
    assert desk.get_claim(claim.id).state is ClaimState.KEPT


def test_claims_are_filtered_by_article_state_and_words(desk: DeskStore) -> None:
    proposed = desk.propose_claims(ARTICLE, [a_proposal(23, 45), a_proposal(0, 22)], "claimcheck")
    own = a_claim(desk, "Ferries are SLOW.")
    desk.drop_claim(proposed[1].id, actor="Ana")
    assert [claim.id for claim in desk.list_claims()] == [proposed[1].id, proposed[0].id, own.id]
    assert [claim.id for claim in desk.list_claims(article_id=ARTICLE, states=[ClaimState.DROPPED])] == [proposed[1].id]
    assert [claim.id for claim in desk.list_claims(text="are slow")] == [own.id]
    assert desk.list_claims(states=[]) == []
    assert [claim.id for claim in desk.list_claims(limit=1, offset=1)] == [proposed[0].id]


def test_ids_of_claims_made_together_can_be_told_by_their_end(desk: DeskStore) -> None:
    claims = desk.propose_claims(ARTICLE, [a_proposal(0, 22), a_proposal(23, 45)], "claimcheck")
    for claim in claims:
        assert desk.get_claim(claim.id[-6:]) == claim
    with pytest.raises(NotFoundError, match="several claims"):
        desk.get_claim(claims[0].id[:6])


def test_a_record_made_before_kinds_and_reasons_is_opened_proves_and_goes_on(workspace: Workspace) -> None:
    old_schema = packaged_migrations("claimcheck.desk")[:2]
    after = {"article_id": None, "text": "A", "said": "A", "start": None, "end": None, "speaker": None}
    after |= {"claim_date": None, "check_worthiness": None, "kind": "number", "state": "proposed"}
    at = datetime(2024, 3, 11, tzinfo=UTC)
    with Database(workspace.desk_database, old_schema).transaction() as connection:
        event = NewEvent(kind=EventKind.CLAIM_PROPOSED, actor="Ana", payload=created(after), claim_id="c" * 20)
        seq = append(connection, [event], at)
        row = ("c" * 20, None, "A", "A", None, None, None, None, None, "number", "proposed", seq, at)
        insert(connection, "claims", [row])
    desk = open_desk(workspace)
    claim = desk.get_claim("c" * 20)
    assert (claim.kinds, claim.kind, claim.reason) == ((ClaimKind.NUMBER,), ClaimKind.NUMBER, None)
    assert desk.verify_ledger().problems == ()

    desk.keep_claim(claim.id, actor="Ben")
    desk.add_article(an_article())
    comparison = a_proposal(0, 22, kinds=(ClaimKind.COMPARISON, ClaimKind.DATE, ClaimKind.EVENT))
    new = desk.propose_claims(ARTICLE, [comparison], "claimcheck")[0]
    assert desk.get_claim(new.id).kinds == comparison.kinds
    assert desk.get_claim(new.id).reason == "states a number"
    assert desk.list_verdicts() == []
    assert desk.verify_ledger().problems == ()
    with desk._database.session() as connection:
        connection.execute("UPDATE claims SET reason = 'another' WHERE id = ?", [new.id])
    assert desk.verify_ledger().problems == (f"claim {new.id}: reason is not what its events say",)
