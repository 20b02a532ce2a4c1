"""Asking the process that reads PDFs, and starting another one when a file has brought it down."""

from __future__ import annotations

import atexit
import json
import subprocess
import sys
import threading
from collections.abc import Sequence
from typing import Any

# -P: a module that lies in the folder a command is run in is not imported instead of ours
_COMMAND = (sys.executable, "-P", "-m", "claimcheck.readers.pdf_process")
_MOST_SECONDS = 120.0


class PdfCrashError(Exception):
    """The process ended, or was ended because it took too long, while it read a file."""


class PdfWorker:
    """A process that reads one PDF after the other; started when first asked, safe to share between threads.

    Args:
        command: what to start.
        most_s: seconds that one file may take.
    """

    def __init__(self, command: Sequence[str] = _COMMAND, most_s: float = _MOST_SECONDS) -> None:
        self._command = command
        self._most_s = most_s
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, content: bytes) -> dict[str, Any]:
        """Pages and metadata of a file, or the error it was refused with, as `pdf_process` prints them.

        Raises:
            PdfCrashError: the process did not survive the file, or took too long.
        """
        with self._lock:
            fresh = self._process is None or self._process.poll() is not None
            answer = self._ask(content)
            if not answer and not fresh:  # something else may have ended it since the last file
                answer = self._ask(content)
        if not answer:
            raise PdfCrashError
        found: dict[str, Any] = json.loads(answer)
        return found

    def close(self) -> None:
        """End the process; the next file starts another one."""
        with self._lock:
            self._end()

    def _ask(self, content: bytes) -> bytes:
        """The line the process prints, empty where it ended."""
        if self._process is None or self._process.poll() is not None:
            self._end()
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        process = self._process
        assert process.stdin is not None  # noqa: S101 - both are pipes
        assert process.stdout is not None  # noqa: S101
        timer = threading.Timer(self._most_s, process.kill)
        timer.daemon = True
        timer.start()
        try:
            process.stdin.write(len(content).to_bytes(8, "big") + content)
            process.stdin.flush()
            line = process.stdout.readline()
        except OSError:  # it ended before it had read the file
            line = b""
        finally:
            timer.cancel()
        if not line.endswith(b"\n"):
            self._end()
            return b""
        return line

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue  # what could not be written any more


shared_worker = PdfWorker()
atexit.register(shared_worker.close)
