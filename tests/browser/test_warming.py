"""A server that has just been started loads the models by itself, and stops at once while it does."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from browser.driving import Server

PATIENCE_S = 120
pytestmark = pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="only Linux lists what a process has open")


def wait_for(server: Server, *files: str) -> None:
    """Wait until the server has mapped these files into its memory."""
    opened = Path(f"/proc/{server.pid}/maps")
    deadline = time.monotonic() + PATIENCE_S
    while not all(file in (now := opened.read_text(encoding="utf-8")) for file in files):
        assert time.monotonic() < deadline, now
        time.sleep(0.1)


def test_a_server_that_nobody_has_visited_opens_model_and_index(
    serve: Callable[..., Server], sample_root: Path
) -> None:
    wait_for(serve(sample_root, warm=True), "model.safetensors", str(sample_root / "index" / "builds"))


def test_a_server_stops_without_a_word_while_it_loads(serve: Callable[..., Server], sample_root: Path) -> None:
    server = serve(sample_root, warm=True)
    wait_for(server, "libtorch_cpu")
    server.stop()
    said = server.log.read_text(encoding="utf-8")
    assert "Stopping" in said
    assert not any(word in said for word in ("Traceback", "Error", "error", "Fatal", "Exception"))
