"""Use cases on the evidence corpus."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.domain import CorpusStats, Document, ImportReport
from claimcheck.errors import UsageError
from claimcheck.protocols import Progress, SilentProgress, StopRequested
from claimcheck.settings import Settings

if TYPE_CHECKING:
    from claimcheck.corpus.columns import ColumnNames
    from claimcheck.corpus.importer import GivenMetadata
    from claimcheck.corpus.store import DocumentSummary
    from claimcheck.workbench.resources import Resources


def _never() -> bool:
    return False


class Library:
    """Documents of the evidence corpus."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources

    def add(
        self,
        paths: Sequence[Path],
        *,
        columns: ColumnNames | None = None,
        given: GivenMetadata | None = None,
        keep_originals: bool | None = None,
        progress: Progress | None = None,
        stop: StopRequested = _never,
    ) -> ImportReport:
        """Bring files, folders and tables into the corpus; what cannot be read is reported and stops nothing.

        Raises:
            InputError: the only path given does not exist, cannot be read or holds nothing usable.
        """
        from claimcheck.corpus.columns import ColumnNames
        from claimcheck.corpus.importer import GivenMetadata, import_paths

        if not paths:
            raise UsageError("no path given", "name files, folders or tables: `claimcheck corpus add notes/ table.csv`")
        settings = self._settings.corpus
        if keep_originals is not None:
            settings = settings.model_copy(update={"keep_originals": keep_originals})
        return import_paths(
            paths,
            store=self._resources.corpus,
            workspace=self._resources.workspace,
            settings=settings,
            columns=columns or ColumnNames(),
            metadata=given or GivenMetadata(),
            progress=progress or SilentProgress(),
            stop=stop,
        )

    def list(
        self, *, text: str | None = None, publisher: str | None = None, limit: int = 50, offset: int = 0
    ) -> list[DocumentSummary]:
        """Documents, newest first, whose title, text or URL contains ``text``."""
        return self._resources.corpus.list(text=text, publisher=publisher, limit=limit, offset=offset)

    def show(self, document_id: str) -> Document:
        """One document whole, by its id or the beginning of it.

        Raises:
            NotFoundError: nothing has that id.
        """
        return self._resources.corpus.get(document_id)

    def remove(self, document_ids: Sequence[str], *, purge: bool = False) -> int:
        """Take documents out of the corpus and at once out of every search; verdicts keep their pins.

        Args:
            document_ids: ids, or the beginnings of them.
            purge: also delete the kept original bytes.
        """
        store = self._resources.corpus
        in_use = self._resources.desk.originals_in_use() if purge else frozenset[str]()
        return store.remove([store.get(document_id).id for document_id in document_ids], purge, in_use=in_use)

    def reading(self) -> AbstractContextManager[None]:
        """Keep the corpus open over several short reads; never around a model or the network."""
        return self._resources.corpus.held()

    def stats(self) -> CorpusStats:
        """Size and make-up of the corpus."""
        return self._resources.corpus.stats()

    @property
    def _settings(self) -> Settings:
        return self._resources.settings
