"""What a sentence affirms or denies, and where claim and passage say the opposite of the same.

A predicate is a word with a sign: "attended" and "was present" are one, "was absent" and "did not attend" its opposite.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from claimcheck.differences.alignment import Alignment
from claimcheck.differences.findings import difference
from claimcheck.differences.lexicon import ADVERBS, AUXILIARIES, DETERMINERS, IRREGULAR, STOP
from claimcheck.differences.statements import Statement
from claimcheck.domain import Difference, DifferenceKind

_NEGATIONS: Final = frozenset({"not", "never", "without", "cannot", "neither", "nor", "hardly", "barely", "nobody"})
_DENIALS: Final = frozenset(
    "deny denies denied denying refute refutes refuted refuse refuses refused refusing fail fails failed failing"
    " unable unwilling decline declines declined".split()
)
_NEED_TO: Final = _DENIALS - {"deny", "denies", "denied", "denying", "refute", "refutes", "refuted"}
_NOT_ONLY: Final = frozenset({"only", "just", "merely", "simply", "necessarily", "least", "until", "yet"})
_FALL_INTO: Final = frozenset("into under within apart short between outside through victim".split())
_QUANTIFIERS: Final = frozenset("all every first only last most sole everyone".split())  # have their own comparer
_COMPARED: Final = frozenset(
    f"~{family}" for family in "change size height age wealth quality speed strength likelihood".split()
)
"""Families of more and less, in which a difference is one of comparison."""
_REACH: Final = 5
_SKIPPED: Final = (AUXILIARIES | ADVERBS | DETERMINERS | {"to", "be", "in", "by", "at", "of", "that", "having"}) - {
    "no"
}


@dataclass(frozen=True, slots=True)
class Predicate:
    """A word that is affirmed or denied, with the words that say of what."""

    word: int
    cue: int
    """The word that denies it, or the word itself."""
    key: str
    sign: int
    subject: frozenset[str]
    rest: frozenset[str]
    opposite: bool
    """Belongs to a family of opposites, not only to itself."""


def compare_polarity(alignment: Alignment) -> list[Difference]:
    """Predicates of the claim of which the bearing sentences say only the opposite, about the same subject."""
    found: list[Difference] = []
    reported: set[int] = set()
    offered = [(statement, predicate) for statement in alignment.passage for predicate in predicates(statement)]
    for mine in predicates(alignment.claim):
        alike = [(statement, other) for statement, other in offered if mine.key == other.key]
        if mine.word in reported or any(other.sign == mine.sign for _, other in alike):
            continue
        for statement, other in alike:
            if _same_subject(alignment.claim, mine, statement, other):
                reported.add(mine.word)
                found.append(
                    difference(
                        DifferenceKind.COMPARATIVE if mine.key in _COMPARED else DifferenceKind.NEGATION,
                        alignment.claim,
                        _span(alignment.claim, mine),
                        statement,
                        _span(statement, other),
                    )
                )
                break
    return found


def _span(statement: Statement, predicate: Predicate) -> tuple[int, int]:
    first, last = sorted((predicate.cue, predicate.word))
    if predicate.cue == predicate.word and first and statement.lower(first - 1) in AUXILIARIES:
        first -= 1  # "was present" shows more than "present"
    elif predicate.cue < predicate.word and first and statement.lower(first) in {"not", "never"}:
        first -= statement.lower(first - 1) in AUXILIARIES
    return statement.words[first].start, statement.words[last].bare_end


def _same_subject(claim: Statement, mine: Predicate, passage: Statement, other: Predicate) -> bool:
    subjects = mine.subject & other.subject
    everything = (mine.subject | mine.rest) & (other.subject | other.rest)
    if mine.opposite:
        return bool(subjects) and len(everything) >= min(
            2, len(mine.subject | mine.rest), len(other.subject | other.rest)
        )
    together = claim.content & passage.content
    smaller = min(len(claim.content), len(passage.content))
    return bool(subjects) and len(together) >= max(min(3, smaller), 0.5 * smaller)


@lru_cache(maxsize=512)
def predicates(statement: Statement) -> tuple[Predicate, ...]:
    """The predicates of a sentence: every word of a family of opposites, and every other content word."""
    denied = _denied(statement)
    found: list[Predicate] = []
    for index, word in enumerate(statement.words):
        cues = denied.get(index, ())
        sign = -1 if len(cues) % 2 else 1
        families = word.families if _is_predicate(statement, index) else ()
        if not families and not statement.stems[index]:
            continue
        cue = cues[-1] if cues else index
        own = frozenset(statement.stems[index])
        subject = frozenset(statement.left_of(index, 5)) - own
        rest = frozenset(statement.right_of(index, 4)) - own
        for family, side in families:
            found.append(Predicate(index, cue, f"~{family}", sign * side, subject, rest, opposite=True))
        if not word.is_capital and not families:
            found += [Predicate(index, cue, stem, sign, subject, rest, False) for stem in statement.stems[index]]
    return tuple(found)


def _is_predicate(statement: Statement, index: int) -> bool:
    """Whether a word of a family of opposites is used as one: "present" as an adjective, "won" not as a currency."""
    word = statement.words[index]
    if word.lower == "present":
        return statement.lower(index - 1) in AUXILIARIES | ADVERBS
    if word.lower in {"fall", "falls", "fell", "fallen", "falling"} and statement.lower(index + 1) in _FALL_INTO:
        return False
    if word.lower == "won" and index and statement.words[index - 1].is_number:
        return False
    return not word.is_capital or index == 0


def _denied(statement: Statement) -> dict[int, tuple[int, ...]]:
    """Which words are denied, and by which words."""
    found: dict[int, tuple[int, ...]] = {}
    for index, word in enumerate(statement.words):
        lower = word.lower
        if not (lower in _NEGATIONS or lower in _DENIALS or lower.endswith("n't") or lower == "no"):
            continue
        if not _denies(statement, index):
            continue
        for target in _targets(statement, index):
            found[target] = (*found.get(target, ()), index)
    return found


def _denies(statement: Statement, index: int) -> bool:
    """Whether the word denies the predicate after it: "did not hold" does, "not only" and "no doubt" do not."""
    lower, before, after = statement.lower(index), statement.lower(index - 1), statement.lower(index + 1)
    quantified = statement.lower(index + 2) if after in {"the", "a", "an"} else after
    if after in _NOT_ONLY or quantified in _QUANTIFIERS:
        return False
    if lower == "no":
        return after == "longer"
    if lower == "without":
        return after.endswith("ing")
    if lower == "not":
        return before in AUXILIARIES or after == "to" or before in ADVERBS
    return lower not in _NEED_TO or after == "to"


def _targets(statement: Statement, cue: int) -> list[int]:
    found: list[int] = []
    verb_wanted = statement.lower(cue + 1) == "that"  # "denied that the ship carried": not the ship
    for index in range(cue + 1, min(cue + 1 + _REACH + 2, len(statement.words))):
        word = statement.words[index]
        if word.is_mark and word.text not in "\"'“”‘’-":
            break
        if word.lower in {"but", "and", "or", "because", "although", "while"}:
            break
        if statement.stems[index] or (word.families and word.lower not in STOP):
            if verb_wanted and not (word.lower.endswith("ed") or word.lower in IRREGULAR):
                continue
            found.append(index)
            if not word.is_capital:
                break
        elif word.lower not in _SKIPPED and word.is_word:
            continue
    return found
