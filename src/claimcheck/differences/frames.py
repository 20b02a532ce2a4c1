"""Who fills a role: "a delegation led by X", "X heads the delegation", "X is the capital of Y".

Only roles that one party fills at a time are compared. That somebody attended says nothing about who else did.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from claimcheck.differences.lexicon import ADVERBS, AUXILIARIES
from claimcheck.differences.names import (
    ROLE_WORDS,
    Name,
    names,
)
from claimcheck.differences.phrases import is_past
from claimcheck.differences.statements import Statement
from claimcheck.differences.words import base_forms

_VERBS: Final[dict[str, str]] = {
    word: group.split()[0]
    for group in (
        "lead head chair spearhead helm captain command", "found establish co-found", "write author pen co-write",
        "direct", "compose", "invent", "discover", "design", "paint", "sculpt", "win", "acquire buy purchase",
        "own", "kill murder assassinate", "marry", "succeed replace", "defeat beat", "host", "develop", "publish",
        "produce", "coach", "manufacture", "score", "create", "record", "sing", "build", "edit", "narrate", "sign",
        "commission", "propose", "invade", "veto", "moderate", "launch", "release", "organise organize",
    )
    for word in group.split()
}  # fmt: skip
_PATIENTS: Final = {word: word for word in "elect re-elect appoint nominate crown inaugurate".split()}
_NOUNS: Final[dict[str, str]] = {
    "head": "lead", "leader": "lead", "chief": "lead", "chairman": "lead", "chairwoman": "lead", "chairperson": "lead",
    "president": "president", "premier": "prime minister", "chancellor": "chancellor", "king": "king", "queen": "queen",
    "capital": "capital", "ceo": "chief executive", "mayor": "mayor", "governor": "governor", "author": "write",
    "founder": "found", "director": "direct", "inventor": "invent", "winner": "win", "owner": "own",
    "composer": "compose", "minister": "minister", "creator": "create", "discoverer": "discover", "coach": "coach",
}  # fmt: skip
_UNDECIDED: Final = frozenset("former ex deputy vice acting one future previous past co late then next".split())
_BE: Final = frozenset("is was are were be been being becomes became remains".split())
_FILLERS: Final = AUXILIARIES | ADVERBS | {"who", "himself", "herself", "itself", "to"}
_INSIDE: Final = frozenset("of in at from with for to by on against near and or".split())
_JOINING: Final = frozenset({",", "is", "was", "became", "as", "been"})
_BETWEEN: Final = _JOINING | {"the", "a", "an", "current", "new", "remains", "has"}
_APPOSITION: Final = 12
_IDENTIFYING: Final = frozenset({"is", "was"})
_NO_ROLE: Final = frozenset("first second third last only one same man woman person latest next one kind sort".split())
"""What does not fix one person: "was the second", "is the only one"."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A role, who fills it, and the words that say of what."""

    role: str
    name: Name
    about: frozenset[str]


@lru_cache(maxsize=512)
def frames(statement: Statement) -> tuple[Frame, ...]:
    """The exclusive roles a sentence gives to names."""
    named = names(statement)
    if not named:
        return ()
    return tuple(
        frame for make in (_passive, _active, _elected, _role_noun, _definite) for frame in make(statement, named)
    )


def _without(statement: Statement, stems: list[str], name: Name, role_at: int) -> frozenset[str]:
    own = {stem for index in range(name.begins, name.last + 1) for stem in statement.stems[index]}
    return frozenset(stems) - own - frozenset(statement.stems[role_at])


def _verb(statement: Statement, index: int, verbs: dict[str, str]) -> str | None:
    word = statement.words[index]
    if not word.is_word or word.is_capital:
        return None
    return next((verbs[base] for base in base_forms(word.lower) if base in verbs), None)


def _passive(statement: Statement, named: tuple[Name, ...]) -> Iterator[Frame]:
    """“a delegation led by presidential adviser X"."""
    for index in range(1, len(statement.words) - 1):
        if statement.lower(index) != "by":
            continue
        verb_at = _participle_before(statement, index)
        if verb_at is None:
            continue
        name = _first_after(statement, named, index, 7)
        role = _verb(statement, verb_at, _VERBS)
        if name is not None and role is not None:
            around = statement.left_of(verb_at, 6) + statement.right_of(name.last, 2, within_clause=True)
            yield Frame(role, name, _without(statement, around, name, verb_at))


