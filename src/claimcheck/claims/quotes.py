"""Quotes and whose they are: between marks over any number of sentences, in a block of their own, or reported."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from claimcheck.claims.named import NamedPeople
from claimcheck.claims.parsing import ParsedSentence, sentence_at
from claimcheck.claims.speakers import Source, source_near, source_of_sentence, source_of_words
from claimcheck.claims.wordings import SAYING
from claimcheck.domain import Quote
from claimcheck.text.lines import LineUnit, line_units

_OPENING, _CLOSING = "“„«", "”»"
_CLOSES_SINGLE = re.compile(r"[\w.,!?…]’(?=[\s,.;:—–)]|\Z)")
_LEAST_WORDS = 3
_LONGEST_SINGLE = 1_000
"""Characters between single marks; an apostrophe opens nothing, so the search for its end must end."""
_WORD = re.compile(r"\w[\w'’-]*")
_BLOCK_END = re.compile(r"[,—–][”\"’]?\Z")
_AFTER_BLOCK = re.compile(rf"(?:(?:[^\W\d_][\w.'’-]*,?\s+){{1,8}}?)(?:{SAYING})\b|(?:{SAYING})\s+\w")


@dataclass(frozen=True, slots=True)
class _Marked:
    """Quoted words with their marks, in one paragraph or several."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    marked: bool


def find_quotes(text: str, sentences: Sequence[ParsedSentence]) -> list[Quote]:
    """All quotes of an article in order: direct ones, then reported speech where nothing is quoted directly.

    Args:
        text: of the article.
        sentences: all of it, parsed, in order.
    """
    people = NamedPeople(sentences)
    marked = sorted({*_marked(text), *_blocks(text)}, key=lambda one: one.start)
    found: list[Quote] = []
    for number, one in enumerate(marked):
        following = marked[number + 1].start if number + 1 < len(marked) else len(text)
        source = _source(text, sentences, people, one, following)
        if source is None and found and _goes_on(text, found[-1], one, sentences):
            source = Source(name=found[-1].speaker, span=found[-1].speaker_span)
        if source is None and len(_WORD.findall(text, one.inner_start, one.inner_end)) < _LEAST_WORDS:
            continue
        found.append(_quote(text, one, source))
    starts = [quote.start for quote in found]
    reach = list(accumulate((quote.end for quote in found), max))
    for number, sentence in enumerate(sentences):
        before = bisect_left(starts, sentence.sentence.end)
        if not before or reach[before - 1] <= sentence.sentence.start:
            found.extend(_reported(text, number, sentence, people))
    return sorted(found, key=lambda quote: quote.start)


def _quote(text: str, one: _Marked, source: Source | None) -> Quote:
    return Quote(
        text=text[one.inner_start : one.inner_end].strip(),
        start=one.start,
        end=one.end,
        speaker=source.name if source else None,
        speaker_span=source.span if source else None,
        direct=True,
    )


def _source(
    text: str, sentences: Sequence[ParsedSentence], people: NamedPeople, one: _Marked, following: int
) -> Source | None:
    last = sentence_at(sentences, one.end - 1)
    first = sentence_at(sentences, one.start)
    if last is None or first is None:
        return None
    until = min(sentences[last].sentence.end, following) if one.marked else _block_end(sentences, one, last)
    after = source_of_words(text, one.end, until, sentences, people)
    if after is not None:
        return after
    within = source_near(sentences, list(dict.fromkeys((first, last))), (one.start, one.end), people)
    return within or _announced(sentences, first, one, people)


def _block_end(sentences: Sequence[ParsedSentence], one: _Marked, last: int) -> int:
    return sentences[last + 1].sentence.end if last + 1 < len(sentences) else one.end


def _announced(sentences: Sequence[ParsedSentence], first: int, one: _Marked, people: NamedPeople) -> Source | None:
    """The speaker of "X said:" before a quote that begins a sentence of its own."""
    before = first - 1
    if before < 0 or sentences[first].sentence.start < one.start or not sentences[before].sentence.text.endswith(":"):
        return None
    place = sentences[before].sentence.end
    return source_near(sentences, [before], (place, place), people)


def _goes_on(text: str, last: Quote, one: _Marked, sentences: Sequence[ParsedSentence]) -> bool:
    """Whether a quote without words of attribution is the next of one speaker, in the same paragraph."""
    if last.speaker_span is None or "\n" in text[last.end : one.start].strip(" "):
        return False
    at = sentence_at(sentences, one.start)
    own = text[one.end : sentences[at].sentence.end] if at is not None else ""
    return at is not None and sentences[at].sentence.start == one.start and not _WORD.search(own)


def _reported(text: str, number: int, sentence: ParsedSentence, people: NamedPeople) -> Iterator[Quote]:
    source = source_of_sentence(sentence, number, people)
    if source is None:
        return
    root = sentence.span.root
    clause = next((child for child in reversed(list(root.children)) if child.dep_ == "ccomp"), None)
    tokens = sorted(clause.subtree, key=lambda token: token.i) if clause is not None else []
    tokens = [token for token in tokens if token in sentence.span]
    start, end = sentence.sentence.start, sentence.sentence.end
    if len(tokens) >= _LEAST_WORDS and tokens[-1].i - tokens[0].i + 1 == len(tokens):
        tokens = tokens[1:] if tokens[0].lower_ == "that" else tokens
        start, end = sentence.place(tokens[0]), sentence.end(tokens[-1])
    yield Quote(text=text[start:end], start=start, end=end, speaker=source.name, speaker_span=source.span, direct=False)


def _marked(text: str) -> Iterator[_Marked]:
    """Words between marks; a quote whose next paragraph opens again without having been closed runs on."""
    units = line_units(text)
    running: tuple[int, int] | None = None
    for unit, following in pairwise([*units, None]):
        if unit is None:
            continue
        for start, end, closed in _in_paragraph(text, unit):
            opened = running if running is not None and start == unit.start else (start, start + 1)
            running = None
            if closed:
                yield _Marked(opened[0], end, opened[1], end - 1, True)
            elif following is not None and text[following.start] in _OPENING + '"':
                running = opened
            elif start == unit.start or opened[0] != start:
                yield _Marked(opened[0], end, opened[1], end, True)


def _in_paragraph(text: str, unit: LineUnit) -> Iterator[tuple[int, int, bool]]:
    opened: int | None = None
    for place in range(unit.start, unit.end):
        mark = text[place]
        before = text[place - 1] if place > unit.start else " "
        if opened is None:
            if mark in _OPENING or (mark == '"' and (before.isspace() or before in "([—–-")):
                opened = place
            elif mark == "‘" and (before.isspace() or before == "("):
                close = _CLOSES_SINGLE.search(text, place, min(unit.end, place + _LONGEST_SINGLE))
                if close is not None and len(_WORD.findall(text, place, close.end())) >= _LEAST_WORDS:
                    yield place, close.end(), True
        elif mark in _CLOSING or mark == '"':
            yield opened, place + 1, True
            opened = None
    if opened is not None:
        yield opened, unit.end, False


def _blocks(text: str) -> Iterator[_Marked]:
    """A paragraph that ends in the air before one that begins "X said": its marks were lost on the way."""
    for unit, following in pairwise(line_units(text)):
        words = text[unit.start : unit.end]
        if words[0] in _OPENING + '"‘' or not _BLOCK_END.search(words):
            continue
        if _AFTER_BLOCK.match(text, following.start, following.end):
            yield _Marked(unit.start, unit.end, unit.start, unit.end, False)
