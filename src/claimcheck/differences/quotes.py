"""Quoted words: verbatim, altered, said by somebody else, or not what the passage quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from claimcheck.differences.lexicon import STOP
from claimcheck.differences.names import Name, names, same_name
from claimcheck.differences.statements import MOST_CHARACTERS, Statement
from claimcheck.differences.words import Word, split_words
from claimcheck.domain import Difference, DifferenceKind

_QUOTE: Final = re.compile(r"[“\"„«]([^“”\"„«»\n]{8,600})[”\"“»]")
_LEAST_WORDS: Final = 3
_MOST_QUOTES: Final = 20
_MOST_WORDS: Final = 120
_ALIKE: Final = 0.6
_DECISIVE: Final = frozenset(
    "not never no nor none nothing nobody without cannot all every only always some many most few more less before"
    " after he she i we they you may might must will can".split()
)
"""Small words that make other words of a quotation."""


@dataclass(frozen=True, slots=True)
class _Quote:
    words: tuple[Word, ...]
    keys: tuple[str, ...]
    """The words in lower case, by which two quotations are compared."""


def compare_quotes(
    claim: str, passage: str, claimed: tuple[Statement, ...], offered: tuple[Statement, ...]
) -> list[Difference]:
    """Quotations of the claim that the passage gives otherwise, or as somebody else's words."""
    mine = _quotes(claim)
    if not mine:
        return []
    found: list[Difference] = []
    theirs, keys = _quotes(passage), _all_keys(passage)
    for quote in mine:
        if _occurs(quote.keys, keys):
            found += _other_speaker(quote, claimed, offered, theirs)
            continue
        ratio, near = max(
            ((_likeness(quote, other), other) for other in theirs), key=lambda one: one[0], default=(0, None)
        )
        if near is not None and ratio >= _ALIKE:
            found.append(_altered(claim, passage, quote, near))
        elif theirs and (named := _said_by_the_same(quote, claimed, theirs, offered)) is not None:
            found.append(_difference(claim, passage, quote.words, named.words, hard=False))
    return found


@lru_cache(maxsize=64)
def _quotes(text: str) -> tuple[_Quote, ...]:
    found: list[_Quote] = []
    for match in _QUOTE.finditer(text[:MOST_CHARACTERS]):
        words = tuple(word for word in split_words(text, *match.span(1)) if not word.is_mark)[:_MOST_WORDS]
        if len(words) >= _LEAST_WORDS:
            found.append(_Quote(words, tuple(word.lower for word in words)))
        if len(found) == _MOST_QUOTES:
            break
    return tuple(found)


@lru_cache(maxsize=32)
def _all_keys(text: str) -> str:
    shown = text[:MOST_CHARACTERS]
    return " ".join(word.lower for word in split_words(shown, 0, len(shown)) if not word.is_mark)


def _occurs(keys: tuple[str, ...], text: str) -> bool:
    return f" {' '.join(keys)} " in f" {text} "


def _likeness(left: _Quote, right: _Quote) -> float:
    matcher = SequenceMatcher(None, left.keys, right.keys, autojunk=False)
    matched = sum(block.size for block in matcher.get_matching_blocks())
    return matched / min(len(left.keys), len(right.keys)) if matched >= _LEAST_WORDS - 1 else 0.0


def _altered(claim: str, passage: str, mine: _Quote, other: _Quote) -> Difference:
    """From the first word that was changed to the last, on both sides; hard where it changes what was said."""
    matcher = SequenceMatcher(None, mine.keys, other.keys, autojunk=False)
    blocks = [block for block in matcher.get_opcodes() if block[0] != "equal"]
    inner = [block for block in blocks if not _is_cut(block, mine, other)] or blocks
    changed = {key for _, a, b, c, d in inner for key in (*mine.keys[a:b], *other.keys[c:d])}
    hard = any(key not in STOP or key in _DECISIVE or key.endswith("n't") for key in changed) and inner is not blocks
    first, last = inner[0], inner[-1]
    more = int(first[1] == last[2] or first[3] == last[4])  # a word left out shows in the one after it
    here, there = mine.words[first[1] : last[2] + more], other.words[first[3] : last[4] + more]
    return _difference(claim, passage, here or mine.words[-1:], there or other.words[-1:], hard=hard)


def _is_cut(block: tuple[str, int, int, int, int], mine: _Quote, other: _Quote) -> bool:
    """Whether one side only quotes more at its beginning or end."""
    _, a, b, c, d = block
    at_start, at_end = a == 0 and c == 0, b == len(mine.keys) and d == len(other.keys)
    return (at_start or at_end) and (a == b or c == d)


def _difference(claim: str, passage: str, mine: tuple[Word, ...], other: tuple[Word, ...], *, hard: bool) -> Difference:
    here, there = (mine[0].start, mine[-1].end), (other[0].start, other[-1].end)
    return Difference(
        kind=DifferenceKind.QUOTE,
        claim=claim[slice(*here)],
        passage=passage[slice(*there)],
        claim_span=here,
        passage_span=there,
        hard=hard,
    )


def _speakers(quote: _Quote, text: tuple[Statement, ...]) -> list[tuple[Statement, Name]]:
    """The names outside a quotation in the sentences over which it runs."""
    start, end = quote.words[0].start, quote.words[-1].end
    return [
        (statement, name)
        for statement in text
        if statement.words and statement.words[0].start <= end and statement.words[-1].end >= start
        for name in names(statement)
        if not start <= name.start < end
    ]


def _other_speaker(
    quote: _Quote, claimed: tuple[Statement, ...], offered: tuple[Statement, ...], theirs: tuple[_Quote, ...]
) -> Iterator[Difference]:
    """One difference where claim and passage each name one who speaks, and not the same."""
    mine = _speakers(quote, claimed)
    same = next((other for other in theirs if _occurs(quote.keys, " ".join(other.keys))), None)
    others = _speakers(same, offered) if same is not None else []
    if not mine or not others:
        return
    (here, speaker), (there, other) = mine[0], others[0]
    everyone = [name for statement in offered for name in names(statement)]
    if len(mine) == 1 and not any(same_name(speaker, name) for name in everyone) and not any(
        same_name(name, other) for statement in claimed for name in names(statement)
    ):  # fmt: skip
        yield Difference(
            kind=DifferenceKind.QUOTE,
            claim=here.source[slice(*speaker.span)],
            passage=there.source[slice(*other.span)],
            claim_span=speaker.span,
            passage_span=other.span,
        )


def _said_by_the_same(
    quote: _Quote, claimed: tuple[Statement, ...], theirs: tuple[_Quote, ...], offered: tuple[Statement, ...]
) -> _Quote | None:
    """What the passage quotes of the one whom the claim quotes."""
    mine = [name for _, name in _speakers(quote, claimed)]
    for other in theirs:
        if any(same_name(name, one) for _, name in _speakers(other, offered) for one in mine):
            return other
    return None
