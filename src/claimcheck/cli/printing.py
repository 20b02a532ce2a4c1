"""Printing for people: hostile text made harmless, messages on stderr, JSON on stdout."""

from __future__ import annotations

import json
import sys
import unicodedata
from datetime import date
from typing import Any

import typer

_BIDI = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C])


def harmless(text: str | None) -> str:
    """Text that cannot drive a terminal: control and direction characters removed, white space folded."""
    if text is None:
        return ""
    folded = " ".join(text.translate(_BIDI).split())
    return "".join(letter for letter in folded if unicodedata.category(letter) not in {"Cc", "Cs"})


def shortened(text: str | None, length: int) -> str:
    """Harmless text cut to ``length`` characters, with an ellipsis where something was cut."""
    clean = harmless(text)
    return clean if len(clean) <= length else clean[: length - 1].rstrip() + "…"


def day(value: date | None) -> str:
    """A day in ISO form, or "undated"."""
    return value.isoformat() if value else "undated"


def say(message: str = "") -> None:
    """Tell the person something that is not the result (stderr)."""
    typer.echo(message, err=True)


def complain(message: str, hint: str | None) -> None:
    """Show an error and what to do about it (stderr)."""
    typer.echo(f"error: {harmless(message)}", err=True)
    if hint:
        typer.echo(f"  hint: {harmless(hint)}", err=True)


def print_json(record: Any) -> None:
    """Print a record as JSON on stdout; UTF-8, keys in the documented order."""
    sys.stdout.write(json.dumps(record, ensure_ascii=False, indent=2, allow_nan=False) + "\n")


def size(octets: int) -> str:
    """A number of bytes in words."""
    amount = float(octets)
    for unit in ("B", "KB", "MB"):
        if amount < 1000:
            return f"{amount:.0f} {unit}" if unit == "B" else f"{amount:.1f} {unit}"
        amount /= 1000
    return f"{amount:.1f} GB"


def plural(count: int, singular: str, plural_: str | None = None) -> str:
    """A count with its noun."""
    return f"{count:,} {singular if count == 1 else plural_ or singular + 's'}"
