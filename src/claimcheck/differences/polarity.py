"""What a sentence affirms or denies, and where claim and passage say the opposite of the same.

A predicate is a word with a sign: "attended" and "was present" are one, "was absent" and "did not attend" its opposite.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from claimcheck.differences.alignment import Alignment
from claimcheck.differences.comparisons import compared_words
from claimcheck.differences.findings import difference
from claimcheck.differences.lexicon import ADVERBS, AUXILIARIES, DETERMINERS, IRREGULAR, STOP
from claimcheck.differences.phrases import is_past
from claimcheck.differences.statements import Statement
from claimcheck.differences.words import base_forms, stem
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
_NO_IDIOMS: Final = frozenset("doubt matter more less fewer later wonder question means other such need".split())
_NOBODY: Final = frozenset({"nobody", "no", "none"})
_POSSIBLY: Final = frozenset(
    "may might could would should will plans planned wants wanted hopes hoped intends intended considers considering"
    " considered proposes proposed threatens threatened expected likely ready".split()
)
_SAYING_NO: Final = frozenset("deny denies denied denying refute refutes refuted".split())
_MISSING: Final = (
    _NEGATIONS | _DENIALS | frozenset("no none lack lacks lacked lacking missing nothing neither nor".split())
)
_SIGNS_OF: Final = frozenset("evidence sign signs proof indication indications trace hint hints".split())
_BEFORE_VERB: Final = AUXILIARIES | ADVERBS | {"to", "be", "not"}
_PHRASES: Final = {
    ("take", "part"): ("~presence", 1), ("stay", "away"): ("~presence", -1), ("show", "up"): ("~presence", 1),
    ("go", "up"): ("~change", 1), ("go", "down"): ("~change", -1), ("come", "down"): ("~change", -1),
    ("turn", "down"): ("~consent", -1), ("vote", "for"): ("~consent", 1), ("vote", "against"): ("~consent", -1),
    ("throw", "out"): ("~consent", -1), ("call", "off"): ("~start", -1), ("carry", "on"): ("~start", 1),
}  # fmt: skip
"""Two words that together belong to a family of opposites."""
_PROMISES: Final = frozenset("promise promises word pledge pledges vow".split())
_KEEPING: Final = {"keep": 1, "honour": 1, "honor": 1, "fulfil": 1, "fulfill": 1, "break": -1, "betray": -1}
_PREFIXES: Final = ("un", "dis", "non", "il", "ir", "im", "in")
_ADJECTIVE: Final = ("able", "ible", "al", "ive", "ent", "ant", "ous", "ed", "ful", "id", "ete", "ate", "fe", "fit")
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
        if not mine.opposite and any(_has_cue(alignment.claim, None) == _has_cue(one, two.word) for one, two in alike):
            continue  # both deny, if not the same word: "lacks his signature", "declined to sign"
        if agreeing:
            found += _open_ones(alignment.claim, mine, agreeing)
            continue
        for statement, other in alike:
            if _finds_no_sign(alignment.claim) and _finds_no_sign(statement):
                continue
            if _same_subject(alignment.claim, mine, statement, other):
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
    if mine.opposite or not _is_done(claim, mine.word):
        return []
    for statement, other in agreeing:
        if (may := _possibly(statement, other.word)) is None:
            return []
        if _same_subject(claim, mine, statement, other):
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


def _same_subject(claim: Statement, mine: Predicate, passage: Statement, other: Predicate) -> bool:
    subjects = mine.subject & other.subject
    everything = (mine.subject | mine.rest) & (other.subject | other.rest)
    if mine.opposite:
        return bool(subjects) and len(everything) >= min(
            2, len(mine.subject | mine.rest), len(other.subject | other.rest)
        )
    if _is_empty(claim, mine, passage, other):
        subjects = everything
    together = claim.content & passage.content
    smaller = min(len(claim.content), len(passage.content))
    return bool(subjects) and len(together) >= max(min(3, smaller), 0.5 * smaller)


def _finds_no_sign(statement: Statement) -> bool:
    """Whether a sentence says that there is no evidence of something."""
    return any(
        word.lower == "no" and statement.lower(index + 1) in _SIGNS_OF for index, word in enumerate(statement.words)
    )


def _is_empty(claim: Statement, mine: Predicate, passage: Statement, other: Predicate) -> bool:
    """Whether nobody at all is the subject of one of them."""
    return claim.lower(mine.cue) in _NOBODY or passage.lower(other.cue) in _NOBODY


def _has_cue(statement: Statement, word: int | None) -> bool:
    """Whether something is denied in a sentence, or in the clause in which a word stands."""
    return any(
        (one.lower in _MISSING or one.lower.endswith("n't"))
        and (word is None or statement.clauses[index] == statement.clauses[word])
        for index, one in enumerate(statement.words)
    ) or (word is not None and _without_prefix(statement.lower(word)) is not None)


@lru_cache(maxsize=512)
def predicates(statement: Statement) -> tuple[Predicate, ...]:
    """The predicates of a sentence: every word of a family of opposites, and every other content word."""
    denied = _denied(statement)
    found: list[Predicate] = []
    for index, word in enumerate(statement.words):
        cues = denied.get(index, ())
        sign = -1 if len(cues) % 2 else 1
        families = _families_at(statement, index)
        if not families and not statement.stems[index]:
            continue
        cue = cues[-1] if cues else index
        own = frozenset(statement.stems[index])
        subject = frozenset(statement.left_of(index, 5)) - own
        rest = frozenset(statement.right_of(index, 4)) - own
        for family, side in families:
            found.append(Predicate(index, cue, f"~{family}", sign * side, subject, rest, opposite=True))
        if not word.is_capital and (positive := _without_prefix(word.lower)):
            found.append(Predicate(index, cue, positive, -sign, subject, rest, opposite=False))
        if not word.is_capital and not families:
            found += [Predicate(index, cue, stem, sign, subject, rest, False) for stem in statement.stems[index]]
    return tuple(found)


def _families_at(statement: Statement, index: int) -> tuple[tuple[str, int], ...]:
    """Families of opposites of a word, or of it and the next: "went up", "kept its promise"."""
    word = statement.words[index]
    for base in base_forms(word.lower):
        family = _PHRASES.get((base, statement.lower(index + 1)))
        if family is not None:
            return ((family[0].removeprefix("~"), family[1]),)
        ahead = {statement.lower(at) for at in range(index + 1, index + 4)}
        if base in _KEEPING and ahead & _PROMISES:
            return (("promise", _KEEPING[base]),)
    return word.families if _is_predicate(statement, index) else ()


def _without_prefix(lower: str) -> str | None:
    """The stem of what an adjective denies: "unsafe", "invalid", "illegal"."""
    for prefix in _PREFIXES:
        if lower.startswith(prefix) and len(lower) > len(prefix) + 3 and lower.endswith(_ADJECTIVE):
            return stem(lower.removeprefix(prefix))
    return None


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
        if not (lower in _NEGATIONS or lower in _DENIALS or lower.endswith("n't") or lower in {"no", "none"}):
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
        capital = _begins_title(statement, index)
        return after == "longer" or (
            not capital and after not in _NO_IDIOMS and bool(statement.stems[index + 1 : index + 2])
        )
    if lower == "none":
        return after == "of"
    if lower == "without":
        return after.endswith("ing")
    if lower == "not":
        return before in AUXILIARIES or after == "to" or before in ADVERBS
    return lower not in _NEED_TO or after == "to"


def _begins_title(statement: Statement, index: int) -> bool:
    """Whether a "No" only begins a title: No Country for Old Men."""
    words = statement.words
    return words[index].is_capital and index + 1 < len(words) and words[index + 1].is_capital


def _targets(statement: Statement, cue: int) -> list[int]:
    found: list[int] = []
    if statement.lower(cue) in {"no", "any"} and statement.lower(cue + 1) in _SIGNS_OF:
        return _said_without_signs(statement, cue + 2)
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


def _said_without_signs(statement: Statement, first: int) -> list[int]:
    """What there is no evidence of: the verb of "that the whales suffer", the nouns of "of fraud"."""
    return [
        index
        for index in range(first, min(first + 8, len(statement.words)))
        if statement.stems[index] and statement.lower(index - 1) not in DETERMINERS
    ][:2]
