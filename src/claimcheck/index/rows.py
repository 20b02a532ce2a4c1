"""All rows of a build: segments in manifest order, numbered through; which of them are dead."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.index.manifest import DEAD_FILE, Manifest
from claimcheck.index.segments import Segment, unreadable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_KEY_BITS = 32


class Rows:
    """The rows of one build; row n is position n of the vector index."""

    def __init__(self, build: Path, manifest: Manifest) -> None:
        import numpy as np

        dimension = manifest.embedder.dimension
        self.segments = [Segment(build, entry, dimension) for entry in manifest.segments]
        self.starts: NDArray[np.int64] = np.cumsum([0, *(segment.rows for segment in self.segments)], dtype=np.int64)
        self.count = int(self.starts[-1])
        self.dead = _open_dead(build, self.count)
        self._place = {segment.entry.number: place for place, segment in enumerate(self.segments)}

    def locate(self, row: int) -> tuple[Segment, int]:
        """Segment of a row, and the row's number in it."""
        import numpy as np

        place = int(np.searchsorted(self.starts, row, side="right")) - 1
        return self.segments[place], row - int(self.starts[place])

    def vectors(self, rows: Sequence[int]) -> NDArray[np.float32]:
        """Vectors of some rows, in their order."""
        import numpy as np

        found = np.empty((len(rows), self.segments[0].vectors.shape[1] if self.segments else 0), dtype=np.float32)
        for at, row in enumerate(rows):
            segment, inner = self.locate(row)
            found[at] = segment.vectors[inner]
        return found

    def live(self) -> NDArray[np.bool_]:
        """Mask of the rows whose documents were there when the build was made."""
        import numpy as np

        mask = np.ones(self.count, dtype=np.bool_)
        mask[self.dead] = False
        return mask

    def from_key(self, key: int) -> int:
        """Row behind the number that the lexical index keeps."""
        return int(self.starts[self._place[key >> _KEY_BITS]]) + (key & ((1 << _KEY_BITS) - 1))

    def to_key(self, row: int) -> int:
        """The number under which the lexical index keeps a row."""
        segment, inner = self.locate(row)
        return lexical_key(segment.entry.number, inner)


def lexical_key(segment: int, inner: int) -> int:
    """A number for a row that stays the same when other segments come and go."""
    return segment << _KEY_BITS | inner


def _open_dead(build: Path, count: int) -> NDArray[np.int64]:
    import numpy as np

    with unreadable(build, DEAD_FILE):
        dead: NDArray[np.int64] = np.load(build / DEAD_FILE, allow_pickle=False)
        if dead.dtype != np.int64 or dead.ndim != 1 or (dead.size and not 0 <= dead.min() <= dead.max() < count):
            raise ValueError("it names rows that are not there")
        return dead
