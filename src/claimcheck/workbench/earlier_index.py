"""The two indexes that match claims with earlier checks: imported ones, and the verdicts of the record.

They are two because an import is large and rare and a verdict small and frequent: after a verdict a small build is made
anew, not one of a hundred thousand imported checks. Both are made by the code that indexes the evidence corpus.
"""

from __future__ import annotations

import shutil
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimcheck.errors import BuildInProgressError, IndexMismatchError, NoIndexError, SearchIndexError
from claimcheck.index.folder import IndexFolder
from claimcheck.protocols import SilentProgress
from claimcheck.text.passages import text_to_embed
from claimcheck.text.wordings import wording_of
from claimcheck.workbench.own_checks import OwnChecks

if TYPE_CHECKING:
    from claimcheck.corpus.earlier.store import EarlierCheckStore
    from claimcheck.domain import BuildSummary, EarlierCheck
    from claimcheck.index.build import SearchBuild
    from claimcheck.protocols import Embedder, Progress
    from claimcheck.workbench.resources import Resources

IMPORTED, OWN = "imported", "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An earlier check that a search brought up, before the two claims are compared."""

    check_id: str
    own: bool
    similarity: float
    rank: int
    """Among those of its index, the nearest first."""


class EarlierIndex:
    """Keeps both indexes up to date and searches them; safe to share between threads."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources
        self._working = threading.RLock()
        self._builds: dict[str, SearchBuild] = {}
        self._revisions: dict[str, tuple[object, int]] = {}
        self._chosen: str | None = None
        """The precision while there is no build of imported checks to say it."""

    def refresh(self, progress: Progress | None = None) -> None:
        """Bring both up to date; only what is new is embedded, and what is missing or damaged is made anew.

        Raises:
            ModelError: the embedder cannot be loaded.
            DiskFullError: no space left; what was there stays.
        """
        shown = progress or SilentProgress()
        with self._working:
            for name in (IMPORTED, OWN):
                self._bring_up_to_date(name, shown)

    def search(self, text: str, *, top: int) -> list[Candidate]:
        """The earlier checks nearest to a claim in meaning and words, of each index the best ``top``."""
        with self._working:
            self.refresh()
            builds = dict(self._builds)
        if not builds or not text.strip():
            return []
        wording = wording_of(text)
        vector = self._embedder(SilentProgress()).embed_query(wording.meaning)
        settings = self._resources.settings.search
        found: list[Candidate] = []
        for name, build in builds.items():
            result = build.search(
                wording.words,
                vector,
                top=top,
                depth=max(settings.depth, top),
                lexical_weight=settings.lexical_weight,
                removed=self._removed_since(name, build.corpus_revision),
            )
            found += [
                Candidate(check_id=hit.source.document_id, own=name == OWN, similarity=hit.similarity, rank=hit.rank)
                for hit in result.hits
            ]
        return found

    def summary(self) -> BuildSummary:
        """The build of the imported checks that is in use.

        Raises:
            NoIndexError: nothing was imported yet.
        """
        from claimcheck.index.manifest import read_manifest

        folder = self._folder(IMPORTED)
        return read_manifest(folder.build_path(folder.current_id())).summary(current=True)

    def similarity(self, text: str, check: EarlierCheck) -> float:
        """Cosine of a claim and a check, as a search would give it."""
        embedder = self._embedder(SilentProgress())
        vector = embedder.embed_passages([text_to_embed(check.title, check.claim)])[0]
        return float(vector @ embedder.embed_query(wording_of(text).meaning))

    def _bring_up_to_date(self, name: str, progress: Progress) -> None:
        revision = self._revision(name)
        known = self._builds.get(name)
        if known is not None and known.corpus_revision == revision and self._is_in_use(name, known):
            return
        if revision == 0 and known is None:
            return  # nothing was ever there to be indexed
        if known is not None:
            del self._builds[name]
            self._chosen = None
        embedder = self._embedder(progress)
        opened = self._open(name, embedder)
        if opened is None or opened.corpus_revision != revision:
            opened = self._build(name, embedder, progress) or opened
        if opened is not None:
            self._builds[name] = opened

    def _is_in_use(self, name: str, build: SearchBuild) -> bool:
        """Whether it is still there, and of the embedder that claims are embedded with; the folder may be deleted."""
        imported = self._builds.get(IMPORTED, build)
        if imported.embedder != build.embedder:
            return False
        try:
            return self._folder(name).current_id() == build.summary.id
        except SearchIndexError:
            return False

    def _revision(self, name: str) -> int:
        """Of the documents; asked again only after their database was written, for opening it takes time."""
        documents = self._documents(name)
        written = documents.written()
        known = self._revisions.get(name)
        if known is None or known[0] != written:
            known = (written, documents.revision())
            self._revisions[name] = known
        return known[1]

    def _removed_since(self, name: str, revision: int) -> frozenset[str]:
        if self._revision(name) == revision:
            return frozenset()
        return self._documents(name).removed_since(revision)

    def _open(self, name: str, embedder: Embedder) -> SearchBuild | None:
        """The build in use, None where there is none that fits; a damaged one is thrown away, for it is derived."""
        from claimcheck.index.build import open_build

        try:
            return open_build(self._folder(name), expected=embedder.identity)
        except NoIndexError:
            return None
        except IndexMismatchError:
            return None

    def _build(self, name: str, embedder: Embedder, progress: Progress) -> SearchBuild | None:
        from claimcheck.index.build import open_build
        from claimcheck.index_build import build_index

        folder = self._folder(name)
        documents, settings = self._documents(name), self._resources.settings
        try:
            build_index(folder, documents, embedder, settings, progress=progress)
        except BuildInProgressError:
            return None  # another process makes the very same one; until then the one before is searched
        except IndexMismatchError:
            shutil.rmtree(folder.path, ignore_errors=True)
            build_index(folder, documents, embedder, settings, progress=progress)
        return open_build(folder, expected=embedder.identity)

    def _embedder(self, progress: Progress) -> Embedder:
        """One for both indexes, so that a claim is embedded once: at the precision of the imported checks."""
        from claimcheck.index_build.precision import EXACT, FAST, choose_precision
        from claimcheck.models import have_graph, weights_digest

        imported = self._builds.get(IMPORTED)
        if imported is not None:
            return self._resources.embedder(imported.embedder.precision)
        if self._chosen is None:
            models = self._resources.settings.models
            documents = self._documents(IMPORTED)
            chosen = choose_precision(models.precision, self._folder(IMPORTED), documents, weights_digest(models))
            self._chosen = EXACT if chosen == FAST and not have_graph(models, progress) else chosen
        return self._resources.embedder(self._chosen)

    def _folder(self, name: str) -> IndexFolder:
        return IndexFolder(self._resources.workspace.earlier_index / name)

    def _documents(self, name: str) -> EarlierCheckStore | OwnChecks:
        if name == IMPORTED:
            return self._resources.earlier_checks
        return OwnChecks(self._resources.desk, self._resources.settings.desk.name or None)
