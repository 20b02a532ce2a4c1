"""Who said it, only where the sentence leaves no doubt: "X said …", "according to X"; otherwise nobody."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimcheck.claims.wordings import OFFICES, SAYING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from claimcheck.domain import Sentence

_SAYING = re.compile(SAYING, re.IGNORECASE)
_NEXT_SAYS = re.compile(rf"\s*\n\s*(?P<name>(?:[^\W\d_a-z][\w.'’-]*\s+){{1,4}}?)(?:{SAYING})\b")
_NAMES = {"NNP", "NNPS"}
_TITLES = frozenset(OFFICES.replace("[- ]", " ").replace("|", " ").split()) | frozenset(
    "mr mrs ms miss dr prof sir lord lady dame rep sen gov gen col defence defense foreign finance interior health "
    "us u.s. uk the former acting then".split()
)
_NOBODY = frozenset("he she they it we i you who this that the a an one another".split())
_OPENERS = frozenset("the a an but and when while if as in on at for after before then however".split())


def speaker_of(document: Doc, article: str) -> str | None:
    """The named speaker of a parsed sentence, with the first name where the article gives just one."""
    roots = [token for token in document if token.dep_ == "ROOT"]
    if len(roots) == 1 and _SAYING.fullmatch(roots[0].text):
        subjects = [child for child in roots[0].children if child.dep_ == "nsubj"]
        if len(subjects) == 1:
            return _in_full(_name(subjects[0]), article)
        return None
    return _in_full(_named_source(document), article)


def speaker_after(text: str, sentence: Sentence) -> str | None:
    """The speaker of a quote that is a paragraph of its own and ends in the air, when the next begins "X said"."""
    if not sentence.text.endswith((",", ",”", ',"', ",’", "—", "–")):
        return None
    found = _NEXT_SAYS.match(text, sentence.end)
    if found is None:
        return None
    words = found["name"].split()
    if words[0].casefold() in _NOBODY:
        return None
    while len(words) > 1 and words[0].casefold() in _TITLES:
        words.pop(0)
    return _in_full(" ".join(words), text)


def _named_source(document: Doc) -> str | None:
    sources = [
        source
        for token in document[:-1]
        if token.lower_ == "according" and document[token.i + 1].lower_ == "to"
        for preposition in (document[token.i + 1], token)
        for source in preposition.children
        if source.dep_ == "pobj"
    ]
    return _name(sources[0]) if len(sources) == 1 else None


def _name(head: Token) -> str | None:
    """The name that ends with ``head``: a person as recognised, else the proper nouns before it without titles."""
    if head.tag_ not in _NAMES or any(child.dep_ == "conj" for child in head.children):
        return None
    person = next(
        (entity for entity in head.doc.ents if entity.label_ == "PERSON" and entity.start <= head.i < entity.end), None
    )
    start = head.i
    if person is not None and person.end == head.i + 1:
        start = person.start
    else:
        while start and head.doc[start - 1].tag_ in _NAMES:
            start -= 1
    while start < head.i and head.doc[start].lower_ in _TITLES:
        start += 1
    return str(head.doc[start : head.i + 1].text)


def _in_full(name: str | None, article: str) -> str | None:
    """A lone surname with its first name, where the article has exactly one for it."""
    if name is None or " " in name:
        return name
    before = {
        word
        for word in re.findall(rf"\b([^\W\d_a-z][^\W\d_]+)[ \n]{re.escape(name)}\b", article)
        if word.casefold() not in _TITLES | _OPENERS and not word.isupper()
    }
    return f"{before.pop()} {name}" if len(before) == 1 else name
