"""What claim and passage differ in is pointed out in both; rewordings and other subjects are left alone."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from claimcheck.differences import find_differences
from claimcheck.domain import DifferenceKind
from differences_cases import MUST_DIFFER, MUST_NOT_DIFFER

SAMPLE = Path(__file__).parents[2] / "data" / "sample" / "corpus.jsonl"
NOTES = {note["_id"]: note for note in map(json.loads, SAMPLE.read_text(encoding="utf-8").splitlines())}
LEADER = (
    "The Kremlin chose to send a delegation led by presidential adviser Vladimir Medinski, together with two deputy "
    "ministers, but without Putin."
)
FIRST_CONTACT = "The new negotiations are the first direct contact since talks in Istanbul broke down in early 2022."


@pytest.mark.parametrize(
    ("kind", "claim", "passage", "mine", "theirs"), MUST_DIFFER, ids=[f"{c[0]}: {c[3]} / {c[4]}" for c in MUST_DIFFER]
)
def test_a_mismatch_is_named_with_the_words_of_both_sides(
    kind: str, claim: str, passage: str, mine: str, theirs: str
) -> None:
    found = [(one.kind.value, one.claim, one.passage) for one in find_differences(claim, passage)]

    assert found == [(kind, mine, theirs)]


@pytest.mark.parametrize(("why", "claim", "passage"), MUST_NOT_DIFFER, ids=[c[0] for c in MUST_NOT_DIFFER])
def test_what_agrees_or_speaks_of_something_else_is_left_alone(why: str, claim: str, passage: str) -> None:
    assert find_differences(claim, passage) == ()


def test_there_are_enough_cases_of_either_sort() -> None:
    assert len(MUST_DIFFER) >= 60
    assert len(MUST_NOT_DIFFER) >= 60


@pytest.mark.parametrize(("note", "other"), [("c01", "Sergei Lavrov"), ("c04", "Yuri Ushakov")])
def test_another_leader_of_the_delegation_is_a_difference_of_role(note: str, other: str) -> None:
    found = find_differences(LEADER, NOTES[note]["text"])

    assert [(one.kind, one.claim, one.passage) for one in found] == [(DifferenceKind.ROLE, "Vladimir Medinski", other)]


@pytest.mark.parametrize(("note", "other"), [("c02", "2014"), ("c03", "autumn 2021"), ("r04", "2014")])
def test_another_year_of_the_last_contact_is_a_difference_of_date(note: str, other: str) -> None:
    found = find_differences(FIRST_CONTACT, NOTES[note]["text"])

    assert [(one.kind, one.claim, one.passage) for one in found] == [(DifferenceKind.DATE, "early 2022", other)]


@pytest.mark.parametrize(("note", "other"), [("c02", "2014"), ("c03", "autumn 2021"), ("r04", "2014")])
def test_the_year_differs_from_the_sample_article_too(note: str, other: str) -> None:
    claim = "They are the first direct talks between the two countries since spring 2022, when a round broke down."

    found = find_differences(claim, NOTES[note]["text"])

    assert [(one.kind, one.claim, one.passage) for one in found] == [(DifferenceKind.DATE, "spring 2022", other)]


@pytest.mark.parametrize("claim", [LEADER, FIRST_CONTACT], ids=["leader", "first contact"])
@pytest.mark.parametrize(
    "note", [key for key, note in NOTES.items() if note["bearing"] != "contradicts" and key != "r04"]
)
def test_notes_that_do_not_contradict_raise_no_alarm(claim: str, note: str) -> None:
    assert find_differences(claim, NOTES[note]["text"]) == ()


def test_a_day_relative_to_the_claim_needs_the_date_of_the_claim() -> None:
    claim, passage = "The bridge collapsed last year.", "The bridge collapsed in 2019."

    assert find_differences(claim, passage) == ()
    assert find_differences(claim, passage, claim_date=date(2020, 6, 1)) == ()
    (found,) = find_differences(claim, passage, claim_date=date(2025, 5, 15))
    assert (found.kind, found.claim, found.passage) == (DifferenceKind.DATE, "last year", "2019")


def test_yesterday_at_the_beginning_of_time_is_not_compared() -> None:
    assert find_differences("The bridge fell yesterday.", "The bridge fell in 2019.", claim_date=date.min) == ()
    assert find_differences("The bridge falls next year.", "The bridge falls in 2019.", claim_date=date.max) == ()


def test_differences_come_in_the_order_of_the_claim() -> None:
    claim = "In May 2023, 12 workers were killed when the crane in the harbour fell."
    passage = "When the crane in the harbour fell in June 2021, 30 workers were killed."

    found = find_differences(claim, passage)

    assert [(one.kind.value, one.claim, one.passage) for one in found] == [
        ("date", "May 2023", "June 2021"),
        ("number", "12", "30"),
    ]


def test_the_bearing_sentence_is_found_in_a_longer_passage() -> None:
    passage = (
        "The region has 2.1 million inhabitants. Its unemployment rate fell to 5.3 percent in May. "
        "Exports grew by 12 percent in the same month, and 40 firms moved there."
    )

    (found,) = find_differences("The region's unemployment rate fell to 3.5 percent in May.", passage)

    assert (found.claim, found.passage) == ("3.5 percent", "5.3 percent")
