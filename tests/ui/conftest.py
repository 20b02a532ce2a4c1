"""Running one page as Streamlit would, without a browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

REVIEWER = "Ada Sample"
_SCRIPT = """
from pathlib import Path
from claimcheck.ui.{page}.page import {page}_page
from claimcheck.ui.frame import framed
framed({page}_page, Path({root!r}))()
"""

PageRunner = Callable[..., "AppTest"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Streamlit's test runner leaves its temporary folder to the garbage collector; that is no fault of a page."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.filterwarnings("ignore::ResourceWarning"))


@pytest.fixture
def run_page() -> PageRunner:
    """Runs a page of the workbench on a workspace: ``run_page("library", root, document="…")``."""
    from streamlit.testing.v1 import AppTest

    def run(page: str, root: Path, *, reviewer: str | None = REVIEWER, **places: str) -> AppTest:
        at = AppTest.from_string(
            _SCRIPT.format(page=page, root=str(root)), default_timeout=300
        )  # a busy machine is slow, not wrong
        for name, value in {"reviewer": reviewer, **places}.items():
            if value:
                at.query_params[name] = value
        return at.run()

    return run
