"""Who an article names, and whom "he", "she" or "the minister" stand for: only where one person is left."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimcheck.claims.wordings import OFFICES

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from claimcheck.claims.parsing import ParsedSentence

_NAMES = {"NNP", "NNPS"}
_HE = frozenset("he him his".split())
_SHE = frozenset("she her hers".split())
_MALE = frozenset("mr sir lord king prince duke chairman spokesman congressman businessman salesman".split())
_FEMALE = frozenset("mrs ms miss lady dame queen princess duchess chairwoman spokeswoman congresswoman".split())
_COURTESIES = (
    _MALE | _FEMALE | frozenset("dr prof rev hon gen col maj capt lt sgt adm sen rep gov pvt supt insp".split())
)
_TITLE_WORDS = (
    frozenset(re.sub(r"\[- \]", " ", OFFICES).replace("|", " ").split())
    | _COURTESIES
    | frozenset(
        "defence defense foreign finance interior health former acting then deputy kremlin us u.s. uk nato".split()
    )
)
_NOT_A_NAME = frozenset("the a an but and when while if as in on at for after before then however".split())
_SENTENCES_BACK, _PARAGRAPHS_BACK = 3, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPerson:
    """One mention of a person by name."""

    name: str
    """As fully as the article gives it."""
    place: int
    end: int
    sentence: int
    titles: frozenset[str]
    """Words before the name, in lower case."""
    subject: bool


class NamedPeople:
    """The people an article names, mention by mention.

    Args:
        sentences: the parsed article, in order.
    """

    def __init__(self, sentences: Sequence[ParsedSentence]) -> None:
        self._sentences = sentences
        raw = [found for number, sentence in enumerate(sentences) for found in _mentions(number, sentence)]
        full: dict[str, set[str]] = {}
        for mention in raw:
            words = mention.name.split()
            if len(words) > 1:
                full.setdefault(words[-1], set()).add(mention.name)
        self.mentions = [_in_full(mention, full) for mention in raw]
        self._places = [mention.place for mention in self.mentions]
        self._titles: dict[str, set[str]] = {}
        self._by_surname: dict[str, set[str]] = {}
        self._in_sentence: dict[int, list[NamedPerson]] = {}
        for mention in self.mentions:
            self._by_surname.setdefault(mention.name.rsplit(maxsplit=1)[-1], set()).add(mention.name)
            self._in_sentence.setdefault(mention.sentence, []).append(mention)
            self._titles.setdefault(mention.name, set()).update(mention.titles)

    def between(self, start: int, end: int) -> list[NamedPerson]:
        """Mentions within a span of the article."""
        near = self.mentions[bisect_left(self._places, start) : bisect_left(self._places, end)]
        return [mention for mention in near if mention.end <= end]

    def in_full(self, name: str) -> str:
        """A lone surname as fully as the article gives it, where it names one person of that surname."""
        full = self._by_surname.get(name, set())
        return next(iter(full)) if len(full) == 1 else name

    def meant_by_pronoun(self, word: str, sentence: int, place: int) -> str | None:
        """The person "he" or "she" stands for; None where nobody is near, or several might be meant."""
        here = self._sentences[sentence]
        for number in range(sentence, max(-1, sentence - _SENTENCES_BACK - 1), -1):
            if here.paragraph - self._sentences[number].paragraph > _PARAGRAPHS_BACK:
                return None
            near = [one for one in self._in_sentence.get(number, ()) if one.end <= place]
            fitting = [one for one in near if self._fits(one.name, word.casefold())]
            names = {one.name for one in fitting}
            if len(names) == 1:
                return names.pop()
            if names:
                subjects = {one.name for one in fitting if one.subject}
                return subjects.pop() if len(subjects) == 1 and number < sentence else None
        return None

    def meant_by_role(self, head: Token, first: Token) -> str | None:
        """The one person whose titles in this article hold every word of "the NATO chief" or "the minister"."""
        words = {token.lower_ for token in first.doc[first.i : head.i + 1] if token.lower_ not in _NOT_A_NAME}
        proper = {token.lower_ for token in first.doc[first.i : head.i] if token.tag_ in _NAMES}
        if not words & _TITLE_WORDS:
            return None
        whole = [name for name, titles in self._titles.items() if words <= titles]
        if not whole and proper and head.lower_ in {"chief", "leader", "head", "boss"}:
            whole = [name for name, titles in self._titles.items() if proper <= titles]
        return whole[0] if len(whole) == 1 else None

    def _fits(self, name: str, pronoun: str) -> bool:
        titles = self._titles[name]
        if pronoun in _HE:
            return titles.isdisjoint(_FEMALE)
        return pronoun in _SHE and titles.isdisjoint(_MALE)


def _mentions(number: int, sentence: ParsedSentence) -> Iterator[NamedPerson]:
    for entity in sentence.span.ents:
        if entity.label_ != "PERSON":
            continue
        tokens = [token for token in entity if token.text not in {"'s", "’s", "'", "’"}]
        titles: list[str] = []
        while len(tokens) > 1 and tokens[0].lower_.rstrip(".") in _TITLE_WORDS | _NOT_A_NAME:
            titles.append(tokens.pop(0).lower_.rstrip("."))
        if not tokens or not all(token.text[0].isupper() or token.lower_ in {"de", "van", "von"} for token in tokens):
            continue
        titles += [token.lower_.rstrip(".") for token in _before(tokens[0], sentence.span)]
        titles += _apposed(tokens[-1], sentence.span)
        yield NamedPerson(
            name=" ".join(token.text for token in tokens),
            place=sentence.place(tokens[0]),
            end=sentence.end(tokens[-1]),
            sentence=number,
            titles=frozenset(titles),
            subject=any(_is_subject(token) for token in tokens),
        )


def _is_subject(token: Token) -> bool:
    while token.dep_ == "conj" and token.head is not token:
        token = token.head
    return token.dep_ in {"nsubj", "nsubjpass"} and token.head.dep_ == "ROOT"


def _before(first: Token, span: Span) -> list[Token]:
    """The words of an office before a name: "NATO Secretary General", "Kremlin spokesman"."""
    found: list[Token] = []
    for place in range(first.i - 1, max(span.start - 1, first.i - 7), -1):
        token = first.doc[place]
        names_something = token.tag_ in {"NN", "NNP", "NNPS", "JJ", "HYPH"} or token.dep_ == "compound"
        if not names_something and token.lower_.rstrip(".") not in _TITLE_WORDS:
            break
        found.append(token)
    return found if any(token.lower_.rstrip(".") in _TITLE_WORDS for token in found) else []


def _apposed(head: Token, span: Span) -> list[str]:
    """The words of an office after a name: "Ida Sample, the port's director"."""
    nouns = [child for child in head.children if child.dep_ == "appos" and child in span]
    if head.dep_ == "appos" and head.head.lower_ in _TITLE_WORDS:
        nouns.append(head.head)
    return [token.lower_ for noun in nouns for token in (noun, *noun.lefts) if token.tag_ not in {"DT", "POS"}]


def _in_full(mention: NamedPerson, full: dict[str, set[str]]) -> NamedPerson:
    names = full.get(mention.name, set())
    if " " in mention.name or len(names) != 1:
        return mention
    return NamedPerson(
        name=next(iter(names)),
        place=mention.place,
        end=mention.end,
        sentence=mention.sentence,
        titles=mention.titles,
        subject=mention.subject,
    )
