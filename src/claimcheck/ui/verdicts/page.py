"""The page Verdicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcheck.ui.frame import empty_state, page_head

if TYPE_CHECKING:
    from claimcheck.workbench import Workbench


def verdicts_page(desk: Workbench) -> None:
    """What was decided, and on what it rests."""
    page_head(desk, "Verdicts", "What was decided, and on what it rests.")
    empty_state("Not built yet", "This page is being built.")
