from __future__ import annotations

from pathlib import Path

import pytest

from claimcheck.domain import Outcome
from claimcheck.errors import SettingsError
from claimcheck.settings import Settings, known_settings, load_settings, settings_in_force


def written(folder: Path, text: str) -> Path:
    file = folder / "claimcheck.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_without_a_file_the_defaults_are_in_force(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "missing.toml") == Settings.model_construct()


def test_a_flag_beats_the_environment_which_beats_the_file_which_beats_the_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(tmp_path, "[search]\ntop = 11\ndepth = 111\nlexical_weight = 0.1\n")
    monkeypatch.setenv("CLAIMCHECK_SEARCH__TOP", "12")
    monkeypatch.setenv("CLAIMCHECK_SEARCH__DEPTH", "112")
    settings = load_settings(file, {"search": {"top": "13"}})
    assert (settings.search.top, settings.search.depth, settings.search.lexical_weight) == (13, 112, 0.1)
    assert settings.search.exact_limit == 20_000


def test_each_setting_in_force_says_where_it_came_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = written(tmp_path, "[search]\ndepth = 111\n")
    monkeypatch.setenv("CLAIMCHECK_DESK__REVIEWER", "Ana")
    flags = {"search": {"top": 3}}
    rows = {row.key: row for row in settings_in_force(load_settings(file, flags), file, flags)}
    assert rows["search.top"].origin == "flag"
    assert rows["desk.reviewer"].origin == "environment (CLAIMCHECK_DESK__REVIEWER)"
    assert rows["search.depth"].origin == str(file)
    assert rows["web.max_mb"].origin == "default"
    assert rows["desk.reviewer"].value == "Ana"


def test_every_setting_is_explained() -> None:
    assert all(description for _, _, description in known_settings())


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[search]\ntopp = 3\n", "search.topp"),
        ("[serach]\ntop = 3\n", "serach"),
        ("[search]\ntop = 0\n", "search.top"),
        ("[search]\ntop = 'many'\n", "search.top"),
        ('[desk.ratings]\n"true" = "supported"\n', "desk.ratings"),
        ('[desk.ratings]\n"open" = "not_enough_evidence"\n', "desk.ratings"),
        ("[search\n", "TOML"),
    ],
)
def test_a_mistake_in_the_file_is_named(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(SettingsError, match=named) as caught:
        load_settings(written(tmp_path, text))
    assert caught.value.hint


def test_an_unknown_environment_variable_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMCHECK_SEARCH__TOPP", "3")
    with pytest.raises(SettingsError, match="CLAIMCHECK_SEARCH__TOPP"):
        load_settings()


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    file = tmp_path / "claimcheck.toml"
    file.write_bytes('[desk]\nname = "Büro"\n'.encode("latin-1"))
    with pytest.raises(SettingsError, match=r"claimcheck\.toml"):
        load_settings(file)


def test_a_desk_brings_its_own_scale(tmp_path: Path) -> None:
    file = written(tmp_path, '[desk.ratings]\n"true" = "supported"\n"open" = "not_enough_evidence"\n')
    assert load_settings(file).desk.ratings == {"true": Outcome.SUPPORTED, "open": Outcome.NOT_ENOUGH_EVIDENCE}
