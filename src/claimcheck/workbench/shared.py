"""The one workbench of a workspace that everything in this process shares, and warming it before it is needed.

Loading the embedder takes seconds, on a busy machine half a minute; without this, whoever searches first waits for it.
"""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from pathlib import Path

from claimcheck.errors import ClaimcheckError
from claimcheck.settings import WARMING_VARIABLE
from claimcheck.workbench import Workbench
from claimcheck.workspace import Workspace

_lock = threading.Lock()
_workbenches: dict[Path, Workbench] = {}
_warming: dict[Path, _Warming] = {}


def shared_workbench(root: Path) -> Workbench:
    """The workbench of a workspace, opened once in this process.

    Raises:
        WorkspaceError: ``root`` is no workspace.
        SettingsError: a setting is unknown or wrong.
    """
    root = root.resolve()
    with _lock:
        if root not in _workbenches:
            _workbenches[root] = Workbench.open(root)
        return _workbenches[root]


def start_warming(root: Path, *, after_s: float = 0) -> threading.Thread | None:
    """Load what the first search needs in a thread of its own, once per workspace.

    None where there is no workspace yet, or where warming is turned off. Whatever fails in it is left to the
    search that needs it, which fails again and says so.

    Args:
        root: the workspace.
        after_s: seconds to wait, unless another call comes that does not: loading takes turns with whatever else
            Python does, and would slow the first page down.
    """
    if os.environ.get(WARMING_VARIABLE) == "off":
        return None
    root = root.resolve()
    with _lock:
        if root not in _warming:
            if not Workspace(root).exists:
                return None
            _warming[root] = _Warming(root, after_s)
            _warming[root].start()
        warming = _warming[root]
    if not after_s:
        warming.now.set()
    return warming


def ready_to_search(root: Path) -> bool:
    """Whether a search begins at once; otherwise it may wait for what is loaded first."""
    if os.environ.get(WARMING_VARIABLE) == "off":
        return False
    with _lock:
        warming = _warming.get(root.resolve())
    return warming is None or warming.searchable.is_set()


class _Warming(threading.Thread):
    """Nothing it does needs an orderly end, so it never holds up that of the process."""

    def __init__(self, root: Path, after_s: float) -> None:
        super().__init__(name="warming", daemon=True)
        self.now = threading.Event()
        self.searchable = threading.Event()
        self._root = root
        self._after_s = after_s

    def run(self) -> None:
        self.now.wait(self._after_s)
        try:
            with suppress(ClaimcheckError):
                shared_workbench(self._root).evidence.warm()
        finally:
            self.searchable.set()
        with suppress(ClaimcheckError):
            shared_workbench(self._root).claims.warm()
