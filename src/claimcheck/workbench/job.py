"""The process of one background job: ``python -m claimcheck.workbench.job WORKSPACE JOB``."""

from __future__ import annotations

import os
import signal
import sys
import time
import traceback
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from claimcheck.domain import BuildReport, EarlierImportReport, ImportReport, Rejected, VerifyReport
from claimcheck.errors import BuildInProgressError, ClaimcheckError, InputError, SearchIndexError
from claimcheck.workbench import Workbench
from claimcheck.workbench.jobs import Job, JobFolder, JobReport, JobState, Request, Source

if TYPE_CHECKING:
    from claimcheck.corpus.documents import GivenMetadata

_SECONDS_BETWEEN_REPORTS = 0.25
_GENTLE = 10
"""How far the process steps back for those that answer people."""
_LISTED = 1000
_NOTHING = ImportReport(added=0, already_known=0, reprints=0, rejected=(), rejected_count=0, document_ids=())


def run(root: Path, job_id: str) -> None:
    """Do what a job was asked to, and report until its end, whatever that is."""
    folder = JobFolder(root / "index" / "jobs" / job_id)
    job = folder.job()
    if job is None:
        return
    work = _Work(root, folder, job)
    try:
        work.run(folder.request())
    except BaseException as error:
        work.failed(error)
        if not isinstance(error, ClaimcheckError):
            raise
    finally:
        folder.clear_files()


