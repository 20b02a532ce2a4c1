"""Segments: immutable Arrow files of passages and their vectors, both memory-mapped, row for row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimcheck.domain import DocumentSource, Passage
from claimcheck.errors import IndexMismatchError
from claimcheck.index.manifest import REPAIR, SegmentEntry

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

KEY_BYTES = 16
_SHARED = ("document_id", "external_id", "title", "publisher", "url", "language", "sha256", "origin_id")
"""Columns that say the same for every passage of a document, stored once per segment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentRow:
    """A passage with what its hits say about the document, and the key of its vector."""

    passage: Passage
    source: DocumentSource
    key: bytes


@lru_cache(maxsize=1)
def schema() -> pa.Schema:
    """Columns of a passages file."""
    import pyarrow as pa

    shared = pa.dictionary(pa.int32(), pa.string())
    return pa.schema(
        [
            ("passage_id", pa.string()),
            ("start", pa.int64()),
            ("end", pa.int64()),
            ("text", pa.large_string()),
            ("key", pa.binary(KEY_BYTES)),
            ("published", pa.date32()),
            *((name, shared) for name in _SHARED),
        ]
    )


def to_batch(rows: Sequence[SegmentRow]) -> pa.RecordBatch:
    """Rows as one record batch, so that a mapped column is one piece of memory."""
    import pyarrow as pa

    def column(name: str, values: list[Any]) -> pa.Array:
        kind = schema().field(name).type
        if name in _SHARED:
            return pa.array(values, pa.string()).dictionary_encode().cast(kind)
        return pa.array(values, kind)

    values: dict[str, list[Any]] = {
        "passage_id": [row.passage.id for row in rows],
        "start": [row.passage.start for row in rows],
        "end": [row.passage.end for row in rows],
        "text": [row.passage.text for row in rows],
        "key": [row.key for row in rows],
        "published": [row.source.published for row in rows],
    }
    values |= {name: [getattr(row.source, name) for row in rows] for name in _SHARED}
    return pa.record_batch([column(name, values[name]) for name in schema().names], schema=schema())


class Segment:
    """One opened segment; a value is read from the mapped file when it is asked for."""

    def __init__(self, build: Path, entry: SegmentEntry, dimension: int) -> None:
        self.entry = entry
        self.rows = entry.rows
        self._batch = _open_batch(build, entry)
        self.vectors = _open_vectors(build, entry, dimension)

    def row(self, at: int) -> SegmentRow:
        """Everything about one row."""
        return SegmentRow(passage=self.passage(at), source=self.source(at), key=self._value("key", at))

    def passage(self, at: int) -> Passage:
        """The passage in a row."""
        return Passage(
            id=self._value("passage_id", at),
            document_id=self._value("document_id", at),
            start=self._value("start", at),
            end=self._value("end", at),
            text=self._value("text", at),
        )

    def source(self, at: int) -> DocumentSource:
        """What the row says about its document."""
        published: date | None = self._value("published", at)
        return DocumentSource(published=published, **{name: self._value(name, at) for name in _SOURCE_COLUMNS})

    def document_id(self, at: int) -> str:
        """Document of the passage in a row."""
        found: str = self._value("document_id", at)
        return found

    def document_ids(self) -> list[str]:
        """The documents with passages here, each once."""
        found: list[str] = self._batch.column("document_id").dictionary.to_pylist()
        return found

    def keys(self) -> NDArray[np.uint64]:
        """Keys of the vectors as pairs of numbers, shape (rows, 2)."""
        import numpy as np

        column = self._batch.column("key")
        raw = np.frombuffer(column.buffers()[1], dtype="<u8")
        return raw[column.offset * 2 : (column.offset + self.rows) * 2].reshape(-1, 2)

    def days(self) -> NDArray[np.float64]:
        """Day of publication per row as days since 1970, NaN where there is none."""
        import pyarrow as pa

        days: NDArray[np.float64] = (
            self._batch.column("published").cast(pa.int32()).cast(pa.float64()).to_numpy(zero_copy_only=False)
        )
        return days

    def where(self, name: str, accepts: Callable[[str], bool]) -> NDArray[np.bool_]:
        """Rows whose value of a shared column is accepted; asked once for each different value."""
        import numpy as np

        column = self._batch.column(name)
        accepted = [code for code, value in enumerate(column.dictionary.to_pylist()) if accepts(value)]
        return np.isin(self._codes(name), np.array(accepted, dtype=np.int32))

    def rows_with(self, name: str, values: Sequence[str]) -> NDArray[np.bool_]:
        """Rows whose value of a shared column is one of ``values``; fast for long dictionaries."""
        import numpy as np
        import pyarrow as pa
        import pyarrow.compute as pc

        dictionary = self._batch.column(name).dictionary
        accepted = np.flatnonzero(
            pc.is_in(dictionary, value_set=pa.array(values, pa.string())).to_numpy(zero_copy_only=False)
        )
        if not accepted.size:
            return np.zeros(self.rows, dtype=np.bool_)
        return np.isin(self._codes(name), accepted)

    def documents_among(self, rows: NDArray[np.bool_]) -> set[str]:
        """Documents with a passage among the marked rows."""
        import numpy as np

        column = self._batch.column("document_id")
        return set(column.dictionary.take(np.unique(self._codes("document_id")[rows])).to_pylist())

    def find_passage(self, passage_id: str) -> int | None:
        """Row of a passage."""
        import pyarrow.compute as pc

        at: int = pc.index(self._batch.column("passage_id"), passage_id).as_py()
        return None if at < 0 else at

    def offsets(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Start and end per row."""
        return self._batch.column("start").to_numpy(), self._batch.column("end").to_numpy()

    def _codes(self, name: str) -> NDArray[np.int32]:
        codes: NDArray[np.int32] = self._batch.column(name).indices.fill_null(-1).to_numpy(zero_copy_only=False)
        return codes

    def _value(self, name: str, at: int) -> Any:
        return self._batch.column(name)[at].as_py()


_SOURCE_COLUMNS = tuple(field.name for field in fields(DocumentSource) if field.name != "published")


def _open_batch(build: Path, entry: SegmentEntry) -> pa.RecordBatch:
    import pyarrow as pa

    with unreadable(build, entry.passages_file, pa.ArrowException):
        reader = pa.ipc.open_file(pa.memory_map(str(build / entry.passages_file)))
        if reader.num_record_batches != 1 or not reader.schema.equals(schema()):
            raise ValueError("not a passages file of this version")
        batch = reader.get_batch(0)
        if batch.num_rows != entry.rows:
            raise ValueError(f"{batch.num_rows} rows instead of {entry.rows}")
        return batch


def _open_vectors(build: Path, entry: SegmentEntry, dimension: int) -> NDArray[np.float32]:
    import numpy as np

    with unreadable(build, entry.vectors_file):
        vectors: NDArray[np.float32] = np.load(build / entry.vectors_file, mmap_mode="r", allow_pickle=False)
        if vectors.shape != (entry.rows, dimension) or vectors.dtype != np.float32:
            raise ValueError(f"shape {vectors.shape} instead of {(entry.rows, dimension)}")
        return vectors


@contextmanager
def unreadable(build: Path, file: str, foreign: type[Exception] = ValueError) -> Iterator[None]:
    """Turn what a library says about a broken file into an error that names it."""
    try:
        yield
    except (OSError, ValueError, EOFError, foreign) as error:
        raise IndexMismatchError(
            f"{file} of build {build.name} cannot be used: {str(error).splitlines()[0] if str(error) else error!r}",
            f"make a new build: `{REPAIR}`, or go back: `claimcheck index rollback`",
        ) from error
