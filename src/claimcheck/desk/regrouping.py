"""Claims cut into the statements they make, or put together: one step of several events, taken back as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from claimcheck.desk.chain import NewEvent, append, head
from claimcheck.desk.claims import write_new_claims
from claimcheck.desk.contents import changed, claim_content, created
from claimcheck.desk.lookup import read_article, read_claim
from claimcheck.desk.part import DeskPart, now, person, words_to_check
from claimcheck.desk.versions import require_version, write_claim
from claimcheck.domain import Claim, ClaimPart, ClaimState, EventKind
from claimcheck.errors import UsageError, VerdictRuleError
from claimcheck.text.identity import new_id

if TYPE_CHECKING:
    from claimcheck.storage.database import Connection

WIDEST_GAP = 1_000
"""Characters between two claims that are merged: the words as said of the new one take in all that lies between."""


class ClaimRegrouping(DeskPart):
    """Splitting and merging claims before they are decided."""

    def split_claim(
        self,
        claim_id: str,
        parts: Sequence[ClaimPart],
        *,
        actor: str,
        keep_whole: bool = False,
        expected_version: int | None = None,
    ) -> list[Claim]:
        """Add a claim for each part, kept, with the words as said there; the whole is dropped unless ``keep_whole``.

        Raises:
            ConflictError: somebody changed the claim since ``expected_version``.
            UsageError: no part, a part without words, or one that lies outside the words as said.
            VerdictRuleError: the claim has a verdict.
        """
        who = person(actor)

        def work(connection: Connection) -> list[Claim]:
            whole = read_claim(connection, claim_id)
            require_version(connection, whole, expected_version)
            _require_open(whole, "split")
            if not parts:
                raise UsageError("a claim is split into at least one part", "name the parts to add")
            at = now()
            added = [_part_claim(whole, part, at) for part in parts]
            dropped = [] if keep_whole else [whole]
            return _one_step(
                connection, who, at, added, dropped, links=("split_from", "split_into"), origins=[whole.id]
            )

        return self._database.transact(work)

    def merge_claims(
        self, claim_ids: Sequence[str], *, actor: str, expected_versions: Sequence[int] | None = None
    ) -> Claim:
        """Add one claim that spans several of an article, kept; those it takes in are dropped.

        Its words to check are theirs in the order of the article. It has their speaker where all have the same one.

        Raises:
            ConflictError: somebody changed one of them since its version in ``expected_versions``.
            UsageError: fewer than two, not of one article, or far apart.
            VerdictRuleError: one of them has a verdict.
        """
        who = person(actor)

        def work(connection: Connection) -> Claim:
            claims = {claim.id: claim for claim in (read_claim(connection, given) for given in claim_ids)}
            for claim, seen in zip(claims.values(), expected_versions or (), strict=False):
                require_version(connection, claim, seen)
            if len(claims) < 2:
                raise UsageError("at least two claims are merged", "give the ids of two or more")
            for claim in claims.values():
                _require_open(claim, "merged")
            at = now()
            ordered = sorted(claims.values(), key=lambda claim: (claim.start or 0, claim.end or 0))
            merged = _spanning(connection, ordered, at)
            identities = [claim.id for claim in ordered]
            links = ("merged_from", "merged_into")
            return _one_step(connection, who, at, [merged], ordered, links=links, origins=identities)[0]

        return self._database.transact(work)


def _require_open(claim: Claim, what: str) -> None:
    if claim.state is ClaimState.DECIDED:
        raise VerdictRuleError(
            f"the claim {claim.id} has a verdict and cannot be {what}",
            "add what else it says as a claim of its own: `claimcheck claims add`",
        )
    if claim.state is ClaimState.DROPPED:
        raise UsageError(f"the claim {claim.id} was dropped", f"keep it first: `claimcheck claims keep {claim.id}`")


def _part_claim(whole: Claim, part: ClaimPart, at: datetime) -> Claim:
    said = whole.said[part.start : part.end] if 0 <= part.start < part.end <= len(whole.said) else ""
    if not said.strip():
        raise UsageError(
            f"the part does not stand at {part.start}–{part.end} of the words as said",
            "read the parts again: `claimcheck claims split CLAIM`",
        )
    return replace(
        whole,
        id=new_id(),
        text=words_to_check(part.text),
        said=said,
        start=None if whole.start is None else whole.start + part.start,
        end=None if whole.start is None else whole.start + part.end,
        kinds=(),
        reason=None,
        state=ClaimState.KEPT,
        version=0,
        created_at=at,
    )


def _spanning(connection: Connection, claims: Sequence[Claim], at: datetime) -> Claim:
    first = claims[0]
    spans = [(claim.start, claim.end) for claim in claims if claim.start is not None and claim.end is not None]
    if first.article_id is None or {claim.article_id for claim in claims} != {first.article_id}:
        raise UsageError("only claims of one article are merged", "choose claims of the same article")
    if len(spans) < len(claims):
        raise UsageError("a claim without a place in the article cannot be merged", "choose claims found in its text")
    start, end = spans[0]
    for later_start, later_end in spans[1:]:
        if later_start - end > WIDEST_GAP:
            raise UsageError(
                f"{later_start - end:,} characters lie between the claims, and all would count as said",
                f"merge claims that are at most {WIDEST_GAP:,} characters apart",
            )
        end = max(end, later_end)
    worths = [claim.check_worthiness for claim in claims if claim.check_worthiness is not None]
    return replace(
        first,
        id=new_id(),
        text=" ".join(dict.fromkeys(claim.text for claim in claims)),
        said=read_article(connection, first.article_id).text[start:end],
        start=start,
        end=end,
        speaker=first.speaker if len({claim.speaker for claim in claims}) == 1 else None,
        check_worthiness=max(worths, default=None),
        kinds=tuple(dict.fromkeys(kind for claim in claims for kind in claim.kinds)),
        reason=None,
        state=ClaimState.KEPT,
        version=0,
        created_at=at,
    )


def _one_step(
    connection: Connection,
    actor: str,
    at: datetime,
    added: Sequence[Claim],
    dropped: Sequence[Claim],
    *,
    links: tuple[str, str],
    origins: Sequence[str],
) -> list[Claim]:
    """Write claims and events; each event names the number of the first one, and the claims on the other side."""
    step = head(connection)[0] + 1
    gone = [replace(claim, state=ClaimState.DROPPED) for claim in dropped]
    events = [
        NewEvent(
            kind=EventKind.CLAIM_DROPPED,
            actor=actor,
            payload=changed(
                claim_content(before),
                claim_content(after),
                step=step,
                **{links[1]: [claim.id for claim in added]},
            ),
            claim_id=before.id,
        )
        for before, after in zip(dropped, gone, strict=True)
    ]
    events += [
        NewEvent(
            kind=EventKind.CLAIM_ADDED,
            actor=actor,
            payload=created(claim_content(claim), step=step, **{links[0]: list(origins)}),
            claim_id=claim.id,
        )
        for claim in added
    ]
    first = append(connection, events, at)
    for place, claim in enumerate(gone):
        write_claim(connection, replace(claim, version=first + place))
    stored = [replace(claim, version=first + place) for place, claim in enumerate(added, start=len(gone))]
    return write_new_claims(connection, stored)
