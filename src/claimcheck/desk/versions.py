"""Compare-and-set on a claim: whoever saves says which version they saw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcheck.domain import EventKind
from claimcheck.errors import ConflictError

if TYPE_CHECKING:
    from claimcheck.domain import Claim
    from claimcheck.storage.database import Connection

_DONE = {
    EventKind.CLAIM_PROPOSED: "proposed",
    EventKind.CLAIM_ADDED: "added",
    EventKind.CLAIM_KEPT: "kept",
    EventKind.CLAIM_EDITED: "edited",
    EventKind.CLAIM_DROPPED: "dropped",
    EventKind.CLAIM_RESTORED: "restored",
    EventKind.VERDICT_RECORDED: "decided",
    EventKind.VERDICT_CORRECTED: "decided anew",
    EventKind.EARLIER_LINKED: "linked to an earlier check",
    EventKind.EARLIER_REJECTED: "told apart from an earlier check",
}


def require_version(connection: Connection, claim: Claim, expected: int | None) -> None:
    """Refuse to go on when the claim has changed since the person read it.

    Raises:
        ConflictError: it has; the message says who did what.
    """
    if expected is None or expected == claim.version:
        return
    row = connection.execute("SELECT kind, actor FROM events WHERE seq = ?", [claim.version]).fetchone()
    what = f"{_DONE[EventKind(row[0])]} by {row[1]}" if row else "changed"
    raise ConflictError(
        f"the claim was {what} while you were reading (it is at version {claim.version}, you saw {expected})",
        f"nothing was saved; compare with `claimcheck claims show {claim.id}` and save again",
    )


def write_claim(connection: Connection, claim: Claim) -> Claim:
    """Bring the row of a claim to what its events say now."""
    connection.execute(
        "UPDATE claims SET text = ?, speaker = ?, claim_date = ?, state = ?, version = ? WHERE id = ?",
        [claim.text, claim.speaker, claim.claim_date, claim.state.value, claim.version, claim.id],
    )
    return claim
