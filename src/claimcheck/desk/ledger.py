"""Reading the ledger and proving it."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from claimcheck.desk.chain import head
from claimcheck.desk.lookup import find_id
from claimcheck.desk.part import DeskPart
from claimcheck.desk.proof import prove, read_record
from claimcheck.desk.rows import EVENT_COLUMNS, event_from

if TYPE_CHECKING:
    from claimcheck.domain import LedgerEvent, LedgerReport


class LedgerStore(DeskPart):
    """Everything that happened, in order."""

    def events(
        self, claim_id: str | None = None, *, article_id: str | None = None, limit: int | None = None
    ) -> list[LedgerEvent]:
        """Events, oldest first: all, those of one claim, or those of one article itself.

        Args:
            claim_id: only events of this claim.
            article_id: only events of this article; those of its claims are theirs.
            limit: only the newest so many.

        Raises:
            NotFoundError: no such claim or article.
        """
        with self._database.session() as connection:
            rows = connection.execute(
                f"SELECT {EVENT_COLUMNS} FROM events "  # noqa: S608 - our columns
                "WHERE ($1 IS NULL OR claim_id = $1) AND ($2 IS NULL OR article_id = $2) ORDER BY seq DESC LIMIT $3",
                [
                    find_id(connection, "claim", claim_id) if claim_id is not None else None,
                    find_id(connection, "article", article_id) if article_id is not None else None,
                    limit,
                ],
            ).fetchall()
        return [event_from(row) for row in reversed(rows)]

    def ledger_head(self) -> str:
        """Digest of the last event: it stands for everything before it, so exports print it."""
        with self._database.session() as connection:
            return head(connection)[1]

    def verify_ledger(self, known_heads: Collection[str] = ()) -> LedgerReport:
        """Prove the chain, and that every article, claim, verdict, pin and frozen hit is as its events say.

        Args:
            known_heads: ledger heads that earlier exports printed; each must still be in the chain.
        """
        with self._database.transaction() as connection:  # one snapshot of all tables
            record = read_record(connection)
        return prove(record, known_heads)
