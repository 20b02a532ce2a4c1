"""Builds of the search index, and what was proved of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildSummary:
    """One build of the index as `index list` and `index status` show it."""

    id: str
    created_at: datetime
    documents: int
    passages: int
    dead_passages: int
    embedder: str
    precision: str
    dimension: int
    kind: str
    """FAISS index kind: "Flat" or "SQ8"."""
    size_bytes: int
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What one ``index build`` did; ``build`` is None only for an empty first corpus."""

    build: BuildSummary
    created: bool
    """False when nothing was new and the build in use stays."""
    embedded: int
    reused: int
    removed: int
    seconds: float
    passages_per_second: float


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexStatus:
    """The build in use and how far the corpus has moved on since."""

    build: BuildSummary | None
    documents: int
    not_indexed: int
    removed_since: int
    building_pid: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyReport:
    """Result of proving a build: ``problems`` names every file or count that does not fit."""

    build: str
    files: int
    passages: int
    problems: tuple[str, ...]

    @property
    def intact(self) -> bool:
        """Whether everything fits."""
        return not self.problems
