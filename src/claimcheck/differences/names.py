"""Names in a sentence, without titles, and when two of them can be the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from claimcheck.differences.folding import sound, within_edits
from claimcheck.differences.lexicon import STOP
from claimcheck.differences.places import LONGEST_NAME, is_place, places_differ
from claimcheck.differences.statements import Statement

_CONNECTORS: Final = frozenset("de van von der den bin ibn al el da di du la le dos del ter ten".split())
ROLE_WORDS: Final = frozenset(
    "president prime minister foreign defense defence finance interior economy health justice deputy vice secretary"
    " general secretary-general chancellor king queen prince princess pope senator sen rep representative governor gov"
    " mayor mr mrs ms dr prof professor sir lord lady dame judge chief executive ceo chairman chairwoman chair director"
    " head leader spokesman spokeswoman spokesperson adviser advisor aide ambassador envoy commissioner captain colonel"
    " lieutenant sergeant admiral major speaker first presidential former ex acting negotiator premier coach manager"
    " founder co-founder commander attorney congressman congresswoman emperor empress sultan sheikh ayatollah father"
    " sister brother officer editor bishop cardinal archbishop reverend rev policy security national special".split()
)
_DATES: Final = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday"
    " thursday friday saturday sunday".split()
)
_COMMON: Final = frozenset(
    "police government parliament congress officials talks nobody everyone people most many some few all both other"
    " several critics experts analysts sources witnesses researchers scientists doctors workers voters turnout"
    " unemployment inflation production negotiation peace war fighting rebels troops soldiers prices sales"
    " profit revenue growth demand supply oil gas gold bitcoin trade work construction traffic tourism rain snow"
    " climate health education research science football music president minister parents children women men students"
    " teachers nurses lawmakers ministers delegates negotiators diplomats russian ukrainian direct former current"
    " today yesterday tomorrow breaking update watch read related new later earlier according state local national"
    " international despite yes no well please thanks congratulations organisers organizers investigators prosecutors"
    " militants protesters residents farmers consumers investors employers employees management staff authorities"
    " firefighters rescuers medics campaigners activists historians economists astronomers biologists".split()
)
_NICKNAMES: Final = (
    "william bill billy will liam", "robert bob bobby rob", "richard dick rick", "james jim jimmy", "john jack johnny",
    "joseph joe joey", "michael mike mick mikhail mykhailo", "thomas tom tommy", "charles charlie chuck",
    "edward ed eddie ted", "elizabeth liz beth betty", "margaret maggie meg peggy", "katherine kate kathy catherine",
    "alexander alex sasha oleksandr aleksandr alexandr", "vladimir volodymyr", "sergei serhiy sergey",
    "nikolai mykola nicholas", "dmitry dmytro dmitri", "andrei andriy andrey andrew", "benjamin ben",
    "daniel dan danny",
    "david dave", "donald don", "george yuri georgy", "anthony tony", "steven steve stephen", "timothy tim",
    "samuel sam", "kenneth ken", "ronald ron", "gregory greg", "jeffrey jeff geoffrey", "theodore ted teddy",
    "franklin frank", "barack barry", "muhammad mohammed mohamed mohammad mehmed", "yevgeny evgeny eugene",
)  # fmt: skip
_SAME_GIVEN: Final = {name: index for index, group in enumerate(_NICKNAMES) for name in group.split()}


@dataclass(frozen=True, slots=True)
class Name:
    """A name that takes up the words ``first`` to ``last``, titles left out."""

    first: int
    last: int
    start: int
    end: int
    text: str
    parts: tuple[str, ...]
    """Its words folded, hyphens split."""
    begins: int
    """First word of the capitalised run with its titles: "U.S. President" before the name."""

    @property
    def span(self) -> tuple[int, int]:
        """Its place in the whole text."""
        return self.start, self.end


@lru_cache(maxsize=512)
def names(statement: Statement) -> tuple[Name, ...]:
    """Names of a sentence in order; none for a sentence in capitals, which shows nothing."""
    letters = [word for word in statement.words if word.is_word]
    if len(letters) > 4 and sum(word.is_capital for word in letters) > 0.8 * len(letters):
        return ()
    found: list[Name] = []
    index = 0
    while index < len(statement.words):
        if not _may_begin(statement, index):
            index += 1
            continue
        last = _run_end(statement, index)
        name = _name(statement, index, last)
        if name is not None:
            found.append(name)
        index = last + 1
    return tuple(found)


def _may_begin(statement: Statement, index: int) -> bool:
    word = statement.words[index]
    if not (word.is_word and word.is_capital) or word.lower in _DATES:
        return False
    if word.lower == "new":  # New York, but not the sentence that begins with "New"
        return index + 1 < len(statement.words) and statement.words[index + 1].is_capital
    return word.lower not in STOP or word.text == "US" or (word.text.isupper() and len(word.text) > 2)


def _run_end(statement: Statement, first: int) -> int:
    last = first
    words = statement.words
    while last + 1 < len(words) and last < first + 12:
        following = words[last + 1]
        if words[last].possessive:
            break
        if following.is_word and following.is_capital and following.lower not in _DATES | {"the"}:
            last += 1
        elif (
            following.lower in _CONNECTORS
            and last + 2 < len(words)
            and words[last + 2].is_word
            and words[last + 2].is_capital
            and words[last + 2].lower not in STOP
        ) or (
            following.text == "."
            and len(words[last].text) == 1
            and last + 2 < len(words)
            and words[last + 2].is_capital
        ):
            last += 2
        else:
            break
    return last


def _name(statement: Statement, begins: int, last: int) -> Name | None:
    first = begins
    words = statement.words
    for index in range(begins, last + 1):
        if words[index].lower in ROLE_WORDS and index < last:
            first = index + 1
    while first < last and (words[first].is_mark or words[first].lower in STOP - {"us", "new"}):
        first += 1
    while first < last and is_place(words[first].lower) and words[first].possessive:
        first += 1
    if words[last].lower in ROLE_WORDS and first == last:
        return None
    if first == last and begins == last and not _is_name_alone(statement, first):
        return None
    parts = tuple(
        part for word in words[first : last + 1] if word.is_word for part in word.lower.rstrip(".").split("-") if part
    )
    if not parts:
        return None
    start, end = words[first].start, words[last].bare_end
    return Name(first, last, start, end, statement.source[start:end], parts, begins)


def _is_name_alone(statement: Statement, index: int) -> bool:
    """Whether a single capitalised word is a name although it may only begin its sentence."""
    word = statement.words[index]
    begins = index == 0 or (statement.words[index - 1].is_mark and statement.words[index - 1].text in "\"'“‘«(:•")
    if not begins or is_place(word.lower):
        return True
    return not (
        word.lower in _COMMON
        or word.lower in ROLE_WORDS
        or (word.lower.endswith("s") and not word.lower.endswith(("as", "is", "os", "us")) and not word.possessive)
        or (word.lower.endswith(("ing", "tion", "ly", "ment", "ity", "ness")) and not word.possessive)
    )


def same_name(left: Name, right: Name) -> bool:
    """Whether both can name the same person, body or place; in doubt they can."""
    here, there = " ".join(left.parts), " ".join(right.parts)
    if is_place(here) and is_place(there):
        return not places_differ(here, there)
    mine, theirs = tuple(map(sound, left.parts)), tuple(map(sound, right.parts))
    if set(mine) <= set(theirs) or set(theirs) <= set(mine):
        return True
    if _initials(left, right) or _initials(right, left):
        return True
    if len(mine) == 1 or len(theirs) == 1:
        single, several = (mine[0], theirs) if len(mine) == 1 else (theirs[0], mine)
        return any(alike(single, one) for one in several)
    if not alike(mine[-1], theirs[-1]):
        return False
    return any(_same_given(one, other) for one in left.parts[:-1] for other in right.parts[:-1])


def _same_given(left: str, right: str) -> bool:
    if left[0] == right[0] and min(len(left), len(right)) <= 2:
        return True
    if left in _SAME_GIVEN and _SAME_GIVEN[left] == _SAME_GIVEN.get(right):
        return True
    return within_edits(sound(left), sound(right), 2 if left[0] != right[0] else max(2, len(left) // 3))


def _initials(short: Name, long: Name) -> bool:
    letters = short.text.replace(".", "")
    if not (letters.isupper() and len(letters) >= 2 and " " not in letters):
        return False
    initials = "".join(part[0] for part in long.parts)
    return letters.lower() in {initials, "".join(part[0] for part in long.parts if part not in {"of", "the", "and"})}


def alike(left: str, right: str) -> bool:
    """Whether two folded name words may be spellings of one."""
    if left == right:
        return True
    shorter = min(len(left), len(right))
    most = 0 if shorter < 5 else 1 if shorter < 9 else 2
    return most > 0 and left[0] == right[0] and within_edits(left, right, most)


def is_mentioned(name: Name, sounds: frozenset[str]) -> bool:
    """Whether the last word of the name, or all of a place's, occur among the sounds of a text."""
    last = sound(name.parts[-1])
    return last in sounds or any(alike(last, other) for other in sounds if other[:1] == last[:1])


