"""What the ledger says of an article, a claim and a verdict: canonical JSON, the same wherever it is computed.

Canonical JSON here is RFC 8785 restricted to what we need: objects with ASCII keys in order, strings, integers,
null, arrays; UTF-8, no white space. Floats inside a digest are the 16 hex digits of the IEEE 754 double, big-endian,
so that no language's way of printing numbers matters.
"""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, TypeAlias

from claimcheck.domain import Article, Claim, FrozenHit, Pin, Verdict

CLAIM_GAINS = ("further_kinds", "reason")
"""Fields of a claim that the events of its first years do not mention; they were null then."""
ORIGINS = ("title_origin", "author_origin", "publisher_origin", "url_origin", "language_origin")
"""Fields of an article that the events of its first years do not mention; they were null then."""

Content: TypeAlias = dict[str, Any]
"""A JSON object that lives inside this package only: what a payload or a digest is made of."""


def canonical(content: Mapping[str, Any]) -> str:
    """The one way to write a JSON object."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def sha256(text: str) -> str:
    """Hex digest of the UTF-8 bytes of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def written_time(at: datetime) -> str:
    """A time as digests have it: UTC, microseconds, Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def written_day(day: date | None) -> str | None:
    """A day as payloads and digests have it."""
    return day.isoformat() if day else None


def article_content(article: Article) -> Content:
    """Everything of an article but its id; the text by its digest."""
    return {
        "title": article.title,
        "text_sha256": sha256(article.text),
        "author": article.author,
        "publisher": article.publisher,
        "published": written_day(article.published.day) if article.published else None,
        "published_origin": article.published.origin if article.published else None,
        "url": article.url,
        "language": article.language,
        "sha256": article.sha256,
        "added_at": written_time(article.added_at),
        "original": article.original,
        **{name: getattr(article.origins, name.removesuffix("_origin")) for name in ORIGINS},
    }


def claim_content(claim: Claim) -> Content:
    """Everything of a claim but its id, its version (the number of its last event) and its time (of its first)."""
    return {
        "article_id": claim.article_id,
        "text": claim.text,
        "said": claim.said,
        "start": claim.start,
        "end": claim.end,
        "speaker": claim.speaker,
        "claim_date": written_day(claim.claim_date),
        "check_worthiness": claim.check_worthiness,
        "kind": claim.kind.value if claim.kind else None,
        "state": claim.state.value,
        "further_kinds": further_kinds(claim),
        "reason": claim.reason,
    }


def further_kinds(claim: Claim) -> str | None:
    """The kinds after the first by their names, with commas; null where there are none."""
    return ",".join(claim.kinds[1:]) or None


def pin_content(pin: Pin) -> Content:
    """Everything of a pin."""
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
        "published": written_day(pin.published),
    }


def verdict_digest(verdict: Verdict, idempotency_key: str | None) -> str:
    """sha256 over all a verdict says, with its pins and frozen hits in their order."""
    return sha256(
        canonical(
            {
                "id": verdict.id,
                "claim_id": verdict.claim_id,
                "claim_text": verdict.claim_text,
                "rating": verdict.rating,
                "outcome": verdict.outcome.value,
                "explanation": verdict.explanation,
                "reviewer": verdict.reviewer,
                "recorded_at": written_time(verdict.recorded_at),
                "build": verdict.build,
                "replaces": verdict.replaces,
                "idempotency_key": idempotency_key,
                "pins": [pin_content(pin) for pin in verdict.pins],
                "hits": [_hit_content(hit) for hit in verdict.hits],
            }
        )
    )


def _hit_content(hit: FrozenHit) -> Content:
    return {
        "rank": hit.rank,
        "passage_id": hit.passage_id,
        "document_id": hit.document_id,
        "text": hit.text,
        "similarity": _bits(hit.similarity),
        "lexical": None if hit.lexical is None else _bits(hit.lexical),
        "score": _bits(hit.score),
    }


def _bits(number: float) -> str:
    return struct.pack(">d", number).hex()


def created(after: Content, **more: int | str | list[str] | None) -> str:
    """Payload of the first event of an article or claim: all of it, and what else the event says."""
    return canonical({"after": after, **more})


def changed(before: Content, after: Content, **more: str | int | list[str] | None) -> str:
    """Payload of a change: each changed field before and after, and what else the event says."""
    fields = [name for name in after if before[name] != after[name]]
    return canonical(
        {"before": {name: before[name] for name in fields}, "after": {name: after[name] for name in fields}, **more}
    )
