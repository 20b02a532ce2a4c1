"""Which column of a table holds what: recognised, shown, and put right by the person."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from claimcheck.corpus.columns import ColumnNames
from claimcheck.ui.safe import label, one_line

if TYPE_CHECKING:
    from claimcheck.corpus.preview import TablePreview

_THINGS = {
    "text": "Text",
    "title": "Title",
    "publisher": "Publisher",
    "published": "Day of publication",
    "url": "Web address",
    "author": "Author",
    "language": "Language",
    "external_id": "Id in the source",
}
_CELL = 90


def column_mapping(preview: TablePreview, *, name: str, key: str) -> ColumnNames | None:
    """Show what each column is taken for and return what the person says; None while no column holds the text.

    Args:
        preview: the first look at the table.
        name: what the person calls it.
        key: of the widgets, unique on the page.
    """
    chosen = ColumnNames()
    with st.container(border=True, gap="small"):
        st.markdown(f"**{label(name, 120)}**: which column holds what?")
        for row in (list(_THINGS)[:4], list(_THINGS)[4:]):
            for column, thing in zip(st.columns(4), row, strict=True):
                recognised = getattr(preview.recognised, thing)
                with column:
                    answer = st.selectbox(
                        _THINGS[thing],
                        preview.columns,
                        index=preview.columns.index(recognised) if recognised in preview.columns else None,
                        key=f"{key}.{thing}",
                        placeholder="choose the column" if thing == "text" else "no column",
                        format_func=one_line,
                    )
                chosen = replace(chosen, **{thing: answer})
        _first_rows(preview, chosen)
        if chosen.text is None:
            st.warning("Choose the column that holds the text.")
            return None
    return chosen


def _first_rows(preview: TablePreview, chosen: ColumnNames) -> None:
    shown = [(thing, getattr(chosen, thing)) for thing in _THINGS if getattr(chosen, thing) is not None]
    if not shown or not preview.rows:
        return
    lines = ["| | " + " | ".join(f"row {number}" for number in range(1, len(preview.rows) + 1)) + " |"]
    lines.append("|" + "---|" * (len(preview.rows) + 1))
    for thing, column in shown:
        place = preview.columns.index(column)
        lines.append(f"| {_THINGS[thing]} | " + " | ".join(label(row[place], _CELL) for row in preview.rows) + " |")
    st.caption("How the first rows will be read:")
    st.markdown("\n".join(lines))
