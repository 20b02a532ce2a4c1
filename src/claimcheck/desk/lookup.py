"""Finding an article, claim or verdict by its id, or by the beginning or end of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from claimcheck.desk.rows import ARTICLE_COLUMNS, CLAIM_COLUMNS, article_from, claim_from
from claimcheck.desk.wording import storable
from claimcheck.errors import NotFoundError

if TYPE_CHECKING:
    from claimcheck.domain import Article, Claim
    from claimcheck.storage.database import Connection

Kind = Literal["article", "claim", "verdict"]

LEAST_ID_CHARACTERS = 4
_LISTED_BY = {
    "article": "`claimcheck article list`",
    "claim": "`claimcheck claims list`",
    "verdict": "`claimcheck verdict list`",
}


def find_id(connection: Connection, kind: Kind, given: str) -> str:
    """The whole id. Ids are ordered by time, so those made together begin alike: the end of one is as good.

    Raises:
        NotFoundError: nothing has that id, or several do.
    """
    part = storable(given.strip()).lower()
    rows = connection.execute(
        f"SELECT id FROM {kind}s WHERE id = $1 "  # noqa: S608 - one of three table names
        "OR (length($1) >= $2 AND (starts_with(id, $1) OR ends_with(id, $1))) ORDER BY id <> $1 LIMIT 3",
        [part, LEAST_ID_CHARACTERS],
    ).fetchall()
    found = [identity for (identity,) in rows]
    if found and (found[0] == part or len(found) == 1):
        whole: str = found[0]
        return whole
    if found:
        raise NotFoundError(f"several {kind}s have an id with {given!r}", "give more characters of the id")
    if len(part) < LEAST_ID_CHARACTERS:
        raise NotFoundError(
            f"no {kind} has the id {given!r}", f"give at least {LEAST_ID_CHARACTERS} characters of its beginning or end"
        )
    raise NotFoundError(f"no {kind} has the id {given!r}", f"{_LISTED_BY[kind]} lists them")


def read_article(connection: Connection, given: str) -> Article:
    """An article, whole.

    Raises:
        NotFoundError: nothing has that id, or several do.
    """
    identity = find_id(connection, "article", given)
    row = connection.execute(
        f"SELECT {ARTICLE_COLUMNS.format('articles')} FROM articles WHERE id = ?",  # noqa: S608 - our columns
        [identity],
    ).fetchone()
    assert row is not None  # noqa: S101 - find_id has just seen it
    return article_from(row)


def read_claim(connection: Connection, given: str) -> Claim:
    """A claim as it stands now.

    Raises:
        NotFoundError: nothing has that id, or several do.
    """
    identity = find_id(connection, "claim", given)
    row = connection.execute(
        f"SELECT {CLAIM_COLUMNS.format('claims')} FROM claims WHERE id = ?",  # noqa: S608 - our columns
        [identity],
    ).fetchone()
    assert row is not None  # noqa: S101 - find_id has just seen it
    return claim_from(row)
