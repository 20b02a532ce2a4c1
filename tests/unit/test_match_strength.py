"""Grading a match, and the thresholds that decisions speak for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.domain import Difference, DifferenceKind, EarlierDecision, MatchStrength
from claimcheck.matching.strength import Likeness, grade, likeness, same_claim
from claimcheck.matching.thresholds import propose_thresholds
from deskwork import a_match

SHARES = st.floats(0, 1)


def decided(score: float, *, confirmed: bool) -> EarlierDecision:
    match = a_match()
    return EarlierDecision(
        seq=1,
        claim_id="claim",
        claim_text="The ferry carried 40 people.",
        check=match.check,
        confirmed=confirmed,
        strength=match.strength,
        score=score,
        similarity=match.similarity,
        actor="Ana",
        decided_at=match.check.added_at,
    )


@given(st.floats(-1, 1), SHARES, st.integers(0, 50), st.booleans(), SHARES, SHARES)
def test_a_score_lies_between_0_and_1_and_a_difference_is_never_strong(
    similarity: float, shared: float, differences: int, reworded: bool, suggest: float, strong: float
) -> None:
    found = Likeness(similarity=similarity, shared=shared, differences=differences)
    graded = grade(found, reworded=reworded, suggest=suggest, strong=strong)
    assert 0 <= graded.score <= 1
    if differences:
        assert graded.strength in {None, MatchStrength.DIFFERS}
        assert graded.score <= same_claim(Likeness(similarity=similarity, shared=shared, differences=0))
    else:
        assert graded.strength is not MatchStrength.DIFFERS
    if reworded:
        assert graded.strength is not MatchStrength.STRONG


@given(SHARES, SHARES, SHARES)
def test_nearer_in_meaning_or_words_never_scores_less(similarity: float, shared: float, more: float) -> None:
    def score(near: float, common: float) -> float:
        return same_claim(Likeness(similarity=near, shared=common, differences=0))

    assert score(min(1.0, similarity + more), shared) >= score(similarity, shared)
    assert score(similarity, min(1.0, shared + more)) >= score(similarity, shared)


def test_likeness_counts_shared_words_and_differences() -> None:
    one = Difference(kind=DifferenceKind.NUMBER, claim="40", passage="45")
    found = likeness("The ferry carried 40 people", "A ferry carried 45 people!", similarity=0.9, differences=[one])
    assert found == Likeness(similarity=0.9, shared=found.shared, differences=1)
    assert 0.5 < found.shared < 1
    assert likeness("", "A ferry", similarity=0.1, differences=()).shared == 0


def test_too_few_decisions_give_bands_and_no_proposal() -> None:
    few = [decided(0.95, confirmed=True), decided(0.42, confirmed=False), decided(1.0, confirmed=True)]
    found = propose_thresholds(few)
    assert (found.suggest, found.strong) == (None, None)
    assert found.reason == "3 decisions are too few; it takes 30"
    shares = {round(band.low, 1): band.share_right for band in found.bands}
    assert (shares[0.9], shares[0.4], shares[0.1]) == (1.0, 0.0, None)
    assert sum(band.confirmed + band.rejected for band in found.bands) == 3


def test_cuts_are_the_lowest_scores_from_which_on_enough_was_right() -> None:
    sure = [decided(0.9 + number / 1000, confirmed=True) for number in range(40)]
    doubtful = [decided(0.6 + number / 1000, confirmed=number % 2 == 0) for number in range(40)]
    wrong = [decided(0.2, confirmed=False) for _ in range(60)]
    found = propose_thresholds([*wrong, *sure, *doubtful])
    assert found.strong == pytest.approx(0.63, abs=0.011)
    assert found.suggest == pytest.approx(0.6)
    assert found.reason is None


def test_where_nothing_was_rejected_no_cut_is_proposed() -> None:
    found = propose_thresholds([decided(0.5, confirmed=True)] * 40)
    assert (found.suggest, found.strong) == (None, None)
    assert "nothing was ever rejected" in (found.reason or "")
