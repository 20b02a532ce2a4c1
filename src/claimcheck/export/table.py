"""The exported table: one row per verdict, the same columns in every format."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from claimcheck.domain import Pin

if TYPE_CHECKING:
    from claimcheck.domain import VerdictRow

SCHEMA_VERSION = 1
"""Grows when a column is renamed, removed or changes its meaning; new columns come at the end without it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """A verdict with its claim and article, flat; the fields are the columns, in their order."""

    verdict_id: str
    claim_id: str
    claim: str
    said: str
    speaker: str | None
    claim_date: date | None
    article_id: str | None
    article_title: str | None
    article_url: str | None
    article_publisher: str | None
    article_published: date | None
    rating: str
    outcome: str
    explanation: str
    pins: tuple[Pin, ...]
    reviewer: str
    recorded_at: datetime
    replaces: str | None
    replaced_by: str | None
    build: str | None
    ledger_head: str
    exported_at: datetime
    schema_version: int


COLUMNS = tuple(field.name for field in fields(TableRow))


def table_row(row: VerdictRow, *, ledger_head: str, exported_at: datetime) -> TableRow:
    """The row of the table that a verdict makes."""
    verdict, claim, article = row.verdict, row.claim, row.article
    return TableRow(
        verdict_id=verdict.id,
        claim_id=verdict.claim_id,
        claim=verdict.claim_text,
        said=claim.said,
        speaker=claim.speaker,
        claim_date=claim.claim_date,
        article_id=claim.article_id,
        article_title=article.title if article else None,
        article_url=article.url if article else None,
        article_publisher=article.publisher if article else None,
        article_published=article.published.day if article and article.published else None,
        rating=verdict.rating,
        outcome=verdict.outcome.value,
        explanation=verdict.explanation,
        pins=verdict.pins,
        reviewer=verdict.reviewer,
        recorded_at=verdict.recorded_at,
        replaces=verdict.replaces,
        replaced_by=verdict.replaced_by,
        build=verdict.build,
        ledger_head=ledger_head,
        exported_at=exported_at,
        schema_version=SCHEMA_VERSION,
    )


def pin_record(pin: Pin) -> dict[str, Any]:
    """A pin as a JSON object, days still as days."""
    return {
        "stance": pin.stance.value,
        "text": pin.text,
        "paragraph": pin.paragraph,
        "passage_id": pin.passage_id,
        "document_id": pin.document_id,
        "document_sha256": pin.document_sha256,
        "start": pin.start,
        "end": pin.end,
        "title": pin.title,
        "publisher": pin.publisher,
        "url": pin.url,
        "published": pin.published,
    }
