"""Use cases on builds of the search index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcheck.domain import BuildReport, BuildSummary, IndexStatus, VerifyReport
from claimcheck.errors import NoIndexError, NotFoundError
from claimcheck.protocols import Progress, SilentProgress, StopRequested

if TYPE_CHECKING:
    from claimcheck.workbench.resources import Resources


def _never() -> bool:
    return False


class IndexRoom:
    """Builds of the search index: make, prove, list, go back."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources

    def build(
        self, *, full: bool = False, progress: Progress | None = None, stop: StopRequested = _never
    ) -> BuildReport:
        """Bring the index up to date with the corpus; unchanged passages keep their vectors.

        Args:
            full: cut and index every document anew (vectors of unchanged passages are still reused).
            progress: where to report to.
            stop: asked between batches; finished batches are kept for the next build.

        Raises:
            BuildInProgressError: another process is building.
            DiskFullError: no space left; the build in use stays.
        """
        from claimcheck.index_build import build_index

        progress = progress or SilentProgress()
        return build_index(
            self._resources.index_folder,
            self._resources.corpus,
            self._resources.embedder_for_a_build(progress),
            self._resources.settings,
            full=full,
            progress=progress,
            stop=stop,
        )

    def status(self) -> IndexStatus:
        """The build in use and how far the corpus has moved on since."""
        from claimcheck.index.manifest import read_manifest

        folder, corpus = self._resources.index_folder, self._resources.corpus
        try:
            current = folder.current_id()
        except NoIndexError:
            count = corpus.count()
            return IndexStatus(
                build=None, documents=count, not_indexed=count, removed_since=0, building_pid=folder.building_pid()
            )
        revision = read_manifest(folder.build_path(current)).corpus_revision
        with corpus.held():
            return IndexStatus(
                build=next(build for build in folder.list() if build.id == current),
                documents=corpus.count(),
                not_indexed=corpus.count_added_since(revision),
                removed_since=len(corpus.removed_since(revision)),
                building_pid=folder.building_pid(),
            )

    def verify(self, build_id: str | None = None) -> VerifyReport:
        """Prove a build, file by file and by a sample of searches; the one in use if none is named."""
        from claimcheck.index.verify import verify_build

        folder = self._resources.index_folder
        return verify_build(folder, build_id or folder.current_id())

    def find(self, build_id: str | None = None) -> BuildSummary:
        """A build that is kept, by its id or an unambiguous beginning or end of it; the one in use if none is named.

        Raises:
            NoIndexError: none was built yet.
            IndexMismatchError: the one in use cannot be read.
            NotFoundError: no build that is kept has that id, or both have.
        """
        from claimcheck.index.manifest import read_manifest

        folder = self._resources.index_folder
        current = folder.current_id()
        if build_id is None:
            return read_manifest(folder.build_path(current)).summary(current=True)
        part = build_id.strip()
        kept = folder.list()
        found = [one for one in kept if one.id == part]
        found = found or [one for one in kept if part and (one.id.startswith(part) or one.id.endswith(part))]
        if len(found) != 1:
            what = "several builds have an id with" if found else "no build that is kept has the id"
            raise NotFoundError(f"{what} {build_id!r}", "`claimcheck index list` shows the ids")
        return found[0]

    def documents(self, build_id: str) -> frozenset[str]:
        """Ids of the documents that a build holds and the corpus still has.

        Raises:
            IndexMismatchError: the build cannot be read.
        """
        from claimcheck.index.manifest import read_manifest

        revision = read_manifest(self._resources.index_folder.build_path(build_id)).corpus_revision
        return frozenset(document_id for document_id, _ in self._resources.corpus.document_ids(up_to=revision))

    def list(self) -> list[BuildSummary]:
        """Builds that are kept, newest first."""
        return self._resources.index_folder.list()

    def rollback(self) -> BuildSummary:
        """Go back to the build before the one in use.

        Raises:
            NoIndexError: there is no earlier build.
        """
        return self._resources.index_folder.rollback()
