"""Names that stand in the same place of claim and passage but are not the same: another club, another river.

Only where everything else agrees. That one minister visited a city says nothing about another who did.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from claimcheck.differences.alignment import Alignment, sets_apart
from claimcheck.differences.events import Event, events, is_verb
from claimcheck.differences.findings import difference
from claimcheck.differences.folding import within_edits
from claimcheck.differences.lexicon import ADVERBS, AUXILIARIES, DETERMINERS, REPORTING, STOP
from claimcheck.differences.names import (
    ROLE_WORDS,
    Name,
    has_namesake,
    is_mentioned,
    names,
    names_of,
    places_of,
    same_name,
    sounds_of,
)
from claimcheck.differences.phrases import Phrase, is_past
from claimcheck.differences.places import is_place, places_differ
from claimcheck.differences.roles import bearing_and_following, pointed_at
from claimcheck.differences.statements import Statement
from claimcheck.differences.words import stem
from claimcheck.domain import Difference, DifferenceKind

_PREPOSITIONS: Final = {
    word: group.split()[0]
    for group in (
        "in at near outside inside within",
        "to into towards toward",
        "from",
        "by",
        "of",
        "with for",
        "about on",
        "against versus",
        "under",
        "off",
        "through via",
    )
    for word in group.split()
}
_MANY_DO: Final = frozenset(
    "visit attend meet support oppose vote say call join travel welcome praise criticise condemn speak want plan warn"
    " watch see arrive leave live study work participate use like reject accept demand urge ask tell help donate fund"
    " back endorse sign back help play lose hit infect supply thank blame interview inspire owe pay".split()
)
"""What one does without keeping others from it: that Berg attended says nothing about Hale."""
_ONE_OF_MANY: Final = frozenset(stem(word) for word in "nominate include feature star appear such list honour".split())
_SHARED_PARTS: Final = frozenset(
    "saint st mount lake fc real port new north south east west club university institute river cape fort san santa the"
    " bank party union college school hospital royal city united island church house street group award awards prize"
    " cup league museum festival company court council ministry agency office".split()
)
"""Parts that different names have in common."""
_SMALL: Final = frozenset({"of", "for", "the", "and", "on", "in"})
_LEAST_COVERED: Final = 0.5
_LEAST_FIT: Final = 2


@dataclass(frozen=True, slots=True)
class _Slot:
    """What says which part a name plays in its sentence."""

    described: frozenset[str]
    """Stems of "the river X", "X, a maker of telephones"."""
    followed: frozenset[str]
    """Stems of "the X mission"."""
    preposition: str
    governed: frozenset[str]
    """Stems of the content words before the preposition, the nearest two."""
    leading: bool
    """Whether nothing has happened yet before it in its sentence."""


def compare_names(alignment: Alignment, passage: tuple[Statement, ...]) -> list[Difference]:
    """Names of the claim that the passage does not know, where it has another in the same place."""
    claim = alignment.claim
    claimed = [name for name in names(claim) if not _is_known(name, passage)]
    if not claimed:
        return []
    found: list[Difference] = []
    taken: set[tuple[int, int]] = set()
    for mine in claimed:
        best = max(_candidates(alignment, passage, mine, taken), key=lambda one: one[0], default=None)
        if best is not None and best[0] >= _LEAST_FIT:
            _, statement, other = best
            taken.add(other.span)
            found.append(difference(DifferenceKind.NAME, claim, mine.span, statement, other.span))
    return found


def _candidates(
    alignment: Alignment, passage: tuple[Statement, ...], mine: Name, taken: set[tuple[int, int]]
) -> Iterator[tuple[int, Statement, Name]]:
    claim = alignment.claim
    own = _stems_of(claim, mine)
    wanted = claim.content - own
    for statement in bearing_and_following(alignment, passage):
        about = statement.content | pointed_at(statement, passage)
        shared = wanted & about
        if len(shared) < min(2, len(wanted)) or len(shared) < _LEAST_COVERED * len(wanted) or not wanted:
            continue
        if sets_apart(claim, statement):
            continue
        for other in names(statement):
            if other.span in taken or _is_known(other, (claim,)) or not _alike_in_sort(mine, other):
                continue
            if not (_is_comparable(claim, mine) and _is_comparable(statement, other)):
                continue
            part = _part_fit(claim, mine, statement, other)
            here, there = _slot(claim, mine), _slot(statement, other)
            if part is None or bool(here.followed) != bool(there.followed):
                continue
            if part or here.described & there.described or here.leading == there.leading:
                yield part + _fit(here, there), statement, other


def _is_known(name: Name, text: tuple[Statement, ...]) -> bool:
    others = names_of(text)
    if any(same_name(name, other) for other in others):
        return True
    if any(_abbreviates(statement, name) for statement in text):
        return True
    places = places_of(text)
    if is_place(name.text) and any(not places_differ(name.text, place.text) for place in places):
        return True
    return is_mentioned(name, sounds_of(text)) and not has_namesake(name, others)


def _abbreviates(statement: Statement, name: Name) -> bool:
    """Whether a word in capitals of the text is made of the name's initials, or the name of those of a run of words."""
    letters = name.text.replace(".", "")
    if len(name.parts) == 1 and letters.isupper() and len(letters) > 1:
        runs = "".join(
            word.text[0] if word.is_capital else "" if word.lower in _SMALL else " " for word in statement.words
        )
        return letters in runs
    initials = "".join(part[0] for part in name.parts)
    return any(
        word.text.isupper()
        and len(word.text) > 1
        and word.lower.replace(".", "").endswith(initials)
        and len(initials) > 1
        for word in statement.words
    )


