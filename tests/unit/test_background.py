from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from claimcheck.corpus.columns import ColumnNames
from claimcheck.corpus.documents import GivenMetadata
from claimcheck.domain import ImportReport
from claimcheck.errors import BuildInProgressError, NotFoundError, UsageError
from claimcheck.index.folder import IndexFolder
from claimcheck.workbench import Workbench
from claimcheck.workbench.background import Job, JobState, Source, Upload
from claimcheck.workbench.jobs import JobFolder, Request
from claimcheck.workspace import Workspace
from conftest import SAMPLE

pytestmark = [pytest.mark.process, pytest.mark.slow]


@pytest.fixture
def desk(workspace: Workspace) -> Workbench:
    return Workbench.open(workspace.root)


def until(condition: Callable[[], bool], patience_s: float = 120) -> None:
    deadline = time.monotonic() + patience_s
    while not condition():
        assert time.monotonic() < deadline, "waited too long"
        threading.Event().wait(0.05)


def ended(desk: Workbench, job: Job) -> Job:
    until(lambda: not now(desk, job).running)
    return now(desk, job)


def now(desk: Workbench, job: Job) -> Job:
    return next(known for known in desk.background.jobs() if known.id == job.id)


def imported(desk: Workbench, job: Job) -> ImportReport:
    report = desk.background.report(job.id)
    assert report is not None
    assert report.imported is not None
    return report.imported


def test_uploads_with_hostile_names_become_documents_and_what_cannot_be_read_is_named(desk: Workbench) -> None:
    names = ["../../../evil <img src=x>.txt", "/etc/passwd", "broken.pdf", "rows.csv"]
    contents = [
        b"A note about the harbour and its ferries.",
        b"Another note, whose name is a path.",
        b"%PDF-1.7 nothing behind it",
        b"title;words\nFirst;The ferry left at noon.\nSecond\n",
    ]
    uploads = [
        Upload(
            name=name,
            content=content,
            columns=ColumnNames(text="words", title="title") if name.endswith(".csv") else None,
        )
        for name, content in zip(names, contents, strict=True)
    ]
    before = {path for path in desk.workspace.root.parent.rglob("*") if desk.workspace.root not in path.parents}
    job = desk.background.add(
        uploads=uploads, given=GivenMetadata(publisher="Sample Wire"), then_build=False, by="Ada Sample"
    )
    job = ended(desk, job)
    assert (job.state, job.refused) == (JobState.DONE, 2)
    report = imported(desk, job)
    assert report.added == 3
    assert [item.where for item in report.rejected] == ["broken.pdf", "rows.csv line 3"]
    assert {document.publisher for document in desk.library.list()} == {"Sample Wire"}
    after = {path for path in desk.workspace.root.parent.rglob("*") if desk.workspace.root not in path.parents}
    assert after == before
    folder = JobFolder(desk.workspace.index / "jobs" / job.id)
    assert not folder.files.exists()
    assert folder.log.read_text() == ""


def test_sources_can_be_indexed_at_once_and_adding_them_again_adds_nothing(desk: Workbench) -> None:
    source = Source(name="the sample", path=SAMPLE / "corpus.jsonl")
    job = desk.background.add(paths=[source], given=GivenMetadata(), then_build=True, by="Ada Sample")
    job = ended(desk, job)
    assert job.state is JobState.DONE, job
    assert desk.index.status().not_indexed == 0
    assert "passages" in job.outcome

    again = ended(desk, desk.background.add(paths=[source], given=GivenMetadata(), then_build=False, by="Ben"))
    assert imported(desk, again).added == 0
    assert [known.by for known in desk.background.jobs()] == ["Ben", "Ada Sample"]

    proof = ended(desk, desk.background.verify(desk.index.list()[0].id, by="Ada Sample"))
    assert "is intact" in proof.outcome
    desk.background.forget(proof.id)
    with pytest.raises(NotFoundError):
        desk.background.report(proof.id)


def test_a_build_that_cannot_be_made_says_why_and_what_to_do(desk: Workbench) -> None:
    job = ended(desk, desk.background.build(by="Ada Sample"))
    assert job.state is JobState.FAILED
    assert job.error
    assert job.hint


