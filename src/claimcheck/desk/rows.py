"""Rows of the desk's tables as domain values: the columns to select, and the value a row makes.

Times are selected as microseconds since 1970, because a fetched TIMESTAMPTZ takes the session's zone.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from claimcheck.desk.contents import canonical, pin_content
from claimcheck.domain import (
    Article,
    Claim,
    ClaimKind,
    ClaimState,
    EventKind,
    FrozenHit,
    LedgerEvent,
    Origins,
    Outcome,
    Pin,
    PinStance,
    PublicationDate,
    Verdict,
)

if TYPE_CHECKING:
    from claimcheck.storage.database import Connection

Row = tuple[Any, ...]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

ARTICLE_COLUMNS = (
    "{0}.id, {0}.title, {0}.text, {0}.author, {0}.publisher, {0}.published, {0}.published_origin, {0}.url, "
    "{0}.language, {0}.sha256, epoch_us({0}.added_at), {0}.original, {0}.title_origin, {0}.author_origin, "
    "{0}.publisher_origin, {0}.url_origin, {0}.language_origin"
)
CLAIM_COLUMNS = (
    "{0}.id, {0}.article_id, {0}.text, {0}.said, {0}.start_offset, {0}.end_offset, {0}.speaker, {0}.claim_date, "
    "{0}.check_worthiness, {0}.kind, {0}.state, {0}.version, epoch_us({0}.created_at), {0}.further_kinds, {0}.reason"
)
CLAIM_WIDTH = 15
VERDICT_COLUMNS = (
    "{0}.id, {0}.claim_id, {0}.claim_text, {0}.rating, {0}.outcome, {0}.explanation, {0}.reviewer, "
    "epoch_us({0}.recorded_at), {0}.build, {0}.replaces, {0}.replaced_by"
)
VERDICT_WIDTH = 11
PIN_COLUMNS = (
    "stance, text, paragraph, passage_id, document_id, document_sha256, start_offset, end_offset, title, publisher, "
    "url, published"
)
HIT_COLUMNS = "rank, passage_id, document_id, text, similarity, lexical, score"
EVENT_COLUMNS = "seq, epoch_us(recorded_at), kind, claim_id, article_id, actor, payload, previous, digest"


def time_of(microseconds: int) -> datetime:
    """The time that ``epoch_us`` gave, exact."""
    return _EPOCH + timedelta(microseconds=microseconds)


def article_from(row: Row) -> Article:
    """The article of a row of ARTICLE_COLUMNS."""
    identity, title, text, author, publisher, day, origin, url, language, sha256, added_at, original, *origins = row
    of_title, of_author, of_publisher, of_url, of_language = origins
    return Article(
        id=identity,
        title=title,
        text=text,
        author=author,
        publisher=publisher,
        published=PublicationDate(day=day, origin=origin or "") if day else None,
        url=url,
        language=language,
        sha256=sha256,
        added_at=time_of(added_at),
        original=original,
        origins=Origins(title=of_title, author=of_author, publisher=of_publisher, url=of_url, language=of_language),
    )


def claim_from(row: Row) -> Claim:
    """The claim of a row of CLAIM_COLUMNS."""
    identity, article_id, text, said, start, end, speaker, day, worth, kind, state, version, created_at, *gained = row
    further_kinds, reason = gained
    kinds = [kind, *(further_kinds or "").split(",")]
    return Claim(
        id=identity,
        article_id=article_id,
        text=text,
        said=said,
        start=start,
        end=end,
        speaker=speaker,
        claim_date=day,
        check_worthiness=worth,
        kinds=tuple(ClaimKind(name) for name in kinds if name),
        reason=reason,
        state=ClaimState(state),
        version=version,
        created_at=time_of(created_at),
    )


def verdict_from(row: Row, pins: Sequence[Pin], hits: Sequence[FrozenHit]) -> Verdict:
    """The verdict of a row of VERDICT_COLUMNS with its pins and hits."""
    identity, claim_id, claim_text, rating, outcome, explanation, reviewer, at, build, replaces, replaced_by = row
    return Verdict(
        id=identity,
        claim_id=claim_id,
        claim_text=claim_text,
        rating=rating,
        outcome=Outcome(outcome),
        explanation=explanation,
        pins=tuple(pins),
        reviewer=reviewer,
        recorded_at=time_of(at),
        build=build,
        hits=tuple(hits),
        replaces=replaces,
        replaced_by=replaced_by,
    )


def pin_from(row: Row) -> Pin:
    """The pin of a row of PIN_COLUMNS."""
    stance, text, paragraph, passage_id, document_id, document_sha256, start, end, title, publisher, url, day = row
    return Pin(
        stance=PinStance(stance),
        text=text,
        paragraph=paragraph,
        passage_id=passage_id,
        document_id=document_id,
        document_sha256=document_sha256,
        start=start,
        end=end,
        title=title,
        publisher=publisher,
        url=url,
        published=day,
    )


def pin_row(pin: Pin) -> Row:
    """The values of a pin in the order of PIN_COLUMNS."""
    return (
        pin.stance.value,
        pin.text,
        pin.paragraph,
        pin.passage_id,
        pin.document_id,
        pin.document_sha256,
        pin.start,
        pin.end,
        pin.title,
        pin.publisher,
        pin.url,
        pin.published,
    )


def hit_from(row: Row) -> FrozenHit:
    """The frozen hit of a row of HIT_COLUMNS."""
    rank, passage_id, document_id, text, similarity, lexical, score = row
    return FrozenHit(
        rank=rank,
        passage_id=passage_id,
        document_id=document_id,
        text=text,
        similarity=similarity,
        lexical=lexical,
        score=score,
    )


def hit_row(hit: FrozenHit) -> Row:
    """The values of a frozen hit in the order of HIT_COLUMNS."""
    return (hit.rank, hit.passage_id, hit.document_id, hit.text, hit.similarity, hit.lexical, hit.score)


def event_from(row: Row) -> LedgerEvent:
    """The event of a row of EVENT_COLUMNS."""
    seq, at, kind, claim_id, article_id, actor, payload, previous, digest = row
    return LedgerEvent(
        seq=seq,
        at=time_of(at),
        kind=EventKind(kind),
        claim_id=claim_id,
        article_id=article_id,
        actor=actor,
        payload=payload,
        previous=previous,
        digest=digest,
    )


def pins_as_json(pins: Sequence[Pin]) -> str:
    """Pins of a draft as one text."""
    return canonical({"pins": [pin_content(pin) for pin in pins]})


def pins_from_json(written: str) -> tuple[Pin, ...]:
    """Pins of a draft as `pins_as_json` wrote them."""
    return tuple(
        Pin(
            **{
                **entry,
                "stance": PinStance(entry["stance"]),
                "published": date.fromisoformat(entry["published"]) if entry["published"] else None,
            }
        )
        for entry in json.loads(written)["pins"]
    )


def insert(connection: Connection, table: str, rows: Sequence[Row]) -> None:
    """Insert rows given in the order of the table's columns, with one statement."""
    if not rows:
        return
    one = f"({', '.join('?' * len(rows[0]))})"
    values = ", ".join([one] * len(rows))
    connection.execute(f"INSERT INTO {table} VALUES {values}", [value for row in rows for value in row])  # noqa: S608 - table names are ours
