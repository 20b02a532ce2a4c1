"""Sentences of an article with exact offsets: spaCy's parser, mended where quotes and attributions confuse it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from claimcheck.claims.abbreviations import continues, missed_ends
from claimcheck.claims.pipeline import parsed
from claimcheck.claims.wordings import SAYING
from claimcheck.domain import Sentence
from claimcheck.text.lines import line_units

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LONGEST_PIECE = 5_000
"""Characters parsed at once; the parser's memory grows with the text."""
_ENDS = re.compile(r"[.!?…][\"'”’»)\]]*\Z")
_ASKED = re.compile(r"[?!…][\"'”’»]+\Z")
_ATTRIBUTION = re.compile(
    rf"(?:(?:{SAYING})\s+\w|(?:(?:the|a|an|his|her|their)\s+)?(?:[\w.'’-]+\s+){{1,6}}?(?:{SAYING})\b)"
)
_PLACE_TO_CUT = re.compile(r"[.!?…][\"'”’»)\]]*\s|\s")


def split_sentences(text: str) -> list[Sentence]:
    """Sentences in order; a paragraph's end always ends one, and ``text[start:end]`` is exactly its text."""
    units = list(pieces(text))
    flat = (text[start:end].replace("\n", " ") for start, end in units)  # a wrapped line is no boundary
    return [
        Sentence(text=text[first:last], start=first, end=last)
        for (start, _), document in zip(units, parsed(flat), strict=True)
        for first, last in sentence_spans(text, start, document)
    ]


def sentence_spans(text: str, start: int, document: Doc) -> list[tuple[int, int]]:
    """Start and end of each sentence of a parsed piece that begins at ``start``."""
    spans = [(start + sentence.start_char, start + sentence.end_char) for sentence in document.sents]
    whole = _mended(text, [span for span in (_trimmed(text, *span) for span in spans) if span])
    return [piece for span in whole for piece in _cut(text, *span)]


def pieces(text: str) -> Iterator[tuple[int, int]]:
    """Paragraphs, the very long ones cut after a sentence or at least between words."""
    for unit in line_units(text):
        start = unit.start
        while unit.end - start > _LONGEST_PIECE:
            window = text[start : start + _LONGEST_PIECE]
            cuts = [match.end() for match in _PLACE_TO_CUT.finditer(window, _LONGEST_PIECE // 2)]
            after_sentence = [cut for cut in cuts if _ENDS.search(window[:cut].rstrip()[-8:])]
            size = (after_sentence or cuts or [_LONGEST_PIECE])[-1]
            yield start, start + size
            start += size
        yield start, unit.end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if end > start else None


def _mended(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    mended: list[tuple[int, int]] = []
    for start, end in spans:
        if mended and _belongs(text[mended[-1][0] : mended[-1][1]], text[start:end]):
            mended[-1] = (mended[-1][0], end)
        else:
            mended.append((start, end))
    return mended


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence in two where the parser missed that an abbreviation or a number ends one."""
    begins = [start, *(start + place for place in missed_ends(text[start:end])), end]
    for first, last in pairwise(begins):
        span = _trimmed(text, first, last)
        if span is not None:
            yield span


def _belongs(before: str, after: str) -> bool:
    """Whether the parser cut a sentence in two."""
    if not _has_word(before) or not _has_word(after) or continues(before, after):
        return True
    if after[0].islower() and (not _ENDS.search(before) or _ASKED.search(before)):
        return True
    return _ASKED.search(before) is not None and _ATTRIBUTION.match(after) is not None


def _has_word(text: str) -> bool:
    return any(character.isalnum() for character in text)
