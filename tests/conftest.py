"""Fixtures that every kind of test shares."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from claimcheck.workspace import Workspace

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "data" / "sample"


def pytest_configure(config: pytest.Config) -> None:
    """Graphs are made once and kept between runs, beside pytest's own memory and never in the user's cache."""
    os.environ["XDG_CACHE_HOME"] = str(config.rootpath / ".pytest_cache" / "user-cache")


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test sees defaults, whatever the shell it was started from has set."""
    for name in list(os.environ):
        if name.startswith("CLAIMCHECK_"):
            monkeypatch.delenv(name)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """An empty workspace of its own."""
    made = Workspace(tmp_path / "desk")
    made.create()
    return made
