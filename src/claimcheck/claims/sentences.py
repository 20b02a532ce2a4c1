"""Sentences of an article with exact offsets: spaCy's parser, mended where quotes and attributions confuse it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.claims.pipeline import parsed
from claimcheck.claims.wordings import SAYING
from claimcheck.domain import Sentence
from claimcheck.text.lines import line_units

_LONGEST_PIECE = 5_000
"""Characters parsed at once; the parser's memory grows with the text."""
_ENDS = re.compile(r"[.!?…][\"'”’»)\]]*\Z")
_ASKED = re.compile(r"[?!…][\"'”’»]+\Z")
_ATTRIBUTION = re.compile(
    rf"(?:(?:{SAYING})\s+\w|(?:(?:the|a|an|his|her|their)\s+)?(?:[\w.'’-]+\s+){{1,6}}?(?:{SAYING})\b)"
)
_LIST_NUMBER = re.compile(r"\d{1,2}[.)]")
_PLACE_TO_CUT = re.compile(r"[.!?…][\"'”’»)\]]*\s|\s")


def split_sentences(text: str) -> list[Sentence]:
    """Sentences in order; a paragraph's end always ends one, and ``text[start:end]`` is exactly its text."""
    pieces = list(_pieces(text))
    flat = (text[start:end].replace("\n", " ") for start, end in pieces)  # a wrapped line is no boundary
    found = []
    for (start, _), document in zip(pieces, parsed(flat), strict=True):
        spans = [(start + sentence.start_char, start + sentence.end_char) for sentence in document.sents]
        for first, last in _mended(text, [span for span in (_trimmed(text, *span) for span in spans) if span]):
            found.append(Sentence(text=text[first:last], start=first, end=last))
    return found


def _pieces(text: str) -> Iterator[tuple[int, int]]:
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


def _belongs(before: str, after: str) -> bool:
    """Whether the parser cut a sentence in two."""
    if not _has_word(before) or not _has_word(after) or _LIST_NUMBER.fullmatch(before):
        return True
    if after[0].islower() and (not _ENDS.search(before) or _ASKED.search(before)):
        return True
    return _ASKED.search(before) is not None and _ATTRIBUTION.match(after) is not None


def _has_word(text: str) -> bool:
    return any(character.isalnum() for character in text)
