"""What a command gets from the options before it: the workspace and overruled settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from claimcheck.errors import UsageError

if TYPE_CHECKING:
    from claimcheck.settings import Settings
    from claimcheck.workbench import Workbench


@dataclass(frozen=True, slots=True, kw_only=True)
class Invocation:
    """One run of the command line."""

    root: Path
    overrides: tuple[str, ...]

    def flags(self) -> dict[str, dict[str, Any]]:
        """The ``--set`` options as sections of settings.

        Raises:
            UsageError: an option that is not ``SECTION.KEY=VALUE``.
        """
        sections: dict[str, dict[str, Any]] = {}
        for override in self.overrides:
            name, equals, value = override.partition("=")
            section, dot, key = name.partition(".")
            if not equals or not dot:
                raise UsageError(f"--set {override!r} is not SECTION.KEY=VALUE", "for example --set search.top=20")
            sections.setdefault(section.strip(), {})[key.strip()] = value.strip()
        return sections

    def settings(self) -> Settings:
        """Settings in force in the workspace, which need not exist."""
        from claimcheck.settings import load_settings
        from claimcheck.workspace import Workspace

        return load_settings(Workspace(self.root).settings_file, self.flags())


def workbench(context: typer.Context, more: Mapping[str, Mapping[str, Any]] | None = None) -> Workbench:
    """Open the workspace named on the command line; ``more`` are settings given as flags of the command."""
    from claimcheck.workbench import Workbench

    invocation: Invocation = context.obj
    flags = invocation.flags()
    for section, values in (more or {}).items():
        flags.setdefault(section, {}).update(values)
    return Workbench.open(invocation.root, flags)
