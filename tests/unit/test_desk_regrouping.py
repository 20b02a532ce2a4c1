from __future__ import annotations

import json

import pytest

from claimcheck.desk.store import DeskStore
from claimcheck.domain import Claim, ClaimPart, ClaimState, EventKind, PartAspect
from claimcheck.errors import ConflictError, NotFoundError, UsageError, VerdictRuleError
from claimcheck.workspace import Workspace
from deskwork import TEXT, a_claim, a_proposal, a_verdict, an_article, open_desk

ARTICLE = an_article().id


@pytest.fixture
def desk(workspace: Workspace) -> DeskStore:
    made = open_desk(workspace)
    made.add_article(an_article())
    return made


def a_part(start: int, end: int, text: str) -> ClaimPart:
    return ClaimPart(aspect=PartAspect.WHAT, text=text, start=start, end=end)


PARTS = (a_part(0, 14, "The ferry left."), a_part(4, 22, "The ferry left at noon."))


def proposed(desk: DeskStore, *spans: tuple[int, int]) -> list[Claim]:
    return desk.propose_claims(ARTICLE, [a_proposal(*span) for span in spans], "claimcheck")


def states(desk: DeskStore, claims: list[Claim]) -> list[ClaimState]:
    return [desk.get_claim(claim.id).state for claim in claims]


def test_a_split_adds_a_kept_claim_per_part_with_its_own_span_and_drops_the_whole(desk: DeskStore) -> None:
    (whole,) = proposed(desk, (23, 45))
    added = desk.split_claim(
        whole.id, [a_part(0, 10, "The ferry carried people."), a_part(3, 22, "40 people.")], actor="Ana"
    )
    assert [claim.said for claim in added] == [TEXT[23:33], TEXT[26:45]]
    assert [(claim.start, claim.end) for claim in added] == [(23, 33), (26, 45)]
    assert states(desk, added) == [ClaimState.KEPT, ClaimState.KEPT]
    assert added[0].speaker == whole.speaker
    assert added[0].claim_date == whole.claim_date
    assert desk.get_claim(added[0].id) == added[0]
    assert states(desk, [whole]) == [ClaimState.DROPPED]
    assert desk.verify_ledger().intact


def test_the_events_of_a_split_name_the_claims_on_the_other_side(desk: DeskStore) -> None:
    (whole,) = proposed(desk, (0, 22))
    added = desk.split_claim(whole.id, PARTS, actor="Ana")
    gone = desk.events(whole.id)[-1]
    assert gone.kind is EventKind.CLAIM_DROPPED
    assert json.loads(gone.payload)["split_into"] == [claim.id for claim in added]
    for claim in added:
        (event,) = desk.events(claim.id)
        assert event.kind is EventKind.CLAIM_ADDED
        assert json.loads(event.payload)["split_from"] == [whole.id]


def test_the_whole_may_stay_beside_its_parts(desk: DeskStore) -> None:
    (whole,) = proposed(desk, (0, 22))
    desk.split_claim(whole.id, PARTS, actor="Ana", keep_whole=True)
    assert desk.get_claim(whole.id) == whole


def test_a_claim_outside_any_article_is_split_within_its_own_words(desk: DeskStore) -> None:
    whole = a_claim(desk, "The ferry left and sank.")
    (part,) = desk.split_claim(whole.id, [a_part(4, 14, "The ferry left.")], actor="Ana")
    assert (part.said, part.start, part.article_id) == ("ferry left", None, None)


@pytest.mark.parametrize(("start", "end"), [(-1, 5), (0, 23), (5, 5), (9, 4), (9, 10)])
def test_a_part_outside_the_words_as_said_is_refused_and_nothing_is_written(
    desk: DeskStore, start: int, end: int
) -> None:
    (whole,) = proposed(desk, (0, 22))
    head = desk.ledger_head()
    with pytest.raises(UsageError, match="does not stand"):
        desk.split_claim(whole.id, [PARTS[0], a_part(start, end, "It left.")], actor="Ana")
    assert desk.ledger_head() == head


def test_a_split_into_nothing_or_of_what_is_decided_dropped_or_changed_is_refused(desk: DeskStore) -> None:
    (whole,) = proposed(desk, (0, 22))
    with pytest.raises(UsageError, match="at least one"):
        desk.split_claim(whole.id, [], actor="Ana")
    with pytest.raises(UsageError, match="needs words"):
        desk.split_claim(whole.id, [a_part(0, 5, " ")], actor="Ana")
    desk.keep_claim(whole.id, actor="Ben")
    with pytest.raises(ConflictError, match="kept by Ben"):
        desk.split_claim(whole.id, PARTS, actor="Ana", expected_version=whole.version)
    desk.drop_claim(whole.id, actor="Ben")
    with pytest.raises(UsageError, match="was dropped"):
        desk.split_claim(whole.id, PARTS, actor="Ana")
    desk.keep_claim(whole.id, actor="Ben")
    desk.record_verdict(a_verdict(whole))
    with pytest.raises(VerdictRuleError, match="verdict"):
        desk.split_claim(whole.id, PARTS, actor="Ana")


def test_a_split_is_taken_back_as_one(desk: DeskStore) -> None:
    (whole,) = proposed(desk, (0, 22))
    desk.keep_claim(whole.id, actor="Ana")
    added = desk.split_claim(whole.id, PARTS, actor="Ana")
    desk.edit_claim(added[1].id, text="It left at twelve.", actor="Ana")
    assert desk.undo_last("Ana").claim.id == added[1].id
    assert desk.undo_last("Ana").claim.id == whole.id
    assert states(desk, [whole, *added]) == [ClaimState.KEPT, ClaimState.DROPPED, ClaimState.DROPPED]
    assert desk.undo_last("Ana").claim.state is ClaimState.PROPOSED
    assert desk.verify_ledger().intact
    with pytest.raises(NotFoundError):
        desk.undo_last("Ana")


