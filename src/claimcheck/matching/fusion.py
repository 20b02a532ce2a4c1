"""Fusing the two legs of a search into one order."""

from __future__ import annotations

from collections.abc import Mapping


def minmax_fuse(
    dense: Mapping[int, float], lexical: Mapping[int, float], lexical_weight: float
) -> list[tuple[int, float]]:
    """Rows of both legs with a score from 0 to 1, the best first; equal scores in order of the rows.

    Each leg is stretched so that its worst candidate counts 0 and its best 1; a row that only one leg returned
    counts 0 in the other. A leg whose candidates all score the same says nothing against any of them: all count 1.
    """
    near, said = _stretched(dense), _stretched(lexical)
    scores = {
        row: (1 - lexical_weight) * near.get(row, 0.0) + lexical_weight * said.get(row, 0.0)
        for row in near.keys() | said.keys()
    }
    return sorted(scores.items(), key=lambda scored: (-scored[1], scored[0]))


def _stretched(leg: Mapping[int, float]) -> dict[int, float]:
    if not leg:
        return {}
    lowest, highest = min(leg.values()), max(leg.values())
    span = highest - lowest
    if span <= 0:
        return dict.fromkeys(leg, 1.0)
    return {row: (score - lowest) / span for row, score in leg.items()}
