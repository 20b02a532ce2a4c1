"""What a claim lacks as a whole: the speaker of a quote, the subject of a fragment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from claimcheck.claims.completing.events import described, events_in
from claimcheck.claims.completing.people import Person
from claimcheck.claims.completing.phrases import NAMES, NOUNS, has_finite_verb, is_main_subject, phrase_start
from claimcheck.claims.completing.quoting import as_quote, block_speaker, is_all_quoted, quote_speaker
from claimcheck.claims.completing.replacing import Found
from claimcheck.domain import ReplacementKind

if TYPE_CHECKING:
    from claimcheck.claims.completing.claim_words import ClaimWords
    from claimcheck.claims.completing.scans import Scan

_FIRST_PERSON = frozenset("i we me us my our mine ours".split())
_SHORTEST_FRAGMENT = 3
_NAMED_THINGS = frozenset({"ORG", "GPE", "EVENT", "FAC", "PRODUCT", "LAW", "WORK_OF_ART"})


def of_whole(claim: ClaimWords, said: str, found: Sequence[Found]) -> Iterator[Found]:
    """The speaker of a quote, or the subject of a fragment; first persons without a speaker stay open."""
    answer = (
        None
        if claim.own
        else next((one for one in claim.company.answers if one.start <= claim.span[0] < one.end), None)
    )
    if answer is not None:
        yield from _attributed(claim, said, answer.speaker, label=max(0, answer.words - claim.base))
        return
    quoted = not claim.own and is_all_quoted(claim.company, *claim.span)
    block = None if claim.own or quoted else block_speaker(claim.company, *claim.span)
    if quoted or block is not None:
        who = claim.company.people.called(claim.speaker) or claim.speaker if claim.speaker else None
        speaker = who or block or quote_speaker(claim.company, claim.span[0])
        if speaker is not None:
            yield from _attributed(claim, said, speaker)
            return
    elif not any(place.start < claim.base + 1 and place.words for place in found):
        yield from _fragment(claim, said)
    attributed = not quoted and any(
        claim.is_quoted(scan.line.place(token)) for scan in claim.scans for token in scan.line.span
    )
    if not attributed:
        yield from _first_persons(claim)


def _attributed(claim: ClaimWords, said: str, speaker: Person | str, *, label: int = 0) -> Iterator[Found]:
    """The words as a whole quote with its speaker before it, in place of a label of that many characters."""
    opening, closing, cut = as_quote(said[label:])
    name = speaker.wording if isinstance(speaker, Person) else speaker
    source = speaker.source if isinstance(speaker, Person) else None
    name = name[0].upper() + name[1:]
    yield Found(ReplacementKind.SPEAKER, claim.base, claim.base + label, f"{name} said: {opening}", source)
    end = claim.base + len(said)
    if said[len(said) - cut :] != closing:
        yield Found(ReplacementKind.SPEAKER, end - cut, end, closing, source)


def _first_persons(claim: ClaimWords) -> Iterator[Found]:
    for scan in claim.scans:
        for token in scan.line.span:
            if token.lower_ in _FIRST_PERSON and token.tag_ in {"PRP", "PRP$"}:
                yield Found(ReplacementKind.SPEAKER, scan.line.place(token), scan.line.end(token), None, None)


def _fragment(claim: ClaimWords, said: str) -> Iterator[Found]:
    """The subject of "First contact since 2022." is that of the sentence before."""
    if claim.own or len(claim.scans) != 1 or not claim.history or claim.history[-1].line.heading:
        return
    line = claim.scans[0].line
    words = [token for token in line.span if token.text[0].isalnum()]
    whole = line.first >= claim.base and said.rstrip()[-1:] in {".", "!"}
    if line.paragraph != claim.history[-1].line.paragraph or line.span.root.tag_ not in NOUNS:
        return
    if (
        not whole
        or len(words) < _SHORTEST_FRAGMENT
        or has_finite_verb(list(line.span))
        or words[0].i != line.span.start
    ):
        return
    topic = _topic(claim, claim.history[-1])
    if topic is None:
        return
    name, source = topic
    first = words[0]
    follows = first.text if first.tag_ in NAMES or first.text.isupper() else first.text[0].lower() + first.text[1:]
    start = line.place(first)
    yield Found(ReplacementKind.SUBJECT, start, line.end(first), f"{name[0].upper()}{name[1:]}: {follows}", source)


def _topic(claim: ClaimWords, scan: Scan) -> tuple[str, tuple[int, int]] | None:
    """The subject of a sentence in words that stand alone."""
    subjects = [token for token in scan.line.span if token.tag_ in NOUNS | {"PRP"} and is_main_subject(token)]
    if not subjects:
        return None
    subject = subjects[0]
    mention = next((one for one in scan.mentions if one.token.i == subject.i), None)
    if mention is not None:
        return (mention.who.wording, mention.who.source) if isinstance(mention.who, Person) else None
    first = phrase_start(subject)
    span = (scan.line.place(first), scan.line.end(subject))
    before = claim.history[:-1]
    for bare in events_in(scan.line, claim.company.reading, before[::-1], claim.titles):
        if bare.start == span[0]:
            return (bare.words, bare.source or span) if bare.words else None
    if subject.ent_type_ in _NAMED_THINGS:
        return claim.company.reading.text[span[0] : span[1]], span
    for event in described(scan.line, claim.company.reading):
        if event.source and event.source[0] <= scan.line.place(subject) < event.source[1]:
            return " ".join(claim.company.reading.text[span[0] : event.source[1]].split()), event.source
    return None
