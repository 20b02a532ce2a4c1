"""Reading a parse: subjects, noun phrases, and when a verb says that something happens."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from claimcheck.claims.completing.lexicon import PLANNING

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
NAMES = frozenset({"NNP", "NNPS"})
NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_HIGHEST = 4
"""Verbs above a word that are asked for a tense."""
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


class Tense(StrEnum):
    """When something is said to happen, seen from the day of writing."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"


def is_main_subject(token: Token) -> bool:
    """Whether a token is the subject of a sentence's main verb, or of one joined to it."""
    if token.dep_ not in SUBJECTS:
        return False
    verb = token.head
    while verb.dep_ in {"conj", "ccomp"} and verb.head.i > token.i and verb.head.i != verb.i:
        verb = verb.head
    return bool(verb.dep_ == "ROOT" or (verb.dep_ == "conj" and verb.head.dep_ == "ROOT"))


def has_finite_verb(tokens: list[Token]) -> bool:
    """Whether something is stated at all."""
    return any(token.tag_ in FINITE for token in tokens)


def governing_verb(token: Token) -> Token | None:
    """The verb whose time a token tells, through nouns and prepositions."""
    node = token
    while node.head.i != node.i:
        node = node.head
        if node.tag_.startswith("VB"):
            return node
    return node if node.tag_.startswith("VB") else None


def tense_at(token: Token) -> Tense | None:
    """The tense of what a token belongs to; None where the words leave it open."""
    verb = governing_verb(token)
    for _ in range(_HIGHEST):
        if verb is None:
            return None
        helpers = {child.lower_: child.tag_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
        if "to" in helpers and "have" not in helpers:
            return _planned(verb)
        if "MD" in helpers.values():
            future = helpers.keys() & {"will", "'ll", "’ll", "would", "shall"} and "have" not in helpers
            return Tense.FUTURE if future else None
        if verb.tag_ in {"VBD", "VBN", "VBZ", "VBP"} or set(helpers.values()) & {"VBD", "VBZ", "VBP"}:
            return _told(verb, helpers)
        verb = governing_verb(verb) if verb.head.i != verb.i else None
    return None


def _told(verb: Token, helpers: dict[str, str]) -> Tense | None:
    """The tense of a finite verb; "was due on Friday" stays open, for it may be the one to come."""
    if verb.tag_ == "VBD" or "VBD" in helpers.values():
        return None if verb.lower_ in PLANNING else Tense.PAST
    if verb.tag_ == "VBN" and (not helpers or helpers.keys() & {"has", "have", "'ve", "’ve", "been"}):
        return Tense.PAST
    return Tense.FUTURE if verb.tag_ == "VBG" or verb.lower_ in PLANNING else Tense.PRESENT


def _planned(verb: Token) -> Tense | None:
    """An infinitive: planned where what it hangs on says so now; "had to" is past."""
    above = governing_verb(verb)
    if above is not None and above.lower_ == "had":
        return Tense.PAST
    plan = verb.head.lower_ in PLANNING or (above is not None and above.lower_ in PLANNING)
    if not plan or above is None:
        return None
    helpers = {child.tag_ for child in above.children if child.dep_ in {"aux", "auxpass"}}
    return None if above.tag_ == "VBD" or "VBD" in helpers else Tense.FUTURE


def phrase_start(head: Token) -> Token:
    """The first token of the noun phrase that ends with ``head``: determiner, adjectives, names before it."""
    first = head
    for token in reversed(list(head.doc[head.left_edge.i : head.i])):
        if token.i != first.i - 1 or token.tag_ in {",", ":", "``", "''", "CC", "WDT", "WP"}:
            break
        if token.text in {"(", "[", "–", "—"}:
            break
        first = token
    return first


def is_coordinated(head: Token) -> bool:
    """Whether something is joined to a noun with "and"."""
    return any(child.dep_ == "conj" for child in head.children) or head.dep_ == "conj"
