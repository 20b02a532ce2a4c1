"""Links of the ledger's hash chain: what an event's digest covers, and appending events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from claimcheck.desk.contents import canonical, sha256, written_time
from claimcheck.desk.rows import insert
from claimcheck.domain import LedgerEvent

if TYPE_CHECKING:
    from datetime import datetime

    from claimcheck.domain import EventKind
    from claimcheck.storage.database import Connection

GENESIS = "0" * 64
"""What the first event names as the digest before it, and the head of an empty ledger."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEvent:
    """An event before it has its place in the chain."""

    kind: EventKind
    actor: str
    payload: str
    claim_id: str | None = None
    article_id: str | None = None


def event_digest(event: LedgerEvent) -> str:
    """sha256 over the canonical JSON of everything an event says, the digest before it included."""
    return sha256(
        canonical(
            {
                "seq": event.seq,
                "at": written_time(event.at),
                "kind": event.kind.value,
                "claim_id": event.claim_id,
                "article_id": event.article_id,
                "actor": event.actor,
                "payload": event.payload,
                "previous": event.previous,
            }
        )
    )


def head(connection: Connection) -> tuple[int, str]:
    """Number and digest of the last event."""
    row = connection.execute("SELECT seq, digest FROM events ORDER BY seq DESC LIMIT 1").fetchone()
    return (row[0], row[1]) if row else (0, GENESIS)


def append(connection: Connection, events: Sequence[NewEvent], at: datetime) -> int:
    """Continue the chain inside the caller's transaction; a second writer at the same place fails on the key.

    Returns:
        Number of the first event appended; the others follow it.
    """
    last, previous = head(connection)
    rows = []
    for seq, new in enumerate(events, start=last + 1):
        event = LedgerEvent(
            seq=seq,
            at=at,
            kind=new.kind,
            claim_id=new.claim_id,
            article_id=new.article_id,
            actor=new.actor,
            payload=new.payload,
            previous=previous,
            digest="",
        )
        event = replace(event, digest=event_digest(event))
        previous = event.digest
        rows.append(
            (seq, at, new.kind.value, new.claim_id, new.article_id, new.actor, new.payload, event.previous, previous)
        )
    insert(connection, "events", rows)
    return last + 1
