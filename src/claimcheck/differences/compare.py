"""Everything in which a claim and a passage differ."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from claimcheck.differences.alignment import Alignment, align
from claimcheck.differences.amounts import compare_quantities
from claimcheck.differences.comparisons import compare_comparisons
from claimcheck.differences.dates import compare_dates
from claimcheck.differences.name_slots import compare_names
from claimcheck.differences.order import compare_order
from claimcheck.differences.polarity import compare_polarity
from claimcheck.differences.quantifiers import compare_quantifiers
from claimcheck.differences.quantities import quantities
from claimcheck.differences.quotes import compare_quotes
from claimcheck.differences.roles import compare_roles
from claimcheck.differences.statements import Statement, statements
from claimcheck.differences.superlatives import compare_ranks
from claimcheck.differences.swaps import compare_parties
from claimcheck.differences.whereabouts import compare_places
from claimcheck.domain import Difference, DifferenceKind

_MOST: Final = 50
_PARTIES: Final = frozenset({DifferenceKind.NAME, DifferenceKind.ROLE})
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
    claimed = statements(claim)
    for one in compare_quotes(claim, passage, claimed, offered):
        found.setdefault((one.kind, one.claim_span), one)
    for statement in claimed:
        alignment = align(statement, offered)
        if alignment is None:
            continue
        for one in _differences(alignment, offered, claim_date):
            found.setdefault((_PARTIES if one.kind in _PARTIES else one.kind, one.claim_span), one)
        if len(found) >= _MOST:
            break
    _drop_doubles(found)
    return tuple(sorted(found.values(), key=lambda one: one.claim_span or (0, 0)))[:_MOST]


def _drop_doubles(found: dict[tuple[object, ...], Difference]) -> None:
    """“No civilians" against "several civilians" is a difference of quantifier and not one of negation too."""
    others = [one for one in found.values() if one.kind is DifferenceKind.QUANTIFIER]
    for key, one in list(found.items()):
        if one.kind is DifferenceKind.NEGATION and any(_overlap(one, other) for other in others):
            del found[key]


def _overlap(one: Difference, other: Difference) -> bool:
    return any(
        mine is not None and theirs is not None and mine[0] < theirs[1] and theirs[0] < mine[1]
        for mine, theirs in ((one.claim_span, other.claim_span), (one.passage_span, other.passage_span))
    )


def _differences(alignment: Alignment, offered: tuple[Statement, ...], claim_date: date | None) -> Iterator[Difference]:
    dates, amounts = compare_dates(alignment, claim_date), compare_quantities(alignment)
    series = {quantity.span for quantity in quantities(alignment.claim) if quantity.unit.dimension in _SERIES}
    if dates and any(one.claim_span in series for one in amounts):
        # another rate for another month: the passage says nothing about the claim's
        dates, amounts = [], [one for one in amounts if one.claim_span not in series]
    yield from dates
    yield from amounts
    yield from compare_roles(alignment, offered)
    yield from compare_parties(alignment, offered)
    yield from compare_places(alignment, offered)
    yield from compare_names(alignment, offered)
    yield from compare_comparisons(alignment)
    yield from compare_ranks(alignment)
    yield from compare_polarity(alignment, offered)
    yield from compare_quantifiers(alignment)
    yield from compare_order(alignment)
