"""Evidence found on the way: a page, a file, a paste, or what somebody said; pinned at once, without a rebuild."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import streamlit as st

from claimcheck.domain import Claim, Document, Passage, PinStance
from claimcheck.ui.check.document import read_document
from claimcheck.ui.check.screen import Seat, put_pin
from claimcheck.ui.steady import steady
from claimcheck.ui.trouble import errors_shown, say_done

if TYPE_CHECKING:
    from claimcheck.corpus.importer import GivenMetadata
    from claimcheck.workbench import Workbench

_ADDED = "claimcheck.check.added"
_EARLIEST = date(1900, 1, 1)
_KINDS = ["Web page", "File", "Paste", "Outside the corpus"]
_STANCES = list(PinStance)


@st.dialog("Add evidence and pin it", width="large", on_dismiss="rerun")
def add_source(seat: Seat, claim: Claim) -> None:
    """Bring a source into the corpus and read it here; or note what somebody said."""
    with errors_shown():
        added = st.session_state.get(_ADDED)
        if added is not None and added[0] == claim.id:
            read_document(seat, added[1], added[2])
            st.button("Add another source", key="check.another", type="tertiary", on_click=steady(forget_added))
            return
        kind = st.segmented_control("What it is", _KINDS, default=_KINDS[0], key="check.source.kind", required=True)
        if kind == "Web page":
            _web_page(seat.desk, claim)
        elif kind == "File":
            _file(seat.desk, claim)
        elif kind == "Paste":
            _paste(seat.desk, claim)
        else:
            _outside(seat)


def forget_added() -> None:
    """Let the dialog begin with its forms again."""
    st.session_state.pop(_ADDED, None)


def _web_page(desk: Workbench, claim: Claim) -> None:
    with st.form("check.source.web", border=False):
        url = st.text_input("Web address", placeholder="https://…", max_chars=2000)
        given = _metadata("where the page itself does not say it")
        st.caption("The page is fetched from this machine; nothing else is sent.")
        if st.form_submit_button("Fetch and read it", type="primary"):
            _bring(desk, claim, lambda: desk.sourcing.add_url(url or "", given=given()))


def _file(desk: Workbench, claim: Claim) -> None:
    with st.form("check.source.file", border=False):
        file = st.file_uploader("PDF, Word, HTML, Markdown or text", accept_multiple_files=False)
        given = _metadata("where the file itself does not say it")
        if st.form_submit_button("Read it", type="primary") and file is not None:
            content, name = file.getvalue(), file.name
            _bring(desk, claim, lambda: desk.sourcing.add_bytes(content, name=name, given=given()))


def _paste(desk: Workbench, claim: Claim) -> None:
    with st.form("check.source.paste", border=False):
        title = st.text_input("Title", max_chars=120)
        text = st.text_area("Text", height=220)
        given = _metadata("of the text")
        if st.form_submit_button("Read it", type="primary"):
            _bring(desk, claim, lambda: desk.sourcing.add_text(text or "", title=title, given=given()))


def _outside(seat: Seat) -> None:
    st.caption("A phone call, a letter, something seen: it is kept with the verdict, and says who, when and what.")
    with st.form("check.source.outside", border=False):
        who = st.text_input("Who or what", placeholder="the press officer, on the phone", max_chars=200)
        when = st.date_input(
            "When",
            value=None,
            min_value=_EARLIEST,
            max_value=datetime.now(UTC).astimezone().date(),
            format="YYYY-MM-DD",
        )
        what = st.text_area("What it says", height=140, max_chars=10_000)
        stance = st.segmented_control(
            "What it does for the claim", _STANCES, default=PinStance.CONTEXT, format_func=str, required=True
        )
        if st.form_submit_button("Pin it", type="primary"):
            pin = seat.desk.sourcing.pin_outside(
                who=who or "", when=when if isinstance(when, date) else None, what=what or "", stance=PinStance(stance)
            )
            put_pin(seat, pin)
            say_done(f"Pinned: {stance}.")
            st.rerun()


def _metadata(where: str) -> Callable[[], GivenMetadata]:
    """Fields for publisher, day and address; what they hold is asked for when the form was sent."""
    left, right = st.columns(2)
    publisher = left.text_input("Publisher", help=f"Used {where}.", max_chars=200)
    published = right.date_input(
        "Published on", value=None, min_value=_EARLIEST, format="YYYY-MM-DD", help=f"Used {where}."
    )

    def given() -> GivenMetadata:
        from claimcheck.corpus.importer import GivenMetadata

        return GivenMetadata(
            publisher=" ".join((publisher or "").split()) or None,
            published=published if isinstance(published, date) else None,
        )

    return given


def _bring(desk: Workbench, claim: Claim, bring: Callable[[], Document]) -> None:
    with errors_shown(), st.spinner("Reading it and looking for the passage nearest to the claim…"):
        document = bring()
        nearest: Passage | None = desk.sourcing.nearest_passage(document, claim.text)
        st.session_state[_ADDED] = (claim.id, document, nearest)
        st.rerun(scope="fragment")
