"""Which entries of feeds the desk has brought."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from claimcheck.desk.part import DeskPart, now

if TYPE_CHECKING:
    from claimcheck.storage.database import Connection


class FeedMemory(DeskPart):
    """Entries by their keys, so that a feed read again brings only what is new."""

    def feed_entries_known(self, entries: Sequence[tuple[str, str | None]]) -> frozenset[str]:
        """Keys of the (key, address) pairs that were brought before, or whose address an article has."""
        keys, urls = [key for key, _ in entries], [url for _, url in entries if url]
        with self._database.session() as connection:
            brought = connection.execute("SELECT key FROM feed_entries WHERE list_contains(?, key)", [keys]).fetchall()
            held = connection.execute(
                "SELECT url FROM articles WHERE list_contains(?, url) "
                "UNION SELECT url FROM feed_entries WHERE list_contains(?, url)",
                [urls, urls],
            ).fetchall()
        known, addresses = {key for (key,) in brought}, {url for (url,) in held}
        return frozenset(key for key, url in entries if key in known or url in addresses)

    def remember_feed_entry(self, key: str, url: str | None, article_id: str) -> None:
        """Note that an entry was brought as an article."""

        def work(connection: Connection) -> None:
            connection.execute(
                "INSERT INTO feed_entries VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", [key, url, article_id, now()]
            )

        self._database.transact(work)
