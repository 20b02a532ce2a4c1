"""The dates in which claim and passage differ.

"16 May 2025" lies in "May 2025" and in "spring 2025", so those agree; "2014" and "2022" share no day.
"""

from __future__ import annotations

from datetime import date

from claimcheck.differences.alignment import Alignment, sets_apart
from claimcheck.differences.calendar import Moment, moments, relative_moments
from claimcheck.differences.findings import difference
from claimcheck.differences.periods import When
from claimcheck.differences.statements import Statement
from claimcheck.domain import Difference, DifferenceKind


def compare_dates(alignment: Alignment, claim_date: date | None) -> list[Difference]:
    """Dates of the claim that no date of the bearing sentences agrees with, where one stands in the same place."""
    claimed = moments(alignment.claim) + (relative_moments(alignment.claim, claim_date) if claim_date else [])
    if not claimed:
        return []
    offered = [(statement, moment) for statement in alignment.passage for moment in moments(statement)]
    found: list[Difference] = []
    taken: set[tuple[int, int]] = set()
    for moment in claimed:
        if any(same_time(moment.when, other.when) for _, other in offered):
            continue
        slot = [
            (shared, -index)
            for index, (statement, other) in enumerate(offered)
            if other.span not in taken
            and not any(same_time(mine.when, other.when) for mine in claimed)
            and (shared := _same_slot(alignment, moment, statement, other))
        ]
        if slot:
            statement, other = offered[-max(slot)[1]]
            taken.add(other.span)
            found.append(difference(DifferenceKind.DATE, alignment.claim, moment.span, statement, other.span))
    return found


def same_time(left: When, right: When) -> bool:
    """Whether both can be the same time; what one of them leaves open does not count against it."""
    if left.days and right.days:
        mine, theirs = (left.days, left.other_days or left.days), (right.days, right.other_days or right.days)
        return any(a[0] <= b[1] and b[0] <= a[1] for a in mine for b in theirs)
    if left.weekday is not None and right.weekday is not None:
        return left.weekday == right.weekday
    for one, other in ((left, right), (right, left)):
        if one.days and one.days[0] == one.days[1] and other.weekday is not None:
            return one.days[0].weekday() == other.weekday
    if left.day is not None and right.day is not None:
        return (left.month, left.day) == (right.month, right.day)
    return bool(_months_of(left) & _months_of(right))


def _months_of(when: When) -> frozenset[int]:
    """The months a date may lie in, where it is shorter than a year."""
    if when.month is not None:
        return frozenset({when.month})
    if when.days is None or (when.days[1] - when.days[0]).days >= 364:
        return frozenset()
    first, last = when.days
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return frozenset((first.month + step - 1) % 12 + 1 for step in range(count))


def _comparable(left: When, right: When) -> bool:
    if left.days and right.days:
        return True
    if left.weekday is not None or right.weekday is not None:
        return left.weekday is not None and right.weekday is not None
    return bool(_months_of(left)) and bool(_months_of(right))


def _same_slot(alignment: Alignment, mine: Moment, statement: Statement, other: Moment) -> float:
    """How much the two dates stand in the same place; 0 where they may well date different things."""
    if not _comparable(mine.when, other.when) or mine.relation != other.relation:
        return 0.0
    if sets_apart(alignment.claim, statement):
        return 0.0
    shared = alignment.claim.near(mine.first, mine.last, 5) & statement.near(other.first, other.last, 5)
    together = alignment.claim.content & statement.content
    if mine.relation == "at" and len(shared) < 2:
        return 0.0
    return (len(shared) + len(together) / 100) if together else 0.0
