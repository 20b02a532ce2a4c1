"""Articles, claims, pins, hits and verdicts for tests of the record and its exports."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from claimcheck.desk.store import DeskStore
from claimcheck.domain import (
    Article,
    Claim,
    ClaimKind,
    ClaimProposal,
    DocumentSource,
    EarlierCheck,
    EarlierMatch,
    Hit,
    MatchStrength,
    NewVerdict,
    Origins,
    Outcome,
    Passage,
    Pin,
    PinStance,
    PublicationDate,
)
from claimcheck.settings import DEFAULT_RATINGS
from claimcheck.workspace import Workspace

TEXT = "The ferry left at noon. It carried 40 people. The ferry left at noon. 😀 Nobody saw it."


def open_desk(workspace: Workspace, **options: Any) -> DeskStore:
    """The record of a workspace, on the default scale."""
    return DeskStore(workspace, DEFAULT_RATINGS, **options)


def an_article(text: str = TEXT, **changes: Any) -> Article:
    """An article about a ferry; its id follows from its text."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    article = Article(
        id=digest[:20],
        title="A ferry leaves",
        text=text,
        author="Ada Quill",
        publisher="Sample Wire",
        published=PublicationDate(day=date(2024, 3, 10), origin="json-ld"),
        url="https://sample.invalid/ferry",
        language="en",
        sha256=digest,
        added_at=datetime(2024, 3, 11, 8, 30, 15, 123456, tzinfo=UTC),
        original="originals/aa/ferry.html",
        origins=Origins(title="json-ld", author="meta", publisher="url", url="given", language="text"),
    )
    return replace(article, **changes)


def a_proposal(start: int, end: int, text: str = TEXT, **changes: Any) -> ClaimProposal:
    """The proposal of a span of an article."""
    proposal = ClaimProposal(
        text=text[start:end],
        said=text[start:end],
        start=start,
        end=end,
        check_worthiness=0.8125,
        kinds=(ClaimKind.NUMBER, ClaimKind.EVENT),
        reason="states a number",
        speaker="the harbour master",
    )
    return replace(proposal, **changes)


def a_claim(desk: DeskStore, text: str = "The ferry carried 40 people.", actor: str = "Ana") -> Claim:
    """A claim of its own, without an article."""
    return desk.add_claim(text, text, actor=actor)


def a_pin(stance: PinStance = PinStance.SUPPORTS, text: str = "It carried forty people.", **changes: Any) -> Pin:
    """A pinned passage of a document."""
    pin = Pin(
        stance=stance,
        text=text,
        paragraph=f"{text} More was not said.",
        passage_id="passage-1",
        document_id="document-1",
        document_sha256="ab" * 32,
        start=10,
        end=10 + len(text),
        title="Harbour log",
        publisher="Sample Gazette",
        url="https://sample.invalid/log",
        published=date(2024, 3, 11),
    )
    return replace(pin, **changes)


def an_outside_pin(text: str = "The harbour master said so on the phone.", **changes: Any) -> Pin:
    """A pin on what no document of the corpus holds."""
    pin = Pin(
        stance=PinStance.SUPPORTS,
        text=text,
        paragraph=text,
        passage_id=None,
        document_id=None,
        document_sha256=None,
        start=None,
        end=None,
        title=None,
        publisher=None,
        url=None,
        published=None,
    )
    return replace(pin, **changes)


def a_hit(rank: int = 1, text: str = "The ferry log of that day.", **changes: Any) -> Hit:
    """A hit as a search returns it."""
    hit = Hit(
        rank=rank,
        passage=Passage(id=f"passage-{rank}", document_id="document-1", start=0, end=len(text), text=text),
        source=DocumentSource(
            document_id="document-1",
            external_id=None,
            title="Harbour log",
            publisher="Sample Gazette",
            published=date(2024, 3, 11),
            url=None,
            language="en",
            sha256="ab" * 32,
            origin_id="origin-1",
        ),
        similarity=0.1 + 0.2,
        lexical=None if rank % 2 else 7.25,
        score=1 / 3,
    )
    return replace(hit, **changes)


def a_verdict(claim: Claim | str, **changes: Any) -> NewVerdict:
    """A complete verdict on a claim, as a person asks to have it recorded."""
    verdict = NewVerdict(
        claim_id=claim if isinstance(claim, str) else claim.id,
        rating="supported",
        explanation="The harbour log counts forty.",
        pins=(a_pin(),),
        reviewer="Ana",
        build="build-1",
        hits=(a_hit(1), a_hit(2)),
    )
    return replace(verdict, **changes)


def an_earlier_check(**changes: Any) -> EarlierCheck:
    """A check of somebody else, with everything it may say."""
    check = EarlierCheck(
        id="check-1",
        claim="The ferry carried forty people.",
        rating="Mostly True",
        outcome=Outcome.SUPPORTED,
        publisher="Sample Checkers",
        url="https://checkers.invalid/ferry",
        checked_on=date(2024, 3, 14),
        claim_date=date(2024, 3, 10),
        speaker="the harbour master",
        language="en",
        verdict_id=None,
        added_at=datetime(2024, 4, 1, 9, 0, 0, 5, tzinfo=UTC),
        title="Did the ferry carry forty people?",
    )
    return replace(check, **changes)


def a_match(check: EarlierCheck | None = None, **changes: Any) -> EarlierMatch:
    """That check as it is offered for a claim."""
    match = EarlierMatch(
        check=check or an_earlier_check(),
        strength=MatchStrength.STRONG,
        score=0.1 + 0.8,
        similarity=1 / 3,
        differences=(),
    )
    return replace(match, **changes)
