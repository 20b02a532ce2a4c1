"""What a sentence affirms and what it denies.

A predicate is a word with a sign: "attended" and "was present" are one, "was absent" and "did not attend" its opposite.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from claimcheck.differences.lexicon import ADVERBS, AUXILIARIES, DETERMINERS, IRREGULAR, STOP
from claimcheck.differences.phrases import is_past
from claimcheck.differences.statements import Statement
from claimcheck.differences.words import base_forms, stem

_NEGATIONS: Final = frozenset({"not", "never", "without", "cannot", "neither", "nor", "hardly", "barely", "nobody"})
_DENIALS: Final = frozenset(
    "deny denies denied denying refute refutes refuted refuse refuses refused refusing fail fails failed failing"
    " unable unwilling decline declines declined".split()
)
_NEED_TO: Final = _DENIALS - {"deny", "denies", "denied", "denying", "refute", "refutes", "refuted"}
_NOT_ONLY: Final = frozenset({"only", "just", "merely", "simply", "necessarily", "least", "until", "yet"})
_FALL_INTO: Final = frozenset("into under within apart short between outside through victim".split())
_QUANTIFIERS: Final = frozenset("all every first only last most sole everyone".split())  # have their own comparer
_NO_IDIOMS: Final = frozenset("doubt matter more less fewer later wonder question means other such need".split())
_MISSING: Final = (
    _NEGATIONS | _DENIALS | frozenset("no none lack lacks lacked lacking missing nothing neither nor".split())
)
_SIGNS_OF: Final = frozenset("evidence sign signs proof indication indications trace hint hints".split())
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


def finds_no_sign(statement: Statement) -> bool:
    """Whether a sentence says that there is no evidence of something."""
    return any(
        word.lower == "no" and statement.lower(index + 1) in _SIGNS_OF for index, word in enumerate(statement.words)
    )


def denies_something(statement: Statement, word: int | None) -> bool:
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
    if statement.lower(cue) == "no" and statement.lower(cue + 1) != "longer":
        return _noun_after(statement, cue + 1)
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


def _noun_after(statement: Statement, first: int) -> list[int]:
    """The noun that a "no" denies: the line of "no direct line"."""
    last = first
    while last + 1 < min(first + 4, len(statement.words)) and statement.stems[last + 1] and (
        not is_past(statement.lower(last + 1))
    ):  # fmt: skip
        last += 1
    return [last]
