"""What a sentence affirms or denies, and where claim and passage say the opposite of the same.

A predicate is a word with a sign: "attended" and "was present" are one, "was absent" and "did not attend" its opposite.
"""

from __future__ import annotations

from typing import Final

from claimcheck.differences.alignment import Alignment
from claimcheck.differences.comparisons import compared_words
from claimcheck.differences.findings import difference
from claimcheck.differences.lexicon import ADVERBS, AUXILIARIES
from claimcheck.differences.phrases import is_past
from claimcheck.differences.predicates import Predicate, denies_something, finds_no_sign, predicates
from claimcheck.differences.roles import before_pronoun
from claimcheck.differences.statements import Statement
from claimcheck.differences.words import stem
from claimcheck.domain import Difference, DifferenceKind

_LIGHT: Final = frozenset(
    stem(word)
    for word in "risk level rate associated association use study result effect patient case group increase higher"
    " lower significant significantly compared likely treatment disease infection".split()
)
"""Words that studies of quite different things have in common."""
_COMPARED: Final = frozenset(
    f"~{family}"
    for family in "change size height age wealth quality speed strength likelihood breadth strictness".split()
)
"""Families of more and less, in which a difference is one of comparison."""
_NOBODY: Final = frozenset({"nobody", "no", "none"})
_POSSIBLY: Final = frozenset(
    "may might could would should will plans planned wants wanted hopes hoped intends intended considers considering"
    " considered proposes proposed threatens threatened expected likely ready".split()
)
_SAYING_NO: Final = frozenset("deny denies denied denying refute refutes refuted".split())
_BEFORE_VERB: Final = AUXILIARIES | ADVERBS | {"to", "be", "not"}


def compare_polarity(alignment: Alignment, passage: tuple[Statement, ...]) -> list[Difference]:
    """Predicates of the claim of which the bearing sentences say only the opposite, about the same subject."""
    found: list[Difference] = []
    clashes: list[tuple[int, Predicate, Statement, Predicate]] = []
    offered = [
        (statement, predicate)
        for statement in alignment.passage
        for predicate in predicates(statement)
        if predicate.word not in compared_words(statement)
    ]
    for mine in predicates(alignment.claim):
        alike = [(statement, other) for statement, other in offered if mine.key == other.key]
        if mine.word in compared_words(alignment.claim):
            continue
        agreeing = [(statement, other) for statement, other in alike if other.sign == mine.sign]
        if not mine.opposite and any(
            denies_something(alignment.claim, None) == denies_something(one, two.word) for one, two in alike
        ):
            continue  # both deny, if not the same word: "lacks his signature", "declined to sign"
        if agreeing:
            found += _open_ones(alignment.claim, mine, agreeing)
            continue
        for statement, other in alike:
            if finds_no_sign(alignment.claim) and finds_no_sign(statement):
                continue
            before = before_pronoun(statement, passage)
            if _same_subject(alignment.claim, mine, statement, other, before):
                closeness = 2 * len(other.rest.intersection(alignment.claim.right_of(mine.word, 2)))
                closeness += len((mine.subject | mine.rest) & (other.subject | other.rest))
                clashes.append((closeness, mine, statement, other))
                break
    return found + [_clash(alignment.claim, *clash) for clash in _closest(clashes)]


def _closest(
    clashes: list[tuple[int, Predicate, Statement, Predicate]],
) -> list[tuple[Predicate, Statement, Predicate]]:
    """Each word of either side once, with the one that says the opposite of most nearly the same."""
    kept: list[tuple[Predicate, Statement, Predicate]] = []
    for _, mine, statement, other in sorted(clashes, key=lambda clash: -clash[0]):
        if not any(
            mine.word == one.word or (statement is there and other.word == two.word) for one, there, two in kept
        ):
            kept.append((mine, statement, other))
    return kept


def _clash(claim: Statement, mine: Predicate, statement: Statement, other: Predicate) -> Difference:
    return difference(
        DifferenceKind.COMPARATIVE if mine.key in _COMPARED else DifferenceKind.NEGATION,
        claim,
        _span(claim, mine),
        statement,
        _span(statement, other),
        hard=not _is_hearsay(claim, mine) and not _is_hearsay(statement, other),
    )


def _is_hearsay(statement: Statement, predicate: Predicate) -> bool:
    """Whether somebody only says that it is not so: "denied that the ship carried weapons"."""
    return predicate.cue != predicate.word and statement.lower(predicate.cue) in _SAYING_NO


def _open_ones(claim: Statement, mine: Predicate, agreeing: list[tuple[Statement, Predicate]]) -> list[Difference]:
    """What the claim tells as done and the passage only as possible or planned: worth showing, not decisive."""
    if not _is_done(claim, mine.word):
        return []
    for statement, other in agreeing:
        if (may := _possibly(statement, other.word)) is None:
            return []
        if _same_subject(claim, mine, statement, other, frozenset()):
            words = statement.words
            span = (words[may].start, words[other.word].bare_end)
            return [difference(DifferenceKind.NEGATION, claim, _span(claim, mine), statement, span, hard=False)]
    return []


def _is_done(statement: Statement, index: int) -> bool:
    return is_past(statement.lower(index)) and _possibly(statement, index) is None


def _possibly(statement: Statement, index: int) -> int | None:
    """The word by which something is only possible, planned or wanted: "may close", "is considering closing"."""
    for at in range(index - 1, max(-1, index - 5), -1):
        word = statement.words[at]
        if word.lower in _POSSIBLY:
            return at
        if word.is_mark or word.lower not in _BEFORE_VERB:
            return None
    return None


def _span(statement: Statement, predicate: Predicate) -> tuple[int, int]:
    first, last = sorted((predicate.cue, predicate.word))
    if predicate.cue == predicate.word and first and statement.lower(first - 1) in AUXILIARIES:
        first -= 1  # "was present" shows more than "present"
    elif predicate.cue < predicate.word and first and statement.lower(first) in {"not", "never"}:
        first -= statement.lower(first - 1) in AUXILIARIES
    return statement.words[first].start, statement.words[last].bare_end


def _same_subject(
    claim: Statement, mine: Predicate, passage: Statement, other: Predicate, before: frozenset[str]
) -> bool:
    """Whether both predicates are of one subject; ``before`` is what a pronoun of the passage points back to."""
    subjects = mine.subject & (other.subject | before)
    everything = (mine.subject | mine.rest) & (other.subject | other.rest | before)
    if mine.opposite:
        telling = everything - _LIGHT
        sizes = [len(one.subject | one.rest) for one in (mine, other)]
        return bool(subjects) and len(everything) >= min(2, *sizes) and (bool(telling - _LIGHT) or min(sizes) < 2)
    if _is_empty(claim, mine, passage, other):
        subjects = everything
    there = passage.content | before
    together = claim.content & there
    smaller = min(len(claim.content), len(passage.content))
    in_common = len(together) + (mine.key not in together)  # "valid" is in "invalid"
    if claim.content - {mine.key} and claim.content - {mine.key} <= there:
        subjects = subjects or together  # "X is not a painter", and all of it stands there, however far apart
    return bool(subjects) and in_common >= max(min(3, smaller), 0.5 * smaller)


def _is_empty(claim: Statement, mine: Predicate, passage: Statement, other: Predicate) -> bool:
    """Whether nobody at all is the subject of one of them."""
    return claim.lower(mine.cue) in _NOBODY or passage.lower(other.cue) in _NOBODY
