"""Who is mentioned in each sentence, and whom he and she stand for: only where one reading is left."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from claimcheck.claims.completing.lexicon import (
    HEADS_OF_BODIES,
    NATIONS,
    VAGUE,
    Gender,
    gender_of_words,
    is_person_noun,
)
from claimcheck.claims.completing.people import People, Person
from claimcheck.claims.completing.phrases import NAMES, is_main_subject, phrase_start
from claimcheck.claims.completing.pronouns import fits, is_fronted, looked_back
from claimcheck.claims.completing.reading import Line, Reading, read
from claimcheck.claims.completing.scans import Answer, Mention, Nobody, Pointer, Scan

if TYPE_CHECKING:
    from datetime import date

    from spacy.tokens import Token

HE = frozenset({"he", "him", "his"})
SHE = frozenset({"she", "her", "hers"})
_LABEL = re.compile(r"(?P<name>[^\W\d_a-z][\w.'’-]*(?: [^\W\d_a-z][\w.'’-]*){0,3}):\s+(?=\S)")
_BELOW = frozenset("deputy vice assistant junior under".split())
"""What makes a role another one: "the premier" is not the deputy premier."""
_NO_NAMES = frozenset(
    "internet twitter facebook instagram youtube congress parliament senate commons house court church state "
    "government covid coronavirus god earth bible web net university college school hospital street road".split()
)
"""Words with a capital that are nobody's name."""
_COUNTRIES = frozenset(NATIONS.values())
_TIMES = frozenset("former then new current late acting incumbent outgoing".split())


class Company:
    """The people of an article, sentence by sentence.

    Args:
        reading: the parsed article.
    """

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.people = People(reading)
        self.scans: list[Scan] = []
        for line in reading.lines:
            self.scans.append(self.scan(line, self.scans))

    def quoted(self, place: int) -> bool:
        """Whether a place stands inside quotation marks, or in an answer after its speaker's name."""
        return self.reading.quoted(place) or any(answer.words <= place < answer.end for answer in self.answers)

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """Paragraphs that begin with a known name and a colon, as interviews have them."""
        text = self.reading.text
        found = []
        for line in self.reading.lines:
            label = _LABEL.match(text, line.start) if line.first == line.start else None
            speaker = self.people.called(label["name"]) if label else None
            if label and speaker:
                last = max(other.last for other in self.reading.lines if other.paragraph == line.paragraph)
                found.append(Answer(speaker=speaker, start=line.start, words=label.end(), end=last))
        return tuple(found)

    def before(self, place: int) -> list[Scan]:
        """The sentences that end before a place."""
        return [scan for scan in self.scans if scan.line.last <= place]

    def scan(self, line: Line, history: Sequence[Scan], *, offset: int = 0) -> Scan:
        """Read a sentence after others.

        Args:
            line: the sentence.
            history: those before it, in order.
            offset: what to add to its places, for a wording that stands for words of the article.
        """
        mentions: list[Mention] = []
        pointers: list[Pointer] = []
        if line.heading:
            return Scan(line=line, mentions=(), pointers=())
        names = self._names(line)
        taken = {place for mention in names for place in range(mention.start, mention.end)}
        heads = {mention.token.i: mention for mention in names}
        for token in line.span:
            start, end = line.place(token), line.end(token)
            if token.i in heads:
                mentions.append(heads[token.i])
            elif token.lower_ in HE | SHE and token.tag_ in {"PRP", "PRP$"}:
                pointer = self._pronoun(line, token, mentions, names, history)
                pointers.append(pointer)
                gender = Gender.HE if token.lower_ in HE else Gender.SHE
                who = pointer.who or Nobody(place=start + offset, words="", gender=gender)
                mentions.append(Mention(who=who, token=token, start=start, end=end, subject=is_main_subject(token)))
            elif start not in taken and token.tag_ in {"NN", "NNP"} and _is_somebody(token, taken, line):
                mention, found = self._noun(line, token, mentions, offset)
                mentions.append(mention)
                if found is not None:
                    pointers.append(found)
            elif start not in taken and _may_be_somebody(token):
                unknown = Nobody(place=start + offset, words="", gender=None)
                mentions.append(Mention(who=unknown, token=token, start=start, end=end, subject=is_main_subject(token)))
        return Scan(line=line, mentions=tuple(mentions), pointers=tuple(pointers))

    def _names(self, line: Line) -> list[Mention]:
        found = []
        for named in self.people.in_line(self.reading, line):
            person = self.people.of(named)
            beside = named.head.dep_ in {"compound", "nmod", "amod"}
            if person is not None and (person.full or not beside):
                start = named.prefix[1] if named.prefix else named.start
                found.append(
                    Mention(
                        who=person, token=named.head, start=start, end=named.end, subject=is_main_subject(named.head)
                    )
                )
        return found

    def _pronoun(
        self, line: Line, token: Token, earlier: Sequence[Mention], names: Sequence[Mention], history: Sequence[Scan]
    ) -> Pointer:
        gender = Gender.HE if token.lower_ in HE else Gender.SHE
        start, end = line.place(token), line.end(token)

        def pointer(who: Person | Nobody | None, *, inside: bool, source: Mention | None = None) -> Pointer:
            span = (source.start, source.end) if source else None
            return Pointer(token=token, start=start, end=end, who=who, inside=inside, pronoun=True, source=span)

        inside = [mention for mention in earlier if fits(mention, gender)]
        if inside:
            whole = {mention.who for mention in inside}
            return pointer(whole.pop() if len(whole) == 1 else None, inside=True)
        ahead = [mention for mention in names if mention.start > start]
        coming = next((mention for mention in ahead if mention.subject and fits(mention, gender)), None)
        if coming is not None and is_fronted(token, coming.token):
            return pointer(coming.who, inside=True)
        found = looked_back(token, line, gender, {mention.who for mention in ahead}, history)
        return pointer(found.who if found else None, inside=False, source=found)

    def _noun(
        self, line: Line, token: Token, earlier: Sequence[Mention], offset: int
    ) -> tuple[Mention, Pointer | None]:
        first = phrase_start(token)
        start, end = line.place(first), line.end(token)
        words = " ".join(first.doc[first.i : token.i + 1].text.split())
        nobody = Nobody(place=start + offset, words=words, gender=gender_of_words(words))
        subject = is_main_subject(token)
        if first.lower_ != "the" or _is_explained(token):
            return Mention(who=nobody, token=token, start=start, end=end, subject=subject), None
        inside = [mention for mention in earlier if _is_called(mention.who, token, first)]
        found = inside[-1].who if inside else self._of_role(token, first, line.place(first) + offset)
        source = found.source if isinstance(found, Person) else None
        pointer = Pointer(
            token=token, start=start, end=end, who=found, inside=bool(inside), pronoun=False, source=source
        )
        return Mention(who=found or nobody, token=token, start=start, end=end, subject=subject), pointer

    def _of_role(self, token: Token, first: Token, place: int) -> Person | None:
        """The one person introduced before a place with that role."""
        called = [person for person in self.people.everybody if _is_called(person, token, first, before=place)]
        return called[0] if len(called) == 1 else None