def has_namesake(name: Name, others: Sequence[Name]) -> bool:
    """Whether the family name occurs, but only with other given names: Nora Berg is not Anna Berg."""
    last = sound(name.parts[-1])
    bearers = [other for other in others if any(alike(last, sound(part)) for part in other.parts)]
    return bool(bearers) and all(len(other.parts) > 1 and not same_name(name, other) for other in bearers)


@lru_cache(maxsize=64)
def sounds_of(passage: tuple[Statement, ...]) -> frozenset[str]:
    """Sounds of all capitalised words of a text."""
    return frozenset(
        sound(part)
        for statement in passage
        for word in statement.words
        if word.is_word and word.is_capital
        for part in word.lower.rstrip(".").split("-")
        if part
    )


@lru_cache(maxsize=64)
def names_of(passage: tuple[Statement, ...]) -> tuple[Name, ...]:
    """The different names of a text."""
    return tuple({name.parts: name for statement in passage for name in names(statement)}.values())


@lru_cache(maxsize=64)
def places_of(passage: tuple[Statement, ...]) -> tuple[Name, ...]:
    """The different places of a text."""
    return tuple({place.parts: place for statement in passage for place in place_names(statement)}.values())


@lru_cache(maxsize=512)
def place_names(statement: Statement) -> tuple[Name, ...]:
    """The known names of places in a sentence, the longest at each word."""
    found: list[Name] = []
    index = 0
    while index < len(statement.words):
        word = statement.words[index]
        size = next(
            (
                size
                for size in range(min(LONGEST_NAME, len(statement.words) - index), 0, -1)
                if word.is_word and word.is_capital and is_place(_joined(statement, index, size))
            ),
            0,
        )
        if size:
            last = index + size - 1
            text = statement.text(index, last)
            parts = tuple(_joined(statement, index, size).split())
            found.append(Name(index, last, word.start, statement.words[last].bare_end, text, parts, index))
        index += size or 1
    return tuple(found)


def _joined(statement: Statement, index: int, size: int) -> str:
    return " ".join(word.lower for word in statement.words[index : index + size])