class _Work:
    """A job under way; also the `Progress` that its parts report to."""

    def __init__(self, root: Path, folder: JobFolder, job: Job) -> None:
        self._folder = folder
        self._job = job
        self._desk = Workbench.open(root)
        self._names: dict[str, str] = {}
        self._report = JobReport()
        self._terminated = False
        self._said = 0.0
        signal.signal(signal.SIGTERM, self._terminate)

    def run(self, request: Request) -> None:
        outcome: list[str] = []
        if request.earlier:
            outcome.append(self._add_earlier(request.sources, request.given.publisher))
        elif request.sources:
            report = self._add(request.sources, request.given)
            self._keep(replace(self._report, imported=report))
            outcome.append(_import_in_words(report))
        if request.build and not self._stop():
            outcome.append(self._build(request))
        if request.verify:
            proved = self._verify(request.verify)
            self._keep(replace(self._report, proved=proved))
            outcome.append(_proof_in_words(proved))
        imported = self._report.imported
        self._say(
            state=JobState.STOPPED if self._stop() else JobState.DONE,
            ended_at=datetime.now(UTC),
            outcome="; ".join(outcome),
            refused=imported.rejected_count if imported else 0,
        )

    def failed(self, error: BaseException) -> None:
        """Report why it ended early; what was finished is kept."""
        stopped = self._stop() and isinstance(error, SearchIndexError)
        known = isinstance(error, ClaimcheckError)
        if not known:
            traceback.print_exc()
        imported = self._report.imported
        self._say(
            state=JobState.STOPPED if stopped else JobState.FAILED,
            ended_at=datetime.now(UTC),
            outcome=_import_in_words(imported) if imported else "",
            refused=imported.rejected_count if imported else 0,
            error=None if stopped else error.message if isinstance(error, ClaimcheckError) else "Something broke",
            hint=error.hint if isinstance(error, ClaimcheckError) else f"the details are in {self._folder.log}",
        )

    def start(self, task: str, total: int | None, unit: str) -> None:
        """A stage begins."""
        for path, name in self._names.items():
            task = task.replace(Path(path).name, name)
        self._say(stage=task, total=total, unit=unit, done=0, stage_began=datetime.now(UTC))

    def advance(self, done: int) -> None:
        """So much more of it is done; written down now and then."""
        self._job = replace(self._job, done=self._job.done + done)
        if time.monotonic() - self._said >= _SECONDS_BETWEEN_REPORTS:
            self._say()

    def finish(self) -> None:
        """The stage is through."""
        self._say()

    def _add(self, sources: tuple[Source, ...], given: GivenMetadata) -> ImportReport:
        self._names = {str(source.path): source.name for source in sources if self._is_upload(source)}
        singles = [source for source in sources if self._is_single(source)]
        total = _NOTHING
        if singles:
            self.start("reading", len(singles), "document")
        for source in [*singles, *(source for source in sources if not self._is_single(source))]:
            if self._stop():
                break
            try:
                report = self._add_one(source, given)
            except InputError as error:
                reason = f"{error.message} ({error.hint})" if error.hint else error.message
                refused = Rejected(where=source.name, reason=reason)
                report = replace(_NOTHING, rejected=(refused,), rejected_count=1)
            total = _together(total, self._with_names(report))
            if source in singles:
                self.advance(1)
        return total

    def _add_one(self, source: Source, given: GivenMetadata) -> ImportReport:
        if not self._is_single(source):
            paths = [source.path] if source.path is not None else []
            return self._desk.library.add(paths, columns=source.columns, given=given, progress=self, stop=self._stop)
        before = datetime.now(UTC)
        if source.path is None:
            document = self._desk.sourcing.add_url(source.url or "", given=given)
        else:
            document = self._desk.sourcing.add_bytes(source.path.read_bytes(), name=source.name, given=given)
        new = document.added_at >= before
        return replace(_NOTHING, added=int(new), already_known=int(not new), document_ids=(document.id,))

    def _add_earlier(self, sources: tuple[Source, ...], publisher: str | None) -> str:
        """Bring in earlier fact-checks; the report counts them like documents."""
        self._names = {str(source.path): source.name for source in sources if source.path is not None}
        given = [source.url or str(source.path) for source in sources]
        try:
            report = self._desk.earlier.add(given, publisher=publisher, progress=self, stop=self._stop)
        except InputError as error:
            raise InputError(self._named(error.message), error.hint) from error
        imported = replace(
            _NOTHING,
            added=report.added,
            already_known=report.already_known,
            rejected=report.rejected,
            rejected_count=report.rejected_count,
        )
        self._keep(replace(self._report, imported=self._with_names(imported)))
        return _earlier_in_words(report)

    def _build(self, request: Request) -> str:
        try:
            report = self._desk.index.build(full=request.full, progress=self, stop=self._stop)
        except BuildInProgressError:
            if not request.sources:
                raise
            return "the index is being built by somebody else; bring it up to date after that"
        self._keep(replace(self._report, built=report))
        return _build_in_words(report)

    def _verify(self, build_id: str) -> VerifyReport:
        self.start("reading every file of the build", None, "")
        return self._desk.index.verify(build_id)

    def _keep(self, report: JobReport) -> None:
        self._report = report
        self._folder.write_report(report)

    def _is_single(self, source: Source) -> bool:
        """Whether it is one document that comes with its bytes: a page, or an upload that is no table."""
        return source.url is not None or (
            self._is_upload(source) and source.path is not None and not source.path.suffix
        )

    def _is_upload(self, source: Source) -> bool:
        return source.path is not None and source.path.is_relative_to(self._folder.files)

    def _with_names(self, report: ImportReport) -> ImportReport:
        """The report with the names people know instead of the numbers under which uploads lie."""
        rejected = [
            Rejected(where=self._named(item.where), reason=self._named(item.reason)) for item in report.rejected
        ]
        return replace(report, rejected=tuple(rejected))

    def _named(self, words: str) -> str:
        for path, name in self._names.items():
            words = words.replace(path, name)
        return words

    def _say(self, **changes: object) -> None:
        self._job = replace(self._job, **changes)  # type: ignore[arg-type]  # fields of Job
        self._folder.report_state(self._job)
        self._said = time.monotonic()

    def _stop(self) -> bool:
        return self._terminated or self._folder.asked_to_stop()

    def _terminate(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002 - a signal handler's signature
        self._terminated = True


def _together(one: ImportReport, other: ImportReport) -> ImportReport:
    return ImportReport(
        added=one.added + other.added,
        already_known=one.already_known + other.already_known,
        reprints=one.reprints + other.reprints,
        rejected=(*one.rejected, *other.rejected)[:_LISTED],
        rejected_count=one.rejected_count + other.rejected_count,
        document_ids=(*one.document_ids, *other.document_ids)[:_LISTED],
    )


def _import_in_words(report: ImportReport) -> str:
    words = [f"{report.added:,} {_many(report.added, 'document')} added"]
    if report.already_known:
        words.append(f"{report.already_known:,} known already")
    if report.reprints:
        words.append(f"{report.reprints:,} of them {'a reprint' if report.reprints == 1 else 'reprints'}")
    if report.rejected_count:
        words.append(f"{report.rejected_count:,} refused")
    return ", ".join(words)


def _earlier_in_words(report: EarlierImportReport) -> str:
    words = [f"{report.added:,} {_many(report.added, 'fact-check')} added"]
    if report.updated:
        words.append(f"{report.updated:,} brought up to date")
    if report.already_known:
        words.append(f"{report.already_known:,} known already")
    if report.rejected_count:
        words.append(f"{report.rejected_count:,} refused")
    return ", ".join(words)


def _build_in_words(report: BuildReport) -> str:
    if not report.created:
        return "the index was up to date already"
    build = report.build
    return (
        f"the index holds {build.passages:,} {_many(build.passages, 'passage')} of "
        f"{build.documents:,} {_many(build.documents, 'document')}; {report.embedded:,} were new, "
        f"{report.seconds:,.0f} s"
    )


def _proof_in_words(report: VerifyReport) -> str:
    if report.intact:
        return f"build {report.build} is intact: {report.files:,} files, {report.passages:,} passages"
    return f"build {report.build} is not intact: {len(report.problems):,} {_many(len(report.problems), 'problem')}"


def _many(count: int, noun: str) -> str:
    return noun if count == 1 else f"{noun}s"


if __name__ == "__main__":
    os.nice(_GENTLE)
    run(Path(sys.argv[1]), sys.argv[2])
