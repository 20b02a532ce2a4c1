"""The use cases of the workbench, each a sentence; the only thing the faces talk to.

>>> desk = Workbench.open(Path("my-desk"))            # doctest: +SKIP
>>> desk.evidence.check("The talks were the first since 2022.")  # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimcheck.settings import Settings, load_settings
from claimcheck.workbench.articles import ArticleDesk
from claimcheck.workbench.browsing import Browsing
from claimcheck.workbench.checking import Checking
from claimcheck.workbench.claims import ClaimDesk
from claimcheck.workbench.drafting import Drafting
from claimcheck.workbench.earlier import EarlierDesk
from claimcheck.workbench.evidence import EvidenceDesk
from claimcheck.workbench.feeds import FeedDesk
from claimcheck.workbench.indexing import IndexRoom
from claimcheck.workbench.library import Library
from claimcheck.workbench.record import Record
from claimcheck.workbench.resources import Resources
from claimcheck.workbench.sourcing import Sourcing
from claimcheck.workspace import Workspace

if TYPE_CHECKING:
    from claimcheck.workbench.background import Background

__all__ = ["Workbench"]


class Workbench:
    """One workspace with everything a desk can do in it, grouped by what it is done to.

    Args:
        workspace: an existing workspace.
        settings: what is in force there.
    """

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        self.workspace = workspace.require()
        self.settings = settings
        self._resources = Resources(workspace, settings)

    @classmethod
    def open(cls, root: Path, flags: Mapping[str, Mapping[str, Any]] | None = None) -> Workbench:
        """Open the workspace at ``root`` with its settings, overruled by ``flags``.

        Raises:
            WorkspaceError: ``root`` is no workspace.
            SettingsError: a setting is unknown or wrong.
        """
        workspace = Workspace(root).require()
        return cls(workspace, load_settings(workspace.settings_file, flags))

    @cached_property
    def library(self) -> Library:
        """Documents of the evidence corpus."""
        return Library(self._resources)

    @cached_property
    def index(self) -> IndexRoom:
        """Builds of the search index."""
        return IndexRoom(self._resources)

    @cached_property
    def articles(self) -> ArticleDesk:
        """Articles as people bring them."""
        return ArticleDesk(self._resources)

    @cached_property
    def feeds(self) -> FeedDesk:
        """Feeds whose stories become articles."""
        return FeedDesk(self._resources, self.articles)

    @cached_property
    def claims(self) -> ClaimDesk:
        """Claims found in articles or added by a person."""
        return ClaimDesk(self._resources)

    @cached_property
    def evidence(self) -> EvidenceDesk:
        """Searching and checking."""
        return EvidenceDesk(self._resources)

    @cached_property
    def earlier(self) -> EarlierDesk:
        """Earlier fact-checks, imported and the desk's own, and the claims they are of."""
        return EarlierDesk(self._resources)

    @cached_property
    def record(self) -> Record:
        """Verdicts, their ledger, their export."""
        return Record(self._resources)

    @cached_property
    def drafting(self) -> Drafting:
        """Drafts, undo, corrections of metadata."""
        return Drafting(self._resources)

    @cached_property
    def checking(self) -> Checking:
        """Which claim is next, and what its verdict still lacks."""
        return Checking(self._resources)

    @cached_property
    def sourcing(self) -> Sourcing:
        """Evidence found on the way, pinned at once."""
        return Sourcing(self._resources)

    @cached_property
    def browsing(self) -> Browsing:
        """Tables of verdicts and documents, and the files made from them."""
        return Browsing(self._resources)

    @cached_property
    def background(self) -> Background:
        """Imports and builds that run on while people do something else."""
        from claimcheck.workbench.background import Background

        return Background(self._resources)
