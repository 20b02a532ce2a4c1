from __future__ import annotations

import socket
import tomllib
from pathlib import Path
from typing import Any

import claimcheck as package
from claimcheck.cli.ui import ADDRESS, OPTIONS
from commandline import claimcheck
from conftest import ROOT


def test_the_flags_of_the_command_and_the_repositorys_streamlit_config_say_the_same() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert dict(_flat(config)) == OPTIONS


def test_nothing_is_reported_to_streamlits_maker_and_nobody_else_can_connect() -> None:
    assert OPTIONS["browser.gatherUsageStats"] is False
    assert OPTIONS["server.address"] == "127.0.0.1"


def test_no_session_waits_for_a_full_garbage_collection_after_every_run_of_another() -> None:
    from streamlit import config

    config.get_option("runner.postScriptGC")  # an option that Streamlit does not know raises
    assert OPTIONS["runner.postScriptGC"] is False


def test_a_port_in_use_is_a_message_not_a_second_server(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind((ADDRESS, 0))
        taken.listen()
        port = taken.getsockname()[1]
        ran = claimcheck("-w", tmp_path, "ui", "--no-browser", "--port", str(port))
    assert ran.exit == 2
    assert f"port {port} is in use" in ran.err
    assert "--port" in ran.err


def test_the_script_that_streamlit_runs_is_part_of_the_package() -> None:
    assert (Path(package.__file__).parent / "ui" / "main.py").is_file()


def _flat(section: dict[str, Any], prefix: str = "") -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for key, value in section.items():
        name = f"{prefix}{key}"
        found += _flat(value, f"{name}.") if isinstance(value, dict) else [(name, value)]
    return found
