"""Fact-checks made before by others: bring them in, and look through those that are here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from claimcheck.domain import Outcome
from claimcheck.ui import place
from claimcheck.ui.components.record_table import Cell, Column, Row, Tone, record_table
from claimcheck.ui.frame import empty_state
from claimcheck.ui.keys import Key, key_button
from claimcheck.ui.safe import label, web_address
from claimcheck.ui.trouble import guarded, say_done
from claimcheck.workbench.background import Upload

if TYPE_CHECKING:
    from claimcheck.domain import EarlierCheck
    from claimcheck.workbench import Workbench

_KINDS = ["json", "jsonld", "html", "htm", "csv", "tsv", "jsonl", "ndjson", "parquet"]
_SHOWN = 200
_COUNT, _OPEN = "claimcheck.library.earlier", "claimcheck.library.earlier.open"
_MOST_ADDRESSES = 100
_TONES: dict[Outcome | None, Tone] = {Outcome.SUPPORTED: "green", Outcome.REFUTED: "red", Outcome.CONFLICTING: "orange"}
_COLUMNS = (
    Column(label="Claim", width="minmax(16rem, 6fr)", main=True),
    Column(label="Rating", width="minmax(7rem, 1.5fr)", wide=True),
    Column(label="Checked by", width="minmax(8rem, 2fr)", wide=True),
    Column(label="Checked on", width="6.5rem"),
    Column(label="Said by", width="minmax(6rem, 1.5fr)", wide=True),
)


def earlier_section(desk: Workbench) -> None:
    """What is here at the left, bringing more at the right."""
    listed, bring = st.columns([8, 5], gap="large")
    with listed:
        _listed(desk)
    with bring:
        _bring(desk)


def _listed(desk: Workbench) -> None:
    total = desk.earlier.count()
    if not total:
        empty_state(
            "No earlier check yet",
            "Bring fact-checks of others on the right. Claims of an article are then compared with them, "
            "and with the verdicts of this desk.",
        )
        return
    text = st.text_input(
        "Words",
        key="library.earlier.text",
        type="search",
        placeholder="in claim, headline or address",
        max_chars=200,
        live="400ms",
    )
    found = desk.earlier.list(text=text.strip() or None if text else None, limit=_SHOWN + 1)
    more = f"; shown are the first {_SHOWN}, more words narrow them down" if len(found) > _SHOWN else ""
    st.markdown(f"**{total:,}** {'fact-check' if total == 1 else 'fact-checks'} of others{more}")
    if not found:
        empty_state("None fits", "Try other words, or fewer.")
        return
    opened = next((check for check in found if check.id == st.session_state.get(_OPEN)), None)
    record_table(
        [_row(check) for check in found[:_SHOWN]],
        columns=_COLUMNS,
        key="library.earlier.table",
        label="Earlier fact-checks, the latest addition first",
        on_open=_open,
        opened=opened.id if opened else None,
    )


def _row(check: EarlierCheck) -> Row:
    return Row(
        id=check.id,
        cells=(
            check.claim,
            Cell(text=check.rating, tone=_TONES.get(check.outcome, "gray")),
            check.publisher or "",
            check.checked_on.isoformat() if check.checked_on else "undated",
            check.speaker or "",
        ),
    )


def _open(check_id: str | None) -> None:
    st.session_state[_OPEN] = check_id


def _bring(desk: Workbench) -> None:
    generation = int(st.session_state.get(_COUNT, 0))
    st.markdown("**Bring fact-checks of others**")
    files = st.file_uploader(
        "Pages with ClaimReview, feeds (JSON), tables (CSV, JSON Lines, Parquet)",
        type=_KINDS,
        accept_multiple_files=True,
        key=f"library.earlier.files.{generation}",
    )
    written = st.text_area(
        "Or web addresses of pages and feeds, one on each line",
        key=f"library.earlier.urls.{generation}",
        placeholder="https://…",
        height=100,
        max_chars=50_000,
    )
    lines = list(dict.fromkeys(line.strip() for line in (written or "").splitlines() if line.strip()))
    wrong = [line for line in lines if web_address(line) is None]
    for line in wrong[:5]:
        st.warning(f"Not a web address: {label(line, 120)}")
    if len(lines) > _MOST_ADDRESSES:
        st.warning(f"At most {_MOST_ADDRESSES} addresses at a time.")
    publisher = st.text_input("Whose they are, if they do not say", key="library.earlier.publisher", max_chars=200)
    addresses = tuple(line for line in lines[:_MOST_ADDRESSES] if line not in wrong)
    uploads = tuple(Upload(name=file.name, content=file.getbuffer()) for file in files or [])
    key_button(
        "Bring them in",
        Key.SAVE,
        id="library.earlier.add",
        kind="primary",
        icon=":material/add:",
        disabled=not (addresses or uploads) or bool(wrong) or len(lines) > _MOST_ADDRESSES,
        on_click=guarded(_start),
        args=(desk, addresses, uploads, " ".join((publisher or "").split()) or None),
    )
    st.caption(
        "It runs in the background; what cannot be read is listed at the end. Nothing is added twice; a rating that "
        "changed is brought up to date. Of tables, the columns are recognised by their names."
    )


def _start(desk: Workbench, addresses: tuple[str, ...], uploads: tuple[Upload, ...], publisher: str | None) -> None:
    desk.background.add_earlier(
        addresses=addresses, uploads=uploads, publisher=publisher, by=place.reviewer(desk) or ""
    )
    st.session_state[_COUNT] = int(st.session_state.get(_COUNT, 0)) + 1
    say_done("Bringing them in has begun; how far it is stands at the top.")