def test_a_second_build_is_refused_at_once(desk: Workbench) -> None:
    with IndexFolder(desk.workspace.index).building(), pytest.raises(BuildInProgressError):
        desk.background.build(by="Ada Sample")


def test_nothing_to_add_is_an_error(desk: Workbench) -> None:
    with pytest.raises(UsageError):
        desk.background.add(given=GivenMetadata(), then_build=False, by="Ada Sample")
    assert desk.background.jobs() == []


def test_a_job_whose_process_is_killed_is_known_as_cut_off_and_goes_on_when_started_again(
    desk: Workbench, tmp_path: Path
) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    for number in range(1500):
        (folder / f"{number}.txt").write_text(f"Note {number} about the ferry. It left at noon on day {number}.")
    job = desk.background.add(
        paths=[Source(name=str(folder), path=folder)], given=GivenMetadata(), then_build=False, by="Ada Sample"
    )
    until(lambda: now(desk, job).done > 0 or not now(desk, job).running)
    os.kill(process_of(job), signal.SIGKILL)
    assert ended(desk, job).state is JobState.LOST
    part = desk.library.stats().documents
    again = desk.background.add(
        paths=[Source(name=str(folder), path=folder)], given=GivenMetadata(), then_build=False, by="Ada Sample"
    )
    assert ended(desk, again).state is JobState.DONE
    assert desk.library.stats().documents == 1500
    assert imported(desk, again).already_known == part


def test_a_job_that_is_asked_to_stop_keeps_what_is_finished(desk: Workbench, tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    for number in range(1500):
        (folder / f"{number}.txt").write_text(f"Note {number} about the ferry. It left at noon on day {number}.")
    job = desk.background.add(
        paths=[Source(name=str(folder), path=folder)], given=GivenMetadata(), then_build=True, by="Ada Sample"
    )
    until(lambda: now(desk, job).done > 0 or not now(desk, job).running)
    desk.background.stop(job.id)
    stopped = ended(desk, job)
    assert stopped.state is JobState.STOPPED
    assert 0 < desk.library.stats().documents < 1500
    assert desk.index.status().build is None


def test_a_job_is_found_by_a_workbench_opened_later(desk: Workbench, workspace: Workspace) -> None:
    job = desk.background.add(
        uploads=[Upload(name="a.txt", content=b"The ferry left at noon.")],
        given=GivenMetadata(),
        then_build=False,
        by="Ada Sample",
    )
    other = Workbench.open(workspace.root)
    assert [known.id for known in other.background.jobs()] == [job.id]
    assert ended(other, job).state is JobState.DONE


def test_a_folder_that_holds_no_job_is_passed_over(desk: Workbench) -> None:
    (desk.workspace.index / "jobs" / "stray").mkdir(parents=True)
    assert desk.background.jobs() == []
    subprocess.run(
        [sys.executable, "-m", "claimcheck.workbench.job", str(desk.workspace.root), "stray"], check=True, timeout=60
    )


def test_a_request_survives_being_written_down(tmp_path: Path) -> None:
    from datetime import UTC, date, datetime

    folder = JobFolder(tmp_path / "job")
    request = Request(
        sources=(Source(name="x\u202e<b>", path=Path("/😀"), columns=ColumnNames(text="a|b")),),
        given=GivenMetadata(published=date(2025, 5, 16), language="en"),
        build=True,
    )
    job = Job(id="job", title="Add x", by="Ada", started_at=datetime.now(UTC))
    handle = folder.begin(job, request)
    try:
        assert folder.request() == request
        assert folder.job() == job
        folder.ask_to_stop()
        stopping = folder.job()
        assert stopping is not None
        assert stopping.stopping
    finally:
        os.close(handle)
    lost = folder.job()
    assert lost is not None
    assert lost.state is JobState.LOST


def process_of(job: Job) -> int:
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = path.read_bytes().split(b"\0")
        except OSError:
            continue
        if job.id.encode() in words:
            return int(path.parent.name)
    raise AssertionError("no process runs this job")
