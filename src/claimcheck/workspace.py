"""A workspace is a folder with ``data/`` and ``index/``; this says where everything in it lives."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from claimcheck.errors import WorkspaceError

SETTINGS_FILE = "claimcheck.toml"
_GITIGNORE = "# index/ is derived and safe to delete; data/ is precious, keep it in your back-ups.\nindex/\n"
_SETTINGS_TEMPLATE = (
    "# Settings of this desk; `claimcheck config` prints what is in force and where it came from.\n"
    '# [desk]\n# name = "Our fact-check desk"\n# reviewer = "your name"\n'
)


@dataclass(frozen=True, slots=True)
class Workspace:
    """The places of one workspace, none of which need exist yet except ``root``."""

    root: Path

    @property
    def settings_file(self) -> Path:
        """The desk's own settings, optional."""
        return self.root / SETTINGS_FILE

    @property
    def data(self) -> Path:
        """What must never be lost."""
        return self.root / "data"

    @property
    def desk_database(self) -> Path:
        """Articles, claims, verdicts, events: small and precious."""
        return self.data / "desk.duckdb"

    @property
    def corpus_database(self) -> Path:
        """Documents and their text: bulky and replaceable."""
        return self.data / "corpus.duckdb"

    @property
    def originals(self) -> Path:
        """Original bytes of documents and articles, named by their sha256."""
        return self.data / "originals"

    @property
    def index(self) -> Path:
        """Builds of the search index; derived, safe to delete."""
        return self.root / "index"

    @property
    def earlier_index(self) -> Path:
        """Builds of the two indexes that match claims with earlier checks; derived, safe to delete."""
        return self.index / "earlier"

    @property
    def exists(self) -> bool:
        """Whether somebody made this folder a workspace."""
        return self.data.is_dir()

    def require(self) -> Workspace:
        """Return the workspace itself.

        Raises:
            WorkspaceError: the folder is no workspace.
        """
        if not self.exists:
            raise WorkspaceError(
                f"{self.root} is not a claimcheck workspace (it has no data folder)",
                "make one with `claimcheck init`, or name one with `--workspace DIR`",
            )
        return self

    def create(self) -> bool:
        """Make the folders and a commented settings file; False where there was a workspace already.

        Raises:
            WorkspaceError: the folder cannot be written.
        """
        existed = self.exists
        try:
            for folder in (self.data, self.originals, self.index):
                folder.mkdir(parents=True, exist_ok=True)
            if not self.settings_file.exists():
                self.settings_file.write_text(_SETTINGS_TEMPLATE, encoding="utf-8")
            if not (self.root / ".gitignore").exists() and not existed:
                (self.root / ".gitignore").write_text(_GITIGNORE, encoding="utf-8")
        except OSError as error:
            raise WorkspaceError(
                f"cannot make a workspace in {self.root}: {error.strerror or error}",
                "choose a folder you may write to: `claimcheck init DIR`",
            ) from error
        return not existed
