"""What came first: "resigned before the vote" against "resigned after the vote"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from claimcheck.differences.alignment import Alignment
from claimcheck.differences.calendar import moments
from claimcheck.differences.findings import difference
from claimcheck.differences.statements import Statement
from claimcheck.domain import Difference, DifferenceKind

_SENSE: Final = {"before": -1, "after": 1, "following": 1}
_NO_EVENT: Final = frozenset("all that long noon midnight now then it this being".split())
_DENIED: Final = frozenset({"not", "never", "only"})
_NAMED: Final = 5


@dataclass(frozen=True, slots=True)
class Sequence:
    """That one thing happened before another, or after it."""

    word: int
    last: int
    sense: int
    """-1 where ``one`` came before ``other``, 1 where after it."""
    one: frozenset[str]
    other: frozenset[str]


def compare_order(alignment: Alignment) -> list[Difference]:
    """Sequences of the claim that the bearing sentences tell in the opposite order."""
    found: list[Difference] = []
    offered = [(statement, one) for statement in alignment.passage for one in sequences(statement)]
    for mine in sequences(alignment.claim):
        senses = [(statement, other, _sense(mine, other)) for statement, other in offered]
        if any(sense > 0 for _, _, sense in senses):
            continue
        clash = next(((statement, other) for statement, other, sense in senses if sense < 0), None)
        if clash is not None:
            statement, other = clash
            claim_span, span = _span(alignment.claim, mine), _span(statement, other)
            found.append(difference(DifferenceKind.ORDER, alignment.claim, claim_span, statement, span))
    return found


def _span(statement: Statement, sequence: Sequence) -> tuple[int, int]:
    return statement.words[sequence.word].start, statement.words[sequence.last].bare_end


def _sense(mine: Sequence, other: Sequence) -> int:
    """1 where both tell one order, -1 where the opposite, 0 where they may tell of different things."""
    straight = _both(mine.one & other.one, mine.other & other.other)
    crossed = _both(mine.one & other.other, mine.other & other.one)
    if straight == crossed:
        return 0
    return mine.sense * other.sense * (1 if straight > crossed else -1)


def _both(left: frozenset[str], right: frozenset[str]) -> int:
    return len(left) + len(right) if left and right else 0


@lru_cache(maxsize=512)
def sequences(statement: Statement) -> tuple[Sequence, ...]:
    """The sequences of a sentence; "before 1960" dates something and is none."""
    dated = {moment.first for moment in moments(statement)}
    found: list[Sequence] = []
    for index, word in enumerate(statement.words[:-1]):
        sense = _SENSE.get(word.lower)
        if sense is None or statement.lower(index - 1) in _DENIED or _is_other_use(statement, index, dated):
            continue
        end = _end(statement, index)
        other = _content(statement, index + 1, end)
        one = _content(statement, 0, index) if index else _content(statement, end, len(statement.words))
        if one and other:
            found.append(Sequence(index, min(end - 1, index + _NAMED), sense, one, other))
    return tuple(found)


def _is_other_use(statement: Statement, index: int, dated: set[int]) -> bool:
    following = index + 2 if statement.lower(index + 1) in {"the", "a", "an"} else index + 1
    return (
        index + 1 in dated
        or following in dated
        or statement.lower(index + 1) in _NO_EVENT
        or statement.words[index + 1].is_number
        or (statement.lower(index) == "following" and statement.lower(index - 1) in {"the", "is", "was", "are", "were"})
    )


def _end(statement: Statement, index: int) -> int:
    for at in range(index + 1, len(statement.words)):
        if statement.words[at].text in {",", ";", ":", "(", "—", "–", ".", "!", "?"}:
            return at
    return len(statement.words)


def _content(statement: Statement, first: int, last: int) -> frozenset[str]:
    return frozenset(stem for index in range(first, last) for stem in statement.stems[index])
