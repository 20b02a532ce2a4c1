"""Roles that only one party fills at a time, and to whom claim and passage give them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from claimcheck.differences.alignment import Alignment
from claimcheck.differences.findings import difference
from claimcheck.differences.folding import sound
from claimcheck.differences.frames import Frame, frames
from claimcheck.differences.names import (
    Name,
    alike,
    has_namesake,
    is_mentioned,
    names,
    names_of,
    same_name,
    sounds_of,
)
from claimcheck.differences.statements import Statement
from claimcheck.domain import Difference, DifferenceKind

_POINTING: Final = frozenset({"it", "its", "they", "their", "this", "these", "he", "she", "his", "her"})


def compare_roles(alignment: Alignment, passage: tuple[Statement, ...]) -> list[Difference]:
    """Roles that the bearing sentences give to somebody whom the claim does not name, and the other way round."""
    found: list[Difference] = []
    claimed = [frame for frame in frames(alignment.claim) if frame.about]
    if not claimed:
        return []
    mentioned, claimed_names = sounds_of(passage), sounds_of((alignment.claim,))
    in_both = {name.parts for name in names(alignment.claim)}  # "the capital of Australia": no other holder
    offered = [name for name in names_of(passage) if name.parts not in in_both]
    for mine in claimed:
        known = any(same_name(mine.name, other) for other in offered) or (
            is_mentioned(mine.name, mentioned) and not has_namesake(mine.name, offered)
        )
        if known and _holds(mine, passage):
            continue
        for statement in bearing_and_following(alignment, passage):
            other = next(
                (
                    frame
                    for frame in frames(statement)
                    if frame.role == mine.role
                    and mine.about & (frame.about or pointed_at(statement, passage))
                    and not same_name(mine.name, frame.name)
                    and (not is_mentioned(frame.name, claimed_names) or has_namesake(frame.name, [mine.name]))
                    and not (known and _beside(mine.name, frame.name, statement))
                ),
                None,
            )
            if other is not None:
                found.append(
                    difference(DifferenceKind.ROLE, alignment.claim, mine.name.span, statement, other.name.span)
                )
                break
    return found


def bearing_and_following(alignment: Alignment, passage: tuple[Statement, ...]) -> Iterator[Statement]:
    """The bearing sentences, and what follows one of them and goes on about it: "It was headed by"."""
    yield from alignment.passage
    for before, statement in pairwise(passage):
        if before in alignment.passage and statement not in alignment.passage and _points_back(statement):
            yield statement


def _points_back(statement: Statement) -> bool:
    return statement.lower(0) in _POINTING - {"he", "she", "his", "her"}


def pointed_at(statement: Statement, passage: tuple[Statement, ...]) -> frozenset[str]:
    """What a sentence that names no subject is about: that of the sentence before, else its own words."""
    at = next(index for index, one in enumerate(passage) if one is statement)
    if at and _points_back(statement):
        return passage[at - 1].content
    return statement.content


def before_pronoun(statement: Statement, passage: tuple[Statement, ...]) -> frozenset[str]:
    """What the sentence before is about, where this one begins with a pronoun; nothing otherwise."""
    if statement.lower(0) not in _POINTING:
        return frozenset()
    at = next(index for index, one in enumerate(passage) if one is statement)
    return passage[at - 1].content if at else frozenset()


def _holds(mine: Frame, passage: tuple[Statement, ...]) -> bool:
    """Whether the passage gives the role to whom the claim gives it, of whatever."""
    return any(
        frame.role == mine.role and same_name(mine.name, frame.name)
        for statement in passage
        for frame in frames(statement)
    )


def _beside(mine: Name, holder: Name, statement: Statement) -> bool:
    """Whether the claimed name stands in the clause of the other holder, who then may share the role with it."""
    clause = statement.clauses[holder.first]
    last = sound(mine.parts[-1])
    return any(
        statement.clauses[index] == clause and word.is_capital and alike(last, sound(word.lower))
        for index, word in enumerate(statement.words)
        if word.is_word
    )
