"""Making a build: plan, cut, embed, write, prove, swap."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.domain import BuildReport, Document, DocumentSource
from claimcheck.errors import (
    DiskFullError,
    EmptyInputError,
    IndexMismatchError,
    NoIndexError,
    SearchIndexError,
)
from claimcheck.index.build import SearchBuild, open_build
from claimcheck.index.manifest import LEXICAL_FOLDER, Manifest, PassageShape
from claimcheck.index.segments import SegmentRow
from claimcheck.index_build.finish import list_files, prove_and_seal, write_dead_rows, write_vector_index
from claimcheck.index_build.journal import EmbeddingJournal
from claimcheck.index_build.lexical_writer import LexicalWriter
from claimcheck.index_build.plan import Plan, make_plan, set_digest
from claimcheck.index_build.salvage import sound_vectors
from claimcheck.index_build.segment_writer import SegmentWriter
from claimcheck.index_build.vectors import KnownVectors, VectorMaker, vector_key
from claimcheck.storage.files import file_errors, link_or_copy
from claimcheck.text.identity import new_id
from claimcheck.text.passages import cut_passages, text_to_embed

if TYPE_CHECKING:
    from claimcheck.index.folder import IndexFolder
    from claimcheck.protocols import Embedder, IndexedDocuments, Progress, StopRequested
    from claimcheck.settings import Settings

_DOCUMENTS_AT_ONCE = 200
_BATCHES_AT_ONCE = 4
"""Batches of the embedder cut at a time: enough to sort by length, few enough to lose in a crash."""


class IndexBuilder:
    """One run of ``index build``; whoever makes it holds the right to build."""

    def __init__(
        self,
        folder: IndexFolder,
        store: IndexedDocuments,
        embedder: Embedder,
        settings: Settings,
        *,
        progress: Progress,
        stop: StopRequested,
    ) -> None:
        self._folder, self._store, self._embedder, self._settings = folder, store, embedder, settings
        self._progress, self._stop = progress, stop
        self._identity = embedder.identity
        self._journal = EmbeddingJournal(folder.path / "journal", self._identity.dimension)

    def run(self, *, full: bool) -> BuildReport:
        """Make a new build and use it, or find that there is nothing new."""
        started = time.perf_counter()
        self._folder.remove_partials()
        current, base = self._base()
        shape = PassageShape(**self._settings.passages.model_dump())
        plan = make_plan(None if full else base, self._store, shape)
        if plan.nothing_to_do and base is not None:
            self._journal.remove()  # of a build that was killed after its last step
            return _report(base.manifest, VectorMaker(self._embedder, KnownVectors([]), self._journal), plan, started)
        if current is None and not plan.new:
            raise EmptyInputError(
                "the corpus has no documents to index", "add some first: `claimcheck corpus add PATH`"
            )
        build_id = f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{new_id()[-4:]}"
        partial = self._folder.partial_path(build_id)
        try:
            with _foreign_errors(partial):
                manifest, maker = self._make(build_id, partial, plan)
            self._folder.publish(build_id)
        finally:
            self._journal.close()
            shutil.rmtree(partial, ignore_errors=True)
        self._journal.remove()
        self._folder.keep_only(build_id, current or build_id)
        return _report(manifest, maker, plan, started, created=True)

    def _base(self) -> tuple[str | None, SearchBuild | None]:
        """The build in use, if it holds together and has vectors of this embedder."""
        try:
            current = self._folder.current_id()
        except NoIndexError:
            return None, None
        except IndexMismatchError:
            others = self._folder.manifests()
            return (others[0].id if others else None), None
        try:
            return current, open_build(self._folder, current, expected=self._identity)
        except IndexMismatchError:
            return current, None

    def _make(self, build_id: str, partial: Path, plan: Plan) -> tuple[Manifest, VectorMaker]:
        for name in ("passages", "vectors"):
            (partial / name).mkdir(parents=True)
        base = plan.base.manifest if plan.base else None
        base_path = self._folder.build_path(base.id) if base else None
        lexical = LexicalWriter(partial / LEXICAL_FOLDER, base_path / LEXICAL_FOLDER if base_path else None)
        writer = SegmentWriter(partial, base.next_segment if base else 1, lexical)
        maker = VectorMaker(self._embedder, self._known_vectors(plan), self._journal)
        try:
            for known in plan.link:
                for name in (known.segment.entry.passages_file, known.segment.entry.vectors_file):
                    link_or_copy(self._folder.build_path(base.id if base else "") / name, partial / name)
            lexical.delete_documents(sorted(plan.gone))
            lexical.delete_segments(known.segment.entry.number for known in plan.rewrite)
            for known in plan.rewrite:
                writer.copy(known.segment, known.live)
            read = self._index_documents(plan, writer, maker)
            writer.flush()
            lexical.finish()
        finally:
            lexical.abandon()
        with self._task("proving the new build", None, "passage"):
            return self._finish(build_id, partial, plan, writer, read), maker

    def _known_vectors(self, plan: Plan) -> KnownVectors:
        if plan.base is not None:
            sources = [(segment.keys(), segment.vectors) for segment in plan.base.rows.segments]
        else:
            sources = list(sound_vectors(self._folder, self._identity))
        return KnownVectors([*sources, self._journal.read()])

    def _index_documents(self, plan: Plan, writer: SegmentWriter, maker: VectorMaker) -> list[str]:
        """Cut, embed and write the new documents, some at a time; returns the ids of those that were read."""
        read: list[str] = []
        waiting: list[SegmentRow] = []
        enough = self._settings.models.batch * _BATCHES_AT_ONCE
        reported = 0
        with self._task("indexing", len(plan.new), "document"):
            for document in self._documents(plan.new):
                for row in self._cut(document, plan.shape):
                    waiting.append(row)
                    if len(waiting) >= enough:
                        self._write(waiting, writer, maker)
                        waiting = []
                        self._progress.advance(len(read) - reported)
                        reported = len(read)
                read.append(document.id)
            self._write(waiting, writer, maker)
            self._progress.advance(len(plan.new) - reported)
        return read

    @contextmanager
    def _task(self, name: str, total: int | None, unit: str) -> Iterator[None]:
        self._progress.start(name, total, unit)
        try:
            yield
        finally:
            self._progress.finish()

    def _documents(self, document_ids: list[str]) -> Iterator[Document]:
        for start in range(0, len(document_ids), _DOCUMENTS_AT_ONCE):
            yield from self._store.documents(document_ids[start : start + _DOCUMENTS_AT_ONCE])

    def _cut(self, document: Document, shape: PassageShape) -> Iterator[SegmentRow]:
        source = _source_of(document)
        passages = cut_passages(
            document.id, document.text, max_words=shape.max_words, overlap_sentences=shape.overlap_sentences
        )
        for passage in passages:
            text = text_to_embed(document.title, passage.text)
            yield SegmentRow(passage=passage, source=source, key=vector_key(self._identity, text))

    def _write(self, rows: list[SegmentRow], writer: SegmentWriter, maker: VectorMaker) -> None:
        if self._stop():
            raise SearchIndexError(
                "the build was stopped; the index in use stays as it was",
                "`claimcheck index build` goes on from the finished batches",
            )
        texts = [text_to_embed(row.source.title, row.passage.text) for row in rows]
        writer.add(rows, maker.make(texts, [row.key for row in rows]))

    def _finish(self, build_id: str, partial: Path, plan: Plan, writer: SegmentWriter, read: Iterable[str]) -> Manifest:
        import numpy as np

        entries = [*(known.segment.entry for known in plan.link), *writer.entries]
        live = [known.live for known in plan.link] + [np.ones(one.rows, dtype=np.bool_) for one in writer.entries]
        dead = write_dead_rows(partial, live)
        kind = write_vector_index(partial, entries, self._identity.dimension, self._settings.search.exact_limit)
        documents = list(read)
        manifest = Manifest(
            id=build_id,
            created_at=datetime.now(UTC),
            embedder=self._identity,
            shape=plan.shape,
            kind=kind,
            documents=plan.kept_documents + len(documents),
            passages=sum(entry.rows for entry in entries) - dead,
            corpus_revision=plan.revision,
            corpus_digest=f"{(plan.kept_digest + set_digest(documents)) % (1 << 128):032x}",
            next_segment=writer.next_number,
            segments=tuple(entries),
            files=list_files(partial, plan.base.manifest if plan.base else None),
        )
        prove_and_seal(partial, manifest)
        return manifest


def _source_of(document: Document) -> DocumentSource:
    return DocumentSource(
        document_id=document.id,
        external_id=document.external_id,
        title=document.title,
        publisher=document.publisher,
        published=document.published.day if document.published else None,
        url=document.url,
        language=document.language,
        sha256=document.sha256,
        origin_id=document.origin_id,
    )


def _report(
    manifest: Manifest, maker: VectorMaker, plan: Plan, started: float, *, created: bool = False
) -> BuildReport:
    return BuildReport(
        build=manifest.summary(current=True),
        created=created,
        embedded=maker.embedded,
        reused=maker.reused,
        removed=len(plan.gone),
        seconds=time.perf_counter() - started,
        passages_per_second=maker.embedded / maker.seconds if maker.seconds else 0.0,
    )


@contextmanager
def _foreign_errors(partial: Path) -> Iterator[None]:
    """A full disk, as four libraries put it, is our error; other trouble with files as well."""
    try:
        with file_errors(partial):
            yield
    except (RuntimeError, ValueError) as error:
        if "no space left" not in str(error).lower():
            raise
        raise DiskFullError(
            "no space left for a new build; the index in use stays as it was", "free some disk space and try again"
        ) from error
