"""Who an article speaks about: full names, what they are called beside them, and what is known of their gender."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimcheck.claims.completing.lexicon import (
    NAME_SUFFIXES,
    Gender,
    gender_of_first_name,
    gender_of_words,
)
from claimcheck.claims.completing.names import Named, Role, names_in

if TYPE_CHECKING:
    from claimcheck.claims.completing.reading import Line, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody the article names, with the fullest name it gives."""

    name: str
    prefix: str | None
    """The role as it stands before the name: "Deputy Mayor"."""
    roles: tuple[Role, ...]
    gender: Gender | None
    source: tuple[int, int]
    """Where name and prefix stand."""
    full: bool
    """Whether more than one name is given."""

    @property
    def wording(self) -> str:
        """How a desk introduces them."""
        return f"{self.prefix} {self.name}" if self.prefix else self.name

    @property
    def surname(self) -> str:
        """The last of the names."""
        return surname_of(self.name.split())


class People:
    """The people of a reading.

    Args:
        reading: the parsed article.
    """

    def __init__(self, reading: Reading) -> None:
        all_named = [named for line in reading.lines for named in names_in(reading, line)]
        groups: dict[tuple[str, str], list[Named]] = defaultdict(list)
        for named in all_named:
            if len(named.words) > 1:
                groups[named.words[0].casefold(), surname_of(named.words).casefold()].append(named)
        self._full = [_person(mentions) for mentions in groups.values()]
        self._by_word: dict[str, list[Person]] = defaultdict(list)
        for person in self._full:
            words = person.name.split()
            for word in {surname_of(words).casefold(), words[0].casefold()}:
                self._by_word[word].append(person)
        self._surnames = frozenset(person.surname.casefold() for person in self._full)
        self._bare = {
            named.words[0].casefold(): _person([named])
            for named in reversed(all_named)
            if len(named.words) == 1 and not self._by_word.get(named.words[0].casefold())
        }

    @property
    def everybody(self) -> list[Person]:
        """Everybody whose name is given in full."""
        return self._full

    def in_line(self, reading: Reading, line: Line) -> list[Named]:
        """Names in a sentence, of whomever."""
        return list(names_in(reading, line, self._surnames))

    def of(self, named: Named) -> Person | None:
        """Who is meant; None where two people have that name."""
        if len(named.words) > 1:
            key = (named.words[0].casefold(), surname_of(named.words).casefold())
            return next(
                (
                    person
                    for person in self._full
                    if (person.name.split()[0].casefold(), person.surname.casefold()) == key
                ),
                None,
            )
        word = named.words[0].casefold()
        known = self._by_word.get(word, [])
        if known:
            return known[0] if len(known) == 1 else None
        return self._bare.get(word)

    def called(self, words: str) -> Person | None:
        """The one person a name stands for, whole or by surname; None where nobody or several."""
        lowered = words.casefold()
        whole = [person for person in self._full if person.name.casefold() == lowered]
        found = whole or self._by_word.get(lowered.split()[-1] if lowered else "", [])
        return found[0] if len(found) == 1 and (whole or len(lowered.split()) == 1) else None


def surname_of(words: list[str] | tuple[str, ...]) -> str:
    """The last name without Jr. and the like."""
    kept = [word for word in words if word.rstrip(".").casefold() not in NAME_SUFFIXES]
    return (kept or list(words))[-1]


def _person(mentions: list[Named]) -> Person:
    first = mentions[0]
    told = next((mention for mention in mentions if mention.prefix), first)
    genders = {gender for mention in mentions if (gender := _gender(mention))}
    start = told.prefix[1] if told.prefix else told.start
    return Person(
        name=" ".join(first.words),
        prefix=told.prefix[0] if told.prefix else None,
        roles=tuple(mention.role for mention in mentions if mention.role),
        gender=genders.pop() if len(genders) == 1 else None,
        source=(start, told.end),
        full=len(first.words) > 1,
    )


def _gender(named: Named) -> Gender | None:
    told = gender_of_words(named.title)
    if told is None and named.role is not None:
        told = gender_of_words(" ".join([named.role.noun, *named.role.modifiers]))
    return told or (gender_of_first_name(named.words[0]) if len(named.words) > 1 else None)
