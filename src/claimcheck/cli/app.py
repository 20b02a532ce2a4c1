"""The tree of commands, and the options that every command has."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from claimcheck import __version__
from claimcheck.cli import (
    articles,
    check,
    claim_wordings,
    claims,
    corpus,
    earlier,
    evaluate,
    index,
    ui,
    verdicts,
    workspaces,
)
from claimcheck.cli.context import Invocation

app = typer.Typer(
    name="claimcheck",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help="Fact-check claims against your desk's own evidence, and keep a record that can be proved.\n\n"
    "Try it: claimcheck demo. Begin your own: claimcheck init my-desk.",
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"claimcheck {__version__}")
        raise typer.Exit


@app.callback()
def main(
    context: typer.Context,
    workspace: Annotated[
        Path, typer.Option("--workspace", "-w", envvar="CLAIMCHECK_WORKSPACE", help="Folder of the workspace.")
    ] = Path(),
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="SECTION.KEY=VALUE", help="Overrule a setting for this command. Repeatable."),
    ] = None,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,  # noqa: ARG001 - read from the arguments where errors are shown, also when parsing fails
    version: Annotated[  # noqa: ARG001 - acts through its callback
        bool, typer.Option("--version", is_eager=True, callback=_print_version, help="Print the version.")
    ] = False,
) -> None:
    """Remember what the command will work on."""
    context.obj = Invocation(root=workspace, overrides=tuple(set_ or ()))


workspaces.attach(app)
app.add_typer(corpus.app, name="corpus")
app.add_typer(index.app, name="index")
app.add_typer(articles.app, name="article")
claim_wordings.add_to(claims.app)
app.add_typer(claims.app, name="claims")
app.add_typer(earlier.app, name="earlier")
check.attach(app)
app.add_typer(verdicts.app, name="verdict")
app.add_typer(verdicts.ledger_app, name="ledger")
app.add_typer(verdicts.export_app, name="export")
app.add_typer(evaluate.app, name="eval")
ui.attach(app)
