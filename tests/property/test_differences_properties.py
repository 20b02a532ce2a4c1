"""Whatever the texts, comparing them ends soon, never fails, and points exactly at what stands there."""

from __future__ import annotations

import random
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.differences import find_differences
from claimcheck.domain import Difference
from differences_cases import MUST_DIFFER, MUST_NOT_DIFFER

NEWSY = (
    "The the a In on since until by not no never all first only most some Russia Putin Medinsky Istanbul Turkey led "
    "headed talks delegation rose fell attended absent killed people percent % $ € bn million two twelve third half "
    "about more than at least 3.5 1,500,000 2022 2014 16 May March Monday 2022-03-29 01/02/2023 10-15 10:30 -5 °C km "
    "miles year-old ٣٫٥ १२ ３ 1990s Q2 was is denied that failed to who , . ; : ( ) “ ” ’ - — \n \n\n "
    "שלום مرحبا 🎉 👩‍🚀 "
    "İstanbul ß Ǆ \u200f\u202e \u0301 \ufeff \x00 ² ½ ④ 𝟛 last year yesterday"
).split(" ")
newsy_texts = st.lists(st.sampled_from(NEWSY), max_size=60).map(" ".join)
any_texts = st.one_of(st.text(max_size=300), newsy_texts, st.text(alphabet=".,- \n1a€A%’", max_size=200))
claim_dates = st.one_of(st.none(), st.dates())
SENTENCES = [case[1] for case in MUST_DIFFER] + [case[1] for case in MUST_NOT_DIFFER]


def _check(claim: str, passage: str, found: tuple[Difference, ...]) -> None:
    for one in found:
        assert one.claim_span is not None
        assert one.passage_span is not None
        assert claim[slice(*one.claim_span)] == one.claim != ""
        assert passage[slice(*one.passage_span)] == one.passage != ""


@settings(max_examples=600, deadline=None)
@given(any_texts, any_texts, claim_dates)
def test_any_two_texts_compare_and_spans_are_exact(claim: str, passage: str, day: date | None) -> None:
    _check(claim, passage, find_differences(claim, passage, claim_date=day))


@settings(max_examples=300, deadline=None)
@given(newsy_texts, st.lists(st.sampled_from(NEWSY), max_size=4), st.randoms(use_true_random=False))
def test_texts_that_differ_by_a_few_words_compare_and_spans_are_exact(
    claim: str, other: list[str], chance: random.Random
) -> None:
    words = claim.split(" ")
    for word in other:
        words[chance.randrange(len(words))] = word
    passage = " ".join(words)

    _check(claim, passage, find_differences(claim, passage))


@settings(max_examples=300, deadline=None)
@given(any_texts)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert find_differences(text, text) == ()


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(SENTENCES), st.sampled_from(SENTENCES), st.sampled_from(SENTENCES))
def test_a_sentence_does_not_differ_from_a_passage_that_contains_it(before: str, sentence: str, after: str) -> None:
    assert find_differences(sentence, f"{before} {sentence} {after}") == ()


@settings(max_examples=200, deadline=None)
@given(any_texts, any_texts, claim_dates)
def test_the_answer_is_always_the_same(claim: str, passage: str, day: date | None) -> None:
    first = find_differences(claim, passage, claim_date=day)

    assert find_differences(claim, passage, claim_date=day) == first


@pytest.mark.parametrize("case", MUST_DIFFER, ids=[f"{case[0]}: {case[3]}" for case in MUST_DIFFER])
def test_spans_stay_exact_behind_other_text(case: tuple[str, str, str, str, str]) -> None:
    _, claim, passage, mine, theirs = case
    lead = "🎉 Ünal said hello.\n\nשלום! "

    found = find_differences(claim, lead + passage)

    _check(claim, lead + passage, found)
    assert [(one.claim, one.passage) for one in found] == [(mine, theirs)]


HOSTILE = {
    "dots": "." * 1_000_000,
    "short sentences": "A. " * 333_333,
    "digits": "1" * 1_000_000,
    "digits and commas": "1," * 500_000,
    "numbers": "12 people 13 people " * 50_000,
    "dates": "16 May 2025 " * 83_000,
    "half dates": "16 May " * 140_000,
    "hyphens": "a-" * 500_000,
    "apostrophes": "a’" * 500_000,
    "brackets": "((((" * 250_000,
    "new lines": "\n " * 500_000,
    "one word": "a" * 1_000_000,
    "capitals": "Vladimir Putin led the delegation " * 30_000,
    "capital words": "Aa " * 333_333,
    "denials": "not was rose never fell " * 42_000,
    "number words": "twenty-one hundred and " * 43_000,
    "months": "May" * 333_333,
    "quotes": '"' * 1_000_000,
    "initials": "U.S." * 250_000,
    "right to left": "\u202eשלום 12 " * 100_000,
    "emoji": "👩‍🚀 " * 250_000,
    "combining": "e" + "\u0301" * 999_999,
    "spaces": " " * 999_999 + ".",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_megabyte_of_hostile_text_is_compared_in_seconds(name: str) -> None:
    hostile = HOSTILE[name]
    claim = "A delegation led by Pavel Orlov met 12 people on 16 May 2025."
    started = time.process_time()

    for mine, other in ((claim, hostile), (hostile, claim), (hostile, hostile + " 13")):
        _check(mine, other, find_differences(mine, other))

    assert time.process_time() - started < 20  # quadratic in a megabyte would be minutes
