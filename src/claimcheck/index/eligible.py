"""Which rows a search may return: live, not removed since, and within the filters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from claimcheck.domain import SearchFilters

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from claimcheck.index.rows import Rows

_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Eligible:
    """The rows that may be returned; ``mask`` is None where all of them may."""

    mask: NDArray[np.bool_] | None
    passages: int
    documents: int
    undated_left_out: int


def eligible_rows(rows: Rows, documents: int, filters: SearchFilters, removed: frozenset[str]) -> Eligible:
    """Apply filters and removals; ``documents`` is the number of documents in the build."""
    if not removed and not filters.active and not rows.dead.size:
        return Eligible(mask=None, passages=rows.count, documents=documents, undated_left_out=0)
    mask = rows.live()
    undated = gone = 0
    remaining: set[str] = set()
    for place, segment in enumerate(rows.segments):
        part = mask[rows.starts[place] : rows.starts[place + 1]]  # a view: changes reach the mask
        if removed:
            of_removed = part & segment.rows_with("document_id", sorted(removed))
            gone += len(segment.documents_among(of_removed))
            part &= ~of_removed
        if filters.publisher is not None:
            wanted = fold_publisher(filters.publisher)
            part &= segment.where("publisher", lambda value, wanted=wanted: fold_publisher(value) == wanted)  # type: ignore[misc]
        if filters.language is not None:
            language = fold_language(filters.language)
            part &= segment.where("language", lambda value, wanted=language: fold_language(value) == wanted)  # type: ignore[misc]
        if filters.as_of is not None or filters.since is not None:
            undated += _leave_out_other_days(part, segment.days(), filters)
        if filters.active:
            remaining |= segment.documents_among(part)
    return Eligible(
        mask=mask,
        passages=int(mask.sum()),
        documents=len(remaining) if filters.active else documents - gone,
        undated_left_out=undated,
    )


def fold_publisher(name: str) -> str:
    """Publishers are compared without regard to letter case and spacing."""
    return " ".join(name.split()).casefold()


def fold_language(tag: str) -> str:
    """Languages are compared without region: "en-GB" is "en"."""
    return tag.replace("_", "-").partition("-")[0].casefold().strip()


def day_number(day: date) -> int:
    """Days since 1970, as both legs keep them."""
    return (day - _EPOCH).days


def _leave_out_other_days(part: NDArray[np.bool_], days: NDArray[np.float64], filters: SearchFilters) -> int:
    """Take out what was published before or after the days asked for, or has no date; the number of the latter."""
    import numpy as np

    undated = int((part & np.isnan(days)).sum())
    part &= ~np.isnan(days)
    if filters.as_of is not None:
        part &= days <= day_number(filters.as_of)
    if filters.since is not None:
        part &= days >= day_number(filters.since)
    return undated