def _participle_before(statement: Statement, by: int) -> int | None:
    """The participle to which "by" belongs: right before it, or after "was" a few words further off."""
    for at in range(by - 1, max(-1, by - 7), -1):
        if statement.words[at].is_mark:
            break
        if _verb(statement, at, _VERBS) and statement.lower(at).endswith(("ed", "n", "t", "ng", "d", "k")):
            close = at >= by - 2
            return at if close or statement.lower(at - 1) in _BE or statement.lower(at - 2) in _BE else None
    return None


def _first_after(statement: Statement, named: tuple[Name, ...], index: int, reach: int) -> Name | None:
    """The name soon after the word ``index``: only titles, adjectives and whose aide it is may stand between."""
    chosen: Name | None = None
    at = index
    for name in named:
        if name.first <= at or _describes(statement, name):
            continue
        between = statement.words[at + 1 : name.begins]
        if len(between) > reach or any(not word.is_word or word.lower in _FILLERS for word in between):
            break
        if chosen is not None and not any(word.lower in ROLE_WORDS for word in between):
            break
        chosen, at = name, name.last
    return chosen


def _describes(statement: Statement, name: Name) -> bool:
    """Whether a name only says of what sort somebody is: "an American architect", "a Catholic fanatic"."""
    after = name.last + 1
    return (
        name.first == name.last
        and not statement.words[name.last].possessive
        and after < len(statement.words)
        and statement.words[after].is_word
        and not statement.words[after].is_capital
        and bool(statement.stems[after])
        and not is_past(statement.lower(after))
        and _verb(statement, after, _VERBS) is None
    )


def _active(statement: Statement, named: tuple[Name, ...]) -> Iterator[Frame]:
    """“X, a close aide, led the delegation"."""
    for name in named:
        if statement.lower(name.begins - 1) in _INSIDE:
            continue  # "a trader from New Jersey who owns", "the leader of Hamas said"
        verb_at = _verb_of(statement, name)
        if verb_at is None:
            continue
        role = _verb(statement, verb_at, _VERBS)
        if role is not None and statement.lower(verb_at + 1) != "by":
            yield Frame(role, name, _without(statement, statement.right_of(verb_at, 8), name, verb_at))


def _verb_of(statement: Statement, name: Name) -> int | None:
    index = name.last + 1
    if statement.lower(index) in {",", "("} and statement.lower(index + 1) != "who":
        closing = ")" if statement.lower(index) == "(" else ","
        index = next(
            (
                at + 1
                for at in range(index + 1, min(index + _APPOSITION, len(statement.words)))
                if statement.lower(at) == closing
            ),
            len(statement.words),
        )
    elif statement.lower(index) == ",":
        index += 1
    passive = False
    while index < len(statement.words) and statement.lower(index) in _FILLERS:
        passive = passive or statement.lower(index) in _BE
        index += 1
    if index >= len(statement.words) or (passive and not statement.lower(index).endswith("ing")):
        return None
    return index


def _elected(statement: Statement, named: tuple[Name, ...]) -> Iterator[Frame]:
    """“X was elected president of Y"."""
    for name in named:
        index = name.last + 1
        passive = False
        while index < len(statement.words) and statement.lower(index) in _FILLERS:
            passive = passive or statement.lower(index) in _BE
            index += 1
        if passive and index < len(statement.words):
            role = _verb(statement, index, _PATIENTS)
            if role is not None:
                yield Frame(role, name, _without(statement, statement.right_of(index, 5), name, index))


def _role_noun(statement: Statement, named: tuple[Name, ...]) -> Iterator[Frame]:
    """“X is the head of the delegation", "the head of the delegation, X", "delegation head X"."""
    for index in range(len(statement.words)):
        noun = statement.lower(index)
        if noun not in _NOUNS:
            continue
        first = index
        while first > 0 and statement.lower(first - 1) in ROLE_WORDS:
            first -= 1
        kind = _role_of(statement, first, index)
        if kind is None:
            continue
        about, last = _of_what(statement, first, index)
        name = _holder(statement, named, first, last) if about else None
        if name is not None:
            yield Frame(kind, name, _without(statement, list(about), name, index))


