"""Fusing two legs and grouping rows."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.matching import Chance, Leg, best_per_group, fuse

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
