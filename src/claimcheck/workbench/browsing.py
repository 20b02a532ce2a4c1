"""Use cases of looking through what is there: pages of verdicts and documents, and exports of what a filter leaves."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from claimcheck.domain import VerdictRow
from claimcheck.errors import NoIndexError, SearchIndexError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimcheck.corpus.finding import DocumentFilter, DocumentPage
    from claimcheck.corpus.preview import TablePreview
    from claimcheck.domain import Verdict
    from claimcheck.export import ExportFormat
    from claimcheck.export.packed import PackedExport
    from claimcheck.workbench.resources import Resources


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictFilter:
    """Which verdicts are wanted; what is None does not matter."""

    text: str | None = None
    rating: str | None = None
    reviewer: str | None = None
    since: date | None = None
    until: date | None = None
    article_id: str | None = None
    include_replaced: bool = False

    @property
    def active(self) -> bool:
        """Whether anything is left out that a table of current verdicts would show."""
        return self != VerdictFilter(include_replaced=self.include_replaced)


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictPage:
    """Some of the verdicts that fit, newest first, and how many fit in all."""

    rows: tuple[VerdictRow, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleName:
    """An article by which verdicts can be filtered."""

    id: str
    title: str


class OnDisk(StrEnum):
    """What can lie at a path."""

    FOLDER = "folder"
    TABLE = "table"
    FILE = "file"
    NOTHING = "nothing"


class Browsing:
    """Tables a person pages through, and the files made from them."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources

    def reading(self) -> AbstractContextManager[None]:
        """Keep the record open over several reads: opening it costs more than most of them."""
        return self._resources.desk.held()

    def verdicts(self, wanted: VerdictFilter, *, limit: int, offset: int = 0) -> VerdictPage:
        """One page of the verdicts that fit, without their frozen hits."""
        desk = self._resources.desk
        with desk.held():
            return VerdictPage(
                rows=tuple(desk.list_verdicts(**asdict(wanted), limit=limit, offset=offset)),
                total=desk.count_verdicts(**asdict(wanted)),
            )

    def verdict(self, verdict_id: str) -> tuple[Verdict, VerdictRow]:
        """One verdict whole, with the claim and article it stands for now.

        Raises:
            NotFoundError: no such verdict.
        """
        desk = self._resources.desk
        with desk.held():
            verdict = desk.get_verdict(verdict_id)
            claim = desk.get_claim(verdict.claim_id)
            article = desk.get_article(claim.article_id) if claim.article_id else None
        return verdict, VerdictRow(verdict=verdict, claim=claim, article=article)

    def reviewers(self) -> list[str]:
        """Everybody who has decided anything."""
        return self._resources.desk.reviewers()

    def articles_decided_on(self) -> list[ArticleName]:
        """Articles with a verdict, the latest verdict first."""
        return [ArticleName(id=id_, title=title) for id_, title in self._resources.desk.articles_decided_on()]

    def ledger_head(self) -> str:
        """Digest of the last event of the ledger; every exported row prints it."""
        return self._resources.desk.ledger_head()

    def export(self, wanted: VerdictFilter, format_: ExportFormat) -> PackedExport:
        """All verdicts that fit, as one file.

        Raises:
            UsageError: none fits.
        """
        from claimcheck.export.packed import packed_verdicts

        desk = self._resources.desk
        rows = desk.list_verdicts(**asdict(wanted))
        if not rows:
            raise UsageError("no verdict to export", "loosen the filter, or record a verdict first")
        return packed_verdicts(rows, format_, ledger_head=desk.ledger_head(), desk=self._resources.settings.desk)

    def documents(self, wanted: DocumentFilter, *, limit: int, offset: int = 0) -> DocumentPage:
        """One page of the documents that fit, without their texts."""
        return self._resources.corpus.find(wanted, limit=limit, offset=offset)

    def indexed_revision(self) -> int | None:
        """Revision of the corpus that the build in use knows; None where none was made yet."""
        from claimcheck.index.manifest import read_manifest

        folder = self._resources.index_folder
        try:
            return read_manifest(folder.build_path(folder.current_id())).corpus_revision
        except NoIndexError:
            return None

    def index_pulse(self) -> tuple[str | None, int | None]:
        """Id of the build in use, and the process that makes one just now; cheap enough to ask every second."""
        folder = self._resources.index_folder
        try:
            return folder.current_id(), folder.building_pid()
        except SearchIndexError:
            return None, folder.building_pid()

    def on_disk(self, path: Path) -> OnDisk:
        """What lies at a path of this machine, as far as adding it is concerned."""
        from claimcheck.corpus.sources import is_table

        try:
            if path.is_dir():
                return OnDisk.FOLDER
            if path.is_file():
                return OnDisk.TABLE if is_table(path) else OnDisk.FILE
        except (OSError, ValueError):
            pass
        return OnDisk.NOTHING

    def uploaded_table(self, content: bytes | memoryview, *, name: str) -> TablePreview:
        """A first look at a table that came through the browser.

        Raises:
            InputError: it cannot be read as a table.
        """
        import tempfile

        from claimcheck.corpus.preview import preview_table

        with tempfile.NamedTemporaryFile(prefix="claimcheck-", suffix=_table_suffix(name)) as file:
            file.write(content)
            file.flush()
            return preview_table(Path(file.name), name=name)

    def verdicts_resting_on(self, document_ids: Sequence[str]) -> int:
        """How many verdicts pin one of these documents; they keep their frozen copies when it is removed."""
        return self._resources.desk.count_verdicts_resting_on(document_ids)

    def table(self, path: Path, *, name: str | None = None) -> TablePreview:
        """A first look at a table that is to be imported: its columns and what each seems to hold.

        Raises:
            InputError: it cannot be read as a table.
        """
        from claimcheck.corpus.preview import preview_table

        return preview_table(path, name=name or str(path))


def _table_suffix(name: str) -> str:
    """The ending of a table's name; nothing else of a name that somebody gave becomes part of a path."""
    from claimcheck.corpus.originals import TABLE_SUFFIXES

    suffix = PurePath(name).suffix.lower()
    return suffix if suffix in TABLE_SUFFIXES else ""
