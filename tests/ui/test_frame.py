from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from claimcheck.errors import BusyError
from claimcheck.workspace import Workspace

if TYPE_CHECKING:
    from ui.conftest import PageRunner

PAGES = ["article", "check", "verdicts", "library"]


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_workspace_opens_on_every_page_without_an_error(
    run_page: PageRunner, workspace: Workspace, page: str
) -> None:
    at = run_page(page, workspace.root)
    assert not at.exception
    assert not at.error
    assert at.title[0].value.casefold() == page


def test_a_folder_that_is_no_workspace_is_made_one_by_a_button(run_page: PageRunner, tmp_path: Path) -> None:
    at = run_page("library", tmp_path)
    assert "Start a desk here?" in at.header[0].value
    at.button(key="workspace.make").click().run()
    assert Workspace(tmp_path).exists
    assert at.title[0].value == "Library"


def test_a_folder_that_cannot_be_written_says_so_and_what_to_do(run_page: PageRunner, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("in the way")
    at = run_page("library", tmp_path)
    at.button(key="workspace.make").click().run()
    assert "cannot make a workspace" in at.error[0].value
    assert not at.exception


def test_the_reviewer_is_asked_for_once_and_stays_in_the_address(run_page: PageRunner, workspace: Workspace) -> None:
    at = run_page("library", workspace.root, reviewer=None)
    assert "Who is checking?" in at.header[0].value
    at.text_input(key="who.name").set_value("  Grace   Sample ")
    at.button[0].click().run()
    assert at.query_params["reviewer"] == "Grace Sample"
    assert at.title[0].value == "Library"


def test_the_desks_setting_answers_who_is_checking(run_page: PageRunner, workspace: Workspace) -> None:
    workspace.settings_file.write_text('[desk]\nreviewer = "Set Ting"\n', encoding="utf-8")
    at = run_page("library", workspace.root, reviewer=None)
    assert at.title[0].value == "Library"


def test_a_wrong_setting_is_a_message_and_a_hint_not_a_traceback(run_page: PageRunner, workspace: Workspace) -> None:
    workspace.settings_file.write_text("[desk]\ncolour = 1\n", encoding="utf-8")
    at = run_page("library", workspace.root)
    assert "unknown setting" in at.error[0].value
    assert not at.exception


def test_an_error_in_a_callback_is_shown_on_the_page_that_follows() -> None:
    from streamlit.testing.v1 import AppTest

    def page() -> None:
        import streamlit as st

        from claimcheck.errors import BusyError
        from claimcheck.ui.trouble import guarded, show_what_happened

        def fail() -> None:
            raise BusyError("desk.duckdb is *busy*", "wait for $it$")

        show_what_happened()
        st.button("do", on_click=guarded(fail))

    at = AppTest.from_function(page).run()
    at.button[0].click().run()
    assert BusyError.__name__ not in at.error[0].value
    assert r"\*busy\*" in at.error[0].value
    at.button[0].click().run()
    assert len(at.error) == 1


def test_a_programming_error_shows_nothing_of_its_inside_and_is_not_swallowed() -> None:
    from streamlit.testing.v1 import AppTest

    def page() -> None:
        from claimcheck.ui.trouble import errors_shown

        with errors_shown():
            raise RuntimeError("the secret inside")

    at = AppTest.from_function(page).run()
    assert "Something broke in the program" in at.error[0].value
    assert "secret" not in at.error[0].value
    assert at.exception
