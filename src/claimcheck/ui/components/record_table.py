"""A table of records with a cursor: j, k and o work on it, rows can be chosen, and every cell is text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any, Literal

import streamlit as st

from claimcheck.ui.components.drawing import numbered
from claimcheck.ui.safe import one_line
from claimcheck.ui.steady import steady
from claimcheck.ui.trouble import guarded

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

Tone = Literal["green", "red", "orange", "blue", "gray"]

_CELL_LENGTH = 280


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column; ``width`` is a track of a CSS grid."""

    label: str
    width: str
    main: bool = False
    """Whether it names the record: it may take two lines, and opens the record. Exactly one column does."""
    wide: bool = False
    """Whether it may take two lines too."""
    end: bool = False
    """Whether its cells are numbers, flush with the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Text in a chip of that colour, or plain."""

    text: str
    tone: Tone | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A record: its id and a cell for every column."""

    id: str
    cells: tuple[Cell | str, ...]


_COMPONENT = st.components.v2.component(
    "claimcheck.record_table",
    js=resources.files(__package__).joinpath("record_table.js").read_text(encoding="utf-8"),
    css=resources.files(__package__).joinpath("record_table.css").read_text(encoding="utf-8"),
    isolate_styles=False,  # the theme's colours are variables outside
)


def record_table(
    rows: Sequence[Row],
    *,
    columns: Sequence[Column],
    key: str,
    label: str,
    on_open: Callable[[str | None], None],
    opened: str | None = None,
    compact: bool = False,
    choosable: bool = False,
    reset: int = 0,
) -> tuple[str, ...]:
    """Draw the records and return the ids of those that are chosen.

    The table reaches to the lower end of the window and scrolls by itself; so does what stands beside it, see `split`.

    Args:
        rows: the records, in their order; what strangers wrote is shown as text, cut to a line or two.
        columns: what their cells are.
        key: of the widget, unique on the page.
        label: what a screen reader calls the table.
        on_open: called with the id of the record to open, or None to close it; its errors are shown.
        opened: the record that is open beside the table: the cursor then opens what it moves to.
        compact: a list beside something else: the main cell above the others.
        choosable: whether rows have a box.
        reset: when it changes, nothing is chosen any more.
    """
    shown = {row.id for row in rows}

    def receive() -> None:
        sent = _state(key).get("open")
        wanted = sent.get("id") if isinstance(sent, Mapping) else ""
        if wanted is None or (isinstance(wanted, str) and wanted in shown):
            guarded(on_open)(wanted)

    _COMPONENT(
        key=key,
        data=numbered(
            key,
            {
                "rows": [{"id": row.id, "cells": [_cell(cell) for cell in row.cells]} for row in rows],
                "columns": [
                    {
                        "label": column.label,
                        "width": column.width,
                        "main": column.main,
                        "wide": column.wide,
                        "end": column.end,
                    }
                    for column in columns
                ],
                "opened": opened,
                "compact": compact,
                "choosable": choosable,
                "reset": reset,
                "label": label,
            },
        ),
        on_open_change=steady(receive),
        on_chosen_change=_nothing,
    )
    return tuple(row.id for row in rows if row.id in _chosen(key, reset))


def split(name: str, *, opened: str | None) -> tuple[DeltaGenerator, DeltaGenerator]:
    """A place for a table and, while a record is open, one beside it.

    The table's place stays the same one, so that it keeps its cursor, and keys pressed meanwhile, when a record opens.
    """
    with st.container(horizontal=True, wrap=False, gap="medium", key=f"split-{name}"):
        return (
            st.container(key=f"split-list-{name}"),
            st.container(gap="small", key=f"split-open-{_for_class(opened)}" if opened else "split-shut"),
        )


def _for_class(opened: str) -> str:
    """An id as a part of a key: it may come from the address, and keys become names of styles."""
    return "".join(letter for letter in opened[:40] if letter.isascii() and letter.isalnum())


def _chosen(key: str, reset: int) -> frozenset[str]:
    """What the browser says is chosen; it is not trusted, only ids that are shown count."""
    sent = _state(key).get("chosen")
    if not isinstance(sent, Mapping) or sent.get("reset") != reset or not isinstance(sent.get("ids"), list):
        return frozenset()
    return frozenset(id_ for id_ in sent["ids"] if isinstance(id_, str))


def _state(key: str) -> Mapping[str, Any]:
    state = st.session_state.get(key)
    return state if isinstance(state, Mapping) else {}


def _cell(cell: Cell | str) -> dict[str, Any]:
    held = cell if isinstance(cell, Cell) else Cell(text=cell)
    return {"text": one_line(held.text, _CELL_LENGTH), "tone": held.tone}


def _nothing() -> None:
    """A component that sends a state needs a callback for it."""
