"""Who said it, only where the article leaves no doubt: "X said …", "…, said X", "according to X"; otherwise nobody."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from claimcheck.claims.named import NamedPeople
from claimcheck.claims.parsing import sentence_at
from claimcheck.claims.wordings import OFFICES, QUOTING, SAYING

if TYPE_CHECKING:
    from spacy.tokens import Token

    from claimcheck.claims.parsing import ParsedSentence
    from claimcheck.domain import Sentence

_SAYING = re.compile(SAYING, re.IGNORECASE)
_SPEAKING = re.compile(
    rf"{SAYING}|{QUOTING}|telling|saying|adding|calling|arguing|warning|writing|asking", re.IGNORECASE
)
_TAG = re.compile(
    rf"[\s,—–-]*(?:(?P<before>(?:[\w.,'’&-]+\s+){{1,12}}?)(?:(?:\w+ly|also|then|later|had|has)\s+)?(?:{SAYING})\b|"
    rf"(?:{SAYING})\s+(?P<after>(?:[\w.'’&-]+,?\s*){{1,8}}))",
    re.IGNORECASE,
)
_NEXT_SAYS = re.compile(rf"\s*\n\s*(?P<name>(?:[^\W\d_a-z][\w.'’-]*\s+){{1,4}}?)(?:{SAYING})\b")
_NAMES = {"NNP", "NNPS"}
_TITLES = frozenset(OFFICES.replace("[- ]", " ").replace("|", " ").split()) | frozenset(
    "mr mrs ms miss dr prof sir lord lady dame rep sen gov gen col maj capt lt sgt".split()
)
_PRONOUNS = frozenset("he she".split())
_NOBODYS = frozenset("i we you they it who which that this".split())
_LINKS = frozenset("and but as while when because so".split())


@dataclass(frozen=True, slots=True)
class Source:
    """Who speaks: the name, None where it is open whom the words at ``span`` mean."""

    name: str | None
    span: tuple[int, int] | None


def source_of_words(
    text: str, start: int, end: int, sentences: Sequence[ParsedSentence], people: NamedPeople
) -> Source | None:
    """The speaker in the words after a quote: "…, Ida Sample said" and "…, said Ida Sample"."""
    found = _TAG.match(text, start, end)
    if found is None:
        return None
    group = "before" if found["before"] is not None else "after"
    first, last = found.span(group)
    if group == "after" and (comma := text.find(",", first, last)) >= 0 and people.between(first, comma):
        last = comma
    at = sentence_at(sentences, first)
    if at is None or text[first:last].split(maxsplit=1)[0].casefold() in _LINKS:
        return None
    tokens = [token for token in sentences[at].span if first <= sentences[at].place(token) < last]
    heads = [
        token for token in tokens if token.dep_ in {"nsubj", "dobj", "attr", "npadvmod"} and not _within(token, tokens)
    ]
    named = people.between(first, last)
    if len({one.name for one in named}) == 1 and not any(token.dep_ == "conj" for token in tokens):
        return Source(named[0].name, (named[0].place, named[0].end))
    head = heads[0] if heads else next((token for token in reversed(tokens) if token.is_alpha), None)
    return _source_of(head, sentences[at], at, people) if head is not None else None


def source_near(
    sentences: Sequence[ParsedSentence], numbers: Sequence[int], span: tuple[int, int], people: NamedPeople
) -> Source | None:
    """The subject of the nearest verb of speaking outside a quote, in the sentences that it stands in."""
    start, end = span
    verbs = []
    for number in numbers:
        sentence = sentences[number]
        for token in sentence.span:
            place = sentence.place(token)
            if (start <= place < end) or not _SPEAKING.fullmatch(token.text) or token.pos_ not in {"VERB", "AUX", ""}:
                continue
            verbs.append((start - place if place < start else place - end, token, number))
    for _, verb, number in sorted(verbs, key=lambda found: found[0]):
        subject = _subject(verb)
        if subject is not None and not start <= sentences[number].place(subject) < end:
            return _source_of(subject, sentences[number], number, people)
    for number in numbers:
        told = _told_by(sentences[number])
        if told is not None:
            return _source_of(told, sentences[number], number, people)
    return None


def source_of_sentence(sentence: ParsedSentence, number: int, people: NamedPeople) -> Source | None:
    """Who says what a sentence reports; None where it reports nobody's words."""
    root = sentence.span.root
    if _SAYING.fullmatch(root.text):
        subjects = [child for child in root.children if child.dep_ == "nsubj"]
        return _source_of(subjects[0], sentence, number, people) if len(subjects) == 1 else None
    told = _told_by(sentence)
    return _source_of(told, sentence, number, people) if told is not None else None


