from __future__ import annotations

import threading

import pytest

from claimcheck.desk.store import DeskStore
from claimcheck.domain import Draft
from claimcheck.errors import NotFoundError, UsageError
from claimcheck.workspace import Workspace
from deskwork import a_claim, a_pin, a_verdict, an_outside_pin, open_desk


@pytest.fixture
def desk(workspace: Workspace) -> DeskStore:
    return open_desk(workspace)


def test_a_draft_comes_back_whole_also_to_another_process(desk: DeskStore, workspace: Workspace) -> None:
    claim = a_claim(desk)
    pins = (a_pin(), an_outside_pin("«Ja», sagte er \U0001f600\n\x07"))
    saved = desk.save_draft(claim.id, "Ana", Draft(rating="refuted", explanation=" not yet ", pins=pins))
    assert saved.saved_at is not None
    assert open_desk(workspace).get_draft(claim.id[-8:], "Ana") == saved
    assert saved.explanation == " not yet ", "a draft keeps the blanks that are being typed"
    assert desk.claims_with_drafts("Ana") == [claim.id]


def test_everybody_has_a_draft_of_their_own_and_the_last_save_stands(desk: DeskStore) -> None:
    claim = a_claim(desk)
    desk.save_draft(claim.id, "Ana", Draft(rating=None, explanation="one"))
    desk.save_draft(claim.id, "Ben", Draft(rating=None, explanation="two"))
    desk.save_draft(claim.id, "Ana", Draft(rating="supported", explanation="three"))
    mine, theirs = desk.get_draft(claim.id, "Ana"), desk.get_draft(claim.id, "Ben")
    assert mine is not None
    assert theirs is not None
    assert (mine.explanation, theirs.explanation) == ("three", "two")


def test_an_empty_draft_is_no_draft(desk: DeskStore) -> None:
    claim = a_claim(desk)
    assert desk.get_draft(claim.id, "Ana") is None
    desk.save_draft(claim.id, "Ana", Draft(rating=None, explanation="one"))
    desk.save_draft(claim.id, "Ana", Draft(rating=None, explanation=""))
    assert desk.get_draft(claim.id, "Ana") is None
    desk.save_draft(claim.id, "Ana", Draft(rating="supported", explanation=""))
    desk.delete_draft(claim.id, "Ana")
    desk.delete_draft(claim.id, "Ana")
    assert desk.claims_with_drafts("Ana") == []


def test_recording_the_verdict_ends_the_reviewer_s_draft_and_no_other(desk: DeskStore) -> None:
    claim = a_claim(desk)
    for reviewer in ("Ana", "Ben"):
        desk.save_draft(claim.id, reviewer, Draft(rating="supported", explanation="soon"))
    desk.record_verdict(a_verdict(claim, reviewer="Ana"))
    assert desk.get_draft(claim.id, "Ana") is None
    assert desk.get_draft(claim.id, "Ben") is not None


def test_drafts_are_no_part_of_the_ledger(desk: DeskStore) -> None:
    claim = a_claim(desk)
    head = desk.ledger_head()
    desk.save_draft(claim.id, "Ana", Draft(rating=None, explanation="one"))
    assert desk.ledger_head() == head
    assert desk.get_claim(claim.id) == claim


def test_a_draft_needs_a_claim_and_an_author(desk: DeskStore) -> None:
    with pytest.raises(NotFoundError):
        desk.save_draft("nothing", "Ana", Draft(rating=None, explanation="one"))
    with pytest.raises(UsageError):
        desk.save_draft(a_claim(desk).id, " ", Draft(rating=None, explanation="one"))


def test_two_windows_saving_one_draft_at_once_both_succeed(desk: DeskStore) -> None:
    claim = a_claim(desk)
    failures: list[BaseException] = []

    def type_on(window: str) -> None:
        try:
            for letter in range(10):
                desk.save_draft(claim.id, "Ana", Draft(rating=None, explanation=f"{window}{letter}"))
        except BaseException as error:  # noqa: BLE001 - shown by the assertion below
            failures.append(error)

    windows = [threading.Thread(target=type_on, args=(name,)) for name in ("left", "right")]
    for window in windows:
        window.start()
    for window in windows:
        window.join()
    assert failures == []
    draft = desk.get_draft(claim.id, "Ana")
    assert draft is not None
    assert draft.explanation in {"left9", "right9"}
