"""Verdicts as schema.org ClaimReview: JSON-LD, one file per claim, marked as a draft."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field

from claimcheck.domain import Outcome
from claimcheck.errors import StorageError
from claimcheck.export.written import as_json
from claimcheck.storage.files import write_atomically

if TYPE_CHECKING:
    from claimcheck.domain import Article, Pin, VerdictRow
    from claimcheck.settings import DeskSettings

BEST, WORST = 5, 1
RATING_VALUES = {Outcome.SUPPORTED: BEST, Outcome.CONFLICTING: 3, Outcome.REFUTED: WORST}
"""Truth on a scale of five; "not enough evidence" says nothing about truth and gets no number."""

_FILE_NAME = re.compile(r"[0-9a-z]{1,64}")
_HARMLESS_IN_HTML = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


class _Thing(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True, serialize_by_alias=True)


class Organization(_Thing):
    """The desk, or who published an article or a document."""

    type: Literal["Organization"] = Field("Organization", serialization_alias="@type")
    name: str
    url: str | None = None


class Person(_Thing):
    """Who made the claim, or wrote the article."""

    type: Literal["Person"] = Field("Person", serialization_alias="@type")
    name: str


class CreativeWork(_Thing):
    """The article in which the claim appeared, or a document the verdict rests on."""

    type: Literal["CreativeWork"] = Field("CreativeWork", serialization_alias="@type")
    headline: str | None = None
    url: str | None = None
    datePublished: str | None = None  # noqa: N815 - schema.org's name
    inLanguage: str | None = None  # noqa: N815 - schema.org's name
    author: Person | None = None
    publisher: Organization | None = None


class ReviewedClaim(_Thing):
    """The claim as it was made."""

    type: Literal["Claim"] = Field("Claim", serialization_alias="@type")
    text: str
    author: Person | None = None
    datePublished: str | None = None  # noqa: N815 - schema.org's name
    appearance: CreativeWork | None = None


class Rating(_Thing):
    """The desk's rating in its own words, with its place on a scale of truth where it has one."""

    type: Literal["Rating"] = Field("Rating", serialization_alias="@type")
    alternateName: str  # noqa: N815 - schema.org's name
    ratingValue: int | None = Field(None, ge=WORST, le=BEST)  # noqa: N815 - schema.org's name
    bestRating: int | None = None  # noqa: N815 - schema.org's name
    worstRating: int | None = None  # noqa: N815 - schema.org's name


class Identifier(_Thing):
    """Where in the desk's record the verdict stands."""

    type: Literal["PropertyValue"] = Field("PropertyValue", serialization_alias="@type")
    propertyID: str  # noqa: N815 - schema.org's name
    value: str


class ClaimReview(_Thing):
    """A fact-check as search engines and archives read it."""

    context: Literal["https://schema.org"] = Field("https://schema.org", serialization_alias="@context")
    type: Literal["ClaimReview"] = Field("ClaimReview", serialization_alias="@type")
    creativeWorkStatus: Literal["Draft"] = "Draft"  # noqa: N815 - schema.org's name
    datePublished: str  # noqa: N815 - schema.org's name
    url: str | None = None
    author: Organization
    claimReviewed: str  # noqa: N815 - schema.org's name
    itemReviewed: ReviewedClaim  # noqa: N815 - schema.org's name
    reviewRating: Rating  # noqa: N815 - schema.org's name
    reviewBody: str  # noqa: N815 - schema.org's name
    citation: tuple[CreativeWork, ...] | None = None
    identifier: tuple[Identifier, ...]


def write(rows: Sequence[VerdictRow], folder: Path, *, ledger_head: str, desk: DeskSettings) -> list[Path]:
    """Write the current verdict of each claim to ``<claim id>.json``; replaced verdicts are left out."""
    written = []
    for row in rows:
        if row.verdict.replaced_by is not None:
            continue
        target = folder / f"{_file_name(row.verdict.claim_id)}.json"
        write_atomically(target, html_safe(claim_review(row, ledger_head=ledger_head, desk=desk)).encode())
        written.append(target)
    return written


def claim_review(row: VerdictRow, *, ledger_head: str, desk: DeskSettings) -> ClaimReview:
    """The ClaimReview of one verdict; addresses that are not http or https are left out."""
    verdict, claim, article = row.verdict, row.claim, row.article
    value = RATING_VALUES.get(verdict.outcome)
    return ClaimReview(
        datePublished=verdict.recorded_at.date().isoformat(),
        url=_web_address(desk.url),
        author=Organization(name=desk.name or "unnamed desk", url=_web_address(desk.url)),
        claimReviewed=verdict.claim_text,
        itemReviewed=ReviewedClaim(
            text=claim.said,
            author=Person(name=claim.speaker) if claim.speaker else None,
            datePublished=claim.claim_date.isoformat() if claim.claim_date else None,
            appearance=_appearance(article) if article else None,
        ),
        reviewRating=Rating(
            alternateName=verdict.rating,
            ratingValue=value,
            bestRating=BEST if value else None,
            worstRating=WORST if value else None,
        ),
        reviewBody=verdict.explanation,
        citation=_citations(verdict.pins),
        identifier=(
            Identifier(propertyID="claimcheck verdict", value=verdict.id),
            Identifier(propertyID="claimcheck ledger head", value=ledger_head),
        ),
    )


def html_safe(review: ClaimReview) -> str:
    """JSON that may stand inside a script element of a page: no character of it can end the element."""
    record: dict[str, Any] = review.model_dump(mode="json", by_alias=True, exclude_none=True)
    return as_json(record, indent=2).translate(_HARMLESS_IN_HTML) + "\n"


def _appearance(article: Article) -> CreativeWork:
    return CreativeWork(
        headline=article.title,
        url=_web_address(article.url),
        datePublished=article.published.day.isoformat() if article.published else None,
        inLanguage=article.language,
        author=Person(name=article.author) if article.author else None,
        publisher=Organization(name=article.publisher) if article.publisher else None,
    )


def _citations(pins: Sequence[Pin]) -> tuple[CreativeWork, ...] | None:
    """Documents a reader can open, each once; a phone call or a letter is for the desk's own record."""
    works: dict[str, CreativeWork] = {}
    for pin in pins:
        address = _web_address(pin.url)
        if address is not None and address not in works:
            works[address] = CreativeWork(
                headline=pin.title,
                url=address,
                datePublished=pin.published.isoformat() if pin.published else None,
                publisher=Organization(name=pin.publisher) if pin.publisher else None,
            )
    return tuple(works.values()) or None


def _web_address(url: str | None) -> str | None:
    """The address if a browser may follow it: anything but http and https could be a script."""
    try:
        parts = urlsplit((url or "").strip())
    except ValueError:
        return None
    return (url or "").strip() if parts.scheme in {"http", "https"} and parts.netloc else None


def _file_name(claim_id: str) -> str:
    if not _FILE_NAME.fullmatch(claim_id):
        raise StorageError(
            f"the claim id {claim_id!r} cannot name a file", "prove the record: `claimcheck ledger verify`"
        )
    return claim_id
