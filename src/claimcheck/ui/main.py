"""The script that Streamlit runs: four pages over one workspace."""

from __future__ import annotations

import os
from pathlib import Path

import streamlit as st

from claimcheck.settings import WORKSPACE_VARIABLE
from claimcheck.ui import place
from claimcheck.ui.article.page import article_page
from claimcheck.ui.check.page import check_page
from claimcheck.ui.frame import Page, framed
from claimcheck.ui.library.page import library_page
from claimcheck.ui.place import PageName, Place
from claimcheck.ui.steady import lose_nothing
from claimcheck.ui.verdicts.page import verdicts_page
from claimcheck.workbench.shared import start_warming

_PAGES: dict[PageName, tuple[str, Page]] = {
    PageName.ARTICLE: ("Article", article_page),
    PageName.CHECK: ("Check", check_page),
    PageName.VERDICTS: ("Verdicts", verdicts_page),
    PageName.LIBRARY: ("Library", library_page),
}
_ICON = Path(__file__).with_name("icon.svg")


def main() -> None:
    """Draw the page that the address names."""
    lose_nothing()
    st.set_page_config(page_title="claimcheck", page_icon=str(_ICON), layout="wide", menu_items={})
    root = Path(os.environ.get(WORKSPACE_VARIABLE) or ".")
    pages = {
        name: st.Page(framed(page, root), title=title, url_path=name.value) for name, (title, page) in _PAGES.items()
    }
    place.remember_pages(dict(pages))
    start = st.Page(_start, title="claimcheck", url_path="start", default=True, visibility="hidden")
    st.navigation([start, *pages.values()], position="top").run()
    start_warming(root)


def _start() -> None:
    place.go(PageName.ARTICLE, **{name: st.query_params[name] for name in Place if name in st.query_params})


if __name__ == "__main__":
    main()
