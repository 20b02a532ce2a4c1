"""Undoing one's own last decision on a claim, as a new event that names the one it takes back."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from claimcheck.desk.chain import NewEvent, append
from claimcheck.desk.contents import Content, changed, claim_content
from claimcheck.desk.lookup import find_id, read_claim
from claimcheck.desk.part import DeskPart, now, person
from claimcheck.desk.versions import write_claim
from claimcheck.domain import Claim, ClaimState, EventKind
from claimcheck.errors import ConflictError, NotFoundError

if TYPE_CHECKING:
    from claimcheck.storage.database import Connection

_OPEN_EVENTS = """
WITH undone AS (
    SELECT CAST(payload ->> '$.undoes' AS BIGINT) AS seq FROM events WHERE kind = 'claim_restored'
)
SELECT event.seq, event.kind, event.claim_id, event.actor, event.payload
FROM events AS event JOIN claims AS claim ON claim.id = event.claim_id
WHERE event.kind <> 'claim_restored' AND event.seq NOT IN (SELECT seq FROM undone)
"""


class UndoStore(DeskPart):
    """Taking back what was done to claims."""

    def undo_last(self, actor: str, *, claim_id: str | None = None, article_id: str | None = None) -> Claim:
        """Take back the last keep, drop, edit or addition of a person that is not taken back yet.

        A claim that was added is dropped. Undone again and again, it walks back through everything the person did.

        Args:
            actor: whose.
            claim_id: only on this claim.
            article_id: only on claims of this article.

        Raises:
            NotFoundError: there is nothing to undo.
            ConflictError: somebody else went on with the claim since.
        """
        who = person(actor)

        def work(connection: Connection) -> Claim:
            claim = find_id(connection, "claim", claim_id) if claim_id is not None else None
            article = find_id(connection, "article", article_id) if article_id is not None else None
            row = connection.execute(
                _OPEN_EVENTS + "AND event.actor = $1 AND ($2 IS NULL OR claim.id = $2) "
                "AND ($3 IS NULL OR claim.article_id = $3) "
                "AND event.kind IN ('claim_added', 'claim_kept', 'claim_edited', 'claim_dropped') "
                "ORDER BY event.seq DESC LIMIT 1",
                [who, claim, article],
            ).fetchone()
            if row is None:
                raise NotFoundError(f"nothing of {who}'s is left to undo", "a verdict is not undone but corrected")
            seq, kind, subject, _, payload = row
            _require_untouched(connection, subject, seq)
            return _take_back(
                connection, read_claim(connection, subject), seq=seq, before=_before(kind, payload), actor=who
            )

        return self._database.transact(work)


def _require_untouched(connection: Connection, claim_id: str, seq: int) -> None:
    later = connection.execute(
        _OPEN_EVENTS + "AND event.claim_id = ? AND event.seq > ? ORDER BY event.seq DESC LIMIT 1", [claim_id, seq]
    ).fetchone()
    if later is not None and later[1].startswith("verdict"):
        raise ConflictError("the claim has a verdict since", "record a correction if the verdict is wrong")
    if later is not None:
        raise ConflictError(
            f"{later[3]} went on with the claim since, so it cannot be undone",
            f"look at it with `claimcheck claims history {claim_id}` and change what should change",
        )


def _before(kind: str, payload: str) -> Content:
    """The fields an event changed as they stood before it; what was not there before is dropped."""
    if kind == EventKind.CLAIM_ADDED:
        return {"state": ClaimState.DROPPED.value}
    before: Content = json.loads(payload)["before"]
    return before


def _take_back(connection: Connection, claim: Claim, *, seq: int, before: Content, actor: str) -> Claim:
    was = claim_content(claim) | before
    after = replace(
        claim,
        text=was["text"],
        speaker=was["speaker"],
        claim_date=date.fromisoformat(was["claim_date"]) if was["claim_date"] else None,
        state=ClaimState(was["state"]),
    )
    payload = changed(claim_content(claim), was, undoes=seq)
    event = NewEvent(kind=EventKind.CLAIM_RESTORED, actor=actor, payload=payload, claim_id=claim.id)
    return write_claim(connection, replace(after, version=append(connection, [event], now())))
