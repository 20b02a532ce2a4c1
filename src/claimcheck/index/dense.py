"""The dense leg: FAISS over all rows, exact for small builds, re-scored exactly for large ones."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimcheck.index.manifest import FAISS_FILE, Manifest
from claimcheck.index.segments import unreadable
from claimcheck.matching import Chance

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from claimcheck.index.rows import Rows

FLAT, SQ8 = "Flat", "SQ8"
_RESCORED = 100
_SAMPLE = 1000
"""Passages that stand for all of them; mean and deviation are then known to some 3% of the deviation."""


class DenseLeg:
    """Nearest vectors by cosine, with a mask of allowed rows inside the scan."""

    def __init__(self, build: Path, manifest: Manifest, rows: Rows) -> None:
        import faiss

        self._rows = rows
        self._approximate = manifest.kind != FLAT
        with unreadable(build, FAISS_FILE, RuntimeError):
            self._index: Any = faiss.read_index(str(build / FAISS_FILE), faiss.IO_FLAG_MMAP_IFC)
            if (self._index.ntotal, self._index.d) != (rows.count, manifest.embedder.dimension):
                raise ValueError(f"it holds {self._index.ntotal} vectors of {self._index.d} numbers")

    def search(self, vector: NDArray[np.float32], limit: int, mask: NDArray[np.bool_] | None) -> dict[int, float]:
        """The nearest allowed rows with their cosine, at most ``limit``."""
        import faiss
        import numpy as np

        wanted = min(max(limit, _RESCORED) if self._approximate else limit, self._rows.count)
        if wanted == 0:
            return {}
        query = np.ascontiguousarray(vector, dtype=np.float32).reshape(1, -1)
        if mask is None:
            scores, found = self._index.search(query, wanted)
        else:
            bits = np.packbits(mask, bitorder="little")
            bitmap: Any = faiss.IDSelectorBitmap  # its types know the C++ constructor only
            parameters: Any = faiss.SearchParameters
            allowed = parameters(sel=bitmap(bits))
            scores, found = self._index.search(query, wanted, params=allowed)
        kept = found[0] >= 0
        rows: list[int] = found[0][kept].tolist()
        if not self._approximate:
            return dict(zip(rows, scores[0][kept].tolist(), strict=True))
        exact = sorted(zip(rows, self.similarities(vector, rows), strict=True), key=lambda pair: -pair[1])
        return dict(exact[:limit])

    def by_chance(self, vector: NDArray[np.float32]) -> Chance:
        """How near any passage of the build is to the query."""
        if not len(self._sample):
            return Chance(mean=0.0, spread=0.0)
        near = self._sample @ vector
        return Chance(mean=float(near.mean()), spread=float(near.std()))

    @cached_property
    def _sample(self) -> NDArray[np.float32]:
        step = max(1, -(-self._rows.count // _SAMPLE))
        return self._rows.vectors(range(0, self._rows.count, step))

    def agreement(self, row: int) -> float:
        """How much of a row's own vector the index has at its position: 1, or almost where it is quantised."""
        vector = self._rows.vectors([row])[0]
        return float(self._index.reconstruct(row) @ vector) / max(float(vector @ vector), 1e-12)

    def similarities(self, vector: NDArray[np.float32], rows: list[int]) -> list[float]:
        """Exact cosine of the query and each of some rows, from the mapped vectors."""
        if not rows:
            return []
        found: list[float] = (self._rows.vectors(rows) @ vector).tolist()
        return found
