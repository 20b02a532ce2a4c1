"""Thresholds read from what people decided: how many of the offered matches were right, score by score."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.domain import EarlierDecision, MatchThresholds, ScoreBand

_BANDS = 10
_FEWEST = 30
"""Decisions below which a share says next to nothing: its 95% interval is wider than a third."""
_FEWEST_ABOVE = 10
_RIGHT_ENOUGH_TO_SUGGEST, _RIGHT_ENOUGH_TO_BE_STRONG = 0.5, 0.95


def propose_thresholds(decisions: Sequence[EarlierDecision]) -> MatchThresholds:
    """Count the decisions by score, and look for the lowest scores from which on enough of them were right."""
    scored = sorted(((one.score, one.confirmed) for one in decisions), reverse=True)
    bands = tuple(_band(scored, number) for number in range(_BANDS))
    rejected = sum(not confirmed for _, confirmed in scored)
    if len(scored) < _FEWEST:
        reason = f"{len(scored)} decisions are too few; it takes {_FEWEST}"
        return MatchThresholds(bands=bands, suggest=None, strong=None, reason=reason)
    if not rejected:
        reason = "nothing was ever rejected, so every cut would look right"
        return MatchThresholds(bands=bands, suggest=None, strong=None, reason=reason)
    suggest, strong = _cut(scored, _RIGHT_ENOUGH_TO_SUGGEST), _cut(scored, _RIGHT_ENOUGH_TO_BE_STRONG)
    missing = None if suggest is not None and strong is not None else "from no score on were enough of them right"
    return MatchThresholds(bands=bands, suggest=suggest, strong=strong, reason=missing)


def _band(scored: Sequence[tuple[float, bool]], number: int) -> ScoreBand:
    low, high = number / _BANDS, (number + 1) / _BANDS
    inside = [confirmed for score, confirmed in scored if low <= score < high or score == high == 1.0]
    return ScoreBand(low=low, high=high, confirmed=sum(inside), rejected=len(inside) - sum(inside))


def _cut(scored: Sequence[tuple[float, bool]], enough: float) -> float | None:
    """The lowest score such that at least this share of the decisions from it upwards confirmed."""
    right, found = 0, None
    for count, (score, confirmed) in enumerate(scored, start=1):
        right += confirmed
        last_of_its_score = count == len(scored) or scored[count][0] < score
        if count >= _FEWEST_ABOVE and last_of_its_score and right >= enough * count:
            found = score
    return None if found is None else int(found * 100) / 100
