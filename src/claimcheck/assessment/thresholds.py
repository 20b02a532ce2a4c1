"""From which probabilities something is suggested; fitted on training folds with training/stance/thresholds.py.

On 447 claims of SciFact, Check-COVID, FM2 and FEVER that were kept out of training (half of them once more without what
decides them), judged by an earlier graph than the packaged one, whose probabilities were calibrated on the same folds.
The fit gave 0.70 for both sides; 0.75 was set by hand, to say less rather than more, before anything was seen of the
sets that are reported.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Numbers that decide between a suggestion and none; each is a probability or a cosine."""

    close: float
    """Cosine from which a passage is close enough to the claim to count."""
    leans: float
    """Probability from which an origin is said to lean towards a side."""
    counts: float
    """Probability from which an origin counts for a side."""
    supported: float
    """Strength from which "supported" is suggested."""
    refuted: float
    """Strength from which "refuted" is suggested."""
    majority: int
    """How many times as many origins one side needs, where both have some, so that it is not conflicting."""
    slope: float
    intercept: float
    """Confidence in a suggestion that takes a side, from the log-odds of its strength."""
    open_slope: float
    open_intercept: float
    """The same for "not enough evidence", from the strength of the stronger side."""

    def confidence(self, strength: float) -> float:
        """How probable it is that a person would take the same side."""
        return min(_logistic(self.slope * _log_odds(strength) + self.intercept), _SUREST)

    def confidence_in_none(self, strength: float) -> float:
        """How probable it is that a person would find the evidence not enough."""
        return min(_logistic(self.open_slope * _log_odds(strength) + self.open_intercept), _SUREST)


_SUREST = 0.97
"""More than this no number of claims that was measured could show."""
NOTHING_CLOSE: Final = 0.9
"""Confidence where nothing in the corpus is close: set by hand, for nothing is judged then."""


def _log_odds(probability: float) -> float:
    bounded = min(max(probability, 1e-4), 1 - 1e-4)
    return log(bounded / (1 - bounded))


def _logistic(value: float) -> float:
    return 1 / (1 + exp(-value)) if value > -700 else 0.0


THRESHOLDS: Final = Thresholds(
    close=0.45,
    leans=0.5,
    counts=0.7,
    supported=0.75,
    refuted=0.75,
    majority=3,
    slope=0.516,
    intercept=-0.089,
    open_slope=0.0,
    open_intercept=0.0,
)
