"""A real server of the pages, a real Chromium, and a log of everything it asks for."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import Browser, BrowserContext, Locator, Page, Playwright, expect

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
REVIEWER = "Ada Sample"
PATIENCE_MS = int(os.environ.get("PATIENCE_MS", "30000"))
"""How long the pages may take to show what is waited for; a machine that trains models beside it needs more."""

Scheme = Literal["light", "dark"]


class Server:
    """`claimcheck ui` on a free port, in a process of its own, that can be killed and started again."""

    def __init__(self, root: Path, log: Path, *, warm: bool = False) -> None:
        self.root = root
        self.warm = warm
        self.log = log
        self.port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def origin(self) -> str:
        """Scheme, address and port."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        """Of the server's process."""
        assert self._process is not None
        return self._process.pid

    def address(self, page: str = "", **places: str) -> str:
        """Address of a page; the reviewer is named unless told otherwise."""
        named = {"reviewer": REVIEWER} | places
        return f"{self.origin}/{page}?{urlencode({name: value for name, value in named.items() if value})}"

    def start(self) -> None:
        """Start it and wait until it answers."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "claimcheck",
                    "-w",
                    str(self.root),
                    "ui",
                    "--no-browser",
                    "--warm" if self.warm else "--no-warm",  # most tests search nothing, or once
                    "--port",
                    str(self.port),
                ],
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=self.root,
            )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            assert self._process.poll() is None, self.log.read_text(encoding="utf-8")
            try:
                with urllib.request.urlopen(f"{self.origin}/_stcore/health", timeout=1) as answer:  # noqa: S310 - our own server
                    if answer.status == 200:
                        return
            except OSError:
                time.sleep(0.05)
        raise AssertionError(f"the server does not answer: {self.log.read_text(encoding='utf-8')}")

    def kill(self) -> None:
        """End it as a power cut would."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """End it as a person would."""
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self._process is None:
            return
        self._process.send_signal(how)
        try:
            self._process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None


@dataclass
class Visit:
    """One browser tab on one server, with what it asked for and what it complained of."""

    server: Server
    context: BrowserContext
    page: Page
    requests: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def open(self, page: str = "", **places: str) -> None:
        """Open a page of the workbench and wait until it is drawn."""
        self.page.goto(self.server.address(page, **places))
        drawn = self.page.locator(
            "[data-testid='stMain'] :is(h1, h2)"
        ).first  # before, nothing runs because nothing began
        expect(drawn).to_be_visible(timeout=PATIENCE_MS)
        self.settled()

    def settled(self) -> None:
        """Wait until the server has nothing left to draw."""
        app = self.page.locator("[data-testid='stApp']")
        expect(app).to_have_attribute("data-test-connection-state", "CONNECTED", timeout=PATIENCE_MS)
        expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=PATIENCE_MS)
        expect(self.page.locator("[data-stale='true']")).to_have_count(0, timeout=PATIENCE_MS)  # these look faded

    def sees(self, words: str) -> Locator:
        """Wait until these words stand on the page."""
        found = self.page.get_by_text(words).first
        expect(found).to_be_visible(timeout=PATIENCE_MS)
        return found

    def press(self, key: str) -> None:
        """Press a key that no text field receives."""
        self.page.keyboard.press(key)

    def outside_requests(self) -> list[str]:
        """Everything asked for that is not this server's; must stay empty."""
        own = {("http", f"127.0.0.1:{self.server.port}"), ("ws", f"127.0.0.1:{self.server.port}")}
        return [
            url
            for url in self.requests
            if urlsplit(url).scheme not in {"blob", "data"} and (urlsplit(url).scheme, urlsplit(url).netloc) not in own
        ]


@contextmanager
def visiting(
    browser: Browser, server: Server, *, scheme: Scheme = "light", size: tuple[int, int] = (1280, 800)
) -> Iterator[Visit]:
    """A tab of its own; at the end nothing has left for elsewhere and no dialog has popped up."""
    context = browser.new_context(color_scheme=scheme, viewport={"width": size[0], "height": size[1]})
    context.set_default_timeout(PATIENCE_MS)
    context.set_default_navigation_timeout(4 * PATIENCE_MS)  # the first page of a server loads the program
    page = context.new_page()
    visit = Visit(server, context, page)
    context.on("request", lambda request: visit.requests.append(request.url))
    page.on("websocket", lambda socket_: visit.requests.append(socket_.url))
    page.on("pageerror", lambda error: visit.errors.append(str(error)))

    def refuse(dialog: object) -> None:
        visit.dialogs.append(str(getattr(dialog, "message", "")))
        dialog.dismiss()  # type: ignore[attr-defined]

    page.on("dialog", refuse)
    try:
        yield visit
    finally:
        context.close()
    assert visit.outside_requests() == []
    assert visit.dialogs == []
    assert visit.errors == []


def launch(playwright: Playwright) -> Browser:
    """Chromium of the system, with everything off that talks to its maker."""
    return playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
