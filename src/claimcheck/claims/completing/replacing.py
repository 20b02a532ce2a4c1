"""Replacements in a claim's words: found, kept where none meets another, made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimcheck.domain import Replacement, ReplacementKind

if TYPE_CHECKING:
    from spacy.tokens import Token

_ORDER = (
    ReplacementKind.SPEAKER,
    ReplacementKind.SUBJECT,
    ReplacementKind.DATE,
    ReplacementKind.ROLE,
    ReplacementKind.EVENT,
    ReplacementKind.PRONOUN,
    ReplacementKind.NAME,
)


@dataclass(frozen=True, slots=True)
class Found:
    """A place that points elsewhere, in places of the text read; no words where it stays open."""

    kind: ReplacementKind
    start: int
    end: int
    words: str | None
    source: tuple[int, int] | None


def applied(said: str, replacements: tuple[Replacement, ...]) -> str:
    """The words with each replacement made; the same as the text of the completion that holds them."""
    text = said
    for one in sorted(replacements, key=lambda one: (one.start, one.end), reverse=True):
        text = text[: one.start] + one.words + text[one.end :]
    return text


def without_overlaps(places: Iterable[Found]) -> list[Found]:
    """In the order of the text; where two meet, the kind that comes first in the order of kinds stays."""
    kept: list[Found] = []
    for place in sorted(places, key=lambda place: (_ORDER.index(place.kind), place.start)):
        if not any(_meet(place, other) for other in kept):
            kept.append(place)
    return sorted(kept, key=lambda place: (place.start, place.end))


def fitted(words: str, token: Token, *, at_start: bool | None = None) -> str:
    """The words in the place of a pronoun or phrase: possessive where it was, with a capital where it had one."""
    if token.tag_ == "PRP$":
        words = f"{words}’" if words.endswith("s") and words.casefold().startswith("the ") else f"{words}’s"
    opens = at_start if at_start is not None else token.text[0].isupper()
    return words[0].upper() + words[1:] if opens else words


def definite(words: str) -> str | None:
    """A person without a name, as one mentions them again; None where that tells no more than the pronoun."""
    first, _, rest = words.partition(" ")
    if first.casefold() not in {"a", "an", "one"} or len(rest.split()) < 2:
        return None
    return f"the {rest}"


def _meet(one: Found, other: Found) -> bool:
    if one.start == one.end or other.start == other.end:
        return one.start == other.start and one.start == one.end and other.start == other.end
    return one.start < other.end and other.start < one.end
