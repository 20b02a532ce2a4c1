"""The window in which one earlier case refutes a claim of a first."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from claimcheck.differences import Unprecedented, read_unprecedented

CLAIMED = date(2025, 5, 16)
BEFORE = date(2025, 5, 15)


@pytest.mark.parametrize(
    ("claim", "event", "first_day"),
    [
        ("It was the first direct contact since 2022.", "It was direct contact.", date(2023, 1, 1)),
        ("First direct talks since 2022", "First direct talks", date(2023, 1, 1)),
        ("The town's first mayor since May 2020 took office.", "The town mayor took office.", date(2020, 6, 1)),
        ("the first talks of the two since the spring of 2022", "talks of the two", date(2022, 7, 1)),
        ("Unemployment is the lowest since May 2008.", "Unemployment is the lowest.", date(2008, 6, 1)),
        ("For the first time since World War II, the vote failed.", "the vote failed.", date(1945, 9, 3)),
        ("Inflation is at its highest level in 40 years.", "Inflation is at its highest level.", date(1985, 5, 1)),
        ("The bank raised rates for the first time in two decades.", "The bank raised rates.", date(2005, 5, 1)),
        ("He is the only member who voted against.", "He is member who voted against.", None),
    ],
)
def test_a_first_is_refuted_by_the_event_between_its_since_and_the_day_before_the_claim(
    claim: str, event: str, first_day: date | None
) -> None:
    assert read_unprecedented(claim, CLAIMED) == Unprecedented(event=event, first_day=first_day, last_day=BEFORE)


@pytest.mark.parametrize(
    "claim",
    [
        "He has been minister since 2022.",
        "The First Lady visited the town.",
        "Only 40 people attended the talks.",
        "He first met the mayor in 2010.",
        "First, the law was passed.",
        "A loan is for the first-time buyer.",
        "Odesa is the largest port in the country.",
        "It rained in the first half of 2024.",
        "The delegation was led by the minister.",
        "The only.",
        "",
    ],
)
def test_other_claims_have_no_such_window(claim: str) -> None:
    assert read_unprecedented(claim, CLAIMED) is None


def test_without_a_day_of_the_claim_the_window_is_open_at_its_end() -> None:
    found = read_unprecedented("It was the first direct contact since 2022.", None)
    assert found == Unprecedented(event="It was direct contact.", first_day=date(2023, 1, 1), last_day=None)
    assert read_unprecedented("He is the first pope from the south.", None) is None


def test_a_window_in_which_nothing_fits_is_none() -> None:
    assert read_unprecedented("It was the first direct contact since 2025.", CLAIMED) is None


@given(some.text(max_size=300), some.none() | some.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_any_text_has_a_window_that_begins_before_it_ends_or_none(text: str, day: date | None) -> None:
    for claim in (text, f"the first {text} since 2022", f"the first {text} in ten centuries"):
        found = read_unprecedented(claim, day)
        if found is not None and found.first_day and found.last_day:
            assert found.first_day <= found.last_day
            assert day is not None
            assert found.last_day == day - timedelta(days=1)
