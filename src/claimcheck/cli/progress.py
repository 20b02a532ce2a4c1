"""Progress of long work: a bar on a terminal, a plain line now and then elsewhere, and a polite stop on Ctrl+C."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING

from claimcheck.cli.printing import plural
from claimcheck.protocols import Progress, StopRequested

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

_SECONDS_BETWEEN_LINES = 5.0


class BarProgress:
    """A bar with rate and time left, on a terminal."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
        from rich.progress import Progress as RichProgress

        self._bar: Bar = RichProgress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[unit]}"),
            TextColumn("{task.fields[rate]}"),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
        )
        self._task: TaskID | None = None
        self._began = 0.0

    def start(self, task: str, total: int | None, unit: str) -> None:
        """Draw a new bar."""
        self._bar.start()
        self._began = time.monotonic()
        self._task = self._bar.add_task(task, total=total, unit=f"{unit}s", rate="")

    def advance(self, done: int) -> None:
        """Move the bar on."""
        if self._task is None:
            return
        self._bar.advance(self._task, done)
        elapsed = time.monotonic() - self._began
        if elapsed > 0:
            completed = next(task.completed for task in self._bar.tasks if task.id == self._task)
            self._bar.update(self._task, rate=f"{completed / elapsed:,.0f}/s")

    def finish(self) -> None:
        """Leave the bar standing and go on below it."""
        self._bar.stop()
        self._task = None


class LineProgress:
    """A line on stderr when a task begins, every few seconds, and when it ends: fit for a log."""

    def __init__(self) -> None:
        self._task, self._unit = "", ""
        self._total: int | None = None
        self._done = 0
        self._began = self._said = 0.0

    def start(self, task: str, total: int | None, unit: str) -> None:
        """Say what begins."""
        self._task, self._total, self._unit, self._done = task, total, unit, 0
        self._began = self._said = time.monotonic()
        known = "" if total is None else f": {plural(total, unit)}"
        print(f"{task}{known}", file=sys.stderr, flush=True)  # noqa: T201 - a log line

    def advance(self, done: int) -> None:
        """Say how far it is, if it has been quiet for a while."""
        self._done += done
        now = time.monotonic()
        if now - self._said >= _SECONDS_BETWEEN_LINES:
            self._said = now
            self._line(now)

    def finish(self) -> None:
        """Say how it went."""
        if self._done:
            self._line(time.monotonic())

    def _line(self, now: float) -> None:
        elapsed = max(now - self._began, 1e-6)
        rate = self._done / elapsed
        parts = [f"{self._task}: {self._done:,}"]
        if self._total is not None:
            parts.append(f"of {self._total:,}")
        parts.append(f"{self._unit}s, {rate:,.0f}/s")
        if self._total is not None and self._done < self._total and rate > 0:
            parts.append(f"about {(self._total - self._done) / rate:,.0f} s left")
        print(" ".join(parts), file=sys.stderr, flush=True)  # noqa: T201 - a log line


def progress_here() -> Progress:
    """A bar on a terminal, lines elsewhere."""
    return BarProgress() if sys.stderr.isatty() else LineProgress()


@contextmanager
def stoppable() -> Iterator[StopRequested]:
    """Turn the first Ctrl+C or SIGTERM into a request to stop after the current batch; the second stops at once."""
    asked = False

    def ask(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - the signature of a signal handler
        nonlocal asked
        if asked:
            raise KeyboardInterrupt
        asked = True
        print("stopping after this batch (again to stop at once)", file=sys.stderr, flush=True)  # noqa: T201

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield lambda: asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
