"""Fusing the two legs of a search into one order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

_NO_SPREAD = 1e-6
"""Below it all passages score the same, rounding apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """What any passage of the corpus scores for one claim: the mean, and the standard deviation around it."""

    mean: float
    spread: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """What one leg of a search found for a claim."""

    scores: Mapping[int, float]
    chance: Chance
    rest: float
    """What a row counts that the leg did not return: at most the score of the last one it did."""

    def surprise(self, row: int) -> float:
        """How many standard deviations a row lies above what any passage scores; 0 where all score the same."""
        if self.chance.spread < _NO_SPREAD:
            return 0.0
        return (self.scores.get(row, self.rest) - self.chance.mean) / self.chance.spread


def fuse(dense: Leg, lexical: Leg, lexical_weight: float) -> list[tuple[int, float]]:
    """Rows of both legs with their weighed surprise, the best first; ties by the dense score, then by the row.

    Surprise adapts to the claim. Where it shares only its common words with the corpus, or is long and finds a few of
    its words everywhere, BM25 spreads widely by chance and decides little; where a rare name matches, it decides.
    Stretching both legs between their worst and best candidate, as is often done, makes the best of either
    count the same however little it says.
    """
    scores = {
        row: (1 - lexical_weight) * dense.surprise(row) + lexical_weight * lexical.surprise(row)
        for row in dense.scores.keys() | lexical.scores.keys()
    }
    return sorted(scores.items(), key=lambda scored: (-scored[1], -dense.scores.get(scored[0], dense.rest), scored[0]))
