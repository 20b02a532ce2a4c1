from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from claimcheck.domain import Searched, SearchFilters
from claimcheck.ui.check.board import actions_sent
from claimcheck.ui.check.marking import excerpt, pieces
from claimcheck.ui.check.wording import copy_words, found_words, nearness, place_in_time, searched_words
from claimcheck.ui.safe import harmless
from deskwork import a_hit


@pytest.mark.parametrize(
    ("published", "words"),
    [
        (date(2025, 5, 15), "the day of the claim"),
        (date(2025, 5, 14), "1 day before the claim"),
        (date(2025, 5, 12), "3 days before the claim"),
        (date(2025, 6, 14), "4 weeks after the claim"),
        (date(2024, 11, 15), "6 months before the claim"),
        (date(2022, 3, 29), "3 years before the claim"),
        (None, ""),
    ],
)
def test_a_day_is_placed_in_relation_to_the_claim(published: date | None, words: str) -> None:
    assert place_in_time(published, date(2025, 5, 15)) == words
    assert place_in_time(published, None) == ""


def test_the_evidence_says_how_much_of_it_is_independent_and_how_much_came_later() -> None:
    source = a_hit().source
    hits = [
        a_hit(1),
        a_hit(2, copy_of=1, source=replace(source, published=date(2024, 3, 13))),
        a_hit(3, source=replace(source, published=None)),
    ]
    assert found_words(hits, date(2024, 3, 12)) == "3 passages, 2 origins, 1 after the claim, 1 undated"
    assert found_words(hits[:1], None) == "1 passage, 1 origin"
    assert found_words([], date(2024, 3, 12)) == ""


def test_a_copy_names_whose_words_it_repeats() -> None:
    assert copy_words("Sample Gazette") == "nearly the text of Sample Gazette"
    assert copy_words(None) == "nearly the text above"


def test_nearness_has_a_word_for_every_similarity() -> None:
    assert [nearness(value) for value in (1.0, 0.7, 0.5, 0.31, 0.0, -1.0)] == [
        "very close",
        "close",
        "related",
        "loosely related",
        "distant",
        "distant",
    ]


def test_a_search_says_how_hard_it_looked() -> None:
    searched = Searched(
        passages=2140,
        documents=1,
        not_indexed=12,
        undated_left_out=3,
        best_similarity=0.2,
        filters=SearchFilters(as_of=date(2025, 5, 15)),
    )
    assert searched_words(searched, hits=4) == (
        "Looked through 2,140 passages of 1 document published by 15 May 2025; 3 undated passages left out; "
        "12 documents not indexed yet; nothing close to the claim was found."
    )
    narrowed = SearchFilters(as_of=date(2025, 5, 15), publisher="Sample\nGazette", language="de")
    assert searched_words(replace(searched, not_indexed=0, filters=narrowed), hits=0) == (
        "Looked through 2,140 passages of 1 document from Sample Gazette in the language “de” published by 15 May "
        "2025; 3 undated passages left out."
    )


@given(some.text(max_size=60), some.lists(some.tuples(some.integers(-5, 70), some.integers(-5, 70)), max_size=5))
def test_pieces_put_together_are_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    cut = pieces(text, [(span, f"look-{number}") for number, span in enumerate(spans)])
    assert "".join(words for words, _ in cut) == harmless(text)
    for number, (start, end) in enumerate(spans):
        marked = "".join(words for words, looks in cut if f"look-{number}" in looks.split())
        assert marked == (harmless(text)[max(start, 0) : max(end, 0)] if start < end else "")


def test_pieces_of_a_megabyte_are_bounded_and_say_so() -> None:
    cut = pieces("x" * 1_000_000, [((10, 900_000), "differs")])
    assert sum(len(words) for words, _ in cut) == 6000
    assert cut[-1][0].endswith("…")


@given(some.text(alphabet="ab 😀", max_size=3000), some.data())
def test_an_excerpt_holds_the_passage_where_it_says(text: str, data: some.DataObject) -> None:
    start = data.draw(some.integers(0, len(text)))
    end = data.draw(some.integers(start, len(text)))
    shown, (left, right) = excerpt(text, (start, end))
    assert shown[left:right] == text[start:end]
    assert len(shown) <= max(1100, end - start + 2 * 260 + 4)


@pytest.mark.parametrize(
    "state",
    [None, {}, {"actions": None}, {"actions": [None, 3, {}, {"id": 1, "op": "x", "claim": "c", "passage": "p"}]}, 7],
)
def test_what_the_browser_sends_is_not_trusted(state: object) -> None:
    assert actions_sent(state) == []
