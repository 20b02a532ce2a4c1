"""What of a passage is judged at a time: windows a stance model takes whole, and their sentences."""

from __future__ import annotations

import re

from claimcheck.text.passages import cut_passages
from claimcheck.text.sentences import sentence_spans

Span = tuple[int, int]

_WINDOW_WORDS = 150
"""About 200 tokens, so that a claim beside them still fits a model that takes 256."""
_MOST_WINDOWS = 24
_MOST_SENTENCES = 30
_WORD = re.compile(r"\w+")


def windows_of(passage: str, claim: str) -> tuple[Span, ...]:
    """The windows of a passage in their order: itself, where it is of the usual length; none where it has no word.

    Of a very long text, the windows that share most words with the claim.
    """
    if not _WORD.search(passage):
        return ()
    cut = [(one.start, one.end) for one in cut_passages("", passage, max_words=_WINDOW_WORDS, overlap_sentences=1)]
    if len(cut) <= _MOST_WINDOWS:
        return tuple(cut)
    wanted = _words(claim)
    nearest = sorted(cut, key=lambda span: (-len(wanted & _words(passage[slice(*span)])), span))
    return tuple(sorted(nearest[:_MOST_WINDOWS]))


def sentences_of(passage: str, window: Span) -> tuple[Span, ...]:
    """The sentences of a window; none where it is a single one, which was judged with the window."""
    start, end = window
    found = [(start + left, start + right) for left, right in sentence_spans(passage[start:end])]
    spoken = [span for span in found if _WORD.search(passage, *span)]
    return tuple(spoken[:_MOST_SENTENCES]) if len(spoken) > 1 else ()


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in _WORD.findall(text.casefold()) if len(word) > 3)
