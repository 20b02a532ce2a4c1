"""People a claim names by half, points at with he and she, or calls by a role."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from claimcheck.claims.completing.lexicon import TITLES, is_person_noun
from claimcheck.claims.completing.people import Person
from claimcheck.claims.completing.replacing import Found, definite, fitted
from claimcheck.domain import ReplacementKind

if TYPE_CHECKING:
    from claimcheck.claims.completing.claim_words import ClaimWords
    from claimcheck.claims.completing.reading import Line
    from claimcheck.claims.completing.scans import Mention, Pointer, Scan

_BODY_PARTS = frozenset({"head", "chair", "general"})
"""Nouns of offices that mostly mean something else when they stand alone."""


def people_in(claim: ClaimWords, scan: Scan) -> Iterator[Found]:
    """What a sentence of the claim leaves open about people, in its order; each person is introduced once."""
    pointers = {pointer.token.i: pointer for pointer in scan.pointers}
    known = {
        mention.who
        for earlier in claim.scans[: claim.scans.index(scan)]
        for mention in earlier.mentions
        if claim.base <= mention.start
    }
    for mention in scan.mentions:
        if mention.end > claim.limit or mention.start < claim.base:
            continue
        pointer = pointers.get(mention.token.i)
        if pointer is not None:
            if pointer.inside or mention.who in known:
                known.add(mention.who)
                continue
            yield from _pointed(claim, pointer)
            known.add(mention.who)
        elif mention.who not in known:
            known.add(mention.who)
            if isinstance(mention.who, Person):
                yield from _bare_name(claim, scan.line, mention, mention.who)


def _pointed(claim: ClaimWords, pointer: Pointer) -> Iterator[Found]:
    kind = ReplacementKind.PRONOUN if pointer.pronoun else ReplacementKind.ROLE
    words = None
    if not claim.is_quoted(pointer.start):
        if isinstance(pointer.who, Person):
            words = pointer.who.wording
        elif pointer.who is not None:
            words = definite(pointer.who.words)
    if words is not None:
        words = fitted(words, pointer.token, at_start=pointer.start == _sentence_start(claim, pointer.start))
    if words is None and not pointer.pronoun and (pointer.token.tag_ == "NNP" or pointer.token.lower_ in _BODY_PARTS):
        return
    yield Found(kind, pointer.start, pointer.end, words, pointer.source)


def _sentence_start(claim: ClaimWords, place: int) -> int:
    return next(scan.line.first for scan in claim.scans if scan.line.first <= place < scan.line.last)


def _bare_name(claim: ClaimWords, line: Line, mention: Mention, person: Person) -> Iterator[Found]:
    token = mention.token
    bare = token.text.casefold() in {person.surname.casefold(), person.name.split()[0].casefold()}
    before = token.doc[token.i - 1] if token.i > line.span.start else None
    if not person.full or not bare or token.dep_ in {"compound", "nmod", "amod"}:
        return
    start, end = line.place(token), line.end(token)
    titled = before is not None and (before.lower_.rstrip(".") in TITLES or is_person_noun(before.text))
    if before is not None and not titled and before.ent_type_ == "PERSON" and before.tag_ == "NNP":
        return
    if not claim.own and claim.base <= person.source[0] < claim.limit:
        return
    words = person.name if titled else person.wording
    if claim.is_quoted(start):
        words = f"[{person.name}]"
    elif start == line.first:
        words = words[0].upper() + words[1:]
    yield Found(ReplacementKind.NAME, start, end, words, person.source)
