"""Proving a build: every file, every count, and a sample of passages that must find themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from claimcheck.domain import VerifyReport
from claimcheck.errors import IndexMismatchError, NotFoundError
from claimcheck.index.build import SearchBuild
from claimcheck.index.manifest import Manifest, read_manifest
from claimcheck.index.seal import broken_files, seal
from claimcheck.text.identity import passage_id

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from claimcheck.index.folder import IndexFolder
    from claimcheck.index.segments import Segment

_SAMPLE = 50
_NEARLY_SAME, _QUANTISED = 1e-4, 0.05


def verify_build(folder: IndexFolder, build_id: str) -> VerifyReport:
    """Prove a build against its manifest; ``problems`` names everything that does not fit.

    Raises:
        NotFoundError: there is no build with that id.
    """
    path = folder.build_path(build_id)
    if not build_id or not path.is_dir():
        raise NotFoundError(f"there is no build {build_id}", "`claimcheck index list` shows the builds that are kept")
    try:
        manifest = read_manifest(path)
    except IndexMismatchError as error:
        return VerifyReport(build=build_id, files=0, passages=0, problems=(error.message,))
    problems = list(broken_files(path, manifest.files))
    if not problems:  # the libraries that read the files promise nothing for broken ones
        try:
            problems += problems_inside(SearchBuild(path, manifest))
        except IndexMismatchError as error:
            problems.append(error.message)
    if not problems:
        seal(path, manifest)
    return VerifyReport(build=build_id, files=len(manifest.files), passages=manifest.passages, problems=tuple(problems))


def problems_inside(build: SearchBuild) -> list[str]:
    """What does not fit between passages, vectors, both legs and the manifest."""
    manifest, rows = build.manifest, build.rows
    live = rows.live()
    problems = [
        f"{name} has {found:,} passages instead of {manifest.passages:,}"
        for name, found in (("the passages folder", int(live.sum())), ("the lexical index", build.lexical.passages))
        if found != manifest.passages
    ]
    documents: set[str] = set()
    for place, segment in enumerate(rows.segments):
        part = live[rows.starts[place] : rows.starts[place + 1]]
        documents |= segment.documents_among(part)
        problems += _problems_of_rows(segment)
    if len(documents) > manifest.documents:
        problems.append(f"there are passages of {len(documents):,} documents instead of {manifest.documents:,}")
    return problems + list(_lost_passages(build, manifest, live))


def _problems_of_rows(segment: Segment) -> Iterator[str]:
    import numpy as np

    file = segment.entry.passages_file
    starts, ends = segment.offsets()
    if not bool(np.all((starts >= 0) & (starts < ends))):
        yield f"{file} has passages whose offsets run backwards"
    for at in range(0, segment.rows, max(1, segment.rows // _SAMPLE)):
        passage = segment.passage(at)
        if passage.id != passage_id(passage.document_id, passage.start, passage.end):
            yield f"{file} has a passage whose id is not the one of its place: {passage.id}"
        if len(passage.text) != passage.end - passage.start:
            yield f"{file} has a passage whose text is not as long as its offsets say: {passage.id}"
    if not bool(np.isfinite(segment.vectors).all()):
        yield f"{segment.entry.vectors_file} has vectors that are no numbers"


def _lost_passages(build: SearchBuild, manifest: Manifest, live: NDArray[np.bool_]) -> Iterator[str]:
    """Live passages that a search with their own vector does not find, or that the lexical index lacks."""
    import numpy as np

    candidates = np.flatnonzero(live)
    for row in candidates[:: max(1, len(candidates) // _SAMPLE)].tolist():
        segment, at = build.rows.locate(row)
        vector = segment.vectors[at]
        itself = float(vector @ vector)
        found = build.dense.search(vector, 1, live if build.rows.dead.size else None)
        lost = not found or max(found.values()) < itself - _NEARLY_SAME
        if lost or abs(build.dense.agreement(row) - 1) > _QUANTISED:
            yield f"passage {segment.passage(at).id} does not find itself by its vector"
        if not build.lexical.holds(build.rows.to_key(row)):
            yield f"passage {segment.passage(at).id} is not in the lexical index of build {manifest.id}"
