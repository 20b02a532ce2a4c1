"""Drafts: verdicts in the making, one per claim and reviewer, outside the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcheck.desk.lookup import find_id
from claimcheck.desk.part import DeskPart, now, person
from claimcheck.desk.rows import pins_as_json, pins_from_json, time_of
from claimcheck.desk.wording import cleaned
from claimcheck.domain import Draft

if TYPE_CHECKING:
    from claimcheck.storage.database import Connection


class DraftStore(DeskPart):
    """What people have typed and not yet recorded."""

    def save_draft(self, claim_id: str, reviewer: str, draft: Draft) -> Draft:
        """Keep a draft in place of the one before; an empty one is deleted.

        Raises:
            NotFoundError: no such claim.
        """
        who, draft = person(reviewer), cleaned(draft)

        def work(connection: Connection) -> Draft:
            claim = find_id(connection, "claim", claim_id)
            at = now()
            if not draft.rating and not draft.explanation and not draft.pins:
                forget_draft(connection, claim, who)
            else:
                connection.execute(
                    "INSERT INTO drafts VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (claim_id, reviewer) DO UPDATE SET "
                    "rating = excluded.rating, explanation = excluded.explanation, pins = excluded.pins, "
                    "saved_at = excluded.saved_at",
                    [claim, who, draft.rating, draft.explanation, pins_as_json(draft.pins), at],
                )
            return Draft(rating=draft.rating, explanation=draft.explanation, pins=draft.pins, saved_at=at)

        return self._database.transact(work)

    def get_draft(self, claim_id: str, reviewer: str) -> Draft | None:
        """The draft of a reviewer on a claim, if there is one."""
        with self._database.session() as connection:
            row = connection.execute(
                "SELECT rating, explanation, pins, epoch_us(saved_at) FROM drafts WHERE claim_id = ? AND reviewer = ?",
                [find_id(connection, "claim", claim_id), person(reviewer)],
            ).fetchone()
        if row is None:
            return None
        rating, explanation, pins, saved_at = row
        return Draft(rating=rating, explanation=explanation, pins=pins_from_json(pins), saved_at=time_of(saved_at))

    def delete_draft(self, claim_id: str, reviewer: str) -> None:
        """Forget a draft; nothing happens where there is none."""
        who = person(reviewer)
        self._database.transact(
            lambda connection: forget_draft(connection, find_id(connection, "claim", claim_id), who)
        )

    def claims_with_drafts(self, reviewer: str) -> list[str]:
        """Ids of the claims on which a reviewer has a draft, the one saved last first."""
        with self._database.session() as connection:
            rows = connection.execute(
                "SELECT claim_id FROM drafts WHERE reviewer = ? ORDER BY saved_at DESC, claim_id", [person(reviewer)]
            ).fetchall()
        return [claim_id for (claim_id,) in rows]


def forget_draft(connection: Connection, claim_id: str, reviewer: str) -> None:
    """Delete a draft inside the caller's transaction."""
    connection.execute("DELETE FROM drafts WHERE claim_id = ? AND reviewer = ?", [claim_id, reviewer])
