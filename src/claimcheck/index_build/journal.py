"""The journal of embedded passages: a build that is killed loses at most the batch it was at."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from claimcheck.index.segments import KEY_BYTES
from claimcheck.storage.files import file_errors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_FLOAT_BYTES = 4


class EmbeddingJournal:
    """Keys and vectors in the order they were made, appended batch by batch until a build is finished.

    A key is written after its vector, so that a torn end is a vector without a key and is cut off at the next
    opening. Only who holds the right to build opens it.
    """

    def __init__(self, folder: Path, dimension: int) -> None:
        self._folder = folder
        self._keys_path, self._vectors_path = folder / "keys", folder / f"vectors-{dimension}"
        self._dimension = dimension
        self._keys: BinaryIO | None = None
        self._vectors: BinaryIO | None = None

    def read(self) -> tuple[NDArray[np.uint64], NDArray[np.float32]]:
        """What an unfinished build left: keys as pairs of numbers, and vectors mapped from the disk."""
        import numpy as np

        width = self._dimension * _FLOAT_BYTES
        rows = min(_size(self._keys_path) // KEY_BYTES, _size(self._vectors_path) // width)
        if rows == 0:
            self.remove()
            return np.empty((0, 2), dtype=np.uint64), np.empty((0, self._dimension), dtype=np.float32)
        with file_errors(self._folder):
            os.truncate(self._keys_path, rows * KEY_BYTES)
            os.truncate(self._vectors_path, rows * width)
        keys = np.fromfile(self._keys_path, dtype="<u8").reshape(rows, 2)
        return keys, np.memmap(self._vectors_path, dtype=np.float32, mode="r", shape=(rows, self._dimension))

    def append(self, keys: list[bytes], vectors: NDArray[np.float32]) -> None:
        """Note a finished batch."""
        with file_errors(self._folder):
            if self._keys is None or self._vectors is None:
                self._folder.mkdir(parents=True, exist_ok=True)
                self._vectors, self._keys = self._vectors_path.open("ab"), self._keys_path.open("ab")
            self._vectors.write(vectors.tobytes())
            self._vectors.flush()
            self._keys.write(b"".join(keys))
            self._keys.flush()

    def close(self) -> None:
        """Leave it for the next build."""
        for stream in (self._keys, self._vectors):
            if stream is not None:
                with suppress(OSError):  # on a full disk the batch that failed is still in the buffer; it is not kept
                    stream.close()
        self._keys = self._vectors = None

    def remove(self) -> None:
        """The build is finished and its segments hold everything; other journals went with another embedder."""
        self.close()
        if self._folder.is_dir():
            for path in self._folder.iterdir():
                path.unlink(missing_ok=True)
            self._folder.rmdir()


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
