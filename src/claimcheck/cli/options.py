"""Options that several commands share, spelled and parsed the same everywhere."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from claimcheck.errors import UsageError

Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON on stdout.")]
Top = Annotated[int | None, typer.Option("--top", min=1, max=1000, help="Hits to show (setting search.top).")]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="Only evidence published on or before this day (YYYY-MM-DD)."),
]
Since = Annotated[
    str | None,
    typer.Option("--since", metavar="DATE", help="Only evidence published on or after this day (YYYY-MM-DD)."),
]
Publisher = Annotated[str | None, typer.Option("--publisher", help="Only evidence from this publisher.")]
Language = Annotated[str | None, typer.Option("--language", help="Only evidence in this language (ISO 639-1).")]
Reviewer = Annotated[str | None, typer.Option("--reviewer", help="Who does this (setting desk.reviewer).")]


def parse_date(value: str | None, option: str) -> date | None:
    """A day given on the command line.

    Raises:
        UsageError: not a day.
    """
    if value is None:
        return None
    from claimcheck.text.dates import parse_day

    day = parse_day(value)
    if day is None:
        raise UsageError(f"{option} {value!r} is not a day", "write it as 2025-05-15")
    return day
