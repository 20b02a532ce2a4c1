"""Vectors for passages: known ones by their key, the rest from the embedder."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from claimcheck.index.segments import KEY_BYTES
from claimcheck.text.identity import digest

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from claimcheck.index_build.journal import EmbeddingJournal
    from claimcheck.protocols import Embedder, EmbedderIdentity

_LENGTH_TOLERANCE = 1e-3
VectorSource = tuple["NDArray[np.uint64]", "NDArray[np.float32]"]
"""Keys as pairs of numbers, and the vectors they belong to, row for row."""


def vector_key(identity: EmbedderIdentity, text: str) -> bytes:
    """Two texts have the same key only if the same embedder would give them the same vector."""
    return bytes.fromhex(digest(identity.digest, identity.precision, text))[:KEY_BYTES]


class KnownVectors:
    """Vectors made before, found by key; the vectors stay where they are mapped from."""

    def __init__(self, sources: Sequence[VectorSource]) -> None:
        import numpy as np

        self._vectors = [vectors for _, vectors in sources]
        keys = [keys for keys, _ in sources]
        counts = [len(one) for one in keys]
        self._starts = np.cumsum([0, *counts])
        joined = np.concatenate([np.empty((0, 2), dtype=np.uint64), *keys])
        self._order = np.argsort(joined[:, 0], kind="stable")
        self._sorted = joined[self._order]

    def find(self, keys: Sequence[bytes]) -> dict[bytes, NDArray[np.float32]]:
        """Those of the keys that are known, with their vectors; a vector torn by a crash counts as unknown."""
        import numpy as np

        if not keys or not len(self._sorted):
            return {}
        asked = np.frombuffer(b"".join(keys), dtype="<u8").reshape(-1, 2)
        places = np.searchsorted(self._sorted[:, 0], asked[:, 0])
        found: dict[bytes, NDArray[np.float32]] = {}
        for key, pair, first in zip(keys, asked, places.tolist(), strict=True):
            place = first
            while place < len(self._sorted) and self._sorted[place, 0] == pair[0]:
                if self._sorted[place, 1] == pair[1]:
                    vector = self._vector(int(self._order[place]))
                    if abs(float(vector @ vector) - 1) < _LENGTH_TOLERANCE:
                        found[key] = vector
                        break
                place += 1
        return found

    def _vector(self, at: int) -> NDArray[np.float32]:
        import numpy as np

        source = int(np.searchsorted(self._starts, at, side="right")) - 1
        vector: NDArray[np.float32] = self._vectors[source][at - int(self._starts[source])]
        return vector


class VectorMaker:
    """Vectors in the order of the texts; counts what was embedded and what was reused."""

    def __init__(self, embedder: Embedder, known: KnownVectors, journal: EmbeddingJournal) -> None:
        self._embedder, self._known, self._journal = embedder, known, journal
        self._identity = embedder.identity
        self.embedded = self.reused = 0
        self.seconds = 0.0

    def make(self, texts: Sequence[str], keys: Sequence[bytes]) -> NDArray[np.float32]:
        """Embed each different text that is not known, once, and note it in the journal."""
        import numpy as np

        ready = self._known.find(keys)
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in ready}
        if missing:
            started = time.perf_counter()
            made = self._embedder.embed_passages(list(missing.values()))
            self.seconds += time.perf_counter() - started
            self._journal.append(list(missing), made)
            ready |= dict(zip(missing, made, strict=True))
        self.embedded += len(missing)
        self.reused += len(keys) - len(missing)
        return np.stack([ready[key] for key in keys]) if keys else np.empty((0, self._identity.dimension), np.float32)
