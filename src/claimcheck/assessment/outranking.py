"""A concrete contradiction outranks a model that finds two texts alike."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.domain import Difference, DifferenceKind, StanceScores

_TO_REFUTES = 0.85
"""Of the probability that a passage supports in spite of a hard difference, the share that goes to refutes."""

_SLOT_TO_REFUTES = 0.8
"""The same of the probability that it leaves the claim open, where who did what was compared slot by slot."""
_KEPT = 0.25
_SAYS_SO = 0.85
"""Probability that a passage supports what it says in so many words."""


def outrank(scores: StanceScores, differences: Sequence[Difference]) -> StanceScores:
    """The scores, unless claim and passage differ in a way in which both cannot be true of one subject.

    Then nothing is left of "supports": what spoke for the same subject and the same event now mostly speaks against the
    claim. Where the model found that the passage leaves the claim open, it still does, except for a role: another
    person in the same slot of the same office is a contradiction that small models mostly do not see.
    """
    hard = {one.kind for one in differences if one.hard}
    if not hard:
        return scores
    moved = _TO_REFUTES * scores.supports
    if DifferenceKind.ROLE in hard:
        moved += _SLOT_TO_REFUTES * scores.not_enough_info
    refutes = min(scores.refutes + moved, 1.0)
    return StanceScores(supports=0.0, refutes=refutes, not_enough_info=1 - refutes)


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
