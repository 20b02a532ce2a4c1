"""Who an article speaks about: full names, what they are called beside them, and what is known of their gender."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimcheck.claims.completing.lexicon import (
    NAME_SUFFIXES,
    TITLES,
    Gender,
    gender_of_first_name,
    gender_of_words,
    is_person_noun,
)
from claimcheck.claims.completing.phrases import NAMES, phrase_start

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from claimcheck.claims.completing.reading import Line, Reading

_NAME = re.compile(r"[^\W\d_][\w.'’-]*")
_ROLE_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "HYPH", "POS"})
_PLAIN_ADJECTIVES = frozenset(
    "former deputy assistant acting interim vice chief senior junior foreign presidential federal national regional "
    "local municipal medical executive prime general legal financial political royal ex retired".split()
)
_LONGEST_NAME = 3
_OPENERS = frozenset("the a an but and when while if as in on at for after before then however".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """What somebody is called: the noun, the words before it, and where the article says so."""

    noun: str
    modifiers: frozenset[str]
    place: int


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """One mention by name."""

    head: Token
    """Last token of the name."""
    words: tuple[str, ...]
    start: int
    end: int
    title: str
    role: Role | None
    prefix: tuple[str, int] | None
    """Role before the name, and where it begins."""


class People:
    """The people of a reading.

    Args:
        reading: the parsed article.
    """

    def __init__(self, reading: Reading) -> None:
        all_named = [named for line in reading.lines for named in _named(reading, line)]
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
        return list(_named(reading, line, self._surnames))

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


def _named(reading: Reading, line: Line, surnames: Container[str] = ()) -> Iterator[Named]:
    if line.heading:
        return
    taken: set[int] = set()
    for entity in line.span.ents:
        tokens, title = _name_tokens(entity) if entity.label_ == "PERSON" else ([], [])
        if tokens:
            taken |= {token.i for token in entity}
            yield _mention(reading, line, tokens, title)
    for tokens, title in _titled_names(line, taken):
        taken |= {token.i for token in tokens}
        yield _mention(reading, line, tokens, title)
    for token in line.span:
        if token.i not in taken and token.text.casefold() in surnames and _stands_alone(token):
            yield _mention(reading, line, [token], [])


def _mention(reading: Reading, line: Line, tokens: list[Token], title: list[str]) -> Named:
    head = tokens[-1]
    prefix = _prefix(tokens[0], head)
    return Named(
        head=head,
        words=tuple(tokens[0].doc[tokens[0].i : head.i + 1].text.split()),
        start=line.place(tokens[0]),
        end=line.end(head),
        title=" ".join([*title, *(token.text for token in prefix[-1:])]),
        role=_role(line, prefix) if prefix else _apposed(line, head),
        prefix=_written_prefix(reading, line, prefix) if prefix else None,
    )


def _titled_names(line: Line, taken: set[int]) -> Iterator[tuple[list[Token], list[str]]]:
    """Names after an office that the recogniser took for something else: "Skipper Anders Holm"."""
    run: list[Token] = []
    for token in [*line.span, None]:
        if token is not None and token.tag_ in NAMES and token.i not in taken and token.text[0].isupper():
            run.append(token)
            continue
        offices = [place for place, word in enumerate(run) if is_person_noun(word.text)]
        before = line.span.doc[run[0].i - 1] if run and run[0].i > line.span.start else None
        titled = before is not None and before.tag_ == "NN" and is_person_noun(before.text)
        name = run[offices[-1] + 1 :] if offices else run if titled else []
        if 2 <= len(name) <= _LONGEST_NAME and all(_NAME.fullmatch(word.text) for word in name):
            yield name, [run[offices[-1]].text if offices else before.text if before is not None else ""]
        run = []


def _stands_alone(token: Token) -> bool:
    """A surname that the recogniser took for something else, with no other name beside it."""
    beside = [token.doc[place] for place in (token.i - 1, token.i + 1) if 0 <= place < len(token.doc)]
    return (
        token.tag_ == "NNP"
        and token.text[0].isupper()
        and not any(
            other.tag_ in NAMES and not is_person_noun(other.text) and other.lower_.rstrip(".") not in TITLES
            for other in beside
        )
    )


def _name_tokens(entity: Span) -> tuple[list[Token], list[str]]:
    """The tokens of a name without titles and offices before it; none where it is hardly a name."""
    tokens = [token for token in entity if token.tag_ != "POS"]
    while tokens and tokens[-1].text in {"’s", "'s", "’", "'"}:
        tokens.pop()
    title = []
    while len(tokens) > 1 and (
        tokens[0].lower_.rstrip(".") in TITLES or is_person_noun(tokens[0].text) or tokens[0].lower_ in _OPENERS
    ):
        title.append(tokens.pop(0).text)
    before = entity.doc[tokens[0].i - 1] if tokens and tokens[0].i > entity.sent.start else None
    if before is not None and before.lower_.rstrip(".") in TITLES:
        title.append(before.text)
    names = all(token.tag_ in NAMES and _NAME.fullmatch(token.text) and token.text[0].isupper() for token in tokens)
    return (tokens if names and len(tokens) <= 5 and not _followed_by_name(entity) else []), title


def _followed_by_name(entity: Span) -> bool:
    """Part of a longer name, such as that of a prize or a street."""
    after = entity.doc[entity.end] if entity.end < len(entity.doc) else None
    return after is not None and after.tag_ in NAMES and after.sent == entity.sent


def _prefix(first: Token, head: Token) -> list[Token]:
    """Tokens of the office before a name: "Deputy Defence Minister"; empty where the last is no person's noun."""
    tokens: list[Token] = []
    for token in reversed(list(first.doc[first.sent.start : first.i])):
        if not (token.i < token.head.i <= head.i or token.tag_ == "NNP") or token.ent_type_ in {"DATE", "TIME"}:
            break
        if token.lower_.rstrip(".") in TITLES:
            continue
        if token.tag_ in {"JJ", "VBN"} and not _plain(token):
            return []  # an adjective left out could make the role another one
        if token.tag_ not in _ROLE_TAGS and token.lower_ not in _PLAIN_ADJECTIVES:
            break
        tokens.insert(0, token)
    while tokens and (tokens[0].tag_ in {"HYPH", "POS"} or tokens[0].text in {"-", "’s", "'s"}):
        tokens.pop(0)
    return tokens if tokens and is_person_noun(tokens[-1].text) else []


