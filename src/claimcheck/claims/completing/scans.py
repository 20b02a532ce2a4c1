"""Who is mentioned in a sentence, and which of its words point elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

    from claimcheck.claims.completing.lexicon import Gender
    from claimcheck.claims.completing.people import Person
    from claimcheck.claims.completing.reading import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Nobody:
    """A person without a name: "a 34-year-old man"; or one whom nothing tells, when ``words`` are empty."""

    place: int
    words: str
    gender: Gender | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Somebody mentioned in a sentence, by name, role, noun or pronoun."""

    who: Person | Nobody
    token: Token
    start: int
    end: int
    subject: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """A pronoun or role: what it stands for, or that the sentence itself says so (``inside``), or neither."""

    token: Token
    start: int
    end: int
    who: Person | Nobody | None
    inside: bool
    pronoun: bool
    source: tuple[int, int] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A paragraph of an interview: the label from ``start``, what is said from ``words`` to ``end``."""

    speaker: Person
    start: int
    words: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """What one sentence mentions, in its order, and which of its words point elsewhere."""

    line: Line
    mentions: tuple[Mention, ...]
    pointers: tuple[Pointer, ...]
