"""Decisions on earlier checks as rows and digests, and the proof that each is as its event says."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from claimcheck.desk.contents import Content, canonical, sha256, written_day, written_time
from claimcheck.desk.rows import Row, time_of
from claimcheck.domain import EarlierCheck, EarlierDecision, LedgerEvent, MatchStrength, Outcome

if TYPE_CHECKING:
    from claimcheck.storage.database import Connection

DECISION_COLUMNS = (
    "seq, claim_id, claim_text, confirmed, strength, score, similarity, actor, epoch_us(decided_at), check_id, "
    "check_claim, rating, outcome, publisher, url, checked_on, check_claim_date, check_speaker, check_language, "
    "verdict_id, epoch_us(check_added_at), check_title"
)


def decision_from(row: Row) -> EarlierDecision:
    """The decision of a row of DECISION_COLUMNS."""
    seq, claim_id, claim_text, confirmed, strength, score, similarity, actor, decided_at, *of_check = row
    identity, claim, rating, outcome, publisher, url, checked_on, claim_date, speaker, language, *rest = of_check
    verdict_id, added_at, title = rest
    return EarlierDecision(
        seq=seq,
        claim_id=claim_id,
        claim_text=claim_text,
        confirmed=confirmed,
        strength=MatchStrength(strength),
        score=score,
        similarity=similarity,
        actor=actor,
        decided_at=time_of(decided_at),
        check=EarlierCheck(
            id=identity,
            claim=claim,
            rating=rating,
            outcome=Outcome(outcome) if outcome else None,
            publisher=publisher,
            url=url,
            checked_on=checked_on,
            claim_date=claim_date,
            speaker=speaker,
            language=language,
            verdict_id=verdict_id,
            added_at=time_of(added_at),
            title=title,
        ),
    )


def decision_row(decision: EarlierDecision) -> Row:
    """The values of a decision in the order of the table's columns."""
    check = decision.check
    return (
        decision.seq,
        decision.claim_id,
        decision.claim_text,
        decision.confirmed,
        decision.strength.value,
        decision.score,
        decision.similarity,
        decision.actor,
        decision.decided_at,
        check.id,
        check.claim,
        check.rating,
        check.outcome.value if check.outcome else None,
        check.publisher,
        check.url,
        check.checked_on,
        check.claim_date,
        check.speaker,
        check.language,
        check.verdict_id,
        check.added_at,
        check.title,
    )


def decision_digest(decision: EarlierDecision) -> str:
    """sha256 over all a decision says but its number."""
    content: Content = {}
    names = DECISION_COLUMNS.replace("epoch_us(", "").replace(")", "").split(", ")
    for name, value in zip(names, decision_row(decision), strict=True):
        content[name] = _written(name, value)
    del content["seq"]
    return sha256(canonical(content))


def decision_problems(
    decisions: Mapping[int, EarlierDecision], event: LedgerEvent, payload: Mapping[str, object]
) -> Iterator[str]:
    """What does not fit between an event that recorded a decision and the row of it."""
    stored = decisions.get(event.seq)
    if stored is None:
        yield f"decision {event.seq} on an earlier check: is missing, event {event.seq} recorded it"
    elif stored.claim_id != event.claim_id or decision_digest(stored) != payload.get("check_digest"):
        yield f"decision {event.seq} on an earlier check: it was changed since event {event.seq}"


def read_decisions(connection: Connection) -> Mapping[int, EarlierDecision]:
    """All decisions ever recorded, by number, those taken back included."""
    rows = connection.execute(f"SELECT {DECISION_COLUMNS} FROM earlier_decisions").fetchall()  # noqa: S608 - our columns
    return {row[0]: decision_from(row) for row in rows}


def _written(name: str, value: object) -> object:
    if name in {"score", "similarity"}:
        return struct.pack(">d", value).hex()
    if name in {"decided_at", "added_at", "check_added_at"}:
        return written_time(value)  # type: ignore[arg-type]  # a time by the column's name
    return written_day(value) if isinstance(value, date) else value
