"""Places in an order: the highest against the second-highest."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from claimcheck.differences.alignment import Alignment
from claimcheck.differences.comparisons import counted_after
from claimcheck.differences.findings import difference
from claimcheck.differences.scales import IRREGULAR, SIGNS, positive
from claimcheck.differences.statements import Statement
from claimcheck.differences.units import ORDINALS
from claimcheck.domain import Difference, DifferenceKind

_RANKS: Final = {name: rank for name, rank in ORDINALS.items() if rank < 13}


def compare_ranks(alignment: Alignment) -> list[Difference]:
    """Superlatives of the claim where the bearing sentences know it further down: the highest, the second-highest."""
    found: list[Difference] = []
    offered = [(statement, one) for statement in alignment.passage for one in superlatives(statement)]
    for mine in superlatives(alignment.claim):
        alike = [
            (statement, other) for statement, other in offered if (other.scale, other.sign) == (mine.scale, mine.sign)
        ]
        if any(other.rank == mine.rank for _, other in alike):
            continue
        for statement, other in alike:
            if mine.counted & other.counted:
                span, there = _span(alignment.claim, mine), _span(statement, other)
                found.append(difference(DifferenceKind.COMPARATIVE, alignment.claim, span, statement, there))
                break
    return found


@dataclass(frozen=True, slots=True)
class Superlative:
    """A place in an order: the highest, the second-highest."""

    first: int
    last: int
    scale: str
    sign: int
    rank: float
    counted: frozenset[str]


@lru_cache(maxsize=512)
def superlatives(statement: Statement) -> tuple[Superlative, ...]:
    """The superlatives of a sentence with what is ranked."""
    found: list[Superlative] = []
    for index, word in enumerate(statement.words):
        rank, _, rest = word.lower.rpartition("-")
        first = index
        if not rank and statement.lower(index - 1) in _RANKS:
            rank, first = statement.lower(index - 1), index - 1
        known = _superlative(rest)
        if known is not None and (not rank or rank in _RANKS):
            counted = frozenset(counted_after(statement, index))
            found.append(Superlative(first, index, *known, _RANKS.get(rank, 1), counted))
    return tuple(found)


def _superlative(lower: str) -> tuple[str, int] | None:
    if lower in {"best", "worst"}:
        return IRREGULAR[lower]
    if not lower.endswith("est"):
        return None
    base = positive(lower.removesuffix("st") + "r")
    return None if base is None else SIGNS[base]


def _span(statement: Statement, one: Superlative) -> tuple[int, int]:
    return statement.words[one.first].start, statement.words[one.last].bare_end
