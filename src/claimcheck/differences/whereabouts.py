"""Where something happens and of which country somebody is, where both texts name known places."""

from __future__ import annotations

from typing import Final

from claimcheck.differences.alignment import Alignment
from claimcheck.differences.findings import difference
from claimcheck.differences.names import Name, names, place_names, places_of, same_name
from claimcheck.differences.places import places_differ
from claimcheck.differences.statements import Statement
from claimcheck.domain import Difference, DifferenceKind

_RESTING: Final = frozenset({"in", "at", "near", "outside"})
_MOVING: Final = {"to": "to", "into": "to", "for": "to", "from": "from"}
_COPULAS: Final = frozenset({"is", "was", "are", "were", "be", "as"})


def compare_places(alignment: Alignment, passage: tuple[Statement, ...]) -> list[Difference]:
    """Places at which the claim puts something that the bearing sentences put elsewhere."""
    elsewhere = places_of(passage)
    claimed = place_names(alignment.claim)
    found: list[Difference] = []
    for mine in claimed:
        role = _slot(alignment.claim, mine)
        if not role or any(not places_differ(mine.text, other.text) for other in elsewhere):
            continue
        for statement in alignment.passage:
            other = next(
                (
                    place
                    for place in place_names(statement)
                    if _slot(statement, place) == role
                    and not any(not places_differ(place.text, another.text) for another in claimed)
                    and _same_event(alignment.claim, mine, statement, place, role)
                ),
                None,
            )
            if other is not None:
                found.append(difference(DifferenceKind.NAME, alignment.claim, mine.span, statement, other.span))
                break
    return found


def _slot(statement: Statement, place: Name) -> str:
    before = statement.lower(place.first - 1)
    at = place.first - 1
    while at > 0 and (statement.words[at].is_number or statement.lower(at) in {"a", "an", "exclusively"}):
        at -= 1
    if at < place.first - 1 and statement.lower(at) in _COPULAS:
        return "nationality"
    if before == "the":
        before = statement.lower(place.first - 2)
    if before in _RESTING:
        return "in"
    return _MOVING.get(before, "")


def _same_event(claim: Statement, mine: Name, passage: Statement, other: Name, role: str) -> bool:
    if role == "nationality":
        return any(same_name(one, another) for one in names(claim)[:1] for another in names(passage)[:1])
    if _of_another_time(claim, mine) != _of_another_time(passage, other):
        return False
    before = frozenset(claim.left_of(mine.first, 2)) & frozenset(passage.left_of(other.first, 2))
    around = claim.near(mine.first, mine.last, 6) & passage.near(other.first, other.last, 6)
    return bool(before) and len(around) >= 2


def _of_another_time(statement: Statement, place: Name) -> bool:
    """Whether the place belongs to an earlier event: "since the talks in Istanbul broke down"."""
    before = {statement.lower(index) for index in range(max(0, place.first - 7), place.first)}
    return bool(before & {"since", "before", "after", "until"})
