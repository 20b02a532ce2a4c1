"""`claimcheck ui`: the pages in the browser."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any

import typer

from claimcheck.cli.context import Invocation
from claimcheck.errors import UsageError

ADDRESS = "127.0.0.1"
PORT = 8501
_BEFORE_WARMING_S = 5.0
"""Where nobody opens a page, the models are loaded after so long; else when the first page is drawn."""

OPTIONS: dict[str, str | int | bool | list[str]] = {
    "server.address": ADDRESS,
    "server.allowedHosts": ["127.0.0.1", "localhost"],
    "server.showEmailPrompt": False,
    "server.fileWatcherType": "none",
    "server.maxUploadSize": 200,
    "runner.fastReruns": False,
    "runner.postScriptGC": False,
    "browser.gatherUsageStats": False,
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.toolbarMode": "viewer",
    "client.disableDataExport": True,
    "theme.font": "sans-serif",
    "theme.headingFont": "serif",
    "theme.headingFontSizes": ["1.75rem", "1.3rem", "1.2rem", "1.125rem", "1rem", "0.875rem"],
    "theme.baseRadius": "0.4rem",
    "theme.paddingTop": "0.75rem",
    "theme.paddingBottom": "1.5rem",
    "theme.showWidgetBorder": True,
    "theme.light.primaryColor": "#1f4e6b",
    "theme.light.backgroundColor": "#fcfbf8",
    "theme.light.secondaryBackgroundColor": "#f1efe9",
    "theme.light.textColor": "#22262b",
    "theme.light.borderColor": "#d9d5cb",
    "theme.light.linkColor": "#1f4e6b",
    "theme.dark.primaryColor": "#8ec5e3",
    "theme.dark.backgroundColor": "#14171b",
    "theme.dark.secondaryBackgroundColor": "#1f242a",
    "theme.dark.textColor": "#e7e4dd",
    "theme.dark.borderColor": "#3a4048",
    "theme.dark.linkColor": "#8ec5e3",
}
"""Streamlit's settings, passed as flags: a wheel's user has no config.toml of ours. The repository's own
`.streamlit/config.toml` says the same for `streamlit run app.py`; a test compares the two.

With fast reruns a newer event throws away the clicks that still wait; see `claimcheck.ui.steady`.

A full garbage collection after every run, Streamlit's default, takes a third of a second once a model is loaded and
stops every session meanwhile; Python's own, which comes when there is enough to collect, does as well.
"""


def attach(app: typer.Typer) -> None:
    """Give the app its command for the pages."""
    app.command("ui")(ui)


def ui(
    context: typer.Context,
    port: Annotated[int, typer.Option(min=1, max=65_535, help="Port of the pages.")] = PORT,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the browser.")] = True,
    warm: Annotated[
        bool, typer.Option("--warm/--no-warm", help="Load the models at once, or when the first search needs them.")
    ] = True,
) -> None:
    """Open the pages in the browser; they are served to this machine only, and nothing leaves it.

    Example: claimcheck ui
    """
    from streamlit import config
    from streamlit.web import bootstrap

    import claimcheck
    from claimcheck.settings import WARMING_VARIABLE
    from claimcheck.workbench.shared import start_warming

    invocation: Invocation = context.obj
    if _taken(port):
        raise UsageError(
            f"port {port} is in use", f"close what uses it, or choose another: claimcheck ui --port {port + 1}"
        )
    os.environ["CLAIMCHECK_WORKSPACE"] = str(invocation.root.resolve())
    for section, values in invocation.flags().items():
        for key, value in values.items():
            os.environ[f"CLAIMCHECK_{section}__{key}".upper()] = str(value)
    flags: dict[str, Any] = {name.replace(".", "_"): value for name, value in OPTIONS.items()}
    flags |= {"server_port": port, "server_headless": not browser}
    script = str(Path(claimcheck.__file__).parent / "ui" / "main.py")
    config._main_script_path = script
    bootstrap.load_config_options(flags)
    os.environ[WARMING_VARIABLE] = "on" if warm else "off"
    start_warming(invocation.root, after_s=_BEFORE_WARMING_S)
    bootstrap.run(script, False, [], flags)


def _taken(port: int) -> bool:
    import socket

    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError:
            return True
    return False
