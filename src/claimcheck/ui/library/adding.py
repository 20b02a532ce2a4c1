"""Adding evidence: files from the browser, a path of this machine, web addresses, pasted text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from claimcheck.corpus.documents import GivenMetadata
from claimcheck.errors import InputError
from claimcheck.ui import place
from claimcheck.ui.days import FIRST_DAY, LAST_DAY
from claimcheck.ui.keys import Key, key_button
from claimcheck.ui.library.mapping import column_mapping
from claimcheck.ui.place import Place
from claimcheck.ui.safe import label, web_address
from claimcheck.ui.trouble import guarded, say_done, show_error
from claimcheck.workbench.background import Source, Upload
from claimcheck.workbench.browsing import OnDisk

if TYPE_CHECKING:
    from datetime import date

    from claimcheck.corpus.preview import TablePreview
    from claimcheck.workbench import Workbench

DOCUMENTS = ["txt", "text", "md", "markdown", "html", "htm", "xhtml", "pdf", "docx"]
TABLES = ["jsonl", "ndjson", "csv", "tsv", "parquet"]
_FILES, _HERE, _WEB, _PASTE = "Files", "From this machine", "Web addresses", "Pasted text"
_COUNT = "claimcheck.library.adding"
_PREVIEWS = "claimcheck.library.previews"
_MOST_ADDRESSES = 500


@dataclass(frozen=True, slots=True)
class _Ready:
    """What is ready to be added."""

    sources: tuple[Source, ...] = ()
    uploads: tuple[Upload, ...] = ()
    incomplete: bool = False

    @property
    def count(self) -> int:
        return len(self.sources) + len(self.uploads)


def adding_section(desk: Workbench) -> None:
    """Choose what to add, say what it does not say itself, start."""
    how = st.segmented_control(
        "Add",
        [_FILES, _HERE, _WEB, _PASTE],
        default=_FILES,
        required=True,
        key="library.how",
        label_visibility="collapsed",
        bind="query-params",
    )
    left, right = st.columns([8, 5], gap="large")
    with left:
        ready = {_FILES: _files, _HERE: _from_this_machine, _WEB: _addresses, _PASTE: _paste}[how or _FILES](desk)
    with right:
        given, then_build = _given(desk)
        key_button(
            f"Add {ready.count:,} sources" if ready.count > 1 else "Add",
            Key.SAVE,
            id="library.add",
            kind="primary",
            icon=":material/add:",
            disabled=how != _PASTE and (not ready.count or ready.incomplete),
            on_click=guarded(_add_paste if how == _PASTE else _start),
            args=(desk, ready, given, then_build),
        )
        if how != _PASTE:
            st.caption(
                "It runs in the background: you can leave this page, and what cannot be read is listed at the end. "
                "Nothing is added twice."
            )


def _files(desk: Workbench) -> _Ready:
    files = st.file_uploader(
        "Documents (PDF, Word, HTML, Markdown, text) and tables (CSV, JSON Lines, Parquet)",
        type=[*DOCUMENTS, *TABLES],
        accept_multiple_files=True,
        key=f"library.files.{_generation()}",
    )
    uploads: list[Upload] = []
    incomplete = False
    for number, file in enumerate(files or []):
        columns = None
        if Path(file.name).suffix.lower().lstrip(".") in TABLES:
            preview = _preview_of(desk, file.file_id, file.name, file.getbuffer())
            columns = (
                column_mapping(preview, name=file.name, key=f"library.map.{number}.{file.file_id}") if preview else None
            )
            incomplete |= columns is None
        uploads.append(Upload(name=file.name, content=file.getbuffer(), columns=columns))
    return _Ready(uploads=tuple(uploads), incomplete=incomplete)


def _from_this_machine(desk: Workbench) -> _Ready:
    written = st.text_input(
        "Path of a folder, a file or a table on the machine that runs claimcheck",
        key=f"library.path.{_generation()}",
        placeholder="/home/desk/archive",
        max_chars=2000,
    )
    if not written or not written.strip():
        st.caption("A folder is read with all folders in it. Nothing in it is changed; hidden files are passed over.")
        return _Ready()
    path = Path(written.strip()).expanduser()
    kind = desk.browsing.on_disk(path)
    if kind is OnDisk.NOTHING:
        st.warning("There is no such file or folder. Check the path; it must be one of this machine.")
        return _Ready()
    if kind is not OnDisk.TABLE:
        st.caption("A folder: every document and table in it." if kind is OnDisk.FOLDER else "One document.")
        return _Ready(sources=(Source(name=str(path), path=path),))
    try:
        preview = desk.browsing.table(path)
    except InputError as error:
        show_error(error)
        return _Ready(incomplete=True)
    columns = column_mapping(preview, name=path.name, key=f"library.map.{path}")
    if columns is None:
        return _Ready(incomplete=True)
    return _Ready(sources=(Source(name=str(path), path=path, columns=columns),))


def _addresses(desk: Workbench) -> _Ready:
    written = st.text_area(
        "Web addresses, one on each line",
        key=f"library.urls.{_generation()}",
        placeholder="https://…",
        height=160,
        max_chars=200_000,
    )
    lines = list(dict.fromkeys(line.strip() for line in (written or "").splitlines() if line.strip()))
    wrong = [line for line in lines if web_address(line) is None]
    for line in wrong[:5]:
        st.warning(f"Not a web address: {label(line, 120)}")
    if len(lines) > _MOST_ADDRESSES:
        st.warning(f"At most {_MOST_ADDRESSES} addresses at a time.")
    st.caption(
        f"Each page is fetched by this machine, at most {desk.settings.web.max_mb} MB and "
        f"{desk.settings.web.timeout_s:g} s; its server sees that. Nothing else leaves the machine."
    )
    sources = tuple(Source(name=line, url=line) for line in lines[:_MOST_ADDRESSES] if line not in wrong)
    return _Ready(sources=sources, incomplete=bool(wrong) or len(lines) > _MOST_ADDRESSES)


def _paste(desk: Workbench) -> _Ready:  # noqa: ARG001 - the signature of its siblings
    generation = _generation()
    st.text_input("Title", key=f"library.paste.title.{generation}", max_chars=200)
    st.text_area("Text", key=f"library.paste.text.{generation}", height=260)
    st.text_input(
        "Web address it stands at",
        key=f"library.paste.url.{generation}",
        max_chars=2000,
        placeholder="https://… (not fetched)",
    )
    return _Ready()


def _given(desk: Workbench) -> tuple[GivenMetadata, bool]:
    with st.container(border=True, gap="small"):
        st.markdown("**For items that do not say it themselves**")
        publisher = st.text_input("Publisher", key="library.given.publisher", max_chars=200, persist_state="page")
        first, second = st.columns(2)
        published: date | None = first.date_input(
            "Day of publication",
            None,
            min_value=FIRST_DAY,
            max_value=LAST_DAY,
            key="library.given.published",
            format="YYYY-MM-DD",
            persist_state="page",
        )
        language = second.text_input(
            "Language", key="library.given.language", max_chars=12, placeholder="en", persist_state="page"
        )
        st.caption("What an item says about itself always counts more. A wrong date hides evidence: leave it open.")
        then_build = st.checkbox(
            "Then bring the index up to date", value=True, key="library.then", persist_state="page"
        )
        if desk.settings.corpus.keep_originals:
            st.caption("The original files are kept under data/originals.")
    given = GivenMetadata(
        publisher=" ".join((publisher or "").split()) or None,
        published=published,
        language=(language or "").strip().lower() or None,
    )
    return given, then_build


def _start(desk: Workbench, ready: _Ready, given: GivenMetadata, then_build: bool) -> None:
    desk.background.add(
        paths=ready.sources,
        uploads=ready.uploads,
        given=given,
        then_build=then_build,
        by=place.reviewer(desk) or "",
    )
    _next_generation()
    say_done("Adding has begun; how far it is stands at the top.")


def _add_paste(desk: Workbench, ready: _Ready, given: GivenMetadata, then_build: bool) -> None:  # noqa: ARG001
    generation = _generation()
    title, text, url = (
        str(st.session_state.get(f"library.paste.{part}.{generation}") or "").strip()
        for part in ("title", "text", "url")
    )
    address = web_address(url)
    if url and address is None:
        raise InputError("that is not a web address", "give one that begins with https://, or leave it empty")
    full = GivenMetadata(publisher=given.publisher, published=given.published, language=given.language, url=address)
    document = desk.sourcing.add_text(text, title=title, given=full)
    _next_generation()
    place.put(Place.DOCUMENT, document.id)
    if then_build and desk.browsing.index_pulse()[1] is None:
        desk.background.build(by=place.reviewer(desk) or "")
    say_done("Added; it is open under Documents.")


def _preview_of(desk: Workbench, file_id: str, name: str, content: memoryview) -> TablePreview | None:
    """The first look at an uploaded table, taken once."""
    previews: dict[str, TablePreview] = st.session_state.setdefault(_PREVIEWS, {})
    if file_id not in previews:
        try:
            previews[file_id] = desk.browsing.uploaded_table(content, name=name)
        except InputError as error:
            show_error(error)
            return None
    return previews[file_id]


def _generation() -> int:
    """Part of the widgets' keys: after something was added they begin anew."""
    count: int = st.session_state.get(_COUNT, 0)
    return count


def _next_generation() -> None:
    st.session_state[_COUNT] = _generation() + 1
    st.session_state.pop(_PREVIEWS, None)
