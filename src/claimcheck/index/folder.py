"""The folder of builds: which one is in use, which are kept, who is making one."""

from __future__ import annotations

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from claimcheck.domain import BuildSummary
from claimcheck.errors import BuildInProgressError, IndexMismatchError, NoIndexError
from claimcheck.index.manifest import Manifest, read_manifest
from claimcheck.storage.files import file_errors, sync_folder, write_atomically

_CURRENT, _BUILDS, _LOCK, _PARTIAL = "CURRENT", "builds", ".building", ".partial"
_LOCK_TRIES, _LOCK_PAUSE_S = 5, 0.05

Manifests = list[Manifest]
Summaries = list[BuildSummary]
"""Named, because inside the folder `list` is its method."""


class IndexFolder:
    """``index/`` of a workspace; nothing in it need exist yet."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def current_id(self) -> str:
        """Id of the build in use.

        Raises:
            NoIndexError: none was built yet.
            IndexMismatchError: the name of the build in use cannot be read.
        """
        try:
            name = (self.path / _CURRENT).read_text(encoding="ascii").strip()
        except (FileNotFoundError, NotADirectoryError) as error:
            raise NoIndexError("there is no search index yet", "make one: `claimcheck index build`") from error
        except (OSError, UnicodeDecodeError) as error:
            raise IndexMismatchError(
                f"{self.path / _CURRENT} cannot be read: {error}", "make a new build: `claimcheck index build --full`"
            ) from error
        if not name or "/" in name or not self.build_path(name).is_dir():
            raise IndexMismatchError(
                f"the build in use, {name or 'without a name'}, is not there",
                "make a new build: `claimcheck index build --full`",
            )
        return name

    def build_path(self, build_id: str) -> Path:
        """Folder of a build, whether or not it exists."""
        return self.path / _BUILDS / build_id

    def partial_path(self, build_id: str) -> Path:
        """Folder in which a build is made before it gets its name."""
        return self.path / _BUILDS / (build_id + _PARTIAL)

    def list(self) -> Summaries:
        """Builds that are kept and readable, newest first."""
        try:
            current = self.current_id()
        except (NoIndexError, IndexMismatchError):
            current = None
        return [manifest.summary(current=manifest.id == current) for manifest in self.manifests()]

    def manifests(self) -> Manifests:
        """Readable manifests, newest first."""
        found = []
        for folder in self._build_folders():
            try:
                found.append(read_manifest(folder))
            except IndexMismatchError:
                continue  # `index verify` names it
        return sorted(found, key=lambda manifest: (manifest.created_at, manifest.id), reverse=True)

    def use(self, build_id: str) -> None:
        """Make a finished build the one in use; readers see the old or the new one, nothing between."""
        write_atomically(self.path / _CURRENT, f"{build_id}\n".encode("ascii"))

    def publish(self, build_id: str) -> None:
        """Give a finished ``.partial`` folder its name, and use it."""
        target = self.build_path(build_id)
        with file_errors(target):
            self.partial_path(build_id).rename(target)
            sync_folder(target.parent)
        self.use(build_id)

    def rollback(self) -> BuildSummary:
        """Use the other one of the two builds that are kept.

        Raises:
            NoIndexError: there is no other build.
        """
        try:
            current = self.current_id()
        except IndexMismatchError:
            current = None
        others = [manifest for manifest in self.manifests() if manifest.id != current]
        if not others:
            raise NoIndexError("there is no other build to go back to", "`claimcheck index list` shows what is kept")
        self.use(others[0].id)
        return others[0].summary(current=True)

    def remove_partials(self) -> None:
        """Remove what killed builds left behind; only for who holds the lock."""
        for folder in self.path.glob(f"{_BUILDS}/*{_PARTIAL}"):
            shutil.rmtree(folder, ignore_errors=True)

    def keep_only(self, *build_ids: str) -> None:
        """Remove every other build; who has one open goes on reading it."""
        for folder in self._build_folders():
            if folder.name not in build_ids:
                shutil.rmtree(folder, ignore_errors=True)

    def building_pid(self) -> int | None:
        """Process that is making a build just now."""
        try:
            handle = os.open(self.path / _LOCK, os.O_RDONLY)
        except OSError:
            return None
        try:
            return None if _try_lock(handle, fcntl.LOCK_SH) else _pid_in(handle)
        finally:
            os.close(handle)

    @contextmanager
    def building(self) -> Iterator[None]:
        """Hold the right to make a build; a process that dies gives it up.

        Raises:
            BuildInProgressError: another process, or another thread of this one, holds it.
        """
        with file_errors(self.path):
            self.path.mkdir(parents=True, exist_ok=True)
            handle = os.open(self.path / _LOCK, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            for attempt in range(_LOCK_TRIES):  # who asks for `building_pid` holds the lock for a moment
                if _try_lock(handle, fcntl.LOCK_EX):
                    break
                if attempt == _LOCK_TRIES - 1:
                    raise BuildInProgressError(
                        f"process {_pid_in(handle) or 'unknown'} is building the index already",
                        "wait for it to end; `claimcheck index status` says when it has",
                    )
                time.sleep(_LOCK_PAUSE_S)
            os.ftruncate(handle, 0)
            os.pwrite(handle, str(os.getpid()).encode("ascii"), 0)
            yield
        finally:
            os.close(handle)

    def _build_folders(self) -> Iterator[Path]:
        try:
            entries = sorted((self.path / _BUILDS).iterdir())
        except (FileNotFoundError, NotADirectoryError):
            return
        yield from (entry for entry in entries if entry.is_dir() and not entry.name.endswith(_PARTIAL))


def _try_lock(handle: int, kind: int) -> bool:
    try:
        fcntl.flock(handle, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _pid_in(handle: int) -> int | None:
    written = os.pread(handle, 20, 0)
    return int(written) if written.isdigit() else None
