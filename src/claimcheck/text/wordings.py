"""What a search looks for, made from a claim as it was said."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ADDRESS = re.compile(r"(?<![\w.@/-])(?:https?://\S+|www\.\S+|(?:[\w-]+\.)+[a-z]{2,24}/\S+)", re.IGNORECASE)
_TAG = re.compile(r"(?<!\w)[#@](\w+)")


@dataclass(frozen=True, slots=True)
class Wording:
    """A claim as each leg of a search reads it."""

    meaning: str
    """For the embedder."""
    words: str
    """For the words: tags opened and as they stand, for documents that write them in one as well."""


def wording_of(claim: str) -> Wording:
    """Leave out web addresses, and open hashtags and handles: ``#WheatHarvest`` is about a wheat harvest.

    A claim that is nothing but addresses stays as it is.
    """
    bare = _ADDRESS.sub(" ", claim)
    if not bare.strip():
        return Wording(claim, claim)
    meaning = _TAG.sub(lambda tag: _opened(tag[1]), bare)
    return Wording(meaning, " ".join([meaning, *_TAG.findall(bare)]))


def _opened(tag: str) -> str:
    """The words of a tag: they begin with a capital, or after an underscore."""
    following = [*tag[1:], ""]
    letters = []
    for before, letter, after in zip(["", *tag], tag, following, strict=False):
        if letter == "_":
            letters.append(" ")
            continue
        acronym_ends = before.isupper() and after.islower()
        if letter.isupper() and (before.islower() or before.isdigit() or acronym_ends):
            letters.append(" ")
        letters.append(letter)
    return "".join(letters)
