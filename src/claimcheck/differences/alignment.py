"""Which sentences of a passage are about the same thing as a sentence of the claim."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from claimcheck.differences.lexicon import CONTRASTS
from claimcheck.differences.statements import Statement
from claimcheck.differences.words import base_forms

_LEAST_SHARED: Final = 2
_LEAST_COVERED: Final = 0.3
_NEAR_BEST: Final = 0.6
_MOST_ALIGNED: Final = 3


@dataclass(frozen=True, slots=True, eq=False)
class Alignment:
    """A sentence of the claim with the sentences of the passage that are about the same, the closest first."""

    claim: Statement
    passage: tuple[Statement, ...]
    likeness: tuple[float, ...]

    @property
    def best(self) -> Statement:
        """The bearing sentence."""
        return self.passage[0]


def align(claim: Statement, passage: tuple[Statement, ...]) -> Alignment | None:
    """The bearing sentences for one sentence of the claim; None where the passage is about something else."""
    ranked: list[tuple[float, int]] = []
    for index, statement in enumerate(passage):
        likeness = _likeness(claim.content, statement.content)
        if likeness:
            ranked.append((likeness, -index))
    if not ranked:
        return None
    ranked.sort(reverse=True)
    best = ranked[0][0]
    kept = [(likeness, -index) for likeness, index in ranked[:_MOST_ALIGNED] if likeness >= _NEAR_BEST * best]
    return Alignment(claim, tuple(passage[index] for _, index in kept), tuple(likeness for likeness, _ in kept))


def sets_apart(claim: Statement, passage: Statement) -> bool:
    """Whether the two speak of different things of one kind: the upper house and the lower, imports and exports."""
    mine, theirs = _contrasts(claim), _contrasts(passage)
    return any(
        mine[group] and theirs[group] and not mine[group] & theirs[group] for group in mine.keys() & theirs.keys()
    )


@lru_cache(maxsize=512)
def _contrasts(statement: Statement) -> dict[int, frozenset[str]]:
    found: dict[int, frozenset[str]] = {}
    for word in statement.words:
        member = next((CONTRASTS[base] for base in base_forms(word.lower) if base in CONTRASTS), None)
        if member is not None:
            found[member[0]] = found.get(member[0], frozenset()) | {member[1]}
    return found


def _likeness(claim: frozenset[str], passage: frozenset[str]) -> float:
    """Cosine of the two sets of stems, 0 where too little of the shorter one is shared."""
    if not claim or not passage:
        return 0.0
    shared = len(claim & passage)
    smaller = min(len(claim), len(passage))
    if shared < min(_LEAST_SHARED, smaller) or shared < _LEAST_COVERED * smaller:
        return 0.0
    return float(shared / (len(claim) * len(passage)) ** 0.5)
