"""Finding the paragraph around a span."""

from __future__ import annotations

MAX_PARAGRAPH = 4000


def paragraph_around(text: str, start: int, end: int) -> str:
    """The paragraph (between blank lines) that holds ``text[start:end]``, cut to a readable length around the span."""
    left = text.rfind("\n\n", 0, start)
    left = 0 if left < 0 else left + 2
    right = text.find("\n\n", end)
    right = len(text) if right < 0 else right
    spare = max(MAX_PARAGRAPH - (end - start), 0) // 2
    return text[max(left, start - spare) : min(right, end + spare)].strip()
