"""`claimcheck init`, `config` and `demo`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from claimcheck.cli.context import Invocation
from claimcheck.cli.options import Json
from claimcheck.cli.printing import harmless, print_json, say


def attach(app: typer.Typer) -> None:
    """Give the app its commands on workspaces."""
    app.command("init")(init)
    app.command("config")(config)
    app.command("demo")(demo)


def init(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="Folder to make a workspace of.")] = Path(),
) -> None:
    """Make a workspace: a folder with data/, index/ and claimcheck.toml.

    Example: claimcheck init my-desk
    """
    from claimcheck.workspace import Workspace

    made = Workspace(folder).create()
    say(f"{'made a workspace in' if made else 'there is a workspace already in'} {folder.resolve()}")
    if made:
        say(f"next: claimcheck -w {folder} corpus add PATH…  then: claimcheck -w {folder} index build")


def config(context: typer.Context, as_json: Json = False) -> None:
    """Print every setting in force and where it came from.

    Example: claimcheck config
    """
    from claimcheck.settings import settings_in_force
    from claimcheck.workspace import Workspace

    invocation: Invocation = context.obj
    settings = invocation.settings()
    rows = list(settings_in_force(settings, Workspace(invocation.root).settings_file, invocation.flags()))
    if as_json:
        print_json({row.key: {"value": row.value, "origin": row.origin} for row in rows})
        return
    width = max(len(row.key) for row in rows)
    for row in rows:
        typer.echo(f"{row.key:<{width}}  {harmless(_written(row.value))}  ({row.origin})")


def demo(
    folder: Annotated[
        Path, typer.Option("--into", help="Folder to make; must not exist or be an earlier demo.")
    ] = Path("demo-workspace"),
) -> None:
    """Walk the whole journey on the sample: corpus, index, article, claims, evidence, verdict, table.

    Example: claimcheck demo
    """
    from claimcheck.cli.progress import progress_here
    from claimcheck.demo import run_demo

    run_demo(folder, print_line=typer.echo, progress=progress_here())


def _written(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} = {getattr(inner, 'value', inner)}" for key, inner in value.items())
    return "unset" if value is None else repr(value) if isinstance(value, str) else str(value)
