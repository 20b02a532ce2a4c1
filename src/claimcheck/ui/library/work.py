"""Work in the background, live: what runs, how far it is, what came of it; the same in every session."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import streamlit as st

from claimcheck.ui import place
from claimcheck.ui.components.record_table import Tone
from claimcheck.ui.keys import Key, key_button
from claimcheck.ui.safe import label, one_line
from claimcheck.ui.trouble import errors_shown, guarded, say_done, show_what_happened
from claimcheck.workbench.background import Job, JobState

if TYPE_CHECKING:
    from claimcheck.domain import IndexStatus, Rejected
    from claimcheck.workbench import Workbench

_DISMISSED = "claimcheck.library.dismissed"
_STILL_NEWS = timedelta(minutes=30)
_LISTED = 100
_LOOK_S, _LOOK_IDLE_S = 1.0, 4.0

Pulse = tuple[object, ...]


def index_in_short(desk: Workbench, status: IndexStatus | None) -> None:
    """How corpus and index stand to each other, and the button that brings them together."""
    busy = desk.browsing.index_pulse()[1] is not None or any(
        job.running and job.builds for job in desk.background.jobs()
    )
    with st.container(horizontal=True, vertical_alignment="center", width="content"):
        for words, colour in _facts(status):
            if colour:
                st.badge(words, color=colour)
            else:
                st.markdown(words, width="content")
        waiting = status is not None and bool(status.documents) and bool(status.not_indexed or status.build is None)
        key_button(
            "Build the index" if status is not None and status.build is None else "Bring up to date",
            Key.BUILD,
            id="library.build",
            icon=":material/sync:",
            kind="primary" if waiting and not busy else "secondary",
            disabled=busy or status is None or not status.documents,
            help="Make the index know every document of the corpus.",
            on_click=guarded(start_build),
            args=(desk, False, place.reviewer(desk) or ""),
        )


def live_work(desk: Workbench) -> None:
    """The work that runs and what came of the last; looks again by itself.

    When something begins or ends, here, in another session or on a command line, the whole page is drawn anew.
    """
    pulse = _pulse(desk)
    busy = pulse[1] is not None or any(job.running for job in desk.background.jobs())

    def live() -> None:
        with errors_shown():
            if _pulse(desk) != pulse:
                st.rerun()
            _work(desk, building_pid=pulse[1])

    st.fragment(live, run_every=_LOOK_S if busy else _LOOK_IDLE_S, key="library.live")()


def start_build(desk: Workbench, full: bool, by: str) -> None:
    """Begin a build; a callback."""
    desk.background.build(full=full, by=by)
    say_done("The build has begun. You can leave this page; searching goes on with the build in use.")


def show_job(desk: Workbench, job: Job, *, where: str) -> None:
    """What came of a job that has ended, with everything that was refused and why; ``where`` tells two places apart."""
    icon, colour = _LOOKS[job.state]
    words = f"**{label(job.title, 70)}**"
    if job.outcome:
        words += f" · {label(job.outcome, 300)}"
    if job.error:
        words += f" · {label(job.error, 400)}" + (f" ({label(job.hint, 300)})" if job.hint else "")
    if job.state is JobState.LOST:
        words += " · its process was killed, or the machine went down; start it again, it goes on where it stopped"
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.badge(_STATE_WORDS[job.state], icon=icon, color=colour)
        st.markdown(words, width="stretch")
        _details(desk, job, where)
        st.caption(f"{label(job.by, 40)}, {_ago(job.ended_at or job.started_at)}", width="content")


def _details(desk: Workbench, job: Job, where: str) -> None:
    if not job.refused and "is not intact" not in job.outcome:
        return
    report = desk.background.report(job.id)
    if report is None:
        return
    if report.imported is not None and report.imported.rejected:
        with st.popover(f"{report.imported.rejected_count:,} refused: why", key=f"library.refused.{where}.{job.id}"):
            _refused(report.imported.rejected, report.imported.rejected_count, f"{where}.{job.id}")
    if report.proved is not None and report.proved.problems:
        with st.popover("What does not fit", key=f"library.problems.{where}.{job.id}"):
            st.markdown("\n".join(f"- {label(problem, 300)}" for problem in report.proved.problems[:_LISTED]))
            st.write("Go back to the build before, or rebuild everything.")


def _work(desk: Workbench, *, building_pid: object) -> None:
    jobs = desk.background.jobs()
    running = [job for job in jobs if job.running]
    show_what_happened()
    for job in running:
        _progress(desk, job)
    if building_pid is not None and not running:
        st.info(
            f"Process {building_pid} is building the index, started outside these pages. "
            "The new build is used here as soon as it is done.",
            icon=":material/sync:",
        )
    dismissed = st.session_state.setdefault(_DISMISSED, set())
    news = [job for job in jobs if not job.running and job.id not in dismissed]
    for job in [job for job in news if datetime.now(UTC) - (job.ended_at or job.started_at) < _STILL_NEWS][:1]:
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key="library-news"):
            with st.container(width="stretch"):
                show_job(desk, job, where="news")
            st.button(
                "Dismiss",
                key=f"library.dismiss.{job.id}",
                type="tertiary",
                icon=":material/close:",
                on_click=dismissed.add,
                args=(job.id,),
            )


def _facts(status: IndexStatus | None) -> list[tuple[str, Tone | None]]:
    if status is None:
        return [("The index cannot be read", "red")]
    facts: list[tuple[str, Tone | None]] = [
        (f"**{status.documents:,}** {'document' if status.documents == 1 else 'documents'}", None)
    ]
    if status.build is None:
        facts.append(("no index yet", "orange" if status.documents else "gray"))
        return facts
    facts.append((f"**{status.build.passages:,}** passages in the index", None))
    if status.not_indexed:
        documents = "document" if status.not_indexed == 1 else "documents"
        facts.append((f"{status.not_indexed:,} {documents} not indexed yet", "orange"))
    else:
        facts.append(("index up to date", "green"))
    if status.removed_since:
        facts.append((f"{status.removed_since:,} removed since, left out of every search", "gray"))
    return facts


def _progress(desk: Workbench, job: Job) -> None:
    with st.container(border=True, gap="small", key=f"library-job-{job.id}"):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            with st.container(horizontal=True, vertical_alignment="center", width="content"):
                st.markdown(f"**{label(job.title, 90)}**")
                st.caption(f"{label(job.by, 60)}, {_ago(job.started_at)}")
            st.button(
                "Stopping…" if job.stopping else "Stop",
                key=f"library.stop.{job.id}",
                icon=":material/stop:",
                disabled=job.stopping,
                help="It ends after the batch it is at; what is finished is kept.",
                on_click=guarded(desk.background.stop),
                args=(job.id,),
            )
        part = min(job.done / job.total, 1.0) if job.total else 0.0
        st.progress(part, text=label(_how_far(job), 200))


def _how_far(job: Job) -> str:
    words = job.stage or "starting"
    if job.total:
        words += f": {job.done:,} of {job.total:,} {job.unit}{'' if job.total == 1 or not job.unit else 's'}"
    elif job.done:
        words += f": {job.done:,} {job.unit}s"
    seconds = (datetime.now(UTC) - job.stage_began).total_seconds() if job.stage_began else 0.0
    if job.total and 0 < job.done < job.total and seconds > 3:
        left = seconds * (job.total - job.done) / job.done
        words += f", {job.done / seconds:,.0f}/s, about {_duration(left)} left"
    return words


def _refused(rejected: tuple[Rejected, ...], count: int, key: str) -> None:
    st.markdown("\n".join(f"- **{label(item.where, 140)}**: {label(item.reason, 260)}" for item in rejected[:_LISTED]))
    if count > _LISTED:
        st.caption(f"The first {_LISTED} of {count:,}.")
    lines = "\n".join(f"{one_line(item.where, 400)}\t{one_line(item.reason, 400)}" for item in rejected)
    st.download_button(
        "Save the list",
        data=lines.encode(),
        file_name="refused.txt",
        mime="text/plain",
        key=f"library.refused.save.{key}",
        icon=":material/download:",
        on_click="ignore",
    )


def _pulse(desk: Workbench) -> Pulse:
    build, pid = desk.browsing.index_pulse()
    return (build, pid, *((job.id, job.state, job.stopping) for job in desk.background.jobs()))


def _ago(at: datetime) -> str:
    seconds = max((datetime.now(UTC) - at).total_seconds(), 0)
    if seconds < 90:
        return "just now"
    if seconds < 24 * 3600:
        return f"{_duration(seconds)} ago"
    return f"{at:%Y-%m-%d}"


def _duration(seconds: float) -> str:
    if seconds < 60:
        return f"{max(seconds, 1):.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


_STATE_WORDS = {
    JobState.RUNNING: "running",
    JobState.DONE: "done",
    JobState.STOPPED: "stopped",
    JobState.FAILED: "failed",
    JobState.LOST: "cut off",
}
_LOOKS: dict[JobState, tuple[str, Tone]] = {
    JobState.RUNNING: (":material/sync:", "blue"),
    JobState.DONE: (":material/check:", "green"),
    JobState.STOPPED: (":material/stop:", "gray"),
    JobState.FAILED: (":material/error:", "red"),
    JobState.LOST: (":material/power_off:", "orange"),
}
