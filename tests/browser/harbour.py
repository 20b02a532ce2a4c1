"""An invented article about a bridge, and earlier checks of what it says; written for the tests, free to use (CC0)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from claimcheck.workbench import Workbench

HARBOUR = """The harbour bridge of Quillport opens

By Sam Sample
Published 12 March 2024

QUILLPORT. Mayor Ilse Brandt opened the harbour bridge of Quillport on Monday. It cost 48 million euros and was built in four years.

The bridge is 1,240 metres long, which makes it the longest of the country. She called it a wonder of the world.

Brandt said that 3,100 people took the ferry every day in 2023. The harbour bridge is the first crossing of the bay since 1911. Will it last?
"""  # noqa: E501 - a paragraph of an article is one line
CHECKS = """claim,rating,publisher,date,url
The harbour bridge is the first crossing of the bay since 1911.,half true,Sample Check,2024-03-14,https://sample.invalid/bay
The harbour bridge is the first crossing of the bay since 1950.,false,Another Check,2024-03-15,https://sample.invalid/bay-2
"""
OPENING = "Mayor Ilse Brandt opened the harbour bridge of Quillport on Monday."
CROSSING = "The harbour bridge is the first crossing of the bay since 1911."
COST = "It cost 48 million euros and was built in four years."
FERRY = "Brandt said that 3,100 people took the ferry every day in 2023."
LENGTH = "The bridge is 1,240 metres long, which makes it the longest of the country."


def bring_checks(desk: Workbench, folder: Path) -> None:
    """Have the earlier checks on the desk."""
    table = folder / "checks.csv"
    table.write_text(CHECKS, encoding="utf-8")
    assert desk.earlier.add([str(table)]).added == 2
