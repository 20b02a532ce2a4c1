"""One stance of a passage from those of its windows and sentences, such that one refuting sentence is not drowned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claimcheck.domain import StanceScores

Span = tuple[int, int]

_SENTENCE_SHARE = 0.5
"""How much the deciding sentence counts beside its window."""
_SURE = 0.8
"""Probability from which one sentence that refutes is kept whatever stands around it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A window of a passage as the model judged it, and its sentences where they were judged as well."""

    window: Span
    scores: StanceScores
    sentences: tuple[tuple[Span, StanceScores], ...] = ()

    @property
    def decides(self) -> float:
        """How surely the window takes a side."""
        return 1.0 - self.scores.not_enough_info


def weigh(readings: Sequence[Reading]) -> tuple[StanceScores, Span | None]:
    """The stance of the passage, and the sentence that decides it: None where none takes a side.

    The window that takes a side most surely speaks for the passage. Its deciding sentence, the one that takes a side
    most surely, counts as much as the window. A sentence that surely refutes keeps its probability, unless another one
    supports more surely.
    """
    if not readings:
        return StanceScores(supports=0.0, refutes=0.0, not_enough_info=1.0), None
    chosen = max(readings, key=_surest)
    if not chosen.sentences:
        return chosen.scores, chosen.window if _takes_side(chosen.scores) else None
    _, deciding = max(chosen.sentences, key=lambda one: _side(one[1]))
    mixed = _mix(chosen.scores, deciding, _SENTENCE_SHARE)
    refuting = max(chosen.sentences, key=lambda one: one[1].refutes)[1]
    supporting = max(chosen.sentences, key=lambda one: one[1].supports)[1]
    if refuting.refutes >= max(_SURE, supporting.supports) and refuting.refutes > mixed.refutes:
        mixed = _with_refutes(mixed, refuting.refutes)
    if not _takes_side(mixed):
        return mixed, None
    refutes = mixed.refutes >= mixed.supports
    bearing = max(chosen.sentences, key=lambda one: one[1].refutes if refutes else one[1].supports)[0]
    return mixed, bearing


def _surest(reading: Reading) -> float:
    return max([_side(reading.scores), *(_side(scores) for _, scores in reading.sentences)])


def _side(scores: StanceScores) -> float:
    return max(scores.supports, scores.refutes)


def _takes_side(scores: StanceScores) -> bool:
    return _side(scores) >= scores.not_enough_info


def _mix(one: StanceScores, other: StanceScores, share: float) -> StanceScores:
    return StanceScores(
        supports=(1 - share) * one.supports + share * other.supports,
        refutes=(1 - share) * one.refutes + share * other.refutes,
        not_enough_info=(1 - share) * one.not_enough_info + share * other.not_enough_info,
    )


def _with_refutes(scores: StanceScores, refutes: float) -> StanceScores:
    rest = scores.supports + scores.not_enough_info
    shrink = (1 - refutes) / rest if rest else 0.0
    return StanceScores(
        supports=scores.supports * shrink, refutes=refutes, not_enough_info=scores.not_enough_info * shrink
    )