def _definite(statement: Statement, named: tuple[Name, ...]) -> Iterator[Frame]:
    """“The whistle-blower in the case was X", "X was the whistle-blower"."""
    for index in range(1, len(statement.words)):
        if statement.lower(index) not in _IDENTIFYING:
            continue
        holder = _first_after(statement, named, _past_apposition(statement, index), 5)
        noun = _subject_noun(statement, index)
        if holder is not None and noun is not None and holder.begins > index:
            about = [stem for at in range(noun + 1, index) for stem in statement.stems[at]]
            yield Frame(_definite_role(statement, noun), holder, _without(statement, about, holder, noun))
        holder = next((name for name in named if name.last == index - 1), None)
        if holder is not None and statement.lower(index + 1) == "the" and statement.lower(index + 2) not in _NO_ROLE:
            noun = _predicate_noun(statement, index + 2)
            if noun is not None:
                about = statement.right_of(noun, 5, within_clause=True)
                yield Frame(_definite_role(statement, noun), holder, _without(statement, about, holder, noun))


def _past_apposition(statement: Statement, copula: int) -> int:
    """The comma of "was his assistant, X", else the copula itself."""
    for at in range(copula + 2, min(copula + 6, len(statement.words))):
        if statement.words[at].is_mark or statement.words[at].is_capital:
            return at if statement.words[at].text == "," else copula
    return copula


def _definite_role(statement: Statement, noun: int) -> str:
    """The noun with its adjectives: "the largest city" is another role than "the city"."""
    first = noun
    while statement.lower(first - 1) not in {"the", ""}:
        first -= 1
    return " ".join(statement.lower(index) for index in range(first, noun + 1))


def _subject_noun(statement: Statement, copula: int) -> int | None:
    """The noun of "the whistle-blower in the case" before "was"."""
    for at in range(copula - 2, max(-1, copula - 9), -1):
        if statement.words[at].is_mark:
            return None
        if statement.lower(at) == "the" and statement.lower(at - 1) not in _INSIDE:
            return _predicate_noun(statement, at + 1)
    return None


def _predicate_noun(statement: Statement, first: int) -> int | None:
    """The last of the plain nouns and adjectives from ``first`` on."""
    last = first - 1
    while last + 1 < min(first + 3, len(statement.words)) and statement.stems[last + 1] and (
        not statement.words[last + 1].is_capital
    ):  # fmt: skip
        last += 1
    return last if last >= first and statement.lower(last) not in _NO_ROLE | _NOUNS.keys() else None


def _role_of(statement: Statement, first: int, last: int) -> str | None:
    words = [statement.lower(index) for index in range(first, last + 1)]
    if {statement.lower(first - 1), statement.lower(first - 2), *words} & _UNDECIDED:
        return None
    role = " ".join(words)
    if words[-1] == "minister":
        return role.replace("defence", "defense") if len(words) > 1 else None
    return _NOUNS[words[-1]] if len(words) == 1 else None


def _of_what(statement: Statement, first: int, last: int) -> tuple[frozenset[str], int]:
    """What the role is a role of, and the last word of its phrase."""
    if statement.lower(last + 1) == "of":
        stems: list[str] = []
        index = last + 2
        while index < min(last + 8, len(statement.words)) and not statement.words[index].is_mark:
            if statement.lower(index) in _FILLERS | {"in", "at", "from", "for", "with", "on"} - {"new"}:
                break
            stems.extend(statement.stems[index])
            index += 1
        return frozenset(stems), index - 1
    before = statement.stems[first - 1] if first else ()
    return frozenset(before), last


def _holder(statement: Statement, named: tuple[Name, ...], first: int, last: int) -> Name | None:
    """The name beside a role: before it with "is the" or a comma between, or right after it."""
    for name in named:
        if name.first > last:
            between = {word.lower for word in statement.words[last + 1 : name.begins]}
            if (
                name.begins <= last + 4
                and not _describes(statement, name)
                and between <= {",", "is", "was", "the", "remains", ":"}
            ):
                return name
            if name.begins <= last < name.first:
                return name
    for name in reversed(named):
        if name.last < first:
            words = [word.lower for word in statement.words[name.last + 1 : first]]
            joined = bool(_JOINING.intersection(words)) and _BETWEEN.issuperset(words)
            return name if joined and len(words) <= 4 else None
    return None
