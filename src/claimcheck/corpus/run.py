"""What the parts of one import share: where to put things, and the tally that becomes its report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from claimcheck.domain import Document, ImportReport, Rejected

if TYPE_CHECKING:
    from claimcheck.corpus.columns import ColumnNames
    from claimcheck.corpus.documents import GivenMetadata
    from claimcheck.corpus.store import AddedBatch, CorpusStore, SourceMark
    from claimcheck.errors import InputError
    from claimcheck.protocols import Progress, StopRequested
    from claimcheck.settings import CorpusSettings
    from claimcheck.workspace import Workspace

LISTED = 1000
"""Rejected items and ids that a report names; all are counted."""
MOST_UNSAVED_CHARACTERS = 32_000_000
"""Text held in memory before a batch is written, however few documents it is."""


@dataclass(slots=True)
class Tally:
    """What the report will say."""

    added: int = 0
    already_known: int = 0
    reprints: int = 0
    rejected_count: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    document_ids: list[str] = field(default_factory=list)

    @property
    def documents(self) -> int:
        """How many documents came out of it so far."""
        return self.added + self.already_known

    def reject(self, where: str, error: InputError | str) -> None:
        """Count an item that could not be read."""
        self.rejected_count += 1
        if len(self.rejected) < LISTED:
            self.rejected.append(Rejected(where=where, reason=error if isinstance(error, str) else error.message))

    def know(self, document_ids: Sequence[str]) -> None:
        """Count documents that are there and were not read again."""
        self.already_known += len(document_ids)
        self._name(document_ids)

    def resume(self, mark: SourceMark) -> None:
        """Count what an interrupted import of the same table had done."""
        self.already_known += mark.position - mark.rejected_count
        self.rejected_count += mark.rejected_count
        self.rejected.extend(mark.rejected[: LISTED - len(self.rejected)])

    def save(
        self,
        store: CorpusStore,
        documents: Sequence[Document],
        *,
        mark: SourceMark | None = None,
        files: Mapping[str, str] | None = None,
    ) -> AddedBatch:
        """Write a batch and count what it changed."""
        batch = store.add_batch(documents, mark=mark, files=files)
        self.added += batch.added
        self.already_known += batch.already_known
        self.reprints += batch.reprints
        self._name([document.id for document in documents])
        return batch

    def report(self) -> ImportReport:
        """The report of everything counted."""
        return ImportReport(
            added=self.added,
            already_known=self.already_known,
            reprints=self.reprints,
            rejected=tuple(self.rejected),
            rejected_count=self.rejected_count,
            document_ids=tuple(self.document_ids),
        )

    def _name(self, document_ids: Sequence[str]) -> None:
        self.document_ids.extend(document_ids[: LISTED - len(self.document_ids)])


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRun:
    """One run of the import over all its paths."""

    store: CorpusStore
    workspace: Workspace
    settings: CorpusSettings
    columns: ColumnNames
    given: GivenMetadata
    progress: Progress
    stop: StopRequested
    tally: Tally = field(default_factory=Tally)