def test_a_split_is_found_for_undo_from_a_part_as_from_the_whole(desk: DeskStore) -> None:
    (whole,) = proposed(desk, (0, 22))
    added = desk.split_claim(whole.id, PARTS, actor="Ana")
    assert desk.undo_last("Ana", claim_id=added[1].id).claim.id == whole.id
    assert states(desk, [whole, *added]) == [ClaimState.PROPOSED, ClaimState.DROPPED, ClaimState.DROPPED]


def test_a_split_stays_when_somebody_went_on_with_one_of_its_parts(desk: DeskStore) -> None:
    (whole,) = proposed(desk, (0, 22))
    added = desk.split_claim(whole.id, PARTS, actor="Ana")
    desk.edit_claim(added[1].id, speaker="A clerk", actor="Ben")
    head = desk.ledger_head()
    with pytest.raises(ConflictError, match="Ben went on"):
        desk.undo_last("Ana")
    assert desk.ledger_head() == head
    assert states(desk, [whole, *added]) == [ClaimState.DROPPED, ClaimState.KEPT, ClaimState.KEPT]


def test_a_merge_makes_one_claim_that_spans_the_sentences_and_drops_them(desk: DeskStore) -> None:
    one, two = proposed(desk, (0, 22), (23, 45))
    merged = desk.merge_claims([two.id, one.id], actor="Ana")
    assert merged.said == TEXT[0:45]
    assert merged.text == f"{one.text} {two.text}"
    assert (merged.start, merged.end, merged.state) == (0, 45, ClaimState.KEPT)
    assert merged.speaker == one.speaker
    assert states(desk, [one, two]) == [ClaimState.DROPPED, ClaimState.DROPPED]
    assert json.loads(desk.events(merged.id)[0].payload)["merged_from"] == [one.id, two.id]
    assert json.loads(desk.events(one.id)[-1].payload)["merged_into"] == [merged.id]
    assert desk.verify_ledger().intact


def test_a_merge_of_two_speakers_has_none(desk: DeskStore) -> None:
    one, two = proposed(desk, (0, 22), (23, 45))
    desk.edit_claim(one.id, speaker="A clerk", actor="Ana")
    assert desk.merge_claims([one.id, two.id], actor="Ana").speaker is None


def test_a_merge_is_taken_back_as_one(desk: DeskStore) -> None:
    one, two = proposed(desk, (0, 22), (23, 45))
    desk.keep_claim(two.id, actor="Ana")
    merged = desk.merge_claims([one.id, two.id], actor="Ana")
    assert desk.undo_last("Ana").claim.id == one.id
    assert states(desk, [one, two, merged]) == [ClaimState.PROPOSED, ClaimState.KEPT, ClaimState.DROPPED]
    assert desk.verify_ledger().intact


def test_what_cannot_be_merged_is_refused_with_a_hint(desk: DeskStore) -> None:
    one, two = proposed(desk, (0, 22), (23, 45))
    own = a_claim(desk)
    far = f"{TEXT}\n{'Nothing happened. ' * 70}{TEXT[23:45]}"
    desk.add_article(an_article(far))
    start, last = far.index(TEXT[23:45]), far.rindex(TEXT[23:45])
    spans = [a_proposal(start, start + 22, far), a_proposal(last, last + 22, far)]
    near, away = desk.propose_claims(an_article(far).id, spans, "claimcheck")
    loose = desk.add_claim("It sank.", "It sank.", article_id=ARTICLE, actor="Ana")
    other = a_claim(desk, "It sank again.")
    head = desk.ledger_head()
    for claims, words in (
        ([one, one], "two claims"),
        ([one], "two claims"),
        ([one, own], "one article"),
        ([own, other], "one article"),
        ([one, near], "one article"),
        ([one, loose], "without a place"),
        ([near, away], "characters lie between"),
    ):
        with pytest.raises(UsageError, match=words) as refused:
            desk.merge_claims([claim.id for claim in claims], actor="Ana")
        assert refused.value.hint
    assert desk.ledger_head() == head
    desk.record_verdict(a_verdict(two))
    with pytest.raises(VerdictRuleError, match="verdict"):
        desk.merge_claims([one.id, two.id], actor="Ana")


def test_a_complete_wording_is_taken_as_an_edit_that_says_so_and_undo_brings_the_words_back(desk: DeskStore) -> None:
    (claim,) = proposed(desk, (23, 45))
    taken = desk.complete_claim(claim.id, "The ferry carried 40 people.", actor="Ana", expected_version=claim.version)
    assert (taken.text, taken.said) == ("The ferry carried 40 people.", claim.said)
    event = desk.events(claim.id)[-1]
    assert event.kind is EventKind.CLAIM_EDITED
    assert json.loads(event.payload)["taken"] == "complete wording"
    with pytest.raises(ConflictError):
        desk.complete_claim(claim.id, "It did.", actor="Ben", expected_version=claim.version)
    assert desk.undo_last("Ana").claim.text == claim.text
    desk.record_verdict(a_verdict(claim))
    with pytest.raises(VerdictRuleError):
        desk.complete_claim(claim.id, "It did.", actor="Ben")
