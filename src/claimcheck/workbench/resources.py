"""What the use cases share: stores, models and the open build, each made when first needed."""

from __future__ import annotations

import threading
from functools import cached_property
from typing import TYPE_CHECKING

from claimcheck.errors import SearchIndexError
from claimcheck.settings import Settings
from claimcheck.workspace import Workspace

if TYPE_CHECKING:
    from claimcheck.corpus.earlier.store import EarlierCheckStore
    from claimcheck.corpus.store import CorpusStore
    from claimcheck.desk.store import DeskStore
    from claimcheck.index.build import SearchBuild
    from claimcheck.index.folder import IndexFolder
    from claimcheck.protocols import ClaimDetector, Embedder, Progress, StanceModel
    from claimcheck.workbench.earlier_index import EarlierIndex
    from claimcheck.workbench.fetching import PageFetcher


class Resources:
    """Lazily opened parts of one workspace; safe to share between threads."""

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        self.workspace = workspace
        self.settings = settings
        self._opening = threading.RLock()
        self._build: SearchBuild | None = None
        self._older: dict[str, SearchBuild] = {}
        self._embedders: dict[str, Embedder] = {}

    @cached_property
    def desk(self) -> DeskStore:
        """The record of articles, claims and verdicts."""
        from claimcheck.desk.store import DeskStore

        return DeskStore(self.workspace, self.settings.desk.ratings, wait_s=self.settings.storage.wait_s)

    @cached_property
    def corpus(self) -> CorpusStore:
        """The evidence corpus."""
        from claimcheck.corpus.store import CorpusStore

        return CorpusStore(self.workspace, wait_s=self.settings.storage.wait_s)

    @cached_property
    def web(self) -> PageFetcher:
        """The way to pages of the public web."""
        from claimcheck.workbench.fetching import PageFetcher

        return PageFetcher(self.settings.web)

    @cached_property
    def earlier_checks(self) -> EarlierCheckStore:
        """Fact-checks of others, imported."""
        from claimcheck.corpus.earlier.store import EarlierCheckStore

        return EarlierCheckStore(self.workspace, wait_s=self.settings.storage.wait_s)

    @cached_property
    def earlier_index(self) -> EarlierIndex:
        """The index that matches claims with earlier checks."""
        from claimcheck.workbench.earlier_index import EarlierIndex

        return EarlierIndex(self)

    @cached_property
    def index_folder(self) -> IndexFolder:
        """Where the builds are."""
        from claimcheck.index.folder import IndexFolder

        return IndexFolder(self.workspace.index)

    def embedder(self, precision: str | None = None) -> Embedder:
        """The embedder that the settings name, loaded once; at the precision of the build in use if none is given."""
        from claimcheck.models import load_embedder, precision_named

        with self._opening:
            chosen = precision or self._precision_in_use() or precision_named(self.settings.models)
            if chosen not in self._embedders:
                self._embedders[chosen] = load_embedder(self.settings.models, chosen)
            return self._embedders[chosen]

    def embedder_for_a_build(self, progress: Progress) -> Embedder:
        """The embedder at the precision that the next build is made with; fp32 where no graph can be made for int8."""
        from claimcheck.index_build.precision import EXACT, FAST, choose_precision, latest_build
        from claimcheck.models import have_graph, weights_digest

        models = self.settings.models
        weights = weights_digest(models)
        chosen = choose_precision(models.precision, self.index_folder, self.corpus, weights)
        base = latest_build(self.index_folder, weights)
        at_it = base is not None and base.embedder.precision == FAST  # then there are vectors to lose
        if chosen == FAST and not at_it and not have_graph(models, progress):
            chosen = EXACT
        return self.embedder(chosen)

    def _precision_in_use(self) -> str | None:
        from claimcheck.index.manifest import read_manifest

        try:
            return read_manifest(self.index_folder.build_path(self.index_folder.current_id())).embedder.precision
        except SearchIndexError:
            return None

    def detector(self) -> ClaimDetector:
        """The packaged claim detector, loaded once."""
        with self._opening:
            return self._detector

    @cached_property
    def _detector(self) -> ClaimDetector:
        from claimcheck.models.checkworthiness import load_claim_detector

        return load_claim_detector(self.settings.models.threads)

    def stance_model(self) -> StanceModel | None:
        """The stance model that the settings name, loaded once; None where it is switched off.

        Raises:
            ModelError: it is missing or not the expected one, or what its outputs mean cannot be told.
        """
        with self._opening:
            return self._stance_model

    @cached_property
    def _stance_model(self) -> StanceModel | None:
        from claimcheck.models.stance import load_stance_model

        return load_stance_model(self.settings.models)

    def build_kept(self, build_id: str) -> SearchBuild:
        """A build that is kept, in use or not, for queries embedded as its passages were.

        Raises:
            IndexMismatchError: its files, manifest or model do not match.
        """
        from claimcheck.index.build import open_build
        from claimcheck.index.manifest import read_manifest

        with self._opening:
            if build_id not in self._older:
                made_at = read_manifest(self.index_folder.build_path(build_id)).embedder.precision
                expected = self.embedder(made_at).identity
                self._older[build_id] = open_build(self.index_folder, build_id, expected=expected)
            return self._older[build_id]

    def build(self) -> SearchBuild:
        """The build in use, opened again when another one has taken its place.

        Raises:
            NoIndexError: none was built yet.
            IndexMismatchError: its files, manifest or model do not match.
        """
        from claimcheck.index.build import open_build

        with self._opening:
            current = self.index_folder.current_id()
            if self._build is None or self._build.summary.id != current:
                self._build = open_build(self.index_folder, current, expected=self.embedder().identity)
            return self._build
