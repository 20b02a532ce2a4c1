"""What still holds of earlier builds, when none of them can be built upon."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from claimcheck.errors import IndexMismatchError
from claimcheck.index.seal import broken_files
from claimcheck.index.segments import Segment

if TYPE_CHECKING:
    from claimcheck.index.folder import IndexFolder
    from claimcheck.index_build.vectors import VectorSource
    from claimcheck.protocols import EmbedderIdentity


def sound_vectors(folder: IndexFolder, identity: EmbedderIdentity) -> Iterator[VectorSource]:
    """Keys and vectors of every segment, of any build by this embedder, whose files have the right digests."""
    seen: set[str] = set()
    for manifest in folder.manifests():
        if manifest.embedder != identity:
            continue
        build = folder.build_path(manifest.id)
        files = {entry.path: entry for entry in manifest.files}
        for segment in manifest.segments:
            entries = [files[name] for name in (segment.passages_file, segment.vectors_file) if name in files]
            digest = entries[-1].sha256 if entries else ""
            if len(entries) == 2 and digest not in seen and not list(broken_files(build, entries)):
                seen.add(digest)
                try:
                    opened = Segment(build, segment, identity.dimension)
                except IndexMismatchError:
                    continue
                yield opened.keys(), opened.vectors
