"""The seams where a component can be exchanged: embedder, what is indexed, claim detector, stance model, progress."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from claimcheck.domain import Document, StanceScores


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbedderIdentity:
    """What makes two vectors comparable: the same weights run at the same precision."""

    name: str
    digest: str
    """sha256 of the weights."""
    dimension: int
    precision: str


class Embedder(Protocol):
    """Turns texts into unit vectors whose inner product is their cosine similarity."""

    @property
    def identity(self) -> EmbedderIdentity:
        """Name, digest, dimension and precision; reading it must not run the model."""
        ...

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Rows of unit vectors, shape (len(texts), dimension)."""
        ...

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """One unit vector, shape (dimension,)."""
        ...


class IndexedDocuments(Protocol):
    """What an index is made of: documents with a revision that grows by every change."""

    def revision(self) -> int:
        """Number of the last change."""
        ...

    def document_ids(self, up_to: int | None = None) -> list[tuple[str, int]]:
        """Ids with the revision each was added at, oldest first; ``up_to`` leaves out what came after it."""
        ...

    def removed_since(self, revision: int) -> frozenset[str]:
        """Ids removed after ``revision``, also of those added again."""
        ...

    def documents(self, document_ids: Sequence[str]) -> list[Document]:
        """Whole documents in the order of the ids; those removed meanwhile are left out."""
        ...

    def characters_around(self, revision: int) -> tuple[int, int]:
        """Characters of the documents here now that were added up to ``revision``, and of those added after it."""
        ...


class ClaimDetector(Protocol):
    """Says how much a sentence is worth checking."""

    @property
    def threshold(self) -> float:
        """Probability from which a sentence is proposed as a claim; chosen on training folds."""
        ...

    def check_worthiness(self, sentences: Sequence[str]) -> NDArray[np.float64]:
        """Probability per sentence, shape (len(sentences),)."""
        ...


class StanceModel(Protocol):
    """Says whether a passage supports or refutes a claim, or leaves it open."""

    @property
    def name(self) -> str:
        """What a person knows the model by."""
        ...

    @property
    def languages(self) -> frozenset[str] | None:
        """ISO 639 codes of the languages it was made for; None where that is not known."""
        ...

    def stances(self, claim: str, passages: Sequence[str]) -> list[StanceScores]:
        """Three probabilities per passage, in the order of the passages."""
        ...


class Progress(Protocol):
    """Where long work reports to; the faces draw it, tests record it."""

    def start(self, task: str, total: int | None, unit: str) -> None:
        """Begin a named task of ``total`` units, ``unit`` being a singular noun (None where the total is not known)."""
        ...

    def advance(self, done: int) -> None:
        """Report ``done`` more units."""
        ...

    def finish(self) -> None:
        """End the task begun last."""
        ...


class SilentProgress:
    """Progress that nobody watches."""

    def start(self, task: str, total: int | None, unit: str) -> None:
        """Ignore it."""

    def advance(self, done: int) -> None:
        """Ignore it."""

    def finish(self) -> None:
        """Ignore it."""


StopRequested = Callable[[], bool]
"""Asked between batches of long work; True ends it cleanly with everything so far kept."""
