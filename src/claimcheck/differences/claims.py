"""Differences between two claims, of which neither is evidence on the other.

A passage of evidence may leave things open, and speaks of more than the claim does. Two claims that say the same in
all but one place differ in that place, wherever it stands in the sentence: so what one of them names and the other
does not is held against what the other names in its stead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from claimcheck.differences.amounts import same_amount
from claimcheck.differences.calendar import moments, relative_moments
from claimcheck.differences.compare import find_differences
from claimcheck.differences.dates import same_time
from claimcheck.differences.findings import Span, difference
from claimcheck.differences.folding import fold, sound
from claimcheck.differences.names import Name, alike, names, place_names, same_name
from claimcheck.differences.places import is_place, places_differ, regions_differ
from claimcheck.differences.quantities import quantities
from claimcheck.differences.statements import Statement, statements
from claimcheck.differences.units import ORDINALS
from claimcheck.domain import Difference, DifferenceKind

_MOST_WORDS: Final = 45
_LEAST_SHARED: Final = 0.5
"""Share of the content words of the shorter claim, names and dates aside, that the other must have."""
_TIMES: Final = re.compile(
    r"\b(?:(?P<word>once|twice|thrice)|(?P<number>\d{1,6}|two|three|four|five|six|seven|eight|nine|ten) times)\b",
    re.IGNORECASE,
)
_NEGATIONS: Final = frozenset("no not never nobody none nothing neither nor nowhere without cannot".split())
_NUMBERS: Final = {
    word: number
    for number, words in enumerate(
        ("", "once", "twice two", "thrice three", "four", "five", "six", "seven", "eight", "nine", "ten")
    )
    for word in words.split()
}


def find_claim_differences(
    claim: str, other: str, *, claim_date: date | None = None, other_date: date | None = None
) -> tuple[Difference, ...]:
    """Concrete mismatches between two claims, in the order of the first; ``passage`` of each is what the other says.

    ``claim_date`` and ``other_date`` are the days by which "last year" in either is understood.
    """
    found = find_differences(claim, other, claim_date=claim_date)
    if not found:
        found = tuple(map(_turned, find_differences(other, claim, claim_date=other_date)))
    if found:
        return found
    mine, theirs = statements(claim), statements(other)
    if len(mine) != 1 or len(theirs) != 1 or not _same_frame(mine[0], theirs[0]):
        return ()
    return tuple(_in_their_places(mine[0], theirs[0], claim_date, other_date))


def is_reworded(claim: str, other: str) -> bool:
    """Whether each of two claims has words, numbers or dates that the other lacks, or only one of them a negation.

    Where only one of them says more, it is the other with something added. Where both do, something stands for
    something else, and whether it means the same is more than these rules can tell.
    """
    mine, theirs = statements(claim), statements(other)
    if _denies(mine) != _denies(theirs) or _ordinals(mine) != _ordinals(theirs):
        return True
    left = frozenset[str]().union(*(one.content for one in mine))
    right = frozenset[str]().union(*(one.content for one in theirs))
    if left - right and right - left:
        return True
    amounts, others = [q for one in mine for q in quantities(one)], [q for one in theirs for q in quantities(one)]
    if any(not any(same_amount(a, b) for b in others) for a in amounts) and any(
        not any(same_amount(b, a) for a in amounts) for b in others
    ):
        return True
    times, their_times = [m for one in mine for m in moments(one)], [m for one in theirs for m in moments(one)]
    return any(not any(same_time(a.when, b.when) for b in their_times) for a in times) and any(
        not any(same_time(b.when, a.when) for a in times) for b in their_times
    )


def _denies(claim: tuple[Statement, ...]) -> bool:
    words = (word.lower for one in claim for word in one.words)
    return any(word in _NEGATIONS or word.endswith("n't") for word in words)


def _ordinals(claim: tuple[Statement, ...]) -> frozenset[float]:
    """What ordinals in words say: "every fourth child" is not every second one."""
    return frozenset(ORDINALS[word.lower] for one in claim for word in one.words if word.lower in ORDINALS)


def _turned(one: Difference) -> Difference:
    return replace(one, claim=one.passage, passage=one.claim, claim_span=one.passage_span, passage_span=one.claim_span)


def _same_frame(mine: Statement, theirs: Statement) -> bool:
    """Whether the two say the same as far as names, dates and numbers are left out."""
    if max(len(mine.words), len(theirs.words)) > _MOST_WORDS:
        return False
    left, right = _frame(mine), _frame(theirs)
    shared = len(left & right)
    return shared >= max(1, _LEAST_SHARED * min(len(left), len(right)))


def _frame(statement: Statement) -> frozenset[str]:
    named = {index for name in _named(statement) for index in range(name.first, name.last + 1)}
    return frozenset(stem for index, stems in enumerate(statement.stems) if index not in named for stem in stems)


def _in_their_places(
    mine: Statement, theirs: Statement, claim_date: date | None, other_date: date | None
) -> Iterator[Difference]:
    pairs: list[tuple[DifferenceKind, list[Span], list[Span]]] = [
        (DifferenceKind.DATE, *_other_times(mine, theirs, claim_date, other_date)),
        (DifferenceKind.NUMBER, *_other_amounts(mine, theirs)),
        (DifferenceKind.NUMBER, *_other_counts(mine, theirs)),
        (DifferenceKind.NAME, *_other_names(mine, theirs)),
    ]
    for kind, left, right in pairs:
        for here, there in zip(left, right, strict=False):
            yield difference(kind, mine, here, theirs, there)


def _other_times(
    mine: Statement, theirs: Statement, claim_date: date | None, other_date: date | None
) -> tuple[list[Span], list[Span]]:
    left = moments(mine) + (relative_moments(mine, claim_date) if claim_date else [])
    right = moments(theirs) + (relative_moments(theirs, other_date) if other_date else [])
    return (
        [one.span for one in left if not any(same_time(one.when, another.when) for another in right)],
        [one.span for one in right if not any(same_time(one.when, another.when) for another in left)],
    )


def _other_amounts(mine: Statement, theirs: Statement) -> tuple[list[Span], list[Span]]:
    left, right = quantities(mine), quantities(theirs)
    units = {one.unit.dimension for one in left} & {one.unit.dimension for one in right}
    return (
        [one.span for one in left if one.unit.dimension in units and not any(same_amount(one, two) for two in right)],
        [one.span for one in right if one.unit.dimension in units and not any(same_amount(two, one) for two in left)],
    )


def _other_counts(mine: Statement, theirs: Statement) -> tuple[list[Span], list[Span]]:
    """How often something happened: once, twice, three times."""
    left, right = _counts(mine), _counts(theirs)
    if not left or not right or left.keys() & right.keys():
        return [], []
    return list(left.values()), list(right.values())


def _counts(statement: Statement) -> dict[int, Span]:
    found = {}
    for match in _TIMES.finditer(statement.source):
        written = (match["word"] or match["number"]).lower()
        found[_NUMBERS.get(written) or int(written)] = match.span()
    return found


def _other_names(mine: Statement, theirs: Statement) -> tuple[list[Span], list[Span]]:
    left = [name for name in _named(mine) if not _is_named(name, theirs)]
    right = [name for name in _named(theirs) if not _is_named(name, mine)]
    opening = {name.first == 0 for name in (*left[:1], *right[:1])}
    if len(opening) == 2 and not all(map(_is_surely_one, (left[0], right[0]))):
        return [], []  # the first word of a sentence may be capital without being a name
    return [name.span for name in left], [name.span for name in right]


def _is_surely_one(name: Name) -> bool:
    return name.first > 0 or name.text.isupper() or is_place(" ".join(name.parts))


def _named(statement: Statement) -> list[Name]:
    """Names and places of a claim, each once."""
    measured = [one.span for one in quantities(statement)]
    found = [name for name in names(statement) if not any(start <= name.start < end for start, end in measured)]
    taken = {index for name in found for index in range(name.first, name.last + 1)}
    found += [place for place in place_names(statement) if not taken & set(range(place.first, place.last + 1))]
    return sorted(found, key=lambda name: name.first)


def _is_named(name: Name, other: Statement) -> bool:
    """Whether the other claim has the name, by itself, in other letters, or as a place that includes it."""
    place = " ".join(name.parts)
    places = [theirs.text for theirs in place_names(other) if not regions_differ(name.text, theirs.text)]
    if is_place(place):
        return any(not places_differ(name.text, theirs) for theirs in places)
    if any(same_name(name, theirs) for theirs in _named(other)):
        return True
    words = [word for word in other.words if word.is_word]
    folded = {fold(word.lower) for word in words} | {stem for stems in other.stems for stem in stems}
    if all(fold(part) in folded for part in name.parts) or _by_initials(name, words_of=[word.lower for word in words]):
        return True
    heard = sound(name.parts[-1])
    return any(word.is_capital and alike(heard, sound(word.lower)) for word in words)


def _by_initials(name: Name, *, words_of: list[str]) -> bool:
    """Whether the letters of an abbreviation begin words that follow each other: FDA, food and drug administration."""
    letters = name.text.replace(".", "").lower()
    if not (name.text.replace(".", "").isupper() and 2 <= len(letters) <= 6):
        return False
    initials = "".join(word[0] for word in words_of if word not in {"of", "and", "the", "for"})
    return letters in initials
