"""What text may be stored: no NUL, no half surrogate pairs; and when text counts as blank."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar

T = TypeVar("T")

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_INVISIBLE = {"Cc", "Cf", "Zs", "Zl", "Zp", "Mn"}


def storable(text: str) -> str:
    """Text with every character that UTF-8 or a reader downstream cannot hold replaced one for one: offsets stay."""
    return _UNSTORABLE.sub(_REPLACEMENT, text)


def cleaned(value: T) -> T:
    """A copy of a dataclass in which every text, however deep, is storable."""
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return storable(value)  # type: ignore[return-value]
    if isinstance(value, tuple):
        return tuple(cleaned(item) for item in value)  # type: ignore[return-value]
    if is_dataclass(value) and not isinstance(value, type):
        changes: dict[str, Any] = {}
        for field in fields(value):
            before = getattr(value, field.name)
            after = cleaned(before)
            if after is not before and after != before:
                changes[field.name] = after
        return replace(value, **changes) if changes else value
    return value


def visible_length(text: str) -> int:
    """How many characters a reader would see: white space, controls and zero-width characters do not count."""
    return sum(unicodedata.category(character) not in _INVISIBLE for character in text)


def is_blank(text: str | None) -> bool:
    """Whether a reader would see nothing at all."""
    return text is None or visible_length(text) == 0
