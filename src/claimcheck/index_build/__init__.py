"""Making a new build of the index beside the one in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcheck.protocols import SilentProgress

if TYPE_CHECKING:
    from claimcheck.domain import BuildReport
    from claimcheck.index.folder import IndexFolder
    from claimcheck.protocols import Embedder, IndexedDocuments, Progress, StopRequested
    from claimcheck.settings import Settings


def build_index(
    folder: IndexFolder,
    store: IndexedDocuments,
    embedder: Embedder,
    settings: Settings,
    *,
    full: bool = False,
    progress: Progress | None = None,
    stop: StopRequested = lambda: False,
) -> BuildReport:
    """Bring the index up to date with the corpus; only passages without a known vector are embedded.

    Args:
        folder: where builds live.
        store: the corpus; read in short sessions, never while the embedder works.
        embedder: decides which vectors can be reused; another one than before means that none can.
        settings: passages (taken over by full builds), models.batch, search.exact_limit.
        full: cut and index every document anew.
        progress: where to report to.
        stop: asked between batches.

    Raises:
        BuildInProgressError: another process is building.
        EmptyInputError: a first build of an empty corpus.
        DiskFullError: no space left; the build in use stays.
        SearchIndexError: stopped; finished batches are kept for the next build.
    """
    from claimcheck.index_build.run import IndexBuilder

    with folder.building():
        builder = IndexBuilder(folder, store, embedder, settings, progress=progress or SilentProgress(), stop=stop)
        return builder.run(full=full)
