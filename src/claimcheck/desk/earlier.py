"""Earlier checks in the record: what people decided on them, and the desk's own verdicts seen as such checks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from claimcheck.desk.chain import NewEvent, append
from claimcheck.desk.contents import changed, claim_content
from claimcheck.desk.decisions import DECISION_COLUMNS, decision_digest, decision_from, decision_row
from claimcheck.desk.lookup import find_id, read_claim
from claimcheck.desk.part import DeskPart, now, person
from claimcheck.desk.rows import Row, insert, time_of
from claimcheck.desk.versions import require_version, write_claim
from claimcheck.desk.wording import cleaned
from claimcheck.domain import EarlierCheck, EarlierDecision, EarlierMatch, EventKind, Outcome

if TYPE_CHECKING:
    from claimcheck.storage.database import Connection

_IN_FORCE = (
    "decision.seq NOT IN (SELECT CAST(payload ->> '$.undoes' AS BIGINT) FROM events WHERE kind = 'claim_restored' "
    "AND payload ->> '$.undoes' IS NOT NULL)"
)
_OWN = (
    "SELECT verdict.id, verdict.claim_text, verdict.rating, verdict.outcome, epoch_us(verdict.recorded_at), "
    "claim.claim_date, claim.speaker "
    "FROM current_verdicts AS verdict JOIN claims AS claim ON claim.id = verdict.claim_id "
)


class EarlierStore(DeskPart):
    """Decisions on earlier checks, and the current verdicts as checks that later claims are matched with."""

    def decide_earlier(
        self, claim_id: str, match: EarlierMatch, *, confirmed: bool, actor: str, expected_version: int | None = None
    ) -> EarlierDecision:
        """Record that an earlier check is, or is not, of the same claim; the same again records nothing.

        Raises:
            ConflictError: somebody changed the claim since ``expected_version``.
            NotFoundError: no such claim.
        """
        who, match = person(actor), cleaned(match)

        def work(connection: Connection) -> EarlierDecision:
            claim = read_claim(connection, claim_id)
            standing = _standing(connection, claim.id, match.check.id)
            if standing is not None and standing.confirmed == confirmed:
                return standing
            require_version(connection, claim, expected_version)
            at = now()
            decision = EarlierDecision(
                seq=0,
                claim_id=claim.id,
                claim_text=claim.text,
                check=match.check,
                confirmed=confirmed,
                strength=match.strength,
                score=match.score,
                similarity=match.similarity,
                actor=who,
                decided_at=at,
            )
            content = claim_content(claim)
            payload = changed(
                content,
                content,
                check=match.check.id,
                check_rating=match.check.rating,
                check_digest=decision_digest(decision),
            )
            kind = EventKind.EARLIER_LINKED if confirmed else EventKind.EARLIER_REJECTED
            event = NewEvent(kind=kind, actor=who, payload=payload, claim_id=claim.id)
            seq = append(connection, [event], at)
            decision = replace(decision, seq=seq)
            insert(connection, "earlier_decisions", [decision_row(decision)])
            write_claim(connection, replace(claim, version=seq))
            return decision

        return self._database.transact(work)

    def earlier_decisions(self, claim_id: str | None = None) -> list[EarlierDecision]:
        """Decisions in force, of one claim or of all, newest first; a later one on the same check replaces the former.

        Raises:
            NotFoundError: no such claim.
        """
        with self._database.session() as connection:
            claim = find_id(connection, "claim", claim_id) if claim_id is not None else None
            return [decision_from(row) for row in _in_force(connection, claim)]

    def last_verdict_seq(self) -> int:
        """Number of the event of the newest verdict; 0 where there is none."""
        with self._database.session() as connection:
            row = connection.execute("SELECT coalesce(max(seq), 0) FROM verdicts").fetchone()
        return int(row[0]) if row else 0

    def current_verdict_ids(self, up_to: int | None = None) -> list[tuple[str, int]]:
        """Ids of the verdicts that stand, with the number of the event of each, oldest first."""
        with self._database.session() as connection:
            return connection.execute(
                "SELECT id, seq FROM current_verdicts WHERE $1 IS NULL OR seq <= $1 ORDER BY seq", [up_to]
            ).fetchall()

    def verdicts_replaced_since(self, seq: int) -> frozenset[str]:
        """Ids of the verdicts that corrections after the event ``seq`` have replaced."""
        with self._database.session() as connection:
            rows = connection.execute(
                "SELECT replaces FROM verdicts WHERE replaces IS NOT NULL AND seq > ?", [seq]
            ).fetchall()
        return frozenset(row[0] for row in rows)

    def own_checks(self, verdict_ids: Sequence[str], *, publisher: str | None) -> list[EarlierCheck]:
        """Current verdicts as earlier checks, in the order of the ids; replaced ones are left out."""
        with self._database.session() as connection:
            rows = connection.execute(
                _OWN + "WHERE verdict.id IN (SELECT unnest(?::VARCHAR[]))", [list(verdict_ids)]
            ).fetchall()
        found = {row[0]: _own_check(row, publisher) for row in rows}
        return [found[verdict_id] for verdict_id in verdict_ids if verdict_id in found]

    def verdict_of_claim(self, claim_id: str) -> str | None:
        """Id of the verdict that stands on a claim."""
        with self._database.session() as connection:
            row = connection.execute("SELECT id FROM current_verdicts WHERE claim_id = ?", [claim_id]).fetchone()
        return row[0] if row else None


def _own_check(row: Row, publisher: str | None) -> EarlierCheck:
    identity, claim, rating, outcome, recorded_at, claim_date, speaker = row
    at = time_of(recorded_at)
    return EarlierCheck(
        id=identity,
        claim=claim,
        rating=rating,
        outcome=Outcome(outcome),
        publisher=publisher,
        url=None,
        checked_on=at.date(),
        claim_date=claim_date,
        speaker=speaker,
        language=None,
        verdict_id=identity,
        added_at=at,
    )


def _standing(connection: Connection, claim_id: str, check_id: str) -> EarlierDecision | None:
    found = [decision_from(row) for row in _in_force(connection, claim_id)]
    return next((decision for decision in found if decision.check.id == check_id), None)


def _in_force(connection: Connection, claim_id: str | None) -> list[Row]:
    return connection.execute(
        f"SELECT {DECISION_COLUMNS} FROM earlier_decisions AS decision "  # noqa: S608 - our columns
        f"WHERE ($1 IS NULL OR claim_id = $1) AND {_IN_FORCE} "
        "QUALIFY row_number() OVER (PARTITION BY claim_id, check_id ORDER BY seq DESC) = 1 ORDER BY seq DESC",
        [claim_id],
    ).fetchall()
