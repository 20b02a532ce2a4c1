"""Undoing one's own last decision on claims, as new events that name those they take back."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from claimcheck.desk.chain import NewEvent, append
from claimcheck.desk.contents import Content, changed, claim_content
from claimcheck.desk.lookup import find_id, read_claim
from claimcheck.desk.part import DeskPart, now, person
from claimcheck.desk.versions import write_claim
from claimcheck.domain import Claim, ClaimState, Decision, EventKind, Undone
from claimcheck.errors import ConflictError, NotFoundError

if TYPE_CHECKING:
    from claimcheck.storage.database import Connection

_DECISIONS = {
    EventKind.CLAIM_ADDED: Decision.ADD,
    EventKind.CLAIM_KEPT: Decision.KEEP,
    EventKind.CLAIM_EDITED: Decision.EDIT,
    EventKind.CLAIM_DROPPED: Decision.DROP,
    EventKind.EARLIER_LINKED: Decision.LINK,
    EventKind.EARLIER_REJECTED: Decision.REJECT,
}
_SIGNS = {
    "split_from": Decision.SPLIT,
    "split_into": Decision.SPLIT,
    "merged_from": Decision.MERGE,
    "merged_into": Decision.MERGE,
    "taken": Decision.COMPLETE,
}
"""Fields of a payload that say what an event was part of."""
_UNDOABLE = [kind.value for kind in _DECISIONS]
_OPEN_EVENTS = """
WITH undone AS (
    SELECT CAST(payload ->> '$.undoes' AS BIGINT) AS seq FROM events WHERE kind = 'claim_restored'
)
SELECT event.seq, event.kind, event.claim_id, event.actor, event.payload, epoch_us(event.recorded_at)
FROM events AS event JOIN claims AS claim ON claim.id = event.claim_id
WHERE event.kind <> 'claim_restored' AND event.seq NOT IN (SELECT seq FROM undone)
"""


@dataclass(frozen=True, slots=True)
class _Step:
    """One event of a decision."""

    seq: int
    kind: EventKind
    claim_id: str
    payload: str


class UndoStore(DeskPart):
    """Taking back what was done to claims."""

    def undo_last(self, actor: str, *, claim_id: str | None = None, article_id: str | None = None) -> Undone:
        """Take back the last decision of a person on claims that is not taken back yet.

        A claim that was added is dropped. What was written in one transaction is one decision and taken back whole: a
        split or merge with all its claims.
        Undone again and again, it walks back through everything the person did.

        Args:
            actor: whose.
            claim_id: only on this claim.
            article_id: only on claims of this article.

        Raises:
            NotFoundError: there is nothing to undo.
            ConflictError: somebody else went on with a claim of the decision since.
        """
        who = person(actor)

        def work(connection: Connection) -> Undone:
            claim = find_id(connection, "claim", claim_id) if claim_id is not None else None
            article = find_id(connection, "article", article_id) if article_id is not None else None
            steps = _last_decision(connection, who, claim, article)
            if not steps:
                raise NotFoundError(f"nothing of {who}'s is left to undo", "a verdict is not undone but corrected")
            for step in steps:
                _require_untouched(connection, step.claim_id, steps[-1].seq)
            restored = [_take_back(connection, step, who) for step in reversed(steps)]
            standing = next(
                (claim for claim in reversed(restored) if claim.state is not ClaimState.DROPPED), restored[-1]
            )
            return Undone(decision=_decision_of(steps[0]), claim=standing)

        return self._database.transact(work)


def _last_decision(connection: Connection, actor: str, claim: str | None, article: str | None) -> list[_Step]:
    """The events of the last decision, in their order; events of one transaction have one time."""
    own = _OPEN_EVENTS + "AND event.actor = $1 AND list_contains($2::VARCHAR[], event.kind) "
    last = connection.execute(
        own + "AND ($3 IS NULL OR claim.id = $3) AND ($4 IS NULL OR claim.article_id = $4) "
        "ORDER BY event.seq DESC LIMIT 1",
        [actor, _UNDOABLE, claim, article],
    ).fetchone()
    if last is None:
        return []
    rows = connection.execute(
        own + "AND epoch_us(event.recorded_at) = $3 ORDER BY event.seq", [actor, _UNDOABLE, last[-1]]
    ).fetchall()
    return [_Step(seq, EventKind(kind), subject, payload) for seq, kind, subject, _, payload, _ in rows]


def _decision_of(first: _Step) -> Decision:
    """What a decision was, by its first event."""
    payload = json.loads(first.payload)
    for sign, decision in _SIGNS.items():
        if sign in payload:
            return decision
    return _DECISIONS[first.kind]


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


def _before(step: _Step) -> Content:
    """The fields an event changed as they stood before it; what was not there before is dropped."""
    if step.kind is EventKind.CLAIM_ADDED:
        return {"state": ClaimState.DROPPED.value}
    before: Content = json.loads(step.payload)["before"]
    return before


def _take_back(connection: Connection, step: _Step, actor: str) -> Claim:
    claim = read_claim(connection, step.claim_id)
    was = claim_content(claim) | _before(step)
    after = replace(
        claim,
        text=was["text"],
        speaker=was["speaker"],
        claim_date=date.fromisoformat(was["claim_date"]) if was["claim_date"] else None,
        state=ClaimState(was["state"]),
    )
    payload = changed(claim_content(claim), was, undoes=step.seq)
    event = NewEvent(kind=EventKind.CLAIM_RESTORED, actor=actor, payload=payload, claim_id=claim.id)
    return write_claim(connection, replace(after, version=append(connection, [event], now())))
