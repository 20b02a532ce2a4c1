"""Fusing two legs and grouping rows."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.matching import Chance, Copies, Leg, Wording, best_per_group, fuse

scores = st.floats(-1e6, 1e6, allow_nan=False)
legs = st.dictionaries(st.integers(0, 30), scores, max_size=20)
weights = st.floats(0, 1)


def leg(found: Mapping[int, float], mean: float = 0.0, spread: float = 1.0, rest: float | None = None) -> Leg:
    """A leg that was cut off after its last row, unless the rest is known to score something else."""
    last = min(found.values(), default=mean)
    return Leg(scores=found, chance=Chance(mean=mean, spread=spread), rest=last if rest is None else rest)


def test_a_row_counts_by_how_far_it_lies_above_what_any_passage_scores() -> None:
    dense = leg({1: 0.9, 2: 0.5}, mean=0.1, spread=0.1)
    lexical = leg({2: 12.0, 4: 2.0}, mean=1.0, spread=2.0, rest=0.0)
    fused = dict(fuse(dense, lexical, 0.5))
    assert fused == pytest.approx({1: 4.0 - 0.25, 2: 2.0 + 2.75, 4: 2.0 + 0.25})


def test_words_that_match_by_chance_decide_less_than_words_that_do_not() -> None:
    dense, words = {1: 0.6, 2: 0.4}, {2: 6.0, 1: 0.0}
    common = fuse(leg(dense, 0.1, 0.1), leg(words, 4.0, 8.0), 0.5)
    rare = fuse(leg(dense, 0.1, 0.1), leg(words, 0.1, 1.0), 0.5)
    assert [row for row, _ in common] == [1, 2]
    assert [row for row, _ in rare] == [2, 1]


def test_a_row_that_a_leg_did_not_return_counts_there_like_the_last_one_it_did() -> None:
    fused = dict(fuse(leg({7: 3.0, 8: 3.0}), leg({8: 2.0, 9: 1.0}), 0.5))
    assert fused[7] == pytest.approx((3.0 + 1.0) / 2)


@pytest.mark.parametrize("empty", [{}, {3: 5.0, 4: 5.0}])
def test_a_leg_in_which_all_passages_score_the_same_decides_nothing(empty: dict[int, float]) -> None:
    fused = fuse(leg({3: 0.2, 4: 0.7}, 0.1, 0.1), leg(empty, mean=5.0, spread=0.0), 0.4)
    assert [row for row, _ in fused] == [4, 3]
    assert dict(fused) == pytest.approx({4: 0.6 * 6, 3: 0.6 * 1})


@given(legs, legs, weights)
def test_every_row_of_both_legs_is_ranked_once_and_scores_never_rise_down_the_list(
    dense: dict[int, float], lexical: dict[int, float], weight: float
) -> None:
    fused = fuse(leg(dense), leg(lexical), weight)
    assert sorted(row for row, _ in fused) == sorted(dense.keys() | lexical.keys())
    values = [score for _, score in fused]
    assert values == sorted(values, reverse=True)


@given(legs, weights)
def test_two_equal_legs_keep_their_order(found: dict[int, float], weight: float) -> None:
    ranked = [found[row] for row, _ in fuse(leg(found), leg(found), weight)]
    assert ranked == pytest.approx(sorted(ranked, reverse=True), abs=1e-3)


@given(st.dictionaries(st.integers(0, 30), scores, min_size=1, max_size=20), legs)
def test_a_weight_of_nothing_leaves_the_other_leg_s_order(dense: dict[int, float], lexical: dict[int, float]) -> None:
    ranked = [dense[row] for row, _ in fuse(leg(dense), leg(lexical), 0.0) if row in dense]
    assert ranked == sorted(ranked, reverse=True)


@given(legs, legs, st.floats(0.01, 100), st.floats(-100, 100), weights)
def test_the_unit_and_the_zero_of_a_leg_change_nothing(
    dense: dict[int, float], lexical: dict[int, float], factor: float, shift: float, weight: float
) -> None:
    rounded = {row: round(score / 1e4, 2) for row, score in dense.items()}
    moved = {row: score * factor + shift for row, score in rounded.items()}
    before = dict(fuse(leg(rounded), leg(lexical), weight))
    after = dict(fuse(leg(moved, mean=shift, spread=factor), leg(lexical), weight))
    assert after == pytest.approx(before, rel=1e-6, abs=1e-3)


def test_only_the_first_row_of_each_group_is_kept_up_to_the_limit() -> None:
    ranked = [(10, 0.9), (11, 0.8), (20, 0.7), (30, 0.6)]
    assert best_per_group(ranked, lambda row: row // 10, 2) == [(10, 0.9), (20, 0.7)]
    assert best_per_group(ranked, lambda row: row, 0) == []
    assert best_per_group([], lambda row: row, 3) == []


REPORT = (
    "The ministry said on Tuesday that the wheat harvest had fallen by a tenth after the driest spring in decades, "
    "and that it would ask the council for forty million to buy seed for small farms in the two eastern districts."
)
OTHER = (
    "Engineers closed the old bridge to lorries after a crack was found in its third pier, and the mayor expects that "
    "the repair will take until the end of the year and cost the town about as much as its library did."
)


def wording(passage: str, *, before: str = "", after: str = "", origin: str = "") -> Wording:
    return Wording(passage=passage, around=f"{before} {passage} {after}", origin_id=origin or passage)


def test_a_reprint_with_a_few_edits_shares_the_origin_of_the_better_hit() -> None:
    copies = Copies()
    edited = REPORT.replace("Tuesday", "Wednesday").replace("a tenth", "10%")
    assert [copies.original_of(wording(text)) for text in (OTHER, REPORT, edited, OTHER)] == [None, None, 1, 0]


def test_a_reprint_that_was_cut_at_other_places_is_known_by_what_stands_around() -> None:
    copies = Copies()
    first, second = REPORT[:110], REPORT[110:]
    assert copies.original_of(wording(REPORT, before=OTHER)) is None
    assert copies.original_of(wording(second, before=first, origin="b")) == 0
    assert copies.original_of(wording(OTHER + " " + first, after=second, origin="c")) == 0


def test_a_copy_of_a_copy_names_the_first() -> None:
    copies = Copies()
    words = REPORT.split()
    drifting = [" ".join(words[:-n] + ["changed"] * n) if n else REPORT for n in (0, 8, 16)]
    assert [copies.original_of(wording(text)) for text in drifting] == [None, 0, 0]


def test_the_same_text_is_a_copy_however_short_and_a_quotation_is_not() -> None:
    copies = Copies()
    assert copies.original_of(wording("No comment.", origin="x")) is None
    assert copies.original_of(wording("No comment.", origin="x")) == 0
    assert copies.original_of(wording("“The harvest had fallen by a tenth,” he said.")) is None
    assert copies.original_of(wording(REPORT)) is None


@given(st.lists(st.text(alphabet="ab c", max_size=60), max_size=12))
def test_an_original_is_always_an_earlier_hit_that_is_none_itself(texts: list[str]) -> None:
    copies = Copies()
    found = [copies.original_of(wording(text)) for text in texts]
    for number, original in enumerate(found):
        assert original is None or (original < number and found[original] is None)
