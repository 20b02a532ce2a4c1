"""Writing the lexical index of a build: the files of the one before are linked, what changed is added."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from claimcheck.index.lexical import open_index, to_document
from claimcheck.index.rows import lexical_key
from claimcheck.index.segments import SegmentRow
from claimcheck.storage.files import link_or_copy
from claimcheck.text.passages import text_to_embed

REPLACED_FILES = frozenset({"meta.json", ".managed.json"})
"""tantivy never changes a file of its segments; these two it replaces, so they are copied instead of linked."""
_HEAP = 64_000_000


class LexicalWriter:
    """Adds and deletes passages; nothing is visible before `finish`."""

    def __init__(self, folder: Path, base: Path | None) -> None:
        folder.mkdir()
        if base is not None:
            for file in base.iterdir():
                if file.name in REPLACED_FILES:
                    shutil.copyfile(file, folder / file.name)
                elif not file.name.endswith(".lock"):
                    link_or_copy(file, folder / file.name)
        self._folder = folder
        self._writer: Any = open_index(folder, create=base is None).writer(heap_size=_HEAP, num_threads=1)

    def add(self, segment: int, first: int, rows: Iterable[SegmentRow]) -> None:
        """Add rows of a segment, the first of which is number ``first`` in it."""
        for inner, row in enumerate(rows, start=first):
            text = text_to_embed(row.source.title, row.passage.text)
            self._writer.add_document(to_document(lexical_key(segment, inner), segment, text, row.source))

    def delete_documents(self, document_ids: Iterable[str]) -> None:
        """Delete what was added before of these documents."""
        for document_id in document_ids:
            self._writer.delete_documents_by_term("document", document_id)

    def delete_segments(self, numbers: Iterable[int]) -> None:
        """Delete what was added before from these segments."""
        for number in numbers:
            self._writer.delete_documents_by_term("segment", number)

    def finish(self) -> None:
        """Make everything visible and leave only files that belong to the build."""
        self._writer.commit()
        self._writer.wait_merging_threads()
        self.abandon()
        for lock in self._folder.glob(".*.lock"):
            lock.unlink()

    def abandon(self) -> None:
        """Let go of the folder; the writer's threads end with it."""
        self._writer = None
