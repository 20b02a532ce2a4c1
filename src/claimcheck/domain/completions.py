"""Claims made complete on their own, and split into the parts they assert."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ReplacementKind(StrEnum):
    """What is replaced so that a claim can be read alone."""

    PRONOUN = "pronoun"
    ROLE = "role"
    EVENT = "event"
    DATE = "date"
    NAME = "name"
    SUBJECT = "subject"
    SPEAKER = "speaker"


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """One change of a complete wording: ``said[start:end]`` becomes ``words``; an empty span adds them."""

    kind: ReplacementKind
    start: int
    end: int
    said: str
    words: str
    source: tuple[int, int] | None
    """Where the article says so, in offsets of its text; None for a date counted from the article's day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """A proposed complete wording of the words as said; ``text`` equals ``said`` where nothing is replaced."""

    said: str
    text: str
    replacements: tuple[Replacement, ...]
    left_open: tuple[tuple[int, int], ...] = ()
    """Spans of ``said`` that point elsewhere and are not replaced, for the article leaves more than one reading."""


class PartAspect(StrEnum):
    """The question a part of a compound claim answers."""

    WHO = "who"
    WHEN = "when"
    WHERE = "where"
    HOW_MANY = "how_many"
    WHAT = "what"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPart:
    """A statement that a compound claim makes beside others; ``said[start:end]`` is where it is made."""

    aspect: PartAspect
    text: str
    start: int
    end: int
