"""The page Check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcheck.ui.frame import empty_state, page_head

if TYPE_CHECKING:
    from claimcheck.workbench import Workbench


def check_page(desk: Workbench) -> None:
    """Evidence for one claim, and your verdict."""
    page_head(desk, "Check", "Evidence for one claim, and your verdict.")
    empty_state("Not built yet", "This page is being built.")
