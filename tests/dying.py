"""A build that ends with kill -9 at a chosen moment; run in a process of its own."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from claimcheck.settings import ModelSettings, Settings
from indexes import Desk

_WATCHED = ("open", "os.", "shutil.", "mmap.")


def use_small_batches(desk: Desk) -> None:
    """Four passages at a time, so that a build of few documents has many moments to die at."""
    given = desk.settings
    desk.settings = Settings(search=given.search, passages=given.passages, models=ModelSettings(batch=1))


def build_and_die(workspace: Path, deadly: int, survived: Path) -> None:
    """Build, and die at the ``deadly``-th thing done to the index folder; write how many there were otherwise."""
    desk = Desk.at(workspace)
    use_small_batches(desk)
    done = 0
    armed = True

    def count(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal done
        if not armed or not event.startswith(_WATCHED) or str(desk.folder.path) not in str(arguments):
            return
        done += 1
        if done == deadly:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    desk.build()
    armed = False
    survived.write_text(str(done))
