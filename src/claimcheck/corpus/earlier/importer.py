"""Bringing fact-checks of others in, from pages, feeds and tables, in batches that are kept or not kept as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.corpus.earlier.checks import check_of_review
from claimcheck.corpus.earlier.table import CheckColumns, table_reviews
from claimcheck.corpus.sources import check_readable, is_table, reading
from claimcheck.domain import EarlierCheck, EarlierImportReport, Rejected
from claimcheck.errors import EmptyInputError, InputError, UnreadableError, UsageError
from claimcheck.readers.claimreviews import BrokenReview, Found, ReadReview, read_feed, read_page

if TYPE_CHECKING:
    from claimcheck.corpus.earlier.store import EarlierCheckStore
    from claimcheck.protocols import Progress, StopRequested
    from claimcheck.readers.web import Fetched
    from claimcheck.settings import Settings

_BATCH = 1000
_LISTED = 1000
_JSON_SUFFIXES = {".json", ".jsonld"}
_PAGE_SUFFIXES = {".html", ".htm", ".xhtml"}


@dataclass(slots=True)
class EarlierImport:
    """One run over all its sources."""

    store: EarlierCheckStore
    settings: Settings
    columns: CheckColumns
    publisher: str | None
    progress: Progress
    stop: StopRequested
    fetch: Callable[[str], Fetched]
    _added: int = 0
    _known: int = 0
    _updated: int = 0
    _rejected: list[Rejected] = field(default_factory=list)
    _rejected_count: int = 0
    _ids: list[str] = field(default_factory=list)

    def run(self, sources: Iterable[str]) -> EarlierImportReport:
        """Add every fact-check of the sources; what cannot be read is listed in the report and stops nothing.

        Raises:
            InputError: the only source given cannot be used at all.
        """
        given = list(sources)
        for source in given:
            if self.stop():
                break
            try:
                self._add(source)
            except InputError as error:
                if len(given) == 1:
                    raise
                self._reject(source, error.message)
        return EarlierImportReport(
            added=self._added,
            already_known=self._known,
            updated=self._updated,
            rejected=tuple(self._rejected),
            rejected_count=self._rejected_count,
            check_ids=tuple(self._ids),
        )

    def _add(self, source: str) -> None:
        if source.startswith(("http://", "https://")):
            self._save(source, self._fetched(source), total=None)
            return
        path = Path(source)
        if path.is_dir():
            raise UsageError(f"{path} is a folder", "name files: pages, feeds or tables")
        check_readable(path)
        if is_table(path):
            table, total = table_reviews(path, self.columns)
            self._save(source, table, total=total)
        else:
            self._save(source, self._of_file(path), total=None)

    def _fetched(self, url: str) -> Iterator[Found]:
        page = self.fetch(url)
        if _is_json(page.content[:4096]):
            return read_feed(BytesIO(page.content), where=url)
        return read_page(page.content, where=url, media_type=page.media_type, url=page.url)

    def _of_file(self, path: Path) -> Iterator[Found]:
        with reading(path), path.open("rb") as stream:
            start = stream.read(4096)
        if path.suffix.lower() in _JSON_SUFFIXES or (path.suffix.lower() not in _PAGE_SUFFIXES and _is_json(start)):
            return _feed_of(path)
        if not start.strip():
            raise EmptyInputError(f"{path} is empty", "bring a page, a feed or a table of fact-checks")
        limit = self.settings.corpus.max_file_mb << 20
        with reading(path):
            size = path.stat().st_size
            if size > limit:
                raise UnreadableError(
                    f"{path} has {size >> 20} MB, more than {limit >> 20}", "raise corpus.max_file_mb"
                )
            return read_page(path.read_bytes(), where=str(path))

    def _save(self, source: str, found: Iterator[Found], *, total: int | None) -> None:
        self.progress.start(f"reading {source.rpartition('/')[2] or source}", total, "fact-check")
        waiting: list[EarlierCheck] = []
        before = self._added + self._known + self._updated + self._rejected_count
        try:
            for one in found:
                if isinstance(one, BrokenReview):
                    self._reject(f"{source} {one.place}", one.reason)
                    continue
                waiting.append(self._check(one))
                if len(waiting) == _BATCH:
                    self._write(waiting)
                    waiting = []
                    if self.stop():
                        return
            self._write(waiting)
        finally:
            self.progress.finish()
        if before == self._added + self._known + self._updated + self._rejected_count:
            raise EmptyInputError(
                f"there is no fact-check in {source}",
                "bring a page with ClaimReview JSON-LD, a feed of ClaimReview items, or a table of claims",
            )

    def _check(self, review: ReadReview) -> EarlierCheck:
        return check_of_review(review, publisher=self.publisher, added_at=datetime.now(UTC))

    def _write(self, checks: list[EarlierCheck]) -> None:
        if not checks:
            return
        saved = self.store.save(checks)
        self._added += saved.added
        self._known += saved.already_known
        self._updated += saved.updated
        self._ids.extend(check.id for check in checks[: _LISTED - len(self._ids)])
        self.progress.advance(len(checks))

    def _reject(self, where: str, reason: str) -> None:
        self._rejected_count += 1
        if len(self._rejected) < _LISTED:
            self._rejected.append(Rejected(where=where, reason=reason))


def _feed_of(path: Path) -> Iterator[Found]:
    with reading(path), path.open("rb") as stream:
        yield from read_feed(stream, where=str(path))


def _is_json(start: bytes) -> bool:
    return start.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in {b"{", b"["}
