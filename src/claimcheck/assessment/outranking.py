"""A concrete contradiction outranks a model that finds two texts alike."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.domain import Difference, StanceScores

_TO_REFUTES = 0.85
"""Of the probability that a passage supports in spite of a hard difference, the share that goes to refutes."""

_KEPT = 0.25
_SAYS_SO = 0.85
"""Probability that a passage supports what it says in so many words."""


def outrank(scores: StanceScores, differences: Sequence[Difference]) -> StanceScores:
    """The scores, unless claim and passage differ in a way in which both cannot be true of one subject.

    Then nothing is left of "supports": what spoke for the same subject and the same event now mostly speaks against the
    claim. Where the model found that the passage leaves the claim open, it still does.
    """
    if not any(one.hard for one in differences):
        return scores
    return StanceScores(
        supports=0.0,
        refutes=scores.refutes + _TO_REFUTES * scores.supports,
        not_enough_info=scores.not_enough_info + (1 - _TO_REFUTES) * scores.supports,
    )


def left_open(scores: StanceScores) -> StanceScores:
    """The scores of a passage that by rule says nothing for or against the claim."""
    return StanceScores(
        supports=scores.supports * _KEPT,
        refutes=scores.refutes * _KEPT,
        not_enough_info=1 - (scores.supports + scores.refutes) * _KEPT,
    )


def says_so(scores: StanceScores) -> StanceScores:
    """The scores of a passage that by rule says what the claim says; a model that finds more is not held back."""
    if scores.supports >= _SAYS_SO:
        return scores
    rest = scores.refutes + scores.not_enough_info
    shrink = (1 - _SAYS_SO) / rest
    return StanceScores(
        supports=_SAYS_SO, refutes=scores.refutes * shrink, not_enough_info=scores.not_enough_info * shrink
    )
