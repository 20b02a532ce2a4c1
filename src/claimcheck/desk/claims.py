"""Claims in the record: proposed by the program, added by a person, listed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from claimcheck.desk.chain import NewEvent, append
from claimcheck.desk.contents import claim_content, created, further_kinds
from claimcheck.desk.lookup import read_article, read_claim
from claimcheck.desk.part import DeskPart, now, optional_words, person, words_to_check
from claimcheck.desk.rows import CLAIM_COLUMNS, claim_from, insert
from claimcheck.desk.wording import cleaned, is_blank, storable
from claimcheck.domain import Article, Claim, ClaimProposal, ClaimState, EventKind
from claimcheck.errors import UsageError
from claimcheck.text.identity import new_id

if TYPE_CHECKING:
    from claimcheck.storage.database import Connection


class ClaimStore(DeskPart):
    """Claims found in articles or added by a person."""

    def propose_claims(self, article_id: str, proposals: Sequence[ClaimProposal], actor: str) -> list[Claim]:
        """Store proposals; a span of the article that has a claim already keeps it, whatever became of it.

        Returns:
            The claim of each proposal, in their order.

        Raises:
            NotFoundError: no such article.
            UsageError: a span does not hold the words as said.
        """
        who = person(actor)
        proposals = [cleaned(proposal) for proposal in proposals]

        def work(connection: Connection) -> list[Claim]:
            article = read_article(connection, article_id)
            by_span = {(claim.start, claim.end): claim for claim in _of_article(connection, article.id)}
            at = now()
            new: dict[tuple[int | None, int | None], Claim] = {}
            for proposal in proposals:
                span = (proposal.start, proposal.end)
                _require_span(article, proposal.said, *span)
                if span in by_span or span in new:
                    continue
                new[span] = Claim(
                    id=new_id(),
                    article_id=article.id,
                    text=proposal.text,
                    said=proposal.said,
                    start=proposal.start,
                    end=proposal.end,
                    speaker=proposal.speaker,
                    claim_date=article.published.day if article.published else None,
                    check_worthiness=proposal.check_worthiness,
                    kinds=proposal.kinds,
                    reason=proposal.reason,
                    state=ClaimState.PROPOSED,
                    version=0,
                    created_at=at,
                )
            stored = _store(connection, list(new.values()), EventKind.CLAIM_PROPOSED, who)
            by_span |= {(claim.start, claim.end): claim for claim in stored}
            return [by_span[proposal.start, proposal.end] for proposal in proposals]

        return self._database.transact(work)

    def add_claim(
        self,
        text: str,
        said: str,
        *,
        article_id: str | None = None,
        start: int | None = None,
        end: int | None = None,
        speaker: str | None = None,
        claim_date: date | None = None,
        actor: str,
    ) -> Claim:
        """Add a claim in a person's words; it counts as kept.

        Args:
            text: the words to check.
            said: the words as said; with a span, those of the article there.
            article_id: where it was said.
            start: offset of the span in the article's text.
            end: end of the span.
            speaker: who said it.
            claim_date: when.
            actor: who adds it.

        Raises:
            NotFoundError: no such article.
            UsageError: no words, nobody named, or a span that does not hold the words as said.
        """
        who = person(actor)
        text, said = words_to_check(text), _said(said)
        if (start is None) != (end is None) or (start is not None and article_id is None):
            raise UsageError("a span needs an article, a start and an end", "give all three or none")

        def work(connection: Connection) -> Claim:
            article = read_article(connection, article_id) if article_id is not None else None
            if article is not None and start is not None and end is not None:
                _require_span(article, said, start, end)
            claim = Claim(
                id=new_id(),
                article_id=article.id if article else None,
                text=text,
                said=said,
                start=start,
                end=end,
                speaker=optional_words(speaker),
                claim_date=claim_date,
                check_worthiness=None,
                kinds=(),
                reason=None,
                state=ClaimState.KEPT,
                version=0,
                created_at=now(),
            )
            return _store(connection, [claim], EventKind.CLAIM_ADDED, who)[0]

        return self._database.transact(work)

    def get_claim(self, claim_id: str) -> Claim:
        """One claim as it stands, by its id or an unambiguous beginning or end of it.

        Raises:
            NotFoundError: no such claim, or several.
        """
        with self._database.session() as connection:
            return read_claim(connection, claim_id)

    def list_claims(
        self,
        article_id: str | None = None,
        states: Sequence[ClaimState] | None = None,
        *,
        text: str | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[Claim]:
        """Claims in the order in which they stand in their articles, articles in the order they were brought.

        Args:
            article_id: only claims of this article.
            states: only claims in one of these states.
            text: only claims with these words, in any letter case.
            limit: at most so many.
            offset: leave out so many from the start.
        """
        with self._database.session() as connection:
            rows = connection.execute(
                f"SELECT {CLAIM_COLUMNS.format('claims')} FROM claims "  # noqa: S608 - our columns
                "LEFT JOIN articles ON articles.id = claims.article_id "
                "WHERE ($1 IS NULL OR claims.article_id = $1) "
                "AND ($2 IS NULL OR list_contains($2::VARCHAR[], claims.state)) "
                "AND ($3 IS NULL OR contains(lower(claims.text), lower($3)) OR contains(lower(claims.said), lower($3)))"
                " ORDER BY articles.added_at NULLS LAST, claims.article_id, claims.start_offset NULLS LAST, "
                "claims.created_at, claims.id LIMIT $4 OFFSET $5",
                [
                    article_id,
                    None if states is None else [state.value for state in states],
                    None if text is None else storable(text),
                    limit,
                    offset,
                ],
            ).fetchall()
        return [claim_from(row) for row in rows]


def _store(connection: Connection, claims: Sequence[Claim], kind: EventKind, actor: str) -> list[Claim]:
    events = [
        NewEvent(kind=kind, actor=actor, payload=created(claim_content(claim)), claim_id=claim.id) for claim in claims
    ]
    if not claims:
        return []
    first = append(connection, events, claims[0].created_at)
    return write_new_claims(connection, [replace(claim, version=first + place) for place, claim in enumerate(claims)])


def write_new_claims(connection: Connection, claims: Sequence[Claim]) -> list[Claim]:
    """Make the rows of claims whose first events are in the ledger."""
    insert(
        connection,
        "claims",
        [
            (
                claim.id,
                claim.article_id,
                claim.text,
                claim.said,
                claim.start,
                claim.end,
                claim.speaker,
                claim.claim_date,
                claim.check_worthiness,
                claim.kind.value if claim.kind else None,
                claim.state.value,
                claim.version,
                claim.created_at,
                further_kinds(claim),
                claim.reason,
            )
            for claim in claims
        ],
    )
    return list(claims)


def _of_article(connection: Connection, article_id: str) -> list[Claim]:
    rows = connection.execute(
        f"SELECT {CLAIM_COLUMNS.format('claims')} FROM claims "  # noqa: S608 - our columns
        "WHERE article_id = ? AND start_offset IS NOT NULL ORDER BY version DESC",
        [article_id],
    ).fetchall()
    return [claim_from(row) for row in rows]


def _require_span(article: Article, said: str, start: int, end: int) -> None:
    if not 0 <= start < end <= len(article.text) or article.text[start:end] != said:
        raise UsageError(
            f"the words as said do not stand at {start}–{end} of the article", "read the article again and select them"
        )


def _said(said: str) -> str:
    if is_blank(said):
        raise UsageError("the words as said are blank", "give the words, or leave them out if there are none")
    return storable(said)
