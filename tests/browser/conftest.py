"""Fixtures of the browser tests: a prepared workspace, a server, a tab, pictures of it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from browser.checking import contradicted
from browser.driving import CHROMIUM, PATIENCE_MS, Server, Visit, launch, visiting
from claimcheck.domain import Claim
from claimcheck.workbench import Workbench
from claimcheck.workspace import Workspace
from conftest import SAMPLE


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here drives a browser; without one it is skipped, unless one is required."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            # Playwright's own event loop is closed by the interpreter, not by us
            item.add_marker(pytest.mark.filterwarnings("ignore::ResourceWarning"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run."""
    if not CHROMIUM.exists():
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail(f"there is no Chromium at {CHROMIUM}: apt-get install chromium, or set CHROMIUM")
        pytest.skip(f"there is no Chromium at {CHROMIUM} (set CHROMIUM, or apt-get install chromium)")
    expect.set_options(timeout=PATIENCE_MS)  # a busy machine is slow, not wrong
    with sync_playwright() as playwright:
        running = launch(playwright)
        yield running
        running.close()


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the sample evidence, its index, the sample article and the claims found in it."""
    root = tmp_path_factory.mktemp("prepared") / "desk"
    Workspace(root).create()
    desk = Workbench.open(root)
    desk.library.add([SAMPLE / "corpus.jsonl"])
    desk.index.build()
    article = desk.articles.add_file(SAMPLE / "article.html").article
    desk.claims.find(article.id)
    return root


@pytest.fixture
def sample_root(prepared: Path, tmp_path: Path) -> Path:
    """A copy of the prepared workspace that a test may change."""
    root = tmp_path / "desk"
    shutil.copytree(prepared, root)
    return root


@pytest.fixture
def desk(sample_root: Path) -> Workbench:
    """The workbench of that copy."""
    return Workbench.open(sample_root)


@pytest.fixture
def claim(desk: Workbench) -> Claim:
    """The claim whose evidence contradicts it in a date."""
    return contradicted(desk)


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[[Path], Server]]:
    """Starts servers on workspaces, and stops them at the end."""
    servers: list[Server] = []

    def start(root: Path, *, warm: bool = False) -> Server:
        server = Server(root, tmp_path / f"server-{len(servers)}.log", warm=warm)
        servers.append(server)
        server.start()
        return server

    yield start
    for server in servers:
        server.stop()


@pytest.fixture
def visit(browser: Browser, serve: Callable[[Path], Server], sample_root: Path) -> Iterator[Visit]:
    """A tab on a server over the sample; fails when anything left for elsewhere."""
    with visiting(browser, serve(sample_root)) as tab:
        yield tab
