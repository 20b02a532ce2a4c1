"""What the parts of the desk share: the database and the rating scale."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from claimcheck.desk.wording import is_blank, storable
from claimcheck.errors import UsageError

if TYPE_CHECKING:
    from claimcheck.domain import Outcome
    from claimcheck.storage.database import Database


class DeskPart:
    """One subject of the record; all parts share one database.

    Args:
        database: the desk's file.
        ratings: the desk's scale, each rating with the outcome it means.
    """

    def __init__(self, database: Database, ratings: Mapping[str, Outcome]) -> None:
        self._database = database
        self._ratings = ratings

    def written(self) -> tuple[object, ...]:
        """Other values after every commit of anybody; cheap to ask."""
        return self._database.written()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep the file open over several short reads: opening it costs many times what a read does.

        Never around a model or the network, for every other process waits meanwhile.
        """
        with self._database.session():
            yield


def now() -> datetime:
    """The present as it is stored."""
    return datetime.now(UTC)


def person(name: str) -> str:
    """The name of whoever does something, as it goes into the record.

    Raises:
        UsageError: nobody is named.
    """
    if is_blank(name):
        raise UsageError("nobody is named who does this", "give --reviewer, or set desk.reviewer in claimcheck.toml")
    return storable(name).strip()


def words_to_check(text: str) -> str:
    """The words of a claim as they are stored.

    Raises:
        UsageError: there are none.
    """
    if is_blank(text):
        raise UsageError("a claim needs words", "give one complete statement")
    return storable(text).strip()


def optional_words(text: str | None) -> str | None:
    """A field that may be left open; blank is open."""
    return (storable(text).strip() or None) if text is not None else None
