"""Grouping what belongs together, so that one document does not fill the list."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable


def best_per_group(
    ranked: Iterable[tuple[int, float]], group_of: Callable[[int], Hashable], limit: int
) -> list[tuple[int, float]]:
    """The first row of each group in the given order, at most ``limit`` of them."""
    seen: set[Hashable] = set()
    kept: list[tuple[int, float]] = []
    for row, score in ranked:
        if len(kept) == limit:
            break
        group = group_of(row)
        if group not in seen:
            seen.add(group)
            kept.append((row, score))
    return kept
