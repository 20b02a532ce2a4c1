"""Sentences with what the parser found in them, and where each word stands in the article."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimcheck.claims.pipeline import parsed
from claimcheck.claims.sentences import pieces, sentence_spans
from claimcheck.domain import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


@dataclass(frozen=True, slots=True)
class ParsedSentence:
    """A sentence and its parse; ``offset`` is where the parsed paragraph begins in the article."""

    sentence: Sentence
    span: Span
    offset: int
    paragraph: int

    def place(self, token: Token) -> int:
        """Where a token begins in the article."""
        return int(self.offset + token.idx)

    def end(self, token: Token) -> int:
        """Where a token ends in the article."""
        return int(self.offset + token.idx + len(token))


def parsed_sentences(text: str) -> list[ParsedSentence]:
    """The sentences of a text in order, parsed, with names recognised; the same that `split_sentences` gives."""
    return list(_parsed(text))


def sentence_at(sentences: Sequence[ParsedSentence], place: int) -> int | None:
    """Number of the sentence that holds a place; None between two."""
    number = bisect_right(sentences, place, key=lambda one: one.sentence.start) - 1
    return number if number >= 0 and place < sentences[number].sentence.end else None


def _parsed(text: str) -> Iterator[ParsedSentence]:
    units = list(pieces(text))
    flat = (text[start:end].replace("\n", " ") for start, end in units)
    for paragraph, ((start, _), document) in enumerate(zip(units, parsed(flat, names=True), strict=True)):
        for first, last in sentence_spans(text, start, document):
            span = document.char_span(first - start, last - start, alignment_mode="expand")
            assert span is not None  # noqa: S101 - it lies within the piece that was parsed
            yield ParsedSentence(Sentence(text=text[first:last], start=first, end=last), span, start, paragraph)
