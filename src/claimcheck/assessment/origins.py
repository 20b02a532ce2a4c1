"""Evidence counted by independent origins: ten reprints of one report say it once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claimcheck.domain import Evidence

_FURTHER = 0.5
"""How much each further origin adds of what the one before added: what a model gets wrong once it gets wrong again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaning:
    """One side of the evidence: its origins, the surest first, and how strong they are together."""

    origins: tuple[Evidence, ...]
    """Of each origin, the passage that takes this side most surely."""
    strength: float
    """From 0 to 1; of a single origin its probability, of more somewhat more than that of the surest."""

    @property
    def ranks(self) -> tuple[int, ...]:
        """As they are cited."""
        return tuple(one.hit.rank for one in self.origins)


def leaning(evidence: Sequence[Evidence], *, refutes: bool, counts: float) -> Leaning:
    """The side of the evidence that supports, or that refutes, a claim; weaker than ``counts`` is no side."""
    best: dict[int, tuple[float, Evidence]] = {}
    for one in evidence:
        side = _side(one, refutes=refutes)
        origin = one.hit.copy_of or one.hit.rank
        if side >= counts and (origin not in best or side > best[origin][0]):
            best[origin] = (side, one)
    ranked = sorted(best.values(), key=lambda pair: (-pair[0], pair[1].hit.rank))
    return Leaning(origins=tuple(one for _, one in ranked), strength=_together(side for side, _ in ranked))


def _side(evidence: Evidence, *, refutes: bool) -> float:
    """Probability of this side where it is the likelier one; an origin cannot count for both."""
    if evidence.stance is None:
        return 0.0
    mine, other = evidence.stance.refutes, evidence.stance.supports
    return (mine if mine >= other else 0.0) if refutes else (other if other > mine else 0.0)


def _together(sides: Iterable[float]) -> float:
    doubt, weight = 1.0, 1.0
    for side in sides:
        doubt *= (1 - side) ** weight
        weight *= _FURTHER
    return 1 - doubt
