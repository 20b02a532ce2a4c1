"""The page Library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcheck.ui.frame import empty_state, page_head

if TYPE_CHECKING:
    from claimcheck.workbench import Workbench


def library_page(desk: Workbench) -> None:
    """Your evidence, and the index that finds it."""
    page_head(desk, "Library", "Your evidence, and the index that finds it.")
    empty_state("Not built yet", "This page is being built.")
