"""Where the parts of a complete wording stand in the words as said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from claimcheck.claims.completing.parts import parts
from claimcheck.domain import ClaimPart

_WORD = re.compile(r"\w+|[^\w\s]")
_LONGEST = 20_000


def parts_of(said: str, text: str) -> tuple[ClaimPart, ...]:
    """The parts of a wording, each with the span of the words as said that makes it: all of them where none does.

    Args:
        said: the words as said.
        text: the words to check, which may say more.
    """
    found = parts(text)
    return found if said == text else _placed(found, said, text)


def _placed(found: Sequence[ClaimPart], said: str, text: str) -> tuple[ClaimPart, ...]:
    if len(said) + len(text) > _LONGEST:
        return tuple(replace(part, start=0, end=len(said)) for part in found)
    mine, theirs = list(_WORD.finditer(said)), list(_WORD.finditer(text))
    matcher = SequenceMatcher(None, [word[0] for word in mine], [word[0] for word in theirs], autojunk=False)
    twins = {
        block.b + place: mine[block.a + place] for block in matcher.get_matching_blocks() for place in range(block.size)
    }
    placed = []
    for part in found:
        spans = [
            twins[number].span()
            for number, word in enumerate(theirs)
            if part.start <= word.start() < part.end and number in twins and word[0][0].isalnum()
        ]
        start, end = (spans[0][0], spans[-1][1]) if spans else (0, len(said))
        placed.append(replace(part, start=start, end=end))
    return tuple(placed)
