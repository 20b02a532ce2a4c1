"""Claims of lists that somebody brought: each row once, with where the list says it was made."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from claimcheck.desk.chain import NewEvent, append
from claimcheck.desk.claims import write_new_claims
from claimcheck.desk.contents import claim_content, created
from claimcheck.desk.lookup import find_id
from claimcheck.desk.part import DeskPart, now, person
from claimcheck.desk.wording import cleaned
from claimcheck.domain import Claim, ClaimState, EventKind, ListedClaim
from claimcheck.text.identity import new_id

if TYPE_CHECKING:
    from claimcheck.storage.database import Connection


class ClaimLister(DeskPart):
    """Adding claims by the list."""

    def add_listed_claims(self, listed: Sequence[ListedClaim], actor: str) -> list[Claim]:
        """Add the claims of rows that were not brought before; they count as kept.

        Returns:
            The claims added, in the order of the list.
        """
        who = person(actor)
        rows = {one.key: cleaned(one) for one in listed}

        def work(connection: Connection) -> list[Claim]:
            known = _known(connection, list(rows))
            at = now()
            fresh = [(_claim(one), one) for key, one in rows.items() if key not in known]
            fresh = [(replace(claim, created_at=at), one) for claim, one in fresh]
            if not fresh:
                return []
            events = [
                NewEvent(
                    kind=EventKind.CLAIM_ADDED,
                    actor=who,
                    payload=created(claim_content(claim), listed=one.key, source=one.source),
                    claim_id=claim.id,
                )
                for claim, one in fresh
            ]
            first = append(connection, events, at)
            return write_new_claims(
                connection, [replace(claim, version=first + place) for place, (claim, _) in enumerate(fresh)]
            )

        return self._database.transact(work)

    def source_of_claim(self, claim_id: str) -> str | None:
        """Where a claim was made, as the list says that it was imported from; None for any other claim.

        Raises:
            NotFoundError: no such claim.
        """
        with self._database.session() as connection:
            row = connection.execute(
                "SELECT payload FROM events WHERE claim_id = ? AND kind = 'claim_added' ORDER BY seq LIMIT 1",
                [find_id(connection, "claim", claim_id)],
            ).fetchone()
        source: str | None = json.loads(row[0]).get("source") if row else None
        return source


def _known(connection: Connection, keys: Sequence[str]) -> set[str]:
    rows = connection.execute(
        "SELECT payload ->> '$.listed' FROM events WHERE kind = 'claim_added' "
        "AND payload ->> '$.listed' IN (SELECT unnest(?::VARCHAR[]))",
        [list(keys)],
    ).fetchall()
    return {row[0] for row in rows}


def _claim(listed: ListedClaim) -> Claim:
    return Claim(
        id=new_id(),
        article_id=None,
        text=listed.text,
        said=listed.said,
        start=None,
        end=None,
        speaker=listed.speaker,
        claim_date=listed.claim_date,
        check_worthiness=None,
        kinds=(),
        reason=None,
        state=ClaimState.KEPT,
        version=0,
        created_at=now(),
    )
