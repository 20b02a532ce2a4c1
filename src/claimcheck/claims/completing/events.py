"""Which talks, summit or attack "the talks" are: what the article has said about the one it speaks of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimcheck.claims.completing.lexicon import EVENTS, SAME_EVENT, VAGUE
from claimcheck.claims.completing.phrases import NAMES, NOUNS, phrase_start

if TYPE_CHECKING:
    from spacy.tokens import Token

    from claimcheck.claims.completing.reading import Line, Reading
    from claimcheck.claims.completing.scans import Scan

_PLACES = frozenset("in at of between with against near on over".split())
_LONGEST_AFTER = 9
_NAMES = frozenset({"GPE", "LOC", "FAC", "PERSON", "ORG", "NORP", "EVENT"})
_NOT_SHARED = frozenset({"DATE", "TIME", "ORDINAL", "CARDINAL", "PERCENT", "MONEY", "QUANTITY"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """An event with the words that tell it from others of its kind."""

    noun: str
    before: str
    after: str
    names: frozenset[str]
    source: tuple[int, int] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenEvent:
    """A bare "the talks" in a sentence; ``words`` is None where the article tells of several, or of none."""

    start: int
    end: int
    words: str | None
    source: tuple[int, int] | None


def events_in(line: Line, reading: Reading, history: Sequence[Scan], titles: Sequence[Described]) -> list[OpenEvent]:
    """Events that a sentence mentions without saying which.

    Args:
        line: the sentence.
        reading: the article, whose words say it.
        history: the sentences before it, the nearest first.
        titles: events of headings before it and of the article's title.
    """
    found = []
    for token in line.span:
        first = phrase_start(token)
        if token.lower_ not in EVENTS or token.tag_ not in NOUNS or not _is_bare(token, first):
            continue
        earlier = [
            other
            for other in line.span
            if other.i < first.i and _same(other.lower_, token.lower_) and other.tag_ in NOUNS
        ]
        if earlier:
            continue
        start, end = line.place(first), line.end(token)
        known = [
            event
            for scan in history
            if not scan.line.heading
            for event in described(scan.line, reading)
            if _same(event.noun, token.lower_)
        ] or [event for event in titles if _same(event.noun, token.lower_)]
        if not known:
            if token.tag_ in {"NN", "NNS"} and token.lower_ != "war":
                found.append(OpenEvent(start=start, end=end, words=None, source=None))
            continue
        best = _one_event(known)
        if best is None:
            found.append(OpenEvent(start=start, end=end, words=None, source=None))
            continue
        vague = [word.text for word in token.doc[first.i + 1 : token.i]]
        words = " ".join(word for word in ("the", *vague, best.before, token.text, best.after) if word)
        words = words[0].upper() + words[1:] if first.text[0].isupper() else words
        found.append(OpenEvent(start=start, end=end, words=words, source=best.source))
    return found


def described(line: Line, reading: Reading, name_words: frozenset[str] | None = None) -> list[Described]:
    """Events of a sentence with names that tell which they are.

    Args:
        line: the sentence.
        reading: the text it is of.
        name_words: words that are names, for a heading that has capitals everywhere; None for those of the text.
    """
    capitals = reading.name_words if name_words is None else name_words
    events = []
    for token in line.span:
        if token.lower_ not in EVENTS or token.tag_ not in NOUNS:
            continue
        before = _before(token)
        after = _after(token)
        names = {word.lower_ for word in (*before, *after) if word.tag_ in NAMES or word.ent_type_ in _NAMES}
        if not names:
            continue
        start = line.place(before[0]) if before else line.place(token)
        end = line.end(after[-1]) if after else line.end(token)
        written = [_as_written(word, line, capitals) for word in before]
        events.append(
            Described(
                noun=token.lower_,
                before=" ".join(written).replace(" - ", "-").replace(" ’s", "’s").replace(" 's", "'s"),
                after=" ".join(reading.text[line.place(after[0]) : end].split()) if after else "",
                names=frozenset(names),
                source=(start, end),
            )
        )
    return events


def _is_bare(token: Token, first: Token) -> bool:
    if first.lower_ not in {"the", "this", "these"} or first is token:
        return False
    if any(word.lower_ not in VAGUE for word in token.doc[first.i + 1 : token.i]):
        return False
    if token.dep_ in {"compound", "nmod", "poss"}:
        return False
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if after is not None and (after.tag_ in NOUNS or after.tag_ in {"HYPH", "POS"}):
        return False
    return not any(
        (child.dep_ in {"relcl", "acl", "appos"}) or (child.dep_ == "prep" and child.lower_ in _PLACES | {"to", "for"})
        for child in token.rights
    ) and not (after is not None and after.lower_ in _PLACES - {"on", "with"})


def _same(one: str, other: str) -> bool:
    return one == other or any({one, other} <= names for names in SAME_EVENT)


def _one_event(known: Sequence[Described]) -> Described | None:
    """The latest description, where all of them speak of one event: each shares a name with another."""
    joined = set(known[0].names)
    rest = list(known[1:])
    while rest:
        near = [event for event in rest if event.names & joined]
        if not near:
            return None
        for event in near:
            joined |= event.names
        rest = [event for event in rest if event not in near]
    return known[0]


def _before(token: Token) -> list[Token]:
    first = phrase_start(token)
    words = list(token.doc[first.i : token.i])
    while words and (
        words[0].tag_ in {"DT", "PRP$", "CD", "PDT", "WDT", "RB", "RBS", "JJS", "JJR", ",", "``", "''", "POS"}
        or words[0].lower_ in VAGUE
        or words[0].ent_type_ in _NOT_SHARED
    ):
        words.pop(0)
    plain = all(word.tag_ in {"NN", "NNS", "NNP", "NNPS", "JJ", "HYPH", "CD", "POS"} for word in words)
    dated = any(word.ent_type_ in {"DATE", "TIME", "PERSON"} for word in words)
    return words if plain and not dated else []


def _after(token: Token) -> list[Token]:
    """Phrases right after an event that say where, between whom or what for; no dates, no clauses."""
    kept: list[Token] = []
    for child in token.rights:
        if child.left_edge.i != (kept[-1].i if kept else token.i) + 1:
            break
        words = list(child.doc[child.left_edge.i : child.right_edge.i + 1])
        place = child.dep_ == "prep" and child.lower_ in _PLACES
        purpose = child.dep_ == "acl" and child.doc[child.left_edge.i].lower_ == "to"
        if not (place or purpose) or len(words) > _LONGEST_AFTER:
            break
        if any(
            word.ent_type_ in _NOT_SHARED or word.tag_ in {"WDT", "WP", "PRP", "PRP$", "VBD", "VBZ", "VBP", "MD"}
            for word in words
        ):
            break
        if any(word.text in '“”"«»(),;:—–' for word in words[1:]):
            break
        kept += words
    return kept if any(word.tag_ in NAMES for word in kept) else []


def _as_written(word: Token, line: Line, name_words: frozenset[str]) -> str:
    """A word of a heading with its small letter, unless the article has it as a name."""
    if not line.heading or word.ent_type_ in {"GPE", "NORP", "PERSON", "LOC"} or word.text in name_words:
        return str(word.text)
    return str(word.text) if not re.fullmatch(r"[A-Z][a-z]+", word.text) else str(word.lower_)
