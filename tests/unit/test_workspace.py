from __future__ import annotations

from pathlib import Path

import pytest

from claimcheck.errors import WorkspaceError
from claimcheck.workspace import Workspace


def test_a_new_workspace_has_its_folders_and_a_settings_file(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "desk")
    assert workspace.create()
    assert workspace.data.is_dir()
    assert workspace.index.is_dir()
    assert "[desk]" in workspace.settings_file.read_text(encoding="utf-8")


def test_making_a_workspace_twice_keeps_what_is_there(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    workspace.create()
    workspace.settings_file.write_text("[search]\ntop = 3\n", encoding="utf-8")
    assert not workspace.create()
    assert workspace.settings_file.read_text(encoding="utf-8") == "[search]\ntop = 3\n"


def test_a_folder_that_is_no_workspace_is_refused_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError) as caught:
        Workspace(tmp_path).require()
    assert "claimcheck init" in (caught.value.hint or "")


def test_a_workspace_cannot_be_made_inside_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(WorkspaceError):
        Workspace(tmp_path / "file" / "desk").create()
