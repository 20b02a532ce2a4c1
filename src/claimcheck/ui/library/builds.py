"""The index: the build in use, those that are kept, proving, rebuilding, going back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from claimcheck.ui import place
from claimcheck.ui.frame import empty_state
from claimcheck.ui.library.work import show_job, start_build
from claimcheck.ui.safe import label
from claimcheck.ui.trouble import guarded, say_done

if TYPE_CHECKING:
    from claimcheck.domain import BuildSummary, IndexStatus
    from claimcheck.workbench import Workbench

_LISTED_JOBS = 8


def index_section(desk: Workbench, status: IndexStatus | None) -> None:
    """Builds at the left, what was done lately at the right."""
    left, right = st.columns([7, 5], gap="large")
    with left:
        _builds(desk, status)
    with right:
        st.header("Done lately", anchor=False)
        ended = [job for job in desk.background.jobs() if not job.running]
        if not ended:
            st.caption("Imports, builds and proofs that were started on this page are listed here.")
        for job in ended[:_LISTED_JOBS]:
            with st.container(border=True, gap="small"):
                show_job(desk, job, where="lately")


def _builds(desk: Workbench, status: IndexStatus | None) -> None:
    st.header("Builds", anchor=False)
    builds = desk.index.list()
    if not builds:
        empty_state(
            "No index yet",
            "The index is what a search looks through. Build it with the button at the top; it takes seconds for a "
            "hundred documents and minutes for ten thousand.",
        )
        return
    for build in builds:
        _build(build)
    _actions(desk, status, builds)
    st.caption(
        "A build is never changed. A new one is made aside, proved, and then takes over; the build before is kept, so "
        "going back is a matter of a moment. The index holds nothing that the corpus does not: it can be made again."
    )


def _build(build: BuildSummary) -> None:
    with st.container(border=True, gap="small"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{build.created_at:%Y-%m-%d %H:%M} UTC**")
            if build.current:
                st.badge("in use", icon=":material/check:", color="green")
            st.caption(label(build.id, 40))
        st.markdown(
            f"{build.passages:,} passages of {build.documents:,} documents, {_size(build.size_bytes)}"
            + (f", {build.dead_passages:,} passages of removed documents" if build.dead_passages else "")
        )
        how = "exact scan" if build.kind == "Flat" else "compressed scan, the best re-scored exactly"
        st.caption(
            f"{label(build.embedder, 80)}, {label(build.precision, 10)}, {build.dimension} dimensions; {how} and words"
        )


def _actions(desk: Workbench, status: IndexStatus | None, builds: list[BuildSummary]) -> None:
    by = place.reviewer(desk) or ""
    busy = desk.browsing.index_pulse()[1] is not None
    current = next((build for build in builds if build.current), None)
    with st.container(horizontal=True):
        st.button(
            "Prove it",
            key="library.verify",
            icon=":material/verified:",
            disabled=current is None,
            help="Read every file of the build in use and let passages find themselves.",
            on_click=guarded(_verify),
            args=(desk, current.id if current else "", by),
        )
        st.button(
            "Rebuild everything",
            key="library.rebuild",
            icon=":material/construction:",
            disabled=busy or status is None or not status.documents,
            help="Cut every document anew, for example after a change of passage settings. Known passages keep their "
            "vectors, unless the embedder changed.",
            on_click=guarded(start_build),
            args=(desk, True, by),
        )
        with st.popover(
            "Go back to the build before", icon=":material/undo:", disabled=len(builds) < 2, key="library.back"
        ):
            st.write("Searches use the build before from then on. The present one is kept: going back twice undoes it.")
            st.button("Go back", key="library.rollback", type="primary", on_click=guarded(_roll_back), args=(desk,))


def _verify(desk: Workbench, build_id: str, by: str) -> None:
    desk.background.verify(build_id, by=by)
    say_done("The proof has begun.")


def _roll_back(desk: Workbench) -> None:
    build = desk.index.rollback()
    say_done(f"The build of {build.created_at:%Y-%m-%d %H:%M} UTC is in use again.")


def _size(count: int) -> str:
    size = float(count)
    for unit in ("bytes", "kB", "MB"):
        if size < 1000:
            return f"{size:,.0f} {unit}"
        size /= 1000
    return f"{size:,.1f} GB"
