from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from claimcheck.desk.chain import NewEvent, append
from claimcheck.desk.contents import ORIGINS, article_content, created
from claimcheck.desk.rows import insert
from claimcheck.desk.store import DeskStore
from claimcheck.domain import ClaimState, EventKind, Origins, PublicationDate
from claimcheck.errors import EmptyInputError, NotFoundError, UsageError
from claimcheck.storage.database import Database, packaged_migrations
from claimcheck.workspace import Workspace
from deskwork import a_proposal, an_article, open_desk


@pytest.fixture
def desk(workspace: Workspace) -> DeskStore:
    return open_desk(workspace)


def test_an_article_comes_back_as_it_was_brought(desk: DeskStore) -> None:
    article = an_article()
    assert desk.add_article(article)
    assert desk.get_article(article.id) == article
    bare = an_article("Bare.", author=None, publisher=None, published=None, url=None, language=None, original=None)
    desk.add_article(bare)
    assert desk.get_article(bare.id) == bare


def test_the_same_article_twice_is_stored_once_and_nothing_changes(desk: DeskStore) -> None:
    article = an_article()
    desk.add_article(article)
    head = desk.ledger_head()
    assert not desk.add_article(an_article(title="Another title"))
    assert desk.get_article(article.id) == article
    assert desk.ledger_head() == head


def test_an_article_without_visible_text_is_refused(desk: DeskStore) -> None:
    with pytest.raises(EmptyInputError):
        desk.add_article(an_article(" \n\u200b\t"))
    assert desk.list_articles() == []


def test_characters_that_cannot_be_stored_are_replaced_one_for_one(desk: DeskStore) -> None:
    article = an_article("Nul \x00 and half a pair \ud83d end.", title="\x00title")
    desk.add_article(article)
    stored = desk.get_article(article.id)
    assert stored.text == "Nul \ufffd and half a pair \ufffd end."
    assert stored.title == "\ufffdtitle"


def test_articles_are_listed_newest_first(desk: DeskStore) -> None:
    start = datetime(2024, 1, 1, tzinfo=UTC)
    for day in (1, 3, 2):
        desk.add_article(an_article(f"Day {day}.", title=str(day), added_at=start + timedelta(days=day)))
    assert [article.title for article in desk.list_articles()] == ["3", "2", "1"]
    assert [article.title for article in desk.article_summaries(limit=1, offset=1)] == ["2"]


def test_a_summary_counts_the_claims_by_their_state(desk: DeskStore) -> None:
    article = an_article()
    desk.add_article(article)
    desk.add_article(an_article("Another."))
    claims = desk.propose_claims(article.id, [a_proposal(0, 22), a_proposal(23, 45)], "claimcheck")
    desk.keep_claim(claims[0].id, actor="Ana")
    by_id = {summary.id: summary for summary in desk.article_summaries()}
    assert by_id[article.id].claims == {ClaimState.KEPT: 1, ClaimState.PROPOSED: 1}
    assert by_id[article.id].published == article.published
    assert by_id[an_article("Another.").id].claims == {}


def test_metadata_are_corrected_with_a_trace_and_the_text_stays(desk: DeskStore) -> None:
    article = an_article()
    desk.add_article(article)
    changed = desk.update_article_metadata(
        article.id[:8],
        actor="Ana",
        title=" New ",
        author="",
        published=date(2024, 4, 1),
    )
    assert (changed.title, changed.author, changed.publisher) == ("New", None, article.publisher)
    assert desk.get_article(article.id) == changed
    assert changed.text == article.text
    assert changed.published == PublicationDate(day=date(2024, 4, 1), origin="corrected by Ana")
    assert changed.origins == Origins(
        title="corrected by Ana", author=None, publisher="url", url="given", language="text"
    )
    event = desk.events(article_id=article.id)[-1]
    assert (event.kind, event.actor) == (EventKind.ARTICLE_EDITED, "Ana")
    assert '"before":{"author":"Ada Quill"' in event.payload
    assert desk.update_article_metadata(article.id, actor="Ana", clear_published=True).published is None
    assert desk.verify_ledger().problems == ()


def test_a_correction_that_corrects_nothing_is_no_event(desk: DeskStore) -> None:
    article = an_article()
    desk.add_article(article)
    head = desk.ledger_head()
    assert desk.update_article_metadata(article.id, actor="Ana", title=article.title) == article
    assert desk.ledger_head() == head


def test_a_title_cannot_be_blank_and_somebody_must_be_named(desk: DeskStore) -> None:
    article = an_article()
    desk.add_article(article)
    with pytest.raises(UsageError, match="title"):
        desk.update_article_metadata(article.id, actor="Ana", title=" ")
    with pytest.raises(UsageError, match="named"):
        desk.update_article_metadata(article.id, actor=" ", title="x")


def test_an_id_is_found_by_its_beginning_or_end_if_that_is_unambiguous(desk: DeskStore) -> None:
    for identity in ("abcd1111aaaa", "abcd2222bbbb", "abcd"):
        desk.add_article(an_article(f"Text of {identity}.", id=identity))
    assert desk.get_article("abcd1").id == "abcd1111aaaa"
    assert desk.get_article(" ABCD2222 ").id == "abcd2222bbbb"
    assert desk.get_article("bbbb").id == "abcd2222bbbb"
    assert desk.get_article("abcd").id == "abcd", "a whole id wins over the beginning of another"


@pytest.mark.parametrize(
    ("given", "says"), [("abc", "4 characters"), ("abcd", "more characters"), ("zzzz", "list"), ("", "4 characters")]
)
def test_an_id_that_names_nothing_or_too_much_says_what_to_do(desk: DeskStore, given: str, says: str) -> None:
    for identity in ("abcd1111", "abcd2222"):
        desk.add_article(an_article(f"Text of {identity}.", id=identity))
    with pytest.raises(NotFoundError) as refused:
        desk.get_article(given)
    assert refused.value.hint
    assert says in refused.value.hint


def test_a_record_made_before_origins_were_kept_is_opened_proves_and_goes_on(workspace: Workspace) -> None:
    first_schema = packaged_migrations("claimcheck.desk")[:1]
    old = an_article(origins=Origins())
    content = {name: value for name, value in article_content(old).items() if name not in ORIGINS}
    with Database(workspace.desk_database, first_schema).transaction() as connection:
        event = NewEvent(kind=EventKind.ARTICLE_ADDED, actor="Ana", payload=created(content), article_id=old.id)
        append(connection, [event], old.added_at)
        published = old.published
        assert published is not None
        row = (old.id, old.title, old.text, old.author, old.publisher, published.day, published.origin, old.url)
        insert(connection, "articles", [(*row, old.language, old.sha256, old.added_at, old.original)])
    desk = open_desk(workspace)
    assert desk.get_article(old.id) == old
    assert desk.verify_ledger().problems == ()
    assert workspace.desk_database.with_name("desk.before-schema-2.duckdb").exists()

    desk.update_article_metadata(old.id, actor="Ben", title="A ferry left")
    desk.add_article(an_article("Another."))
    assert desk.get_article(old.id).origins == Origins(title="corrected by Ben")
    assert desk.get_article(an_article("Another.").id).origins == an_article().origins
    assert desk.verify_ledger().problems == ()
    with desk._database.session() as connection:
        connection.execute("UPDATE articles SET author_origin = 'json-ld' WHERE id = ?", [old.id])
    assert desk.verify_ledger().problems == (f"article {old.id}: author_origin is not what its events say",)
