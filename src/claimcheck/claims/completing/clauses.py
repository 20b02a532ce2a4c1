"""Statements of a sentence: joined clauses taken apart, each with its own subject, helpers and negation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimcheck.claims.completing.phrases import FINITE, SUBJECTS
from claimcheck.claims.wordings import SAYING

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_SAYING = re.compile(SAYING, re.IGNORECASE)
_HELPERS = frozenset({"aux", "auxpass"})
_EMPTY_ENDS = frozenset({",", ";", ":", "–", "—", "-", "and", "but"})
_CLOSED = frozenset({"punct", "cc", "conj", "prt", "neg", "aux", "auxpass"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb with the tokens of its statement, borrowed ones included, after ``lead``: "X said that"."""

    verb: Token
    tokens: tuple[Token, ...]
    lead: tuple[Token, ...]


def clauses_of(sentence: Span) -> list[Clause]:
    """The statements that a sentence joins with "and" or "but"; the whole of it where nothing can be taken apart."""
    root = sentence.root
    lead, head = _said_before(sentence, root)
    whole = sorted(head.subtree, key=lambda token: token.i) if lead else list(sentence)
    if not head.tag_.startswith("VB"):
        return [Clause(head, tuple(whole), lead)]
    verbs = [head, *_joined(head)]
    if len(verbs) == 1 or not all(_can_stand(verb, head) for verb in verbs):
        return [Clause(head, tuple(whole), lead)]
    return [Clause(verb, tuple(_tokens(verb, verbs, whole)), lead) for verb in verbs]


def written(tokens: Sequence[Token], *, lead: Sequence[Token] = ()) -> str:
    """Tokens as a sentence: gaps closed, no comma left at either end, a capital and a full stop."""
    kept = _tidy(list(tokens))
    words = _joined_text(kept)
    if lead:
        words = f"{_joined_text(_tidy(list(lead), end=False))} {words}"
    words = re.sub(r"\s+([,.;:])", r"\1", " ".join(words.split())).rstrip(" .,;:")
    return f"{words[0].upper()}{words[1:]}." if words else ""


def _joined_text(tokens: Sequence[Token]) -> str:
    parts = []
    for place, token in enumerate(tokens):
        follows = place + 1 < len(tokens) and tokens[place + 1].i == token.i + 1
        parts.append(token.text + (token.whitespace_ if follows else " "))
    return "".join(parts).strip()


def _tidy(tokens: list[Token], *, end: bool = True) -> list[Token]:
    """Without separators at the ends, or two that a gap brought together."""
    while tokens and (tokens[0].lower_ in _EMPTY_ENDS or tokens[0].lower_ in {"however", "meanwhile"}):
        tokens.pop(0)
    while end and tokens and (tokens[-1].lower_ in _EMPTY_ENDS or tokens[-1].text == "."):
        tokens.pop()
    return [
        token
        for place, token in enumerate(tokens)
        if not (token.text == "," and place and tokens[place - 1].text == ",")
    ]


def _said_before(sentence: Span, root: Token) -> tuple[tuple[Token, ...], Token]:
    """Both "X said that" and the verb of what X said; nothing where the saying comes after or the words are quoted."""
    if not _SAYING.fullmatch(root.text):
        return (), root
    said = [child for child in root.rights if child.dep_ == "ccomp"]
    if len(said) != 1 or any(token.text in '“”"' for token in sentence):
        return (), root
    first = said[0].left_edge
    return tuple(sentence.doc[sentence.start : first.i]), said[0]


def _joined(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ == "conj" and child.tag_.startswith("VB"):
            yield child
            yield from _joined(child)


def _can_stand(verb: Token, first: Token) -> bool:
    """Whether a joined verb makes a statement of its own: not "or", not "built and sold 40 boats"."""
    if any(child.dep_ == "cc" and child.lower_ not in {"and", "but"} for child in verb.children):
        return False
    has_own = any(child.dep_ not in _CLOSED for child in verb.rights)
    if verb.i == first.i:
        return has_own or not any(child.dep_ == "dobj" for other in _joined(first) for child in other.children)
    subject = any(child.dep_ in SUBJECTS for child in verb.children)
    helped = any(child.dep_ in _HELPERS for child in verb.children)
    negated = any(child.dep_ == "neg" for child in first.children)
    finite = verb.tag_ in FINITE or helped
    return subject or (has_own and (finite or (verb.tag_ == first.tag_ and not negated)))


def _tokens(verb: Token, verbs: Sequence[Token], whole: Sequence[Token]) -> Iterator[Token]:
    """The verb's own words; where it has none, the subject and the helpers of the first verb before them."""
    first = verbs[0]
    others = {token.i for other in verbs if other.i != verb.i and other.i > verb.i for token in other.subtree}
    own = [token for token in verb.subtree if token.i not in others]
    if verb.i == first.i:
        own_places = {token.i for token in own}
        own = [token for token in whole if token.i in own_places]
    own = [token for token in own if not (token.dep_ == "cc" and token.head.i in {other.i for other in verbs})]
    if verb.i != first.i and not any(child.dep_ in SUBJECTS for child in verb.children):
        subject = next((child for child in first.children if child.dep_ in SUBJECTS), None)
        if subject is not None:
            yield from subject.subtree
        if verb.tag_ not in FINITE and not any(child.dep_ in _HELPERS for child in verb.children):
            yield from (child for child in first.children if child.dep_ in _HELPERS)
    yield from own