@lru_cache(maxsize=16)
def company_of(text: str, title: str | None, published: date | None) -> Company:
    """The people of an article; the last few are kept."""
    return Company(read(text, title, published))


def _is_somebody(token: Token, taken: set[int], line: Line) -> bool:
    if not is_person_noun(token.text) or token.dep_ in {"compound", "nmod", "attr", "appos", "amod"}:
        return False
    if token.ent_type_ in {"ORG", "FAC", "WORK_OF_ART", "LAW"}:
        return False
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if following is not None and (line.place(following) in taken and following.tag_ in NAMES):
        return False
    return not any(child.dep_ == "appos" for child in token.children)


def _may_be_somebody(token: Token) -> bool:
    """A name that the recogniser did not place, or took for a body's or a place's, where somebody acts."""
    if token.tag_ != "NNP" or not token.text[0].isupper() or token.text.isupper():
        return False
    if token.ent_type_ in {"", "PERSON"}:
        return token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj"} and token.lower_ not in _NO_NAMES
    alone = token.left_edge.i == token.i and token.nbor(-1 if token.i else 0).ent_type_ != "ORG"
    place = token.ent_type_ == "GPE" and token.lower_ not in _COUNTRIES
    return (place or token.ent_type_ == "ORG") and token.dep_ == "nsubj" and alone


def _is_explained(token: Token) -> bool:
    """Whether words after a noun say which one: "the president of X", "the man who …"."""
    return any(child.dep_ in {"prep", "relcl", "acl", "appos"} for child in token.rights)


def _is_called(who: Person | Nobody, token: Token, first: Token, *, before: int | None = None) -> bool:
    """Whether somebody's known roles include what a definite phrase calls them."""
    modifiers = [
        word
        for word in token.doc[first.i + 1 : token.i]
        if word.lower_ not in VAGUE | _TIMES and word.tag_ not in {"HYPH", "POS"}
    ]
    if isinstance(who, Nobody):
        return not modifiers and who.words.casefold().split()[-1:] == [token.lower_]
    for role in who.roles:
        if before is not None and role.place >= before:
            continue
        known = role.modifiers | {role.noun}
        if (role.modifiers & _BELOW) - {word.lower_ for word in modifiers}:
            continue
        same = role.noun == token.lower_
        chief = token.lower_ in HEADS_OF_BODIES and any(
            word.tag_ in NAMES or word.lower_ in NATIONS for word in modifiers
        )
        if (same or chief) and all(_is_known(word.lower_, known) for word in modifiers):
            return True
    return False


def _is_known(word: str, known: frozenset[str]) -> bool:
    return bool({word, NATIONS.get(word, word)} & (known | {NATIONS.get(other, other) for other in known}))
