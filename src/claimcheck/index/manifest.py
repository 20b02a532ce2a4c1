"""The manifest of a build: what it holds, what made it, and the digest of every file."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from claimcheck.domain import BuildSummary
from claimcheck.errors import IndexMismatchError
from claimcheck.protocols import EmbedderIdentity
from claimcheck.storage.files import write_atomically

FORMAT = 1
MANIFEST_FILE, FAISS_FILE, DEAD_FILE, LEXICAL_FOLDER = "manifest.json", "faiss.index", "dead.npy", "lexical"
REPAIR = "claimcheck index build --full"


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageShape:
    """How the documents of a build were cut."""

    max_words: int
    overlap_sentences: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentEntry:
    """One immutable pair of files: passages, and their vectors in the same order."""

    number: int
    rows: int

    @property
    def passages_file(self) -> str:
        """Path inside the build."""
        return f"passages/{self.number:06d}.arrow"

    @property
    def vectors_file(self) -> str:
        """Path inside the build."""
        return f"vectors/{self.number:06d}.npy"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileEntry:
    """A file of the build as it was when the build was made."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """Everything about a build that is not in its rows. ``passages`` are the live ones of ``rows``."""

    id: str
    created_at: datetime
    embedder: EmbedderIdentity
    shape: PassageShape
    kind: str
    documents: int
    passages: int
    corpus_revision: int
    corpus_digest: str
    """Digest of the set of document ids the build was made from."""
    next_segment: int
    segments: tuple[SegmentEntry, ...]
    files: tuple[FileEntry, ...]

    @property
    def rows(self) -> int:
        """Live and dead passages together: the positions of the vector index."""
        return sum(segment.rows for segment in self.segments)

    def summary(self, *, current: bool) -> BuildSummary:
        """The build as lists show it."""
        return BuildSummary(
            id=self.id,
            created_at=self.created_at,
            documents=self.documents,
            passages=self.passages,
            dead_passages=self.rows - self.passages,
            embedder=self.embedder.name,
            precision=self.embedder.precision,
            dimension=self.embedder.dimension,
            kind=self.kind,
            size_bytes=sum(entry.size for entry in self.files),
            current=current,
        )


def write_manifest(build: Path, manifest: Manifest) -> None:
    """Put the manifest into the build's folder, with a digest over itself."""
    content = asdict(manifest) | {"format": FORMAT, "created_at": manifest.created_at.isoformat()}
    content["digest"] = _digest(content)
    write_atomically(build / MANIFEST_FILE, (json.dumps(content, indent=1) + "\n").encode())


def read_manifest(build: Path) -> Manifest:
    """The manifest of the build in a folder.

    Raises:
        IndexMismatchError: it is missing, damaged, of another program version, or of another build.
    """
    try:
        content: dict[str, Any] = json.loads((build / MANIFEST_FILE).read_bytes())
        if content.pop("digest") != _digest(content):
            raise ValueError("its digest does not fit")  # noqa: TRY301 - every way of being damaged ends below
        if content.pop("format") != FORMAT:
            raise IndexMismatchError(
                f"build {build.name} was made by another version of claimcheck", f"make a new one: `{REPAIR}`"
            )
        manifest = _parsed(content)
    except OSError as error:
        raise IndexMismatchError(
            f"build {build.name} has no readable {MANIFEST_FILE}: {error.strerror or error}",
            f"make a new build: `{REPAIR}`, or go back: `claimcheck index rollback`",
        ) from error
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise IndexMismatchError(
            f"{MANIFEST_FILE} of build {build.name} is damaged: {error}", f"make a new build: `{REPAIR}`"
        ) from error
    if manifest.id != build.name.removesuffix(".partial"):
        raise IndexMismatchError(
            f"{MANIFEST_FILE} of build {build.name} belongs to build {manifest.id}", f"make a new build: `{REPAIR}`"
        )
    return manifest


def _parsed(content: dict[str, Any]) -> Manifest:
    nested = {
        "created_at": datetime.fromisoformat(content["created_at"]),
        "embedder": EmbedderIdentity(**content["embedder"]),
        "shape": PassageShape(**content["shape"]),
        "segments": tuple(SegmentEntry(**entry) for entry in content["segments"]),
        "files": tuple(FileEntry(**entry) for entry in content["files"]),
    }
    return Manifest(**(content | nested))


def _digest(content: dict[str, Any]) -> str:
    return sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
