"""What the use cases share: stores, models and the open build, each made when first needed."""

from __future__ import annotations

import threading
from functools import cached_property
from typing import TYPE_CHECKING

from claimcheck.settings import Settings
from claimcheck.workspace import Workspace

if TYPE_CHECKING:
    from claimcheck.corpus.store import CorpusStore
    from claimcheck.desk.store import DeskStore
    from claimcheck.index.build import SearchBuild
    from claimcheck.index.folder import IndexFolder
    from claimcheck.protocols import ClaimDetector, Embedder


class Resources:
    """Lazily opened parts of one workspace; safe to share between threads."""

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        self.workspace = workspace
        self.settings = settings
        self._opening = threading.RLock()
        self._build: SearchBuild | None = None

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
    def index_folder(self) -> IndexFolder:
        """Where the builds are."""
        from claimcheck.index.folder import IndexFolder

        return IndexFolder(self.workspace.index)

    def embedder(self) -> Embedder:
        """The embedder that the settings name, loaded once."""
        with self._opening:
            return self._embedder

    @cached_property
    def _embedder(self) -> Embedder:
        from claimcheck.models import load_embedder

        return load_embedder(self.settings.models)

    def detector(self) -> ClaimDetector:
        """The packaged claim detector, loaded once."""
        with self._opening:
            return self._detector

    @cached_property
    def _detector(self) -> ClaimDetector:
        from claimcheck.models import load_embedder
        from claimcheck.models.checkworthiness import load_claim_detector

        packaged = self.settings.models.model_copy(update={"embedder": "default", "precision": "fp32"})
        same = packaged == self.settings.models
        return load_claim_detector(self._embedder if same else load_embedder(packaged))

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
