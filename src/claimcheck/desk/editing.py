"""What people do to claims: edit, keep, drop; each change an event, none without effect."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from claimcheck.desk.chain import NewEvent, append
from claimcheck.desk.contents import changed, claim_content
from claimcheck.desk.lookup import read_claim
from claimcheck.desk.part import DeskPart, now, optional_words, person, words_to_check
from claimcheck.desk.versions import require_version, write_claim
from claimcheck.domain import Claim, ClaimState, EventKind
from claimcheck.errors import VerdictRuleError

if TYPE_CHECKING:
    from claimcheck.storage.database import Connection


class ClaimEditor(DeskPart):
    """Decisions about claims before they are decided."""

    def edit_claim(
        self,
        claim_id: str,
        *,
        actor: str,
        text: str | None = None,
        speaker: str | None = None,
        claim_date: date | None = None,
        clear_date: bool = False,
        expected_version: int | None = None,
    ) -> Claim:
        """Change the words to check, the speaker or the date; the words as said never change.

        None leaves a field as it is; an empty speaker or ``clear_date`` clears it. The words of a claim that has a
        verdict stay, for the verdict is about them; speaker and date may still be put right.

        Raises:
            ConflictError: somebody changed the claim since ``expected_version``.
            VerdictRuleError: other words for a claim that has a verdict.
        """
        words = None if text is None else words_to_check(text)

        def edited(claim: Claim) -> Claim:
            _require_same_words(claim, words)
            return replace(
                claim,
                text=claim.text if words is None else words,
                speaker=claim.speaker if speaker is None else optional_words(speaker),
                claim_date=None if clear_date else claim_date or claim.claim_date,
            )

        return self._change(claim_id, EventKind.CLAIM_EDITED, actor, expected_version, edited)

    def complete_claim(self, claim_id: str, text: str, *, actor: str, expected_version: int | None = None) -> Claim:
        """Take a proposed complete wording as the words to check; the event says that it was one.

        Raises:
            ConflictError: somebody changed the claim since ``expected_version``.
            VerdictRuleError: other words for a claim that has a verdict.
        """
        words = words_to_check(text)

        def completed(claim: Claim) -> Claim:
            _require_same_words(claim, words)
            return replace(claim, text=words)

        return self._change(
            claim_id, EventKind.CLAIM_EDITED, actor, expected_version, completed, taken="complete wording"
        )

    def keep_claim(self, claim_id: str, *, actor: str, expected_version: int | None = None) -> Claim:
        """Keep a claim for checking; one that is kept or decided stays as it is.

        Raises:
            ConflictError: somebody changed the claim since ``expected_version``.
        """

        def kept(claim: Claim) -> Claim:
            return claim if claim.state is ClaimState.DECIDED else replace(claim, state=ClaimState.KEPT)

        return self._change(claim_id, EventKind.CLAIM_KEPT, actor, expected_version, kept)

    def drop_claim(self, claim_id: str, *, actor: str, expected_version: int | None = None) -> Claim:
        """Put a claim aside that is not worth checking; its history stays.

        Raises:
            ConflictError: somebody changed the claim since ``expected_version``.
            VerdictRuleError: the claim has a verdict.
        """

        def dropped(claim: Claim) -> Claim:
            if claim.state is ClaimState.DECIDED:
                raise VerdictRuleError(
                    "the claim has a verdict and cannot be dropped", "record a correction if the verdict is wrong"
                )
            return replace(claim, state=ClaimState.DROPPED)

        return self._change(claim_id, EventKind.CLAIM_DROPPED, actor, expected_version, dropped)

    def _change(
        self,
        claim_id: str,
        kind: EventKind,
        actor: str,
        expected_version: int | None,
        change: Callable[[Claim], Claim],
        **more: str,
    ) -> Claim:
        """Apply a change and its event together; a change that changes nothing is no event."""
        who = person(actor)

        def work(connection: Connection) -> Claim:
            before = read_claim(connection, claim_id)
            require_version(connection, before, expected_version)
            after = change(before)
            if after == before:
                return before
            payload = changed(claim_content(before), claim_content(after), **more)
            event = NewEvent(kind=kind, actor=who, payload=payload, claim_id=before.id)
            return write_claim(connection, replace(after, version=append(connection, [event], now())))

        return self._database.transact(work)


def _require_same_words(claim: Claim, words: str | None) -> None:
    if words is not None and words != claim.text and claim.state is ClaimState.DECIDED:
        raise VerdictRuleError(
            "the claim has a verdict, and that is about the words as they are",
            "record a correction, or add the new wording as a claim of its own",
        )
