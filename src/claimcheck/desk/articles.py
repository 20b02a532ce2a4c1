"""Articles in the record: stored once, their text never changed, their metadata corrected with a trace."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import astuple, replace
from typing import TYPE_CHECKING, Any

from claimcheck.desk.chain import NewEvent, append
from claimcheck.desk.contents import article_content, changed, created
from claimcheck.desk.lookup import read_article
from claimcheck.desk.part import DeskPart, now, person
from claimcheck.desk.rows import ARTICLE_COLUMNS, article_from, insert, time_of
from claimcheck.desk.wording import cleaned, is_blank, storable
from claimcheck.domain import Article, ArticleSummary, ClaimState, EventKind, PublicationDate
from claimcheck.errors import EmptyInputError, UsageError

if TYPE_CHECKING:
    from datetime import date

    from claimcheck.storage.database import Connection

PROGRAM = "claimcheck"
"""Actor of events that no person caused."""


class ArticleStore(DeskPart):
    """Articles as people brought them."""

    def add_article(self, article: Article, *, actor: str = PROGRAM) -> bool:
        """Store an article; False where it is stored already, and then nothing changes.

        Raises:
            EmptyInputError: it has no text.
        """
        article = cleaned(article)
        if is_blank(article.text):
            raise EmptyInputError("the article has no text", "bring another file, or paste the text itself")
        who = person(actor)

        def work(connection: Connection) -> bool:
            if connection.execute("SELECT 1 FROM articles WHERE id = ?", [article.id]).fetchone():
                return False
            payload = created(article_content(article))
            event = NewEvent(kind=EventKind.ARTICLE_ADDED, actor=who, payload=payload, article_id=article.id)
            append(connection, [event], now())
            published, origins = article.published, astuple(article.origins)
            row = (
                article.id,
                article.title,
                article.text,
                article.author,
                article.publisher,
                published.day if published else None,
                published.origin if published else None,
                article.url,
                article.language,
                article.sha256,
                article.added_at,
                article.original,
                *origins,
            )
            insert(connection, "articles", [row])
            return True

        return self._database.transact(work)

    def update_article_metadata(
        self,
        article_id: str,
        *,
        actor: str,
        title: str | None = None,
        author: str | None = None,
        publisher: str | None = None,
        published: date | None = None,
        clear_published: bool = False,
        url: str | None = None,
        language: str | None = None,
    ) -> Article:
        """Correct what was read about an article, with a trace in the ledger; its text never changes.

        None leaves a field as it is, an empty text clears it; a title cannot be cleared. What is corrected says by whom
        in its origin.

        Raises:
            NotFoundError: no such article.
            UsageError: nobody is named, or the title is blank.
        """
        who = person(actor)
        if title is not None and is_blank(title):
            raise UsageError("an article needs a title", "give some words to recognise it by")
        given = {"title": title, "author": author, "publisher": publisher, "url": url, "language": language}
        texts: dict[str, Any] = {
            name: storable(value).strip() or None for name, value in given.items() if value is not None
        }

        def work(connection: Connection) -> Article:
            before = read_article(connection, article_id)
            after = _corrected(before, texts, None if clear_published else published or _day(before), who)
            if after == before:
                return before
            day, origins = after.published, astuple(after.origins)
            payload = changed(article_content(before), article_content(after))
            event = NewEvent(kind=EventKind.ARTICLE_EDITED, actor=who, payload=payload, article_id=before.id)
            append(connection, [event], now())
            connection.execute(
                "UPDATE articles SET title = ?, author = ?, publisher = ?, published = ?, published_origin = ?, "
                "url = ?, language = ?, title_origin = ?, author_origin = ?, publisher_origin = ?, url_origin = ?, "
                "language_origin = ? WHERE id = ?",
                [
                    after.title,
                    after.author,
                    after.publisher,
                    day.day if day else None,
                    day.origin if day else None,
                    after.url,
                    after.language,
                    *origins,
                    after.id,
                ],
            )
            return after

        return self._database.transact(work)

    def get_article(self, article_id: str) -> Article:
        """One article whole, by its id or an unambiguous beginning or end of it.

        Raises:
            NotFoundError: no such article, or several.
        """
        with self._database.session() as connection:
            return read_article(connection, article_id)

    def list_articles(self) -> list[Article]:
        """All articles whole, newest first."""
        with self._database.session() as connection:
            rows = connection.execute(
                f"SELECT {ARTICLE_COLUMNS.format('articles')} FROM articles ORDER BY added_at DESC, id"  # noqa: S608
            ).fetchall()
        return [article_from(row) for row in rows]

    def article_summaries(self, *, limit: int | None = None, offset: int = 0) -> list[ArticleSummary]:
        """Articles without their texts, newest first, each with how many of its claims stand where."""
        with self._database.session() as connection:
            rows = connection.execute(
                "SELECT id, title, author, publisher, published, published_origin, url, language, epoch_us(added_at) "
                "FROM articles ORDER BY added_at DESC, id LIMIT ? OFFSET ?",
                [limit, offset],
            ).fetchall()
            counts: dict[str, dict[ClaimState, int]] = defaultdict(dict)
            for article_id, state, count in connection.execute(
                "SELECT article_id, state, count(*) FROM claims WHERE article_id IS NOT NULL GROUP BY ALL"
            ).fetchall():
                counts[article_id][ClaimState(state)] = count
        return [
            ArticleSummary(
                id=identity,
                title=title,
                author=author,
                publisher=publisher,
                published=PublicationDate(day=day, origin=origin) if day else None,
                url=url,
                language=language,
                added_at=time_of(added_at),
                claims=counts.get(identity, {}),
            )
            for identity, title, author, publisher, day, origin, url, language, added_at in rows
        ]

    def originals_in_use(self) -> frozenset[str]:
        """Kept originals that articles came from; a document with the same bytes shares its file with them."""
        with self._database.session() as connection:
            rows = connection.execute("SELECT DISTINCT original FROM articles WHERE original IS NOT NULL").fetchall()
        return frozenset(original for (original,) in rows)


def _corrected(before: Article, texts: Mapping[str, Any], day: date | None, who: str) -> Article:
    """An article with other metadata; each field that is another now was corrected by a person, or is empty."""
    origin = f"corrected by {who}"
    other = {name: value for name, value in texts.items() if value != getattr(before, name)}
    published = before.published
    if day != _day(before):
        published = PublicationDate(day=day, origin=origin) if day else None
    origins = replace(before.origins, **{name: origin if value else None for name, value in other.items()})
    return replace(before, published=published, origins=origins, **other)


def _day(article: Article) -> date | None:
    return article.published.day if article.published else None
