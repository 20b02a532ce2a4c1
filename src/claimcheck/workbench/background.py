"""Long work in a process of its own: it blocks nobody, and is found again after a reload or a restart of the server."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.errors import BuildInProgressError, NotFoundError, UsageError
from claimcheck.workbench.jobs import Job, JobFolder, JobReport, JobState, Request, Source

if TYPE_CHECKING:
    from claimcheck.corpus.columns import ColumnNames
    from claimcheck.corpus.documents import GivenMetadata
    from claimcheck.workbench.resources import Resources

__all__ = ["Background", "Job", "JobReport", "JobState", "Source", "Upload"]

_KEPT = 20
"""Jobs that have ended and are still listed."""
_LONGEST_NAME = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file that came through the browser, in memory."""

    name: str
    content: bytes | memoryview
    columns: ColumnNames | None = None


class Background:
    """Jobs of one workspace, whichever session or server started them."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources
        self._folder = resources.workspace.index / "jobs"

    def jobs(self) -> list[Job]:
        """Jobs that run, and the last ones that ended; newest first."""
        found = (JobFolder(path).job() for path in self._paths())
        return [job for job in found if job is not None]

    def report(self, job_id: str) -> JobReport | None:
        """What a job found out at length; None while it has not."""
        return self._of(job_id).report()

    def build(self, *, full: bool = False, by: str) -> Job:
        """Bring the index up to date, or make it anew.

        Raises:
            BuildInProgressError: a build is being made already, here or on a command line.
        """
        pid = self._resources.index_folder.building_pid()
        if pid is not None:
            raise BuildInProgressError(f"process {pid} is building the index already", "wait until it is done")
        title = "Rebuild the whole index" if full else "Bring the index up to date"
        return self._start(title, by, Request(build=True, full=full))

    def verify(self, build_id: str, *, by: str) -> Job:
        """Prove a build, file by file."""
        return self._start("Prove the build in use", by, Request(verify=build_id))

    def add(
        self,
        *,
        paths: Sequence[Source] = (),
        uploads: Sequence[Upload] = (),
        given: GivenMetadata,
        then_build: bool,
        by: str,
    ) -> Job:
        """Bring sources into the corpus: what lies on this machine, what was uploaded, what is on the web.

        Args:
            paths: paths and web addresses.
            uploads: files from the browser; kept aside under numbers until they are read.
            given: metadata for items that name none.
            then_build: bring the index up to date afterwards.
            by: who asks.

        Raises:
            UsageError: nothing to add.
            DiskFullError: no space left for the uploads.
        """
        names = [source.name for source in paths] + [upload.name for upload in uploads]
        if not names:
            raise UsageError("nothing to add", "choose files, or name a path or a web address")
        title = f"Add {names[0][:_LONGEST_NAME]}" if len(names) == 1 else f"Add {len(names):,} sources"
        folder = JobFolder(self._folder / _new_id())
        kept = tuple(_kept_aside(folder, number, upload) for number, upload in enumerate(uploads))
        return self._start(title, by, Request(sources=(*paths, *kept), given=given, build=then_build), folder)

    def add_earlier(
        self, *, addresses: Sequence[str] = (), uploads: Sequence[Upload] = (), publisher: str | None = None, by: str
    ) -> Job:
        """Bring in fact-checks of others: files from the browser, and what is on the web.

        Args:
            addresses: pages and feeds.
            uploads: pages, feeds and tables; kept aside under numbers until they are read.
            publisher: whose they are, where they do not say.
            by: who asks.

        Raises:
            UsageError: nothing to add.
            DiskFullError: no space left for the uploads.
        """
        from claimcheck.corpus.documents import GivenMetadata

        names = [*addresses, *(upload.name for upload in uploads)]
        if not names:
            raise UsageError("nothing to add", "choose files, or name a web address")
        what = names[0][:_LONGEST_NAME] if len(names) == 1 else f"{len(names):,} sources"
        folder = JobFolder(self._folder / _new_id())
        pages = [Source(name=address[:_LONGEST_NAME], url=address) for address in addresses]
        kept = [_kept_aside(folder, number, upload) for number, upload in enumerate(uploads)]
        request = Request(sources=(*pages, *kept), earlier=True, given=GivenMetadata(publisher=publisher))
        return self._start(f"Earlier checks from {what}", by, request, folder)

    def stop(self, job_id: str) -> None:
        """Ask a job to end after the batch it is at; what is finished is kept.

        Raises:
            NotFoundError: no such job.
        """
        self._of(job_id).ask_to_stop()

    def forget(self, job_id: str) -> None:
        """Take a job that has ended off the list."""
        folder = self._of(job_id)
        job = folder.job()
        if job is None or not job.running:
            folder.remove()

    def _start(self, title: str, by: str, request: Request, folder: JobFolder | None = None) -> Job:
        folder = folder or JobFolder(self._folder / _new_id())
        job = Job(
            id=folder.path.name,
            title=title,
            by=by,
            started_at=datetime.now(UTC),
            stage="starting",
            builds=request.build and not request.sources,
        )
        root = str(self._resources.workspace.root.resolve())
        handle = folder.begin(job, request)
        try:
            with folder.log.open("ab") as log:
                process = subprocess.Popen(  # noqa: S603 - this program itself
                    [sys.executable, "-m", "claimcheck.workbench.job", root, job.id],
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    pass_fds=(handle,),  # the lock ends with the process, however that ends
                    start_new_session=True,  # Ctrl+C at the server is not meant for it
                )
        finally:
            os.close(handle)
        threading.Thread(target=process.wait, daemon=True, name=f"job {job.id}").start()  # leaves no zombie
        self._forget_old()
        return job

    def _forget_old(self) -> None:
        ended = [path for path in self._paths() if (job := JobFolder(path).job()) is None or not job.running]
        for path in ended[_KEPT:]:
            JobFolder(path).remove()

    def _paths(self) -> list[Path]:
        try:
            return sorted((path for path in self._folder.iterdir() if path.is_dir()), reverse=True)
        except FileNotFoundError:
            return []

    def _of(self, job_id: str) -> JobFolder:
        known = {path.name: path for path in self._paths()}
        if job_id not in known:
            raise NotFoundError("this job is not listed any more", "look at the list again")
        return JobFolder(known[job_id])


def _new_id() -> str:
    """Ordered by time; a name for a folder."""
    return f"{datetime.now(UTC):%Y%m%d%H%M%S%f}-{secrets.token_hex(3)}"


def _kept_aside(folder: JobFolder, number: int, upload: Upload) -> Source:
    from claimcheck.corpus.columns import ColumnNames
    from claimcheck.corpus.originals import TABLE_SUFFIXES
    from claimcheck.storage.files import file_errors

    suffix = Path(upload.name).suffix.lower()
    path = folder.files / f"{number}{suffix if suffix in TABLE_SUFFIXES else ''}"
    with file_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(upload.content)
    return Source(name=upload.name[:_LONGEST_NAME], path=path, columns=upload.columns or ColumnNames())
