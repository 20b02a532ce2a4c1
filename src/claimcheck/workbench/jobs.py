"""What a job in the background is, what it was asked to do, and the folder that says how far it is.

Every job has a folder of its own below ``index/jobs``: derived, safe to delete. Who runs the job holds a lock on a file
there, so a job whose process died is known as such whatever its last report says.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from claimcheck.corpus.columns import ColumnNames
from claimcheck.corpus.documents import GivenMetadata
from claimcheck.domain import BuildReport, ImportReport, VerifyReport
from claimcheck.storage.files import file_errors

T = TypeVar("T")

_REQUEST, _STATE, _REPORT, _STOP, _LOCK, _LOG, _FILES = (
    "request.json",
    "state.json",
    "report.json",
    "stop",
    "lock",
    "log",
    "files",
)


class JobState(StrEnum):
    """Where a job stands."""

    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    """A person asked it to stop; what was finished is kept."""
    FAILED = "failed"
    LOST = "lost"
    """Its process ended without a word: killed, or the machine went down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One thing to add: a path on this machine, a file that came through the browser, or a web address."""

    name: str
    """What the person calls it; never used as a path."""
    path: Path | None = None
    url: str | None = None
    columns: ColumnNames = field(default_factory=ColumnNames)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a job is to do: add sources, then build if asked; or build; or prove a build."""

    sources: tuple[Source, ...] = ()
    earlier: bool = False
    """Whether the sources are earlier fact-checks instead of evidence."""
    given: GivenMetadata = field(default_factory=GivenMetadata)
    build: bool = False
    full: bool = False
    verify: str | None = None
    """Id of the build to prove."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A job as a page shows it."""

    id: str
    title: str
    """In the program's own words, names of files aside."""
    by: str
    started_at: datetime
    builds: bool = False
    """Whether making a build is what it is for."""
    state: JobState = JobState.RUNNING
    stage: str = ""
    unit: str = ""
    done: int = 0
    total: int | None = None
    stage_began: datetime | None = None
    ended_at: datetime | None = None
    outcome: str = ""
    """What came of it, in one sentence."""
    error: str | None = None
    hint: str | None = None
    refused: int = 0
    stopping: bool = False

    @property
    def running(self) -> bool:
        """Whether it is still at work."""
        return self.state is JobState.RUNNING


@dataclass(frozen=True, slots=True, kw_only=True)
class JobReport:
    """What a job found out, at length."""

    imported: ImportReport | None = None
    built: BuildReport | None = None
    proved: VerifyReport | None = None


class JobFolder:
    """The files of one job.

    Args:
        path: the folder; made when a job begins.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def log(self) -> Path:
        """What the process printed; empty unless something broke."""
        return self.path / _LOG

    @property
    def files(self) -> Path:
        """Where files that came through the browser lie, under numbers."""
        return self.path / _FILES

    def begin(self, job: Job, request: Request) -> int:
        """Write what is to be done and return the handle of the lock, for the process that does it."""
        with file_errors(self.path):
            self.path.mkdir(parents=True, exist_ok=True)
            handle = os.open(self.path / _LOCK, os.O_RDWR | os.O_CREAT, 0o644)
            fcntl.flock(handle, fcntl.LOCK_EX)
        self._write(_REQUEST, Request, request)
        self.report_state(job)
        return handle

    def request(self) -> Request:
        """What is to be done."""
        return _read(self.path / _REQUEST, Request)

    def job(self) -> Job | None:
        """How far it is; None where the folder holds no job (it was just removed, say)."""
        from dataclasses import replace

        try:
            job = _read(self.path / _STATE, Job)
        except (OSError, ValueError):
            return None
        if job.running and not self._is_held():
            again = _read(self.path / _STATE, Job)  # it may have ended between the two looks
            return replace(again, state=JobState.LOST) if again.running else again
        return replace(job, stopping=job.running and (self.path / _STOP).exists())

    def report_state(self, job: Job) -> None:
        """Say how far it is; a reader sees the old or the new report, nothing between."""
        self._write(_STATE, Job, job)

    def report(self) -> JobReport | None:
        """What it found out, once it has."""
        try:
            return _read(self.path / _REPORT, JobReport)
        except (OSError, ValueError):
            return None

    def write_report(self, report: JobReport) -> None:
        """Keep what it found out."""
        self._write(_REPORT, JobReport, report)

    def ask_to_stop(self) -> None:
        """Ask it to end after the batch it is at."""
        with file_errors(self.path):
            (self.path / _STOP).touch()

    def asked_to_stop(self) -> bool:
        """Whether somebody did."""
        return (self.path / _STOP).exists()

    def clear_files(self) -> None:
        """Remove the files that came through the browser; what is worth keeping is kept in ``data``."""
        shutil.rmtree(self.files, ignore_errors=True)

    def remove(self) -> None:
        """Forget the job."""
        shutil.rmtree(self.path, ignore_errors=True)

    def _write(self, name: str, kind: type[T], value: T) -> None:
        beside = self.path / f".{name}"
        with file_errors(self.path):
            beside.write_bytes(_adapter(kind).dump_json(value))
            beside.replace(self.path / name)

    def _is_held(self) -> bool:
        try:
            handle = os.open(self.path / _LOCK, os.O_RDONLY)
        except OSError:
            return False
        try:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(handle)
        return False


def _read(path: Path, kind: type[T]) -> T:
    value: T = _adapter(kind).validate_json(path.read_bytes())
    return value


def _adapter(kind: type[Any]) -> Any:
    if kind not in _ADAPTERS:
        from pydantic import TypeAdapter

        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


_ADAPTERS: dict[type[Any], Any] = {}
