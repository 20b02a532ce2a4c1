"""Writing segments: passages and vectors are collected until a segment is full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.index.manifest import SegmentEntry
from claimcheck.index.segments import Segment, SegmentRow, schema, to_batch

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from claimcheck.index_build.lexical_writer import LexicalWriter

SEGMENT_ROWS = 16_384
_COPIED_AT_ONCE = 1024


class SegmentWriter:
    """Puts rows into segments and, under the same numbers, into the lexical index."""

    def __init__(self, build: Path, first_number: int, lexical: LexicalWriter) -> None:
        self._build, self._lexical = build, lexical
        self._rows: list[SegmentRow] = []
        self._vectors: list[NDArray[np.float32]] = []
        self.next_number = first_number
        self.entries: list[SegmentEntry] = []

    def add(self, rows: Sequence[SegmentRow], vectors: NDArray[np.float32]) -> None:
        """Add rows with their vectors."""
        at = 0
        while at < len(rows):
            room = SEGMENT_ROWS - len(self._rows)
            taken = rows[at : at + room]
            self._lexical.add(self.next_number, len(self._rows), taken)
            self._rows += taken
            self._vectors.append(vectors[at : at + room])
            at += len(taken)
            if len(self._rows) == SEGMENT_ROWS:
                self.flush()

    def copy(self, segment: Segment, live: NDArray[np.bool_]) -> None:
        """Add the live rows of a segment of an earlier build."""
        import numpy as np

        wanted = np.flatnonzero(live)
        for start in range(0, len(wanted), _COPIED_AT_ONCE):
            part = wanted[start : start + _COPIED_AT_ONCE]
            self.add([segment.row(int(at)) for at in part], np.asarray(segment.vectors[part]))

    def flush(self) -> None:
        """Write what was collected as a segment of its own."""
        import numpy as np
        import pyarrow as pa

        if not self._rows:
            return
        entry = SegmentEntry(number=self.next_number, rows=len(self._rows))
        with pa.OSFile(str(self._build / entry.passages_file), "wb") as sink, pa.ipc.new_file(sink, schema()) as file:
            file.write_batch(to_batch(self._rows))
        np.save(self._build / entry.vectors_file, np.concatenate(self._vectors), allow_pickle=False)
        self.entries.append(entry)
        self.next_number += 1
        self._rows, self._vectors = [], []


def live_parts(live: NDArray[np.bool_], starts: NDArray[np.int64]) -> Iterator[NDArray[np.bool_]]:
    """The mask of all rows of a build, cut into one mask per segment."""
    for place in range(len(starts) - 1):
        yield live[starts[place] : starts[place + 1]]
