"""Making corpora and tables for tests: real stores, real files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from pathlib import Path

from claimcheck.corpus.columns import ColumnNames
from claimcheck.corpus.documents import GivenMetadata
from claimcheck.corpus.importer import import_paths
from claimcheck.corpus.store import CorpusStore
from claimcheck.domain import Document, ImportReport, PublicationDate
from claimcheck.protocols import Progress, SilentProgress
from claimcheck.settings import CorpusSettings
from claimcheck.text.identity import digest, document_id, origin_id
from claimcheck.workspace import Workspace


def make_document(
    text: str,
    *,
    url: str | None = None,
    publisher: str | None = None,
    day: date | None = None,
    external_id: str | None = None,
    title: str | None = None,
    language: str | None = "en",
) -> Document:
    """A document as an import would make it."""
    return Document(
        id=document_id(text=text, url=url, publisher=publisher, published=day, external_id=external_id),
        origin_id=origin_id(text),
        external_id=external_id,
        title=title,
        text=text,
        publisher=publisher,
        author=None,
        published=PublicationDate(day=day, origin="given") if day else None,
        language=language,
        url=url,
        sha256=digest(text),
        added_at=datetime(2025, 5, 20, 12, 30, tzinfo=UTC),
        original=None,
    )


class Importing:
    """One workspace with its store, and imports into it."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.store = CorpusStore(workspace, wait_s=10)

    def add(
        self,
        *paths: Path,
        columns: ColumnNames | None = None,
        given: GivenMetadata | None = None,
        settings: CorpusSettings | None = None,
        progress: Progress | None = None,
        stop: Callable[[], bool] = lambda: False,
    ) -> ImportReport:
        """`import_paths` with defaults."""
        return import_paths(
            paths,
            store=self.store,
            workspace=self.workspace,
            settings=settings or CorpusSettings(),
            columns=columns or ColumnNames(),
            metadata=given or GivenMetadata(),
            progress=progress or SilentProgress(),
            stop=stop,
        )

    def all(self) -> list[Document]:
        """Every document, oldest addition first."""
        return self.store.documents([document_id for document_id, _ in self.store.document_ids()])

    def originals(self) -> list[Path]:
        """Every file below the originals folder."""
        return sorted(path for path in self.workspace.originals.rglob("*") if path.is_file())


def write_jsonl(path: Path, rows: Iterable[object]) -> Path:
    """A JSONL table of the rows."""
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


class RecordedProgress:
    """Progress as a test looks at it afterwards."""

    def __init__(self) -> None:
        self.started: list[tuple[str, int | None, str]] = []
        self.done = 0
        self.finished = 0

    def start(self, task: str, total: int | None, unit: str) -> None:
        """Remember it."""
        self.started.append((task, total, unit))

    def advance(self, done: int) -> None:
        """Count it."""
        self.done += done

    def finish(self) -> None:
        """Count it."""
        self.finished += 1