def _plain(adjective: Token) -> bool:
    return adjective.text[0].isupper() or adjective.lower_ in _PLAIN_ADJECTIVES


def _role(line: Line, tokens: list[Token]) -> Role:
    return Role(
        noun=tokens[-1].lower_,
        modifiers=frozenset(token.lower_ for token in tokens[:-1] if token.tag_ not in {"POS", "HYPH"}),
        place=line.place(tokens[0]),
    )


def _apposed(line: Line, head: Token) -> Role | None:
    """What "Ann Smith, the mayor of X", "The mayor, Ann Smith" and "Ann Smith is the mayor" call her."""
    nouns = [child for child in head.children if child.dep_ == "appos"]
    if head.dep_ == "appos":
        nouns.append(head.head)
    if head.dep_ == "nsubj" and head.head.lower_ in {"is", "was", "became", "remains"}:
        nouns += [child for child in head.head.children if child.dep_ == "attr"]
    for noun in nouns:
        if noun.tag_ in {"NN", "NNP"} and is_person_noun(noun.text):
            start = phrase_start(noun)
            before = [token for token in noun.doc[start.i : noun.i] if token.tag_ in _ROLE_TAGS and token.tag_ != "POS"]
            bodies = [token for child in noun.rights if child.dep_ == "prep" for token in child.subtree]
            return Role(
                noun=noun.lower_,
                modifiers=frozenset(token.lower_ for token in (*before, *bodies) if token.tag_ != "IN"),
                place=line.place(noun),
            )
    return None


def _written_prefix(reading: Reading, line: Line, tokens: list[Token]) -> tuple[str, int]:
    start = line.place(tokens[0])
    return " ".join(reading.text[start : line.end(tokens[-1])].split()), start
