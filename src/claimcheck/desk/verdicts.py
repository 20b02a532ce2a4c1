"""Recording verdicts: the rules, compare-and-set, corrections, and saves that may be retried."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from claimcheck.desk.chain import NewEvent, append
from claimcheck.desk.contents import changed, claim_content, verdict_digest
from claimcheck.desk.drafts import forget_draft
from claimcheck.desk.lookup import read_claim
from claimcheck.desk.part import DeskPart, now
from claimcheck.desk.reading import read_verdicts
from claimcheck.desk.rows import hit_row, insert, pin_row
from claimcheck.desk.rules import missing_for_verdict
from claimcheck.desk.versions import require_version, write_claim
from claimcheck.desk.wording import cleaned
from claimcheck.domain import ClaimState, EventKind, FrozenHit, Hit, NewVerdict, Outcome, Pin, Verdict
from claimcheck.errors import ConflictError, VerdictRuleError
from claimcheck.text.identity import new_id

if TYPE_CHECKING:
    from claimcheck.storage.database import Connection


class VerdictStore(DeskPart):
    """Decisions of people; never updated, only replaced by a correction."""

    def missing(self, rating: str | None, explanation: str, pins: Sequence[Pin], reviewer: str) -> tuple[str, ...]:
        """What a verdict still needs before it may be recorded; empty when nothing.

        Raises:
            VerdictRuleError: the rating is not on the desk's scale.
        """
        return missing_for_verdict(self._outcome(rating) if rating else None, explanation, pins, reviewer)

    def require_complete(self, rating: str, explanation: str, pins: Sequence[Pin], reviewer: str) -> Outcome:
        """The outcome that a rating means, if nothing is missing.

        Raises:
            VerdictRuleError: a rule is broken; the message names what is missing.
        """
        missing = self.missing(rating, explanation, pins, reviewer)
        if missing:
            raise VerdictRuleError(
                f"the verdict cannot be recorded, missing: {'; '.join(missing)}", "add it and save again"
            )
        return self._outcome(rating)

    def record_verdict(self, new: NewVerdict) -> Verdict:
        """Record a verdict with its pins and the hits that were seen, all or nothing.

        On a claim that has a verdict it is a correction and replaces that one. The reviewer's draft is done with.

        Raises:
            VerdictRuleError: a rule is broken; the message names what is missing.
            ConflictError: the claim has changed since ``expected_version``, or the key belongs to another verdict.
            NotFoundError: no such claim.
        """
        new = cleaned(new)
        outcome = self.require_complete(new.rating, new.explanation, new.pins, new.reviewer)
        new = replace(new, explanation=new.explanation.strip(), reviewer=new.reviewer.strip())

        def work(connection: Connection) -> Verdict:
            claim = read_claim(connection, new.claim_id)
            before = _saved_before(connection, new, claim.id)
            if before is not None:
                return before
            require_version(connection, claim, new.expected_version)
            if claim.state is ClaimState.DROPPED:
                raise VerdictRuleError("the claim was dropped", f"keep it first: `claimcheck claims keep {claim.id}`")
            verdict = Verdict(
                id=new_id(),
                claim_id=claim.id,
                claim_text=claim.text,
                rating=new.rating,
                outcome=outcome,
                explanation=new.explanation,
                pins=new.pins,
                reviewer=new.reviewer,
                recorded_at=now(),
                build=new.build,
                hits=tuple(_frozen(hit) for hit in new.hits),
                replaces=_current(connection, claim.id),
                replaced_by=None,
            )
            decided = replace(claim, state=ClaimState.DECIDED)
            payload = changed(
                claim_content(claim),
                claim_content(decided),
                verdict=verdict.id,
                rating=verdict.rating,
                outcome=verdict.outcome.value,
                replaces=verdict.replaces,
                digest=verdict_digest(verdict, new.idempotency_key),
            )
            kind = EventKind.VERDICT_CORRECTED if verdict.replaces else EventKind.VERDICT_RECORDED
            event = NewEvent(kind=kind, actor=new.reviewer, payload=payload, claim_id=claim.id)
            seq = append(connection, [event], verdict.recorded_at)
            _store(connection, verdict, seq, new.idempotency_key)
            write_claim(connection, replace(decided, version=seq))
            forget_draft(connection, claim.id, new.reviewer)
            return verdict

        return self._database.transact(work)

    def _outcome(self, rating: str) -> Outcome:
        if rating not in self._ratings:
            raise VerdictRuleError(
                f"the desk's scale has no rating {rating!r}", f"choose one of: {', '.join(self._ratings)}"
            )
        return self._ratings[rating]


def _saved_before(connection: Connection, new: NewVerdict, claim_id: str) -> Verdict | None:
    """The verdict an earlier try of the same save recorded; its hits and build may differ, a search can run again."""
    if new.idempotency_key is None:
        return None
    found = read_verdicts(connection, "verdict.idempotency_key = $1", [new.idempotency_key])
    if not found:
        return None
    verdict = found[0]
    asked = (claim_id, new.rating, new.explanation, new.reviewer, new.pins)
    if asked != (verdict.claim_id, verdict.rating, verdict.explanation, verdict.reviewer, verdict.pins):
        raise ConflictError(
            f"this save was recorded already as verdict {verdict.id}, with other content",
            "look at it with `claimcheck verdict show`; to change it, save a correction with a new key",
        )
    return verdict


def _current(connection: Connection, claim_id: str) -> str | None:
    row = connection.execute("SELECT id FROM current_verdicts WHERE claim_id = ?", [claim_id]).fetchone()
    return row[0] if row else None


def _frozen(hit: Hit) -> FrozenHit:
    return FrozenHit(
        rank=hit.rank,
        passage_id=hit.passage.id,
        document_id=hit.passage.document_id,
        text=hit.passage.text,
        similarity=hit.similarity,
        lexical=hit.lexical,
        score=hit.score,
    )


def _store(connection: Connection, verdict: Verdict, seq: int, idempotency_key: str | None) -> None:
    insert(
        connection,
        "verdicts",
        [
            (
                verdict.id,
                seq,
                verdict.claim_id,
                verdict.claim_text,
                verdict.rating,
                verdict.outcome.value,
                verdict.explanation,
                verdict.reviewer,
                verdict.recorded_at,
                verdict.build,
                verdict.replaces,
                idempotency_key,
            )
        ],
    )
    insert(
        connection,
        "verdict_pins",
        [(verdict.id, position, *pin_row(pin)) for position, pin in enumerate(verdict.pins, start=1)],
    )
    insert(
        connection,
        "verdict_hits",
        [(verdict.id, position, *hit_row(hit)) for position, hit in enumerate(verdict.hits, start=1)],
    )
