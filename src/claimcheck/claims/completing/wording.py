"""A complete wording of words said in an article: what points elsewhere replaced, where that is safe."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from claimcheck.claims.completing.days import dates_in
from claimcheck.claims.completing.events import Described, described, events_in
from claimcheck.claims.completing.lexicon import TITLES, is_person_noun
from claimcheck.claims.completing.mentions import Mention, Pointer, Scan, company_of
from claimcheck.claims.completing.people import Person
from claimcheck.claims.completing.phrases import NOUNS, has_finite_verb, is_main_subject, phrase_start
from claimcheck.claims.completing.quoting import as_quote, block_speaker, is_all_quoted, quote_speaker
from claimcheck.claims.completing.reading import LONGEST, Line, Reading, read
from claimcheck.claims.completing.things import things_in
from claimcheck.domain import Article, Completion, Replacement, ReplacementKind
from claimcheck.errors import UsageError

if TYPE_CHECKING:
    from datetime import date

    from spacy.tokens import Token

_FIRST_PERSON = frozenset("i we me us my our mine ours".split())
_ORDER = (
    ReplacementKind.SPEAKER,
    ReplacementKind.SUBJECT,
    ReplacementKind.DATE,
    ReplacementKind.ROLE,
    ReplacementKind.EVENT,
    ReplacementKind.PRONOUN,
    ReplacementKind.NAME,
)
_BODY_PARTS = frozenset({"head", "chair", "general"})
"""Nouns of offices that mostly mean something else when they stand alone."""
_SHORTEST_FRAGMENT = 3


@dataclass(frozen=True, slots=True)
class _Found:
    """A place that points elsewhere, in places of the text read; no words where it stays open."""

    kind: ReplacementKind
    start: int
    end: int
    words: str | None
    source: tuple[int, int] | None


def complete(
    article: Article, start: int, end: int, *, wording: str | None = None, speaker: str | None = None
) -> Completion:
    """A complete wording of ``article.text[start:end]``; whatever is not sure is left as it was said.

    Args:
        article: where it was said.
        start: offset of the words as said.
        end: their end.
        wording: words to complete instead, which stand for those of the span.
        speaker: who says it, as far as that is known; found in the article where it leaves no doubt.

    Raises:
        UsageError: the span is not in the article.
        ModelError: the English pipeline cannot be loaded.
    """
    if not 0 <= start < end <= len(article.text):
        raise UsageError(f"{start}–{end} is no span of the article", "read the article again and select the words")
    said = article.text[start:end] if wording is None else wording
    if end > LONGEST or not any(character.isalnum() for character in said):
        return Completion(said=said, text=said, replacements=(), left_open=())
    return _Claim(article, (start, end), wording=wording, speaker=speaker).completion(said)


class _Claim:
    """The words of one claim, in the article or standing for a span of it."""

    def __init__(self, article: Article, span: tuple[int, int], *, wording: str | None, speaker: str | None) -> None:
        start, end = span
        day = article.published.day if article.published else None
        company = company_of(article.text, article.title or None, day)
        self.company = company
        self.article = article
        self.span = span
        self.speaker = speaker
        self.own = wording is not None
        self.reading: Reading = company.reading if wording is None else read(wording)
        self.base = start if wording is None else 0
        self.limit = end if wording is None else len(wording)
        self.day: date | None = company.reading.day
        history = company.before(start)
        self.history: list[Scan] = list(history)
        self.scans: list[Scan] = []
        lines = self.reading.lines_between(self.base, self.limit)
        for line in lines:
            self.scans.append(company.scan(line, [*history, *self.scans], offset=start if self.own else 0))

    def completion(self, said: str) -> Completion:
        found = [
            place
            for scan in self.scans
            if not scan.line.heading
            for place in self._of_sentence(scan)
            if self._holds(place)
        ]
        found += [place for place in self._of_whole(said, found) if self._holds(place)]
        kept = _without_overlaps(place for place in found if place.words is not None)
        taken = {spot for place in kept for spot in range(place.start, place.end)}
        replacements = tuple(
            Replacement(
                kind=place.kind,
                start=place.start - self.base,
                end=place.end - self.base,
                said=said[place.start - self.base : place.end - self.base],
                words=place.words or "",
                source=place.source,
            )
            for place in kept
        )
        left_open = sorted(
            {
                (place.start - self.base, place.end - self.base)
                for place in found
                if place.words is None and place.start not in taken and place.start < place.end
            }
        )
        return Completion(
            said=said, text=applied(said, replacements), replacements=replacements, left_open=tuple(left_open)
        )

    def _holds(self, place: _Found) -> bool:
        return self.base <= place.start <= place.end <= self.limit

    def _of_sentence(self, scan: Scan) -> Iterator[_Found]:
        yield from self._people(scan)
        text = self.reading.text
        for dated in dates_in(scan.line, text, self.day):
            words = None if self._is_quoted(dated.start) else dated.words
            yield _Found(ReplacementKind.DATE, dated.start, dated.end, words, self.company.reading.day_source)
        lines = [*(one.line for one in self.history), *(one.line for one in self._claim_before(scan))]
        for thing in things_in(scan.line, self.company.reading, lines):
            words = None if thing.words is None or self._is_quoted(thing.start) else _fitted(thing.words, thing.token)
            yield _Found(ReplacementKind.PRONOUN, thing.start, thing.end, words, thing.source)
        history = [*self._claim_before(scan, turned=True), *reversed(self.history)]
        for event in events_in(scan.line, self.company.reading, history, self._titles()):
            words = None if self._is_quoted(event.start) else event.words
            yield _Found(ReplacementKind.EVENT, event.start, event.end, words, event.source)

    def _claim_before(self, scan: Scan, *, turned: bool = False) -> list[Scan]:
        before = [] if self.own else self.scans[: self.scans.index(scan)]
        return before[::-1] if turned else before

    def _is_quoted(self, place: int) -> bool:
        return self.reading.quoted(place) if self.own else self.company.quoted(place)

    def _titles(self) -> list[Described]:
        headings = [scan.line for scan in reversed(self.history) if scan.line.heading]
        events = [event for line in headings for event in described(line, self.company.reading)]
        if self.article.title and self.article.title not in self.company.reading.text:
            title = read(self.article.title)
            events += [
                replace(event, source=None)
                for line in title.lines
                for event in described(replace(line, heading=True), title, self.company.reading.name_words)
            ]
        return events

    def _people(self, scan: Scan) -> Iterator[_Found]:
        pointers = {pointer.token.i: pointer for pointer in scan.pointers}
        known = {
            mention.who
            for earlier in self.scans[: self.scans.index(scan)]
            for mention in earlier.mentions
            if self.base <= mention.start
        }
        for mention in scan.mentions:
            if mention.end > self.limit or mention.start < self.base:
                continue
            pointer = pointers.get(mention.token.i)
            if pointer is not None:
                if pointer.inside or mention.who in known:
                    known.add(mention.who)
                    continue
                yield from self._pointed(pointer)
                known.add(mention.who)
            elif mention.who not in known:
                known.add(mention.who)
                if isinstance(mention.who, Person):
                    yield from self._bare_name(scan.line, mention, mention.who)

    def _pointed(self, pointer: Pointer) -> Iterator[_Found]:
        kind = ReplacementKind.PRONOUN if pointer.pronoun else ReplacementKind.ROLE
        words = None
        if not self._is_quoted(pointer.start):
            if isinstance(pointer.who, Person):
                words = pointer.who.wording
            elif pointer.who is not None:
                words = _definite(pointer.who.words)
        if words is not None:
            words = _fitted(words, pointer.token, at_start=pointer.start == self._sentence_start(pointer.start))
        if (
            words is None
            and not pointer.pronoun
            and (pointer.token.tag_ == "NNP" or pointer.token.lower_ in _BODY_PARTS)
        ):
            return
        yield _Found(kind, pointer.start, pointer.end, words, pointer.source)

    def _sentence_start(self, place: int) -> int:
        return next(scan.line.first for scan in self.scans if scan.line.first <= place < scan.line.last)

    def _bare_name(self, line: Line, mention: Mention, person: Person) -> Iterator[_Found]:
        token = mention.token
        bare = token.text.casefold() in {person.surname.casefold(), person.name.split()[0].casefold()}
        before = token.doc[token.i - 1] if token.i > line.span.start else None
        if not person.full or not bare or token.dep_ in {"compound", "nmod", "amod"}:
            return
        start, end = line.place(token), line.end(token)
        titled = before is not None and (before.lower_.rstrip(".") in TITLES or is_person_noun(before.text))
        if before is not None and not titled and before.ent_type_ == "PERSON" and before.tag_ == "NNP":
            return
        if not self.own and self.base <= person.source[0] < self.limit:
            return
        words = person.name if titled else person.wording
        if self._is_quoted(start):
            words = f"[{person.name}]"
        elif start == line.first:
            words = words[0].upper() + words[1:]
        yield _Found(ReplacementKind.NAME, start, end, words, person.source)

    def _of_whole(self, said: str, found: list[_Found]) -> Iterator[_Found]:
        """The speaker of a quote, or the subject of a fragment; first persons without a speaker stay open."""
        answer = (
            None
            if self.own
            else next((one for one in self.company.answers if one.start <= self.span[0] < one.end), None)
        )
        if answer is not None:
            yield from self._attributed(said, answer.speaker, label=max(0, answer.words - self.base))
            return
        quoted = not self.own and is_all_quoted(self.company, *self.span)
        block = None if self.own or quoted else block_speaker(self.company, *self.span)
        if quoted or block is not None:
            who = self.company.people.called(self.speaker) or self.speaker if self.speaker else None
            speaker = who or block or quote_speaker(self.company, self.span[0])
            if speaker is not None:
                yield from self._attributed(said, speaker)
                return
        elif not any(place.start < self.base + 1 and place.words for place in found):
            yield from self._fragment(said)
        attributed = not quoted and any(
            self._is_quoted(scan.line.place(token)) for scan in self.scans for token in scan.line.span
        )
        if not attributed:
            yield from self._first_persons()

    def _attributed(self, said: str, speaker: Person | str, *, label: int = 0) -> Iterator[_Found]:
        """The words as a whole quote with its speaker before it, in place of a label of that many characters."""
        opening, closing, cut = as_quote(said[label:])
        name = speaker.wording if isinstance(speaker, Person) else speaker
        source = speaker.source if isinstance(speaker, Person) else None
        name = name[0].upper() + name[1:]
        yield _Found(ReplacementKind.SPEAKER, self.base, self.base + label, f"{name} said: {opening}", source)
        end = self.base + len(said)
        if said[len(said) - cut :] != closing:
            yield _Found(ReplacementKind.SPEAKER, end - cut, end, closing, source)

    def _first_persons(self) -> Iterator[_Found]:
        for scan in self.scans:
            for token in scan.line.span:
                if token.lower_ in _FIRST_PERSON and token.tag_ in {"PRP", "PRP$"}:
                    yield _Found(ReplacementKind.SPEAKER, scan.line.place(token), scan.line.end(token), None, None)

    def _fragment(self, said: str) -> Iterator[_Found]:
        """The subject of "First contact since 2022." is that of the sentence before."""
        if self.own or len(self.scans) != 1 or not self.history or self.history[-1].line.heading:
            return
        line = self.scans[0].line
        words = [token for token in line.span if token.text[0].isalnum()]
        whole = line.first >= self.base and said.rstrip()[-1:] in {".", "!"}
        if line.paragraph != self.history[-1].line.paragraph or line.span.root.tag_ not in NOUNS:
            return
        if (
            not whole
            or len(words) < _SHORTEST_FRAGMENT
            or has_finite_verb(list(line.span))
            or words[0].i != line.span.start
        ):
            return
        topic = self._topic(self.history[-1])
        if topic is None:
            return
        name, source = topic
        first = words[0]
        follows = (
            first.text
            if first.tag_ in {"NNP", "NNPS"} or first.text.isupper()
            else first.text[0].lower() + first.text[1:]
        )
        start = line.place(first)
        yield _Found(ReplacementKind.SUBJECT, start, line.end(first), f"{name[0].upper()}{name[1:]}: {follows}", source)

    def _topic(self, scan: Scan) -> tuple[str, tuple[int, int]] | None:
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
        before = self.history[:-1]
        for bare in events_in(scan.line, self.company.reading, before[::-1], self._titles()):
            if bare.start == span[0]:
                return (bare.words, bare.source or span) if bare.words else None
        if subject.ent_type_ in {"ORG", "GPE", "EVENT", "FAC", "PRODUCT", "LAW", "WORK_OF_ART"}:
            return self.company.reading.text[span[0] : span[1]], span
        for event in described(scan.line, self.company.reading):
            if event.source and event.source[0] <= scan.line.place(subject) < event.source[1]:
                return " ".join(self.company.reading.text[span[0] : event.source[1]].split()), event.source
        return None


def applied(said: str, replacements: tuple[Replacement, ...]) -> str:
    """The words with each replacement made; the same as the text of the completion that holds them."""
    text = said
    for one in sorted(replacements, key=lambda one: (one.start, one.end), reverse=True):
        text = text[: one.start] + one.words + text[one.end :]
    return text


def _without_overlaps(places: Iterator[_Found]) -> list[_Found]:
    """In the order of the text; where two meet, the kind that comes first in the order of kinds stays."""
    kept: list[_Found] = []
    for place in sorted(places, key=lambda place: (_ORDER.index(place.kind), place.start)):
        if not any(_meet(place, other) for other in kept):
            kept.append(place)
    return sorted(kept, key=lambda place: (place.start, place.end))


def _meet(one: _Found, other: _Found) -> bool:
    if one.start == one.end or other.start == other.end:
        return one.start == other.start and one.start == one.end and other.start == other.end
    return one.start < other.end and other.start < one.end


def _fitted(words: str, token: Token, *, at_start: bool | None = None) -> str:
    """The words in the place of a pronoun or phrase: possessive where it was, with a capital where it had one."""
    if token.tag_ == "PRP$":
        words = f"{words}’" if words.endswith("s") and words.casefold().startswith("the ") else f"{words}’s"
    opens = at_start if at_start is not None else token.text[0].isupper()
    return words[0].upper() + words[1:] if opens else words


def _definite(words: str) -> str | None:
    """A person without a name, as one mentions them again; None where that tells no more than the pronoun."""
    first, _, rest = words.partition(" ")
    if first.casefold() not in {"a", "an", "one"} or len(rest.split()) < 2:
        return None
    return f"the {rest}"
