"""Write docs/cli.md and docs/configuration.md from the program itself; ``--check`` fails where they are stale."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from claimcheck.cli.app import app
from claimcheck.settings import Settings, known_settings, load_settings

DOCS = Path(__file__).parent


def cli_reference() -> str:
    """Every command with its arguments and options."""
    lines = [
        "# Command line",
        "",
        "Written by `python docs/generate.py`; do not edit. Results go to stdout, progress and messages to stderr.",
        "Exit codes: 0 done, 1 something you can act on, 2 the command was not understood, 130 interrupted.",
        "",
    ]
    for path, command in _commands(typer.main.get_command(app), ["claimcheck"]):
        lines += [f"## `{' '.join(path)}`", "", inspect.cleandoc(command.help or "").replace("\b", ""), ""]
        rows = list(_parameters(command))
        if rows:
            lines += ["| parameter | meaning |", "|---|---|", *rows, ""]
    return "\n".join(lines).rstrip() + "\n"


def configuration_reference() -> str:
    """Every setting with its default."""
    lines = [
        "# Settings",
        "",
        "Written by `python docs/generate.py`; do not edit. What counts, first to last: flags of the command",
        "(`--set search.top=20`), environment (`CLAIMCHECK_SEARCH__TOP=20`), `claimcheck.toml` in the workspace, the",
        "default. An unknown key is an error. `claimcheck config` prints what is in force and where it came from.",
        "`CLAIMCHECK_WORKSPACE` names the workspace where `--workspace` is not given.",
        "",
        "| key | default | meaning |",
        "|---|---|---|",
    ]
    defaults = Settings.model_construct()
    for section, key, description in known_settings():
        value = getattr(getattr(defaults, section), key)
        lines.append(f"| `{section}.{key}` | `{_written(value)}` | {description} |")
    lines += [
        "",
        "```toml",
        "[desk]",
        'name = "Our fact-check desk"',
        'reviewer = "Ana"',
        "",
        "[desk.ratings]",
        '"true" = "supported"',
        '"false" = "refuted"',
        '"mixed" = "conflicting"',
        '"cannot say" = "not_enough_evidence"',
        "",
        "[search]",
        "top = 20",
        "```",
    ]
    return "\n".join(lines) + "\n"


def _commands(command: Any, path: list[str]) -> Iterator[tuple[list[str], Any]]:
    yield path, command
    for name, inner in sorted(getattr(command, "commands", {}).items()):
        yield from _commands(inner, [*path, name])


def _parameters(command: Any) -> Iterator[str]:
    for parameter in command.params:
        name = " ".join(f"`{option}`" for option in parameter.opts)
        if parameter.param_type_name == "argument":
            name = f"`{(parameter.metavar or parameter.name.upper()).replace('|', chr(92) + '|')}`"
        meaning = (getattr(parameter, "help", None) or "").replace("|", "\\|")
        yield f"| {name} | {meaning} |"


def _written(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} = {getattr(inner, 'value', inner)}" for key, inner in value.items())
    return "unset" if value is None else repr(value) if isinstance(value, str) else str(value)


def main() -> int:
    """Write the pages, or with ``--check`` say which are stale."""
    load_settings()
    pages = {"cli.md": cli_reference(), "configuration.md": configuration_reference()}
    stale = [name for name, text in pages.items() if _read(DOCS / name) != text]
    if "--check" in sys.argv:
        for name in stale:
            print(f"docs/{name} is stale: run python docs/generate.py", file=sys.stderr)
        return 1 if stale else 0
    for name in stale:
        (DOCS / name).write_text(pages[name], encoding="utf-8")
    return 0


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


if __name__ == "__main__":
    raise SystemExit(main())
