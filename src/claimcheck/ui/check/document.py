"""A whole document in a dialog, at the passage: pin that passage, or any words selected in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from claimcheck.domain import Passage, PinStance
from claimcheck.errors import NotFoundError
from claimcheck.ui.check import wording
from claimcheck.ui.check.screen import Found, Seat, put_pin, screen
from claimcheck.ui.components.marked_text import Action, Look, Mark, Needs, Operation
from claimcheck.ui.components.passage_view import passage_view
from claimcheck.ui.keys import Key, key_button
from claimcheck.ui.safe import label, one_line, show_text, web_address
from claimcheck.ui.trouble import errors_shown, guarded, say_done, show_what_happened

if TYPE_CHECKING:
    from claimcheck.domain import Document, Pin

_HEIGHT = "min(56vh, 44rem)"
STANCE_KEYS = {PinStance.SUPPORTS: Key.SUPPORTS, PinStance.REFUTES: Key.REFUTES, PinStance.CONTEXT: Key.CONTEXT}
_SELECTED = [
    Action(op=stance.value, label=f"{stance.value.capitalize()}", key=key, needs=Needs.SELECTION)
    for stance, key in STANCE_KEYS.items()
]
_LOOKS = {PinStance.SUPPORTS: Look.SUPPORTS, PinStance.REFUTES: Look.REFUTES, PinStance.CONTEXT: Look.CONTEXT}


@st.dialog("The whole document", width="large", on_dismiss="rerun")
def open_document(seat: Seat, found: Found, passage_id: str) -> None:
    """Open the document of a hit at its passage."""
    with errors_shown():
        hit = found.hit(passage_id)
        if hit is None:
            return
        try:
            document = seat.desk.library.show(hit.passage.document_id)
        except NotFoundError as error:
            st.warning(f"{label(error.message)}. The index still holds its passage.", icon=":material/warning:")
            show_text(found.paragraphs[passage_id].text)
            return
        read_document(seat, document, hit.passage)


def read_document(seat: Seat, document: Document, passage: Passage | None) -> None:
    """Draw a document inside a dialog, with what can be pinned and what is pinned already."""
    _source_line(document)
    pins = [pin for pin in seat.sitting().work.pins if pin.document_id == document.id]

    def select(operation: Operation) -> None:
        if operation.start is not None and operation.end is not None:
            _pin(seat, document.id, (operation.start, operation.end), PinStance(operation.op))

    passage_view(
        document.text,
        key=f"check.document.{document.id}",
        label=one_line(document.title or "Document"),
        passage=(passage.start, passage.end) if passage is not None else None,
        marks=[mark for pin in pins for mark in _mark(pin)],
        actions=_SELECTED,
        on_operation=select,
        height=_HEIGHT,
        language=document.language,
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        if passage is not None:
            st.markdown("Pin the tinted passage as")
            for stance, key in STANCE_KEYS.items():
                key_button(
                    {PinStance.SUPPORTS: "supporting", PinStance.REFUTES: "refuting"}.get(stance, stance.value),
                    key,
                    id=f"check.document.{stance.value}",
                    on_click=guarded(_pin),
                    args=(seat, document.id, (passage.start, passage.end), stance),
                )
        st.caption("Or select words in the text and choose there.")
    if pins:
        words = wording.listed([f"{pin.stance.value}: “{label(pin.text, 60)}”" for pin in pins])
        st.caption(f"Pinned from this document: {words}")
    show_what_happened()


def _source_line(document: Document) -> None:
    parts = [
        f"**{label(document.title or 'untitled', 200)}**",
        label(document.publisher or "publisher unknown", 80),
        wording.day_words(document.published.day) if document.published else "undated",
    ]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(" · ".join(parts))
        address = web_address(document.url)
        if address:
            st.link_button("Source", address, type="tertiary", icon=":material/open_in_new:")


def _mark(pin: Pin) -> list[Mark]:
    if pin.start is None or pin.end is None:
        return []
    return [Mark(start=pin.start, end=pin.end, look=_LOOKS[pin.stance], note=f"pinned: {pin.stance.value}")]


def _pin(seat: Seat, document_id: str, span: tuple[int, int], stance: PinStance) -> None:
    put_pin(seat, seat.desk.sourcing.pin_span(document_id, *span, stance))
    screen().redraw = True
    say_done(f"Pinned: {stance.value}.")
