"""A passage in its paragraph or document, with what matters in it highlighted."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from claimcheck.ui.components.marked_text import Action, Look, Mark, Operation, marked_text


def passage_view(
    text: str,
    *,
    key: str,
    label: str,
    passage: tuple[int, int] | None = None,
    marks: Sequence[Mark] = (),
    actions: Sequence[Action] = (),
    on_operation: Callable[[Operation], None] | None = None,
    height: str | None = None,
    language: str | None = None,
) -> None:
    """Show the text around a passage; the passage is tinted, scrolled to, and carries the marks.

    Args:
        text: the paragraph, or the whole document.
        key: of the widget, unique on the page.
        label: what a screen reader calls it.
        passage: its span in ``text``, in code points.
        marks: highlights; spans in ``text``.
        actions: with ``Needs.SELECTION``, what can be done with selected words.
        on_operation: receives those, with the selected span.
        height: CSS length at which the text scrolls by itself.
        language: of the text.
    """
    tint = [Mark(start=passage[0], end=passage[1], look=Look.PASSAGE, focus=True)] if passage else []
    marked_text(
        text,
        key=key,
        label=label,
        marks=[*tint, *marks],
        actions=actions,
        on_operation=on_operation,
        height=height,
        language=language,
    )
