from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from claimcheck.domain import Article, Claim, ClaimProposal, Origins, PublicationDate
from claimcheck.workbench import Workbench

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

    from claimcheck.workspace import Workspace
    from ui.conftest import PageRunner

TEXT = "The bridge cost 40 million euros. It was opened in 2019. Nobody complained. It was opened in 2019."
PASTED = (
    "Talks begin in Istanbul\n\n15 May 2025\n\nThe Russian delegation is led by presidential adviser Vladimir "
    "Medinsky. They are the first direct talks between the two countries since the spring of 2022.\n"
)


@pytest.fixture
def desk(workspace: Workspace) -> Workbench:
    return Workbench.open(workspace.root)


@pytest.fixture
def article(desk: Workbench) -> Article:
    brought = Article(
        id="b" * 20,
        title="A bridge",
        text=TEXT,
        author=None,
        publisher="Sample Gazette",
        published=PublicationDate(day=date(2025, 5, 15), origin="meta"),
        url="https://sample.invalid/bridge",
        language="en",
        sha256="0" * 64,
        added_at=datetime.now(UTC),
        original=None,
        origins=Origins(title="heading", publisher="url", url="given"),
    )
    desk._resources.desk.add_article(brought)
    return brought


@pytest.fixture
def claims(desk: Workbench, article: Article) -> list[Claim]:
    proposals = [
        ClaimProposal(
            text=words,
            said=words,
            start=TEXT.index(words),
            end=TEXT.index(words) + len(words),
            check_worthiness=worth,
            kinds=(),
            reason=None,
            speaker=None,
        )
        for words, worth in (("The bridge cost 40 million euros.", 0.9), ("It was opened in 2019.", 0.5))
    ]
    return desk._resources.desk.propose_claims(article.id, proposals, actor="claimcheck")


def origins_shown(at: AppTest) -> list[str]:
    """What the open details say under title, publisher, author, day, language and address."""
    captions = [caption.value for caption in at.caption]
    below = captions.index("The text and its original bytes never change.")
    return captions[below - 6 : below]


def test_an_empty_desk_says_what_to_do_next(run_page: PageRunner, workspace: Workspace) -> None:
    at = run_page("article", workspace.root)
    assert [head.value for head in at.header] == ["Bring an article", "Articles of this desk", "No article yet"]


def test_a_pasted_article_is_opened_with_its_claims(run_page: PageRunner, workspace: Workspace) -> None:
    at = run_page("article", workspace.root)
    at.text_area(key="article.paste").set_value(PASTED)
    at.button(key="article.bring").click().run()
    assert not at.error
    assert at.title[0].value.startswith("Talks begin in Istanbul")
    desk = Workbench.open(workspace.root)
    brought = desk.articles.list()[0]
    assert at.query_params["article"] == brought.id
    assert any("Medinsky" in claim.text for claim in desk.claims.list(article_id=brought.id))


@pytest.mark.parametrize(
    ("way", "field", "value", "said"),
    [
        ("Pasted text", "article.paste", "   \n ", "nothing pasted"),
        ("Address", "article.url", "", "no address given"),
        ("Address", "article.url", "http://127.0.0.1:1/", "private"),
        ("Address", "article.url", "ftp://sample.invalid/x", "http"),
    ],
)
def test_what_cannot_be_brought_is_refused_with_a_hint_and_nothing_is_stored(
    run_page: PageRunner, workspace: Workspace, way: str, field: str, value: str, said: str
) -> None:
    at = run_page("article", workspace.root)
    at.segmented_control(key="article.way").set_value(way).run()
    widget = at.text_area(key=field) if field == "article.paste" else at.text_input(key=field)
    widget.set_value(value)
    at.button(key="article.bring").click().run()
    assert said in at.error[0].value.replace("\\", "")
    assert not at.exception
    assert Workbench.open(workspace.root).articles.list() == []


def test_an_address_that_names_no_article_falls_back_to_the_list_and_says_so(
    run_page: PageRunner, workspace: Workspace, article: Article
) -> None:
    at = run_page("article", workspace.root, article="<b>nothing</b>")
    assert at.error
    assert "Articles of this desk" in [head.value for head in at.header]
    at.button(key=f"article.open.{article.id}").click().run()
    assert at.title[0].value == "A bridge"


def test_metadata_are_put_right_with_the_name_of_who_did_it(
    run_page: PageRunner, desk: Workbench, article: Article
) -> None:
    at = run_page("article", desk.workspace.root, article=article.id)
    assert "2025-05-15 (from a meta tag of the page)" in at.caption[0].value
    at.button(key="article.details").click().run()
    assert origins_shown(at) == [
        "from the heading",
        "from the address",
        "not known",
        "from a meta tag of the page",
        "where from was not kept",
        "given by hand",
    ]
    at.text_input(key=f"details.author.{article.id}").set_value("Sam Sample")
    at.date_input(key=f"details.published.{article.id}").set_value(date(2025, 5, 14))
    at.button(key="details.save").click().run()
    after = desk.articles.show(article.id)
    assert (after.author, after.publisher) == ("Sam Sample", "Sample Gazette")
    assert after.published == PublicationDate(day=date(2025, 5, 14), origin="corrected by Ada Sample")
    assert after.origins == replace(article.origins, author="corrected by Ada Sample")
    assert after.text == TEXT
    at.button(key="article.details").click().run()
    assert origins_shown(at)[2:4] == ["corrected by you", "corrected by you"]


def test_older_articles_are_a_page_away(run_page: PageRunner, desk: Workbench, article: Article) -> None:
    for number in range(27):
        more = replace(article, id=f"{number:020d}", title=f"Number {number}", sha256=f"{number:064d}")
        desk._resources.desk.add_article(replace(more, added_at=datetime.now(UTC)))
    at = run_page("article", desk.workspace.root)
    assert len([shown for shown in at.button if shown.label == "Open"]) == 25
    at.button(key="article.older").click().run()
    assert [shown.value for shown in at.markdown if shown.value.startswith("**")][-1] == "**A bridge**"
    assert at.button(key="article.older").disabled
    at.button(key="article.newer").click().run()
    assert at.button(key="article.newer").disabled


def test_a_language_is_put_right_by_its_code_and_anything_else_is_refused(
    run_page: PageRunner, desk: Workbench, article: Article
) -> None:
    at = run_page("article", desk.workspace.root, article=article.id)
    at.button(key="article.details").click().run()
    at.text_input(key=f"details.language.{article.id}").set_value("<b>English</b>")
    at.button(key="details.save").click().run()
    assert "is no code of a language" in at.error[0].value
    assert desk.articles.show(article.id) == article
    at.button(key="article.details").click().run()
    at.text_input(key=f"details.language.{article.id}").set_value("de-AT")
    at.button(key="details.save").click().run()
    assert desk.articles.show(article.id).language == "de"