def _within(token: Token, tokens: Sequence[Token]) -> bool:
    return token.head in tokens and token.head is not token and token.head.pos_ != "VERB"


def _subject(verb: Token) -> Token | None:
    """The subject of a verb, or of the one it depends on: "Rutte praised X, calling it …"."""
    for _ in range(3):
        subjects = [child for child in verb.children if child.dep_ == "nsubj"]
        if subjects:
            return subjects[0]
        if verb.dep_ not in {"conj", "advcl", "xcomp", "pcomp"} or verb.head is verb:
            return None
        verb = verb.head
    return None


def _told_by(sentence: ParsedSentence) -> Token | None:
    tokens = list(sentence.span)
    sources = [
        source
        for token, following in pairwise(tokens)
        if token.lower_ == "according" and following.lower_ == "to"
        for preposition in (following, token)
        for source in preposition.children
        if source.dep_ == "pobj"
    ]
    return sources[0] if len(sources) == 1 else None


def _source_of(head: Token, sentence: ParsedSentence, number: int, people: NamedPeople) -> Source | None:
    """Whom a subject means: a person by name, pronoun or office, or a body by its name."""
    if head.lower_ in _NOBODYS:
        return None
    span = (sentence.place(head), sentence.end(head))
    if head.lower_ in _PRONOUNS:
        return Source(people.meant_by_pronoun(head.lower_, number, span[0]), span)
    if any(child.dep_ == "conj" for child in head.children):
        return Source(None, span)
    named = [one for one in people.between(sentence.sentence.start, sentence.sentence.end) if one.end == span[1]]
    named = named or [
        one
        for child in head.children
        if child.dep_ == "appos"
        for one in people.between(sentence.sentence.start, sentence.sentence.end)
        if one.end == sentence.end(child)
    ]
    if named:
        return Source(named[0].name, (named[0].place, named[0].end))
    first = head.doc[head.left_edge.i]
    if head.tag_ not in _NAMES:
        return Source(people.meant_by_role(head, first), (sentence.place(first), span[1]))
    return _body(head, sentence, people)


def _body(head: Token, sentence: ParsedSentence, people: NamedPeople) -> Source:
    start = head.i
    while start > sentence.span.start and head.doc[start - 1].tag_ in _NAMES:
        start -= 1
    first = head.doc[start]
    name = " ".join(head.doc[start : head.i + 1].text.split())
    return Source(people.in_full(name), (sentence.place(first), sentence.end(head)))


def speaker_after(text: str, sentence: Sentence) -> str | None:
    """The name, told from the words alone, of who speaks a block that ends in the air before "X said"."""
    if not sentence.text.endswith((",", ",”", ',"', ",’", "—", "–")):
        return None
    found = _NEXT_SAYS.match(text, sentence.end)
    if found is None or found["name"].split(maxsplit=1)[0].casefold() in _PRONOUNS | _NOBODYS | {"the", "a", "an"}:
        return None
    words = found["name"].split()
    while len(words) > 1 and words[0].casefold() in _TITLES:
        words.pop(0)
    surname = words[0]
    before = {
        word
        for word in re.findall(rf"\b([^\W\d_a-z][^\W\d_]+)[ \n]{re.escape(surname)}\b", text)
        if word.casefold() not in _TITLES and not word.isupper()
    }
    return f"{before.pop()} {surname}" if len(words) == 1 and len(before) == 1 else " ".join(words)
