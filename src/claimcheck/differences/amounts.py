"""The quantities in which claim and passage differ."""

from __future__ import annotations

import math
from typing import Final

from claimcheck.differences.alignment import Alignment, sets_apart
from claimcheck.differences.findings import difference
from claimcheck.differences.quantities import Quantity, quantities
from claimcheck.differences.statements import Statement
from claimcheck.differences.units import COUNT, ORDINAL, RIVALS
from claimcheck.domain import Difference, DifferenceKind

_TOLERANCE: Final = 0.05


def compare_quantities(alignment: Alignment) -> list[Difference]:
    """Quantities of the claim that none of the bearing sentences agrees with, where another stands in their place."""
    claimed = quantities(alignment.claim)
    if not claimed:
        return []
    offered = [(statement, quantity) for statement in alignment.passage for quantity in quantities(statement)]
    found: list[Difference] = []
    taken: set[tuple[int, int]] = set()
    for mine in claimed:
        if any(same_amount(mine, other) for _, other in offered):
            continue
        slot = [
            (fit, -index)
            for index, (statement, other) in enumerate(offered)
            if other.span not in taken
            and not any(same_amount(another, other) for another in claimed)
            and (fit := _same_slot(alignment, mine, statement, other))
        ]
        if slot:
            statement, other = offered[-max(slot)[1]]
            taken.add(other.span)
            found.append(difference(_kind(mine, other), alignment.claim, mine.span, statement, other.span))
    return found


def _kind(mine: Quantity, other: Quantity) -> DifferenceKind:
    if mine.unit.name != other.unit.name and math.isclose(mine.value, other.value, rel_tol=1e-9):
        return DifferenceKind.UNIT
    if mine.unit is ORDINAL and 1.0 in {mine.value, other.value}:
        return DifferenceKind.QUANTIFIER
    return DifferenceKind.NUMBER


def same_amount(mine: Quantity, other: Quantity) -> bool:
    """Whether both can be the same amount, given hedges and rounding."""
    if mine.unit.dimension != other.unit.dimension:
        return False
    if mine.unit.dimension == "money" and mine.unit.name != other.unit.name:
        return False
    if mine.low <= other.high and other.low <= mine.high:
        return True
    if mine.unit is ORDINAL:
        return False
    gap = min(abs(mine.low - other.high), abs(other.low - mine.high))
    size = max(abs(end) for end in (mine.low, mine.high, other.low, other.high) if math.isfinite(end))
    if gap <= 1e-9 * size:
        return True
    rounded = max(mine.step * mine.unit.factor, other.step * other.unit.factor)
    converted = mine.unit.factor != other.unit.factor
    return gap <= _TOLERANCE * size and (gap <= rounded / 2 * (1 + 1e-9) or converted)


def _same_slot(alignment: Alignment, mine: Quantity, statement: Statement, other: Quantity) -> float:
    """How well the passage's quantity answers the claim's; 0 where they may measure different things."""
    if mine.mark and other.mark and mine.mark != other.mark:
        return 0.0
    same = mine.unit.dimension == other.unit.dimension
    rivals = any({mine.unit.dimension, other.unit.dimension} <= pair for pair in RIVALS)
    equal_value = math.isclose(mine.value, other.value, rel_tol=1e-9)
    money = mine.unit.dimension == "money" and same and mine.unit.name != other.unit.name
    if not (same or (rivals and equal_value)) or (money and not equal_value):
        return 0.0
    if sets_apart(alignment.claim, statement):
        return 0.0
    heads = mine.head & other.head
    around = alignment.claim.near(mine.first, mine.last, 5) & statement.near(other.first, other.last, 5)
    if mine.unit in {COUNT, ORDINAL}:
        before = set(alignment.claim.left_of(mine.first, 2)) & set(statement.left_of(other.first, 2))
        bare = not mine.head or not other.head
        if not heads and not (bare and before and mine.unit is COUNT):
            return 0.0
    if len(around) < (2 if mine.unit in {COUNT, ORDINAL} else 1):
        return 0.0
    return len(around) + 2 * len(heads)
