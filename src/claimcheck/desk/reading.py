"""Reading verdicts: one whole, the history of a claim, and the table with its filters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from claimcheck.desk.lookup import find_id
from claimcheck.desk.part import DeskPart
from claimcheck.desk.rows import (
    ARTICLE_COLUMNS,
    CLAIM_COLUMNS,
    CLAIM_WIDTH,
    HIT_COLUMNS,
    PIN_COLUMNS,
    VERDICT_COLUMNS,
    VERDICT_WIDTH,
    Row,
    article_from,
    claim_from,
    hit_from,
    pin_from,
    verdict_from,
)
from claimcheck.desk.wording import storable
from claimcheck.domain import Verdict, VerdictRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimcheck.storage.database import Connection

T = TypeVar("T")

_FILTER = """
    ($text IS NULL
        OR contains(lower(verdict.claim_text), lower($text)) OR contains(lower(verdict.explanation), lower($text))
        OR contains(lower(claim.said), lower($text)) OR contains(lower(coalesce(article.title, '')), lower($text)))
    AND ($rating IS NULL OR verdict.rating = $rating)
    AND ($reviewer IS NULL OR verdict.reviewer = $reviewer)
    AND ($since IS NULL OR verdict.recorded_at >= $since::TIMESTAMPTZ)
    AND ($until IS NULL OR verdict.recorded_at < $until::TIMESTAMPTZ)
    AND ($article IS NULL OR claim.article_id = $article)
    AND ($replaced OR verdict.replaced_by IS NULL)
"""
_TABLES = """
    all_verdicts AS verdict
    JOIN claims AS claim ON claim.id = verdict.claim_id
    LEFT JOIN articles AS article ON article.id = claim.article_id
