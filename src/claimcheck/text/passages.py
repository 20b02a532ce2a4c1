"""Cutting a document into passages: windows of whole sentences with exact offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claimcheck.domain import Passage
from claimcheck.text.identity import passage_id
from claimcheck.text.sentences import sentence_spans

# Chinese and Japanese have no spaces: every sign counts as a word. A run longer than any word counts as several.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]|[^\s\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]{1,40}")
_TITLE_CHARACTERS = 300


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    words: int


def cut_passages(document_id: str, text: str, *, max_words: int, overlap_sentences: int) -> Iterator[Passage]:
    """Windows of at most ``max_words`` words, each sharing its first sentences with the one before.

    A sentence longer than a window is cut at white space, a word longer than a window anywhere. The last window
    reaches back until it is full, because a short rest says little by itself. Every character that is not white
    space lies in a passage.
    """
    for start, end in _windows(text, max_words, overlap_sentences):
        yield Passage(
            id=passage_id(document_id, start, end),
            document_id=document_id,
            start=start,
            end=end,
            text=text[start:end],
        )


def text_to_embed(title: str | None, passage: str) -> str:
    """What the embedder reads: the document's title gives a passage the context it was cut out of."""
    heading = " ".join((title or "").split())[:_TITLE_CHARACTERS]
    if not heading or passage.startswith(heading):
        return passage
    return f"{heading}\n{passage}" if heading.endswith((".", "!", "?", ":")) else f"{heading}.\n{passage}"


def _windows(text: str, max_words: int, overlap: int) -> Iterator[tuple[int, int]]:
    window: list[_Piece] = []
    words = fresh = 0  # words in the window; pieces of it that no window had before
    recent: list[_Piece] = []  # what the last window may reach back to
    for piece in _pieces(text, max_words):
        if fresh and words + piece.words > max_words:
            yield window[0].start, window[-1].end
            recent = window
            window = _tail(window, overlap, max_words - piece.words)
            words, fresh = sum(kept.words for kept in window), 0
        window.append(piece)
        words += piece.words
        fresh += 1
    if fresh:
        earlier = recent[: len(recent) - (len(window) - fresh)]
        while earlier and words + earlier[-1].words <= max_words:
            words += earlier[-1].words
            window.insert(0, earlier.pop())
        yield window[0].start, window[-1].end


def _tail(window: list[_Piece], overlap: int, room: int) -> list[_Piece]:
    """The last ``overlap`` pieces of a window, as far as they leave room for the next; never the whole window."""
    kept: list[_Piece] = []
    for piece in reversed(window[1:]):
        if len(kept) == overlap or piece.words > room:
            break
        room -= piece.words
        kept.insert(0, piece)
    return kept


def _pieces(text: str, max_words: int) -> Iterator[_Piece]:
    """Sentences, and the parts of those that are longer than a window."""
    for start, end in sentence_spans(text):
        words = len(_WORD.findall(text, start, end))
        if words <= max_words:
            yield _Piece(start, end, words)
        else:
            yield from _parts(text, start, end, max_words)


def _parts(text: str, start: int, end: int, max_words: int) -> Iterator[_Piece]:
    words = 0
    cut = start  # where the part begins
    space = start  # where its last word after white space begins
    since = 0  # words from there on
    for match in _WORD.finditer(text, start, end):
        if words == max_words:
            at, rest = (space, since) if space > cut else (match.start(), 0)
            yield _Piece(cut, len(text[cut:at].rstrip()) + cut, words - rest)
            cut, words = at, rest
        if match.start() > start and text[match.start() - 1].isspace():
            space, since = match.start(), 0
        words += 1
        since += 1
    yield _Piece(cut, end, words)
