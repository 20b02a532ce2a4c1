from __future__ import annotations

import tomllib
from typing import Any

from claimcheck.cli.ui import OPTIONS
from conftest import ROOT


def test_the_flags_of_the_command_and_the_repositorys_streamlit_config_say_the_same() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert dict(_flat(config)) == OPTIONS


def test_nothing_is_reported_to_streamlits_maker_and_nobody_else_can_connect() -> None:
    assert OPTIONS["browser.gatherUsageStats"] is False
    assert OPTIONS["server.address"] == "127.0.0.1"


def _flat(section: dict[str, Any], prefix: str = "") -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for key, value in section.items():
        name = f"{prefix}{key}"
        found += _flat(value, f"{name}.") if isinstance(value, dict) else [(name, value)]
    return found
