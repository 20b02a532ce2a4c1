"""How long searches take, in the two numbers a person feels."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import quantiles


def p50_and_p95_ms(seconds: Sequence[float]) -> tuple[float, float]:
    """The time that half of the searches stay under, and that 19 of 20 do, in milliseconds; at least one is needed."""
    cuts = quantiles(seconds, n=20, method="inclusive") if len(seconds) > 1 else [*seconds] * 19
    return cuts[9] * 1000, cuts[18] * 1000