def _is_comparable(statement: Statement, name: Name) -> bool:
    """Whether it is a plain name: no Flight 370, no H, no "Released" at the beginning of a sentence."""
    numbered = name.last + 1 < len(statement.words) and statement.words[name.last + 1].is_number
    plain = len(name.text) > 1 and not any(letter.isdigit() for letter in name.text)
    shouted = any(len(word) > 6 and word.isupper() for word in name.text.split())
    return plain and not numbered and not shouted and not (name.begins == 0 and is_past(name.text.lower()))


def _alike_in_sort(mine: Name, other: Name) -> bool:
    """Whether both can be a person, or both a place: a known place is no person."""
    if is_place(mine.text) != is_place(other.text):
        return False
    shared = set(mine.parts) & set(other.parts)
    short, long = sorted((mine.text.casefold(), other.text.casefold()), key=len)
    return not {part for part in shared if len(part) > 2} - _SHARED_PARTS and not within_edits(
        short, long, 1 + (len(short) > 6)
    )


def _stems_of(statement: Statement, name: Name) -> frozenset[str]:
    return frozenset(stem for index in range(name.first, name.last + 1) for stem in statement.stems[index])


def _fit(mine: _Slot, other: _Slot) -> int:
    fit = 2 * bool(mine.described & other.described) + 2 * bool(mine.followed & other.followed)
    governed = mine.governed & other.governed
    if mine.preposition and mine.preposition == other.preposition and governed and not governed & _ONE_OF_MANY:
        fit += 2
    return fit


def _part_fit(claim: Statement, mine: Name, statement: Statement, other: Name) -> int | None:
    """Whether both names do the same, or have the same done to them; None where each may do so beside the other."""
    own, their = _stems_of(claim, mine), _stems_of(statement, other)
    for event in events(claim):
        for another in events(statement):
            if event.key != another.key:
                continue
            if _is(own, event, "agent") and _is(their, another, "agent"):
                many = event.key in _MANY_DO or event.key in REPORTING or not _is_definite(claim, event.patient)
                return None if many else 2
            if event.key not in _MANY_DO and _is(own, event, "patient") and _is(their, another, "patient"):
                return 2
    return 0


def _is_definite(statement: Statement, patient: Phrase | None) -> bool:
    """Whether something particular is done: "the prize", not "a nomination"."""
    if patient is None:
        return True
    return statement.lower(patient.first - 1) not in {"a", "an"}


def _is(stems: frozenset[str], event: Event, part: str) -> bool:
    phrase = event.agent if part == "agent" else event.patient
    return phrase is not None and bool(stems & phrase.head)


@lru_cache(maxsize=2048)
def _slot(statement: Statement, name: Name) -> _Slot:
    at = name.begins - 1
    described: set[str] = set()
    for index in range(name.begins, name.first):  # within the run: "Actress Lena Marquardt", but no "Chancellor"
        described.update(statement.stems[index] if statement.lower(index) not in ROLE_WORDS else ())
    while at >= 0 and statement.stems[at] and not statement.words[at].is_capital:
        described.update(statement.stems[at] if statement.lower(at) not in ROLE_WORDS else ())
        at -= 1
    if statement.lower(at) == "of" and at > 0:
        described.update(statement.stems[at - 1])
    while statement.lower(at) in DETERMINERS | ADVERBS:
        at -= 1
    preposition = _PREPOSITIONS.get(statement.lower(at), "")
    governed = frozenset(statement.left_of(at, 2)) if preposition else frozenset()
    return _Slot(
        frozenset(described | _apposition(statement, name)),
        _followed(statement, name),
        preposition,
        governed,
        leading=not any(
            is_verb(statement, index) or statement.lower(index) in AUXILIARIES for index in range(name.begins)
        ),
    )


def _apposition(statement: Statement, name: Name) -> set[str]:
    found: set[str] = set()
    if statement.lower(name.last + 1) in {",", "("} and statement.lower(name.last + 2) in {"a", "an", "the", "its"}:
        for index in range(name.last + 3, min(name.last + 7, len(statement.words))):
            if statement.words[index].is_mark:
                break
            found.update(statement.stems[index])
    return found


def _followed(statement: Statement, name: Name) -> frozenset[str]:
    index = name.last + 1
    if index >= len(statement.words) or statement.words[index].is_capital or statement.lower(index) in STOP:
        return frozenset()
    is_noun = statement.words[index].is_word and not is_verb(statement, index)
    return frozenset(statement.stems[index]) if is_noun else frozenset()
