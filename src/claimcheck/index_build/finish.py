"""Finishing a build: the vector index, the manifest, the proof, and the swap."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimcheck.errors import IndexMismatchError
from claimcheck.index.build import SearchBuild
from claimcheck.index.dense import FLAT, SQ8
from claimcheck.index.manifest import (
    DEAD_FILE,
    FAISS_FILE,
    LEXICAL_FOLDER,
    MANIFEST_FILE,
    FileEntry,
    Manifest,
    SegmentEntry,
    write_manifest,
)
from claimcheck.index.seal import seal
from claimcheck.index.verify import problems_inside
from claimcheck.index_build.lexical_writer import REPLACED_FILES
from claimcheck.storage.files import sha256_of_file, sync_file, sync_folder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_TRAINING_ROWS = 50_000


def write_vector_index(build: Path, segments: Sequence[SegmentEntry], dimension: int, exact_limit: int) -> str:
    """Write FAISS over the vectors of all segments in order, one segment in memory at a time; returns its kind."""
    import faiss
    import numpy as np

    rows = sum(segment.rows for segment in segments)
    files = [build / segment.vectors_file for segment in segments]
    index: Any
    if rows <= exact_limit or rows == 0:
        kind, index = FLAT, faiss.IndexFlatIP(dimension)
    else:
        kind = SQ8
        index = faiss.IndexScalarQuantizer(dimension, faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT)
        step = max(1, rows // _TRAINING_ROWS)
        sample = np.concatenate([np.load(file, mmap_mode="r")[::step] for file in files])
        index.train(np.ascontiguousarray(sample))
    for file in files:
        index.add(np.load(file))
    faiss.write_index(index, str(build / FAISS_FILE))
    return kind


def write_dead_rows(build: Path, live: Sequence[NDArray[np.bool_]]) -> int:
    """Write which rows are dead, given what is live of each segment in order; returns how many."""
    import numpy as np

    masks = [np.zeros(0, dtype=np.bool_), *live]
    dead = np.flatnonzero(~np.concatenate(masks)).astype(np.int64)
    np.save(build / DEAD_FILE, dead, allow_pickle=False)
    return len(dead)


def list_files(build: Path, base: Manifest | None) -> tuple[FileEntry, ...]:
    """Every file with its digest; a file linked from the build before keeps the digest it was proved with."""
    proved = {entry.path: entry for entry in base.files} if base else {}
    segments = {name for one in base.segments for name in (one.passages_file, one.vectors_file)} if base else set()
    found = []
    for path in sorted(build.rglob("*")):
        name = path.relative_to(build).as_posix()
        if not path.is_file() or name == MANIFEST_FILE:
            continue
        size = path.stat().st_size
        immutable = name in segments or (name.startswith(f"{LEXICAL_FOLDER}/") and path.name not in REPLACED_FILES)
        before = proved.get(name) if immutable else None
        if before is not None and before.size == size:
            found.append(before)
        else:
            sync_file(path)
            found.append(FileEntry(path=name, size=size, sha256=sha256_of_file(path)))
    return tuple(found)


def prove_and_seal(build: Path, manifest: Manifest) -> None:
    """Write the manifest, search the finished build for its own passages, and wait until all is on the disk.

    Raises:
        IndexMismatchError: the new build does not hold together; it must not be used.
    """
    write_manifest(build, manifest)
    problems = problems_inside(SearchBuild(build, manifest))
    if problems:
        raise IndexMismatchError(
            f"the new build does not prove and was thrown away: {problems[0]}",
            "try `claimcheck index build --full`; if that fails too, check the disk",
        )
    seal(build, manifest)
    for folder in (build / "passages", build / "vectors", build / LEXICAL_FOLDER, build):
        sync_folder(folder)
