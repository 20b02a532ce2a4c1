"""Fusing two legs and grouping rows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.matching import best_per_group, minmax_fuse

scores = st.floats(-1e6, 1e6, allow_nan=False)
legs = st.dictionaries(st.integers(0, 30), scores, max_size=20)
weights = st.floats(0, 1)


def test_the_best_of_both_legs_comes_first_and_what_one_leg_lacks_counts_nothing() -> None:
    fused = minmax_fuse({1: 0.9, 2: 0.5, 3: 0.1}, {2: 12.0, 4: 2.0}, 0.5)
    assert [row for row, _ in fused] == [2, 1, 3, 4]
    assert [score for _, score in fused] == pytest.approx([0.75, 0.5, 0.0, 0.0])


def test_a_single_candidate_counts_fully() -> None:
    assert dict(minmax_fuse({7: -0.2}, {}, 0.4)) == pytest.approx({7: 0.6})


@given(legs, legs, weights)
def test_scores_lie_between_0_and_1_and_never_rise_down_the_list(
    dense: dict[int, float], lexical: dict[int, float], weight: float
) -> None:
    fused = minmax_fuse(dense, lexical, weight)
    assert {row for row, _ in fused} == dense.keys() | lexical.keys()
    values = [score for _, score in fused]
    assert values == sorted(values, reverse=True)
    assert all(0 <= value <= 1 + 1e-9 for value in values)


@given(legs, weights)
def test_two_equal_legs_keep_their_order(leg: dict[int, float], weight: float) -> None:
    ranked = [row for row, _ in minmax_fuse(leg, leg, weight)]
    by_fused = [leg[row] for row in ranked]
    assert by_fused == pytest.approx(sorted(by_fused, reverse=True), abs=1e-3)


@given(legs, legs)
def test_a_weight_of_nothing_leaves_the_other_leg_s_order(dense: dict[int, float], lexical: dict[int, float]) -> None:
    fused = dict(minmax_fuse(dense, lexical, 0.0))
    assert all(fused[row] == 0 for row in lexical.keys() - dense.keys())


@given(legs, st.floats(0.01, 100), st.floats(-100, 100), weights)
def test_stretching_or_shifting_a_leg_changes_nothing(
    leg: dict[int, float], factor: float, shift: float, weight: float
) -> None:
    rounded = {row: float(round(score, 2)) for row, score in leg.items()}
    moved = {row: score * factor + shift for row, score in rounded.items()}
    before, after = dict(minmax_fuse(rounded, {}, weight)), dict(minmax_fuse(moved, {}, weight))
    assert after == pytest.approx(before, abs=1e-3)


def test_only_the_first_row_of_each_group_is_kept_up_to_the_limit() -> None:
    ranked = [(10, 0.9), (11, 0.8), (20, 0.7), (30, 0.6)]
    assert best_per_group(ranked, lambda row: row // 10, 2) == [(10, 0.9), (20, 0.7)]
    assert best_per_group(ranked, lambda row: row, 0) == []
    assert best_per_group([], lambda row: row, 3) == []
