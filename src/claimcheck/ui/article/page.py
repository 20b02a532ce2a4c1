"""The page Article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcheck.ui.frame import empty_state, page_head

if TYPE_CHECKING:
    from claimcheck.workbench import Workbench


def article_page(desk: Workbench) -> None:
    """Which of its statements are worth checking?"""
    page_head(desk, "Article", "Which of its statements are worth checking?")
    empty_state("Not built yet", "This page is being built.")
