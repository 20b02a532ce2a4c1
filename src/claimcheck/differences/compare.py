"""Everything in which a claim and a passage differ."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from claimcheck.differences.alignment import Alignment, align
from claimcheck.differences.amounts import compare_quantities
from claimcheck.differences.dates import compare_dates
from claimcheck.differences.frames import compare_roles
from claimcheck.differences.polarity import compare_polarity
from claimcheck.differences.quantifiers import compare_quantifiers
from claimcheck.differences.quantities import quantities
from claimcheck.differences.statements import Statement, statements
from claimcheck.differences.whereabouts import compare_places
from claimcheck.domain import Difference

_MOST: Final = 50
_SERIES: Final = frozenset({"percent", "points", "celsius", "fahrenheit", "degrees"})
"""Dimensions of what is measured again and again, and so differs from one date to another."""


def find_differences(claim: str, passage: str, *, claim_date: date | None = None) -> tuple[Difference, ...]:
    """Concrete mismatches between a claim and the sentences of a passage that bear on it, in the claim's order.

    Nothing is reported where the passage is merely silent, speaks of something else, or says the same elsewhere in its
    bearing sentences: a missed difference costs less than a false alarm. ``claim_date`` is the day by which "last
    year" or "yesterday" in the claim are understood.
    """
    if claim == passage:
        return ()
    offered = statements(passage)
    found: dict[tuple[object, ...], Difference] = {}
    for statement in statements(claim):
        alignment = align(statement, offered)
        if alignment is None:
            continue
        for one in _differences(alignment, offered, claim_date):
            found.setdefault((one.kind, one.claim_span), one)
        if len(found) >= _MOST:
            break
    return tuple(sorted(found.values(), key=lambda one: one.claim_span or (0, 0)))[:_MOST]


def _differences(alignment: Alignment, offered: tuple[Statement, ...], claim_date: date | None) -> Iterator[Difference]:
    dates, amounts = compare_dates(alignment, claim_date), compare_quantities(alignment)
    series = {quantity.span for quantity in quantities(alignment.claim) if quantity.unit.dimension in _SERIES}
    if dates and any(one.claim_span in series for one in amounts):
        # another rate for another month: the passage says nothing about the claim's
        dates, amounts = [], [one for one in amounts if one.claim_span not in series]
    yield from dates
    yield from amounts
    yield from compare_roles(alignment, offered)
    yield from compare_places(alignment, offered)
    yield from compare_polarity(alignment)
    yield from compare_quantifiers(alignment)