"""


class VerdictReader(DeskPart):
    """What was decided."""

    def get_verdict(self, verdict_id: str) -> Verdict:
        """One verdict whole, current or replaced, by its id or an unambiguous beginning or end of it.

        Raises:
            NotFoundError: no such verdict, or several.
        """
        with self._database.session() as connection:
            identity = find_id(connection, "verdict", verdict_id)
            return read_verdicts(connection, "verdict.id = $1", [identity])[0]

    def verdict_history(self, claim_id: str) -> list[Verdict]:
        """All verdicts ever recorded on a claim, whole, oldest first; the last is the one that stands."""
        with self._database.session() as connection:
            identity = find_id(connection, "claim", claim_id)
            return read_verdicts(connection, "verdict.claim_id = $1", [identity])

    def list_verdicts(
        self,
        *,
        text: str | None = None,
        rating: str | None = None,
        reviewer: str | None = None,
        since: date | None = None,
        until: date | None = None,
        article_id: str | None = None,
        include_replaced: bool = False,
        with_hits: bool = False,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[VerdictRow]:
        """Verdicts that fit all filters, newest first, each with its claim, article and pins.

        The frozen hits are left out unless asked for, ``hits`` is empty: a table of ten thousand would read a hundred
        thousand passages.

        Args:
            text: words in claim, words as said, explanation or the article's title, in any letter case.
            rating: a rating of the scale.
            reviewer: who decided.
            since: first day, UTC.
            until: last day, UTC.
            article_id: the article in which the claim was made.
            include_replaced: also verdicts that a correction has replaced.
            with_hits: also the frozen hits.
            limit: at most so many.
            offset: leave out so many from the start.
        """
        condition = _condition(
            text=text,
            rating=rating,
            reviewer=reviewer,
            since=since,
            until=until,
            article_id=article_id,
            include_replaced=include_replaced,
        )
        with self._database.transaction() as connection:  # one snapshot for rows, pins and articles
            rows = connection.execute(
                f"SELECT {VERDICT_COLUMNS.format('verdict')}, {CLAIM_COLUMNS.format('claim')} "  # noqa: S608 - ours
                f"FROM {_TABLES} WHERE {_FILTER} ORDER BY verdict.seq DESC LIMIT $limit OFFSET $offset",
                {**condition, "limit": limit, "offset": offset},
            ).fetchall()
            identities = [row[0] for row in rows]
            pins = _by_verdict(connection, "verdict_pins", PIN_COLUMNS, identities, pin_from)
            hits = _by_verdict(connection, "verdict_hits", HIT_COLUMNS, identities if with_hits else (), hit_from)
            article_ids = sorted({row[VERDICT_WIDTH + 1] for row in rows} - {None})
            articles = {
                row[0]: article_from(row)
                for row in connection.execute(
                    f"SELECT {ARTICLE_COLUMNS.format('articles')} FROM articles "  # noqa: S608 - our columns
                    "WHERE id IN (SELECT unnest($1::VARCHAR[]))",
                    [article_ids],
                ).fetchall()
            }
        return [
            VerdictRow(
                verdict=verdict_from(row[:VERDICT_WIDTH], pins.get(row[0], ()), hits.get(row[0], ())),
                claim=claim_from(row[VERDICT_WIDTH : VERDICT_WIDTH + CLAIM_WIDTH]),
                article=articles.get(row[VERDICT_WIDTH + 1]),
            )
            for row in rows
        ]

    def count_verdicts(
        self,
        *,
        text: str | None = None,
        rating: str | None = None,
        reviewer: str | None = None,
        since: date | None = None,
        until: date | None = None,
        article_id: str | None = None,
        include_replaced: bool = False,
    ) -> int:
        """How many verdicts fit the filters of `list_verdicts`."""
        condition = _condition(
            text=text,
            rating=rating,
            reviewer=reviewer,
            since=since,
            until=until,
            article_id=article_id,
            include_replaced=include_replaced,
        )
        with self._database.session() as connection:
            row = connection.execute(f"SELECT count(*) FROM {_TABLES} WHERE {_FILTER}", condition).fetchone()  # noqa: S608
        return int(row[0]) if row else 0

    def reviewers(self) -> list[str]:
        """Everybody who has decided anything, in alphabetical order."""
        with self._database.session() as connection:
            rows = connection.execute("SELECT DISTINCT reviewer FROM verdicts ORDER BY 1").fetchall()
        return [reviewer for (reviewer,) in rows]

    def articles_decided_on(self, *, limit: int = 500) -> list[tuple[str, str]]:
        """Id and title of the articles with a verdict on one of their claims, the latest verdict first."""
        with self._database.session() as connection:
            return connection.execute(
                "SELECT article.id, article.title FROM verdicts AS verdict "
                "JOIN claims AS claim ON claim.id = verdict.claim_id "
                "JOIN articles AS article ON article.id = claim.article_id "
                "GROUP BY ALL ORDER BY max(verdict.seq) DESC LIMIT ?",
                [limit],
            ).fetchall()

    def count_verdicts_resting_on(self, document_ids: Sequence[str]) -> int:
        """How many verdicts, current and replaced, pin a passage of one of these documents."""
        with self._database.session() as connection:
            row = connection.execute(
                "SELECT count(DISTINCT verdict_id) FROM verdict_pins "
                "WHERE document_id IN (SELECT unnest($1::VARCHAR[]))",
                [list(document_ids)],
            ).fetchone()
        return int(row[0]) if row else 0


def read_verdicts(connection: Connection, condition: str, values: Sequence[Any]) -> list[Verdict]:
    """Whole verdicts under a condition on ``verdict``, oldest first, in three queries however many there are."""
    rows = connection.execute(
        f"SELECT {VERDICT_COLUMNS.format('verdict')} FROM all_verdicts AS verdict WHERE {condition} "  # noqa: S608
        "ORDER BY verdict.seq",
        list(values),
    ).fetchall()
    identities = [row[0] for row in rows]
    pins = _by_verdict(connection, "verdict_pins", PIN_COLUMNS, identities, pin_from)
    hits = _by_verdict(connection, "verdict_hits", HIT_COLUMNS, identities, hit_from)
    return [verdict_from(row, pins.get(row[0], ()), hits.get(row[0], ())) for row in rows]


def _by_verdict(
    connection: Connection, table: str, columns: str, identities: Sequence[str], make: Callable[[Row], T]
) -> dict[str, list[T]]:
    found: dict[str, list[T]] = defaultdict(list)
    rows = connection.execute(
        f"SELECT verdict_id, {columns} FROM {table} "  # noqa: S608 - our table, our columns
        "WHERE verdict_id IN (SELECT unnest($1::VARCHAR[])) ORDER BY verdict_id, position",
        [list(identities)],
    ).fetchall()
    for identity, *row in rows:
        found[identity].append(make(tuple(row)))
    return found


def _condition(
    *,
    text: str | None,
    rating: str | None,
    reviewer: str | None,
    since: date | None,
    until: date | None,
    article_id: str | None,
    include_replaced: bool,
) -> dict[str, Any]:
    return {
        "text": None if text is None else storable(text),
        "rating": rating,
        "reviewer": reviewer,
        "since": _midnight(since) if since else None,
        "until": _midnight(until) + timedelta(days=1) if until else None,
        "article": article_id,
        "replaced": include_replaced,
    }


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=UTC)
