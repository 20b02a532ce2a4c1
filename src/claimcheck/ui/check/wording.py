"""Words for what a checker must see at a glance: how near a passage is, and when it was published."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from claimcheck.domain import (
    CounterExamples,
    Difference,
    DifferenceKind,
    EventKind,
    Hit,
    Outcome,
    Searched,
    StanceScores,
)
from claimcheck.ui.safe import one_line

_NEARNESS = ((0.75, "very close"), (0.6, "close"), (0.45, "related"), (0.3, "loosely related"))
NOTHING_CLOSE = 0.45
"""Similarity below which the best hit is said to be nothing close."""
_CHIP_LENGTH = 70
_SILENT = "says nothing"

KIND_WORDS = {
    DifferenceKind.NUMBER: "number",
    DifferenceKind.UNIT: "unit",
    DifferenceKind.DATE: "date",
    DifferenceKind.NAME: "name",
    DifferenceKind.ROLE: "role",
    DifferenceKind.NEGATION: "negation",
    DifferenceKind.COMPARATIVE: "more or less",
    DifferenceKind.QUANTIFIER: "quantifier",
    DifferenceKind.ORDER: "before or after",
    DifferenceKind.QUOTE: "quoted words",
}
EVENT_WORDS = {
    EventKind.CLAIM_PROPOSED: "proposed",
    EventKind.CLAIM_ADDED: "added",
    EventKind.CLAIM_KEPT: "kept for checking",
    EventKind.CLAIM_EDITED: "edited",
    EventKind.CLAIM_DROPPED: "dropped",
    EventKind.CLAIM_RESTORED: "put back as it was",
    EventKind.VERDICT_RECORDED: "decided",
    EventKind.VERDICT_CORRECTED: "decided anew",
    EventKind.EARLIER_LINKED: "linked to an earlier check",
    EventKind.EARLIER_REJECTED: "told apart from an earlier check",
}


def day_words(day: date) -> str:
    """A day as people write it."""
    return f"{day.day} {day:%B %Y}"


def nearness(similarity: float) -> str:
    """How near a passage is to the claim in meaning; says nothing about which of them is right."""
    return next((words for least, words in _NEARNESS if similarity >= least), "distant")


def place_in_time(published: date | None, claimed: date | None, *, in_window: bool = False) -> str:
    """Where a publication lies in relation to the claim; empty where one of the days is unknown.

    Args:
        published: its day.
        claimed: the claim's.
        in_window: whether it is on the event of a claim of a first, and so may tell of an earlier one.
    """
    inside = "could tell of an earlier case" if in_window else ""
    if published is None or claimed is None:
        return inside
    days = (published - claimed).days
    words = f"{_span(abs(days))} {'before' if days < 0 else 'after'} the claim" if days else "the day of the claim"
    return f"{words}, {inside}" if inside else words


def window_words(examples: CounterExamples) -> str:
    """Of a claim of a first: what was looked for between which days, since one earlier case would refute it."""
    first = day_words(examples.first_day) if examples.first_day else ""
    last = day_words(examples.last_day) if examples.last_day else ""
    event = one_line(examples.event, 120)
    window = f"between {first} and {last}" if first and last else f"since {first}" if first else f"until {last}"
    if not examples.evidence:
        return f"Looked for an earlier case, too: nothing close to “{event}” was published {window}."
    return f"An earlier case would refute it. On “{event}”, published {window}:"


def found_words(hits: Sequence[Hit], claimed: date | None) -> str:
    """How much was found and how much of it is independent: ten reprints of one report are one origin."""
    if not hits:
        return ""
    origins = sum(hit.copy_of is None for hit in hits)
    parts = [_count(len(hits), "passage"), _count(origins, "origin")]
    if claimed is not None:
        days = [hit.source.published for hit in hits if hit.source.published is not None]
        parts.append(f"{sum(day > claimed for day in days):,} after the claim")
        if len(days) < len(hits):
            parts.append(f"{len(hits) - len(days):,} undated")
    return ", ".join(parts)


def copy_words(publisher: str | None) -> str:
    """That a document nearly repeats one above it."""
    return f"nearly the text of {one_line(publisher, 60)}" if publisher else "nearly the text above"


def difference_words(difference: Difference) -> tuple[str, str, str]:
    """Kind, what the claim says, what the passage says; short enough for a chip."""
    return (
        KIND_WORDS[difference.kind],
        one_line(difference.claim, _CHIP_LENGTH) or _SILENT,
        one_line(difference.passage, _CHIP_LENGTH) or _SILENT,
    )


def stance_side(stance: StanceScores) -> tuple[str, str, float]:
    """Colour, word and probability of what a passage most likely says about the claim."""
    sides = (
        ("open", "leaves it open", stance.not_enough_info),
        ("refutes", "refutes", stance.refutes),
        ("supports", "supports", stance.supports),
    )
    return max(sides, key=lambda side: side[2])


def outcome_words(outcome: Outcome) -> str:
    """An outcome as it is read."""
    return outcome.value.replace("_", " ")


def searched_words(searched: Searched, *, hits: int) -> str:
    """How hard was looked, so that a short list can be judged."""
    parts = [f"Looked through {_count(searched.passages, 'passage')} of {_count(searched.documents, 'document')}"]
    if searched.filters.publisher is not None:
        parts[0] += f" from {one_line(searched.filters.publisher, 60)}"
    if searched.filters.language is not None:
        parts[0] += f" in the language “{one_line(searched.filters.language, 12)}”"
    if searched.filters.as_of is not None:
        parts[0] += f" published by {day_words(searched.filters.as_of)}"
    if searched.undated_left_out:
        parts.append(f"{_count(searched.undated_left_out, 'undated passage')} left out")
    if searched.not_indexed:
        parts.append(f"{_count(searched.not_indexed, 'document')} not indexed yet")
    if hits and searched.best_similarity is not None and searched.best_similarity < NOTHING_CLOSE:
        parts.append("nothing close to the claim was found")
    return "; ".join(parts) + "."


def listed(items: Sequence[str]) -> str:
    """Words in a row, with an "and" before the last."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""


def _span(days: int) -> str:
    if days < 14:
        return _count(days, "day")
    if days < 60:
        return _count(days // 7, "week")
    if days < 730:
        return _count(round(days / 30.44), "month")
    return _count(int(days / 365.25), "year")


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
