"""Proving the record: the chain link by link, then every row against what its events say."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from claimcheck.desk.chain import GENESIS, event_digest
from claimcheck.desk.contents import (
    CLAIM_GAINS,
    ORIGINS,
    Content,
    article_content,
    canonical,
    claim_content,
    verdict_digest,
)
from claimcheck.desk.decisions import decision_problems, read_decisions
from claimcheck.desk.rows import (
    ARTICLE_COLUMNS,
    CLAIM_COLUMNS,
    EVENT_COLUMNS,
    HIT_COLUMNS,
    PIN_COLUMNS,
    VERDICT_COLUMNS,
    article_from,
    claim_from,
    event_from,
    hit_from,
    pin_from,
    verdict_from,
)
from claimcheck.domain import Article, Claim, EarlierDecision, EventKind, LedgerEvent, LedgerReport, Verdict

if TYPE_CHECKING:
    from claimcheck.storage.database import Connection

_VERDICT_KINDS = {EventKind.VERDICT_RECORDED, EventKind.VERDICT_CORRECTED}
_DECISION_KINDS = {EventKind.EARLIER_LINKED, EventKind.EARLIER_REJECTED}


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredVerdict:
    """A verdict with what its row says beside what a `Verdict` holds."""

    verdict: Verdict
    seq: int
    idempotency_key: str | None
    positions: tuple[tuple[int, ...], tuple[int, ...]]
    """Of its pins and of its hits, in the order read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRecord:
    """All rows that the ledger speaks about, read in one transaction."""

    events: Sequence[LedgerEvent]
    articles: Mapping[str, Article]
    claims: Mapping[str, Claim]
    verdicts: Mapping[str, StoredVerdict]
    decisions: Mapping[int, EarlierDecision]
    """By the number of the event that recorded each."""
    strays: Sequence[str]
    """Verdict ids that pins or hits name and no verdict has."""


@dataclass(slots=True)
class _History:
    """What the events of one article or claim add up to."""

    content: Content = field(default_factory=dict)
    first: LedgerEvent | None = None
    last: LedgerEvent | None = None
    verdict: str | None = None


def read_record(connection: Connection) -> StoredRecord:
    """Read everything, in one query per table."""

    def rows(columns: str, table: str, order: str) -> list[tuple[Any, ...]]:
        return connection.execute(f"SELECT {columns} FROM {table} ORDER BY {order}").fetchall()  # noqa: S608 - ours

    pins, pin_positions = defaultdict(list), defaultdict(list)
    for verdict_id, position, *row in rows(f"verdict_id, position, {PIN_COLUMNS}", "verdict_pins", "1, 2"):
        pins[verdict_id].append(pin_from(tuple(row)))
        pin_positions[verdict_id].append(position)
    hits, hit_positions = defaultdict(list), defaultdict(list)
    for verdict_id, position, *row in rows(f"verdict_id, position, {HIT_COLUMNS}", "verdict_hits", "1, 2"):
        hits[verdict_id].append(hit_from(tuple(row)))
        hit_positions[verdict_id].append(position)
    verdicts = {}
    columns = VERDICT_COLUMNS.format("verdicts").replace("verdicts.replaced_by", "NULL")
    for seq, key, *row in rows(f"seq, idempotency_key, {columns}", "verdicts", "seq"):
        identity = row[0]
        verdicts[identity] = StoredVerdict(
            verdict=verdict_from(tuple(row), pins[identity], hits[identity]),
            seq=seq,
            idempotency_key=key,
            positions=(tuple(pin_positions[identity]), tuple(hit_positions[identity])),
        )
    return StoredRecord(
        events=[event_from(row) for row in rows(EVENT_COLUMNS, "events", "seq")],
        articles={row[0]: article_from(row) for row in rows(ARTICLE_COLUMNS.format("articles"), "articles", "id")},
        claims={row[0]: claim_from(row) for row in rows(CLAIM_COLUMNS.format("claims"), "claims", "id")},
        verdicts=verdicts,
        decisions=read_decisions(connection),
        strays=sorted((pins.keys() | hits.keys()) - verdicts.keys()),
    )


def prove(record: StoredRecord, known_heads: Collection[str] = ()) -> LedgerReport:
    """Check everything; the report names each row that does not fit."""
    articles: dict[str, _History] = defaultdict(_History)
    claims: dict[str, _History] = defaultdict(_History)
    problems = [
        *_chain_problems(record.events, known_heads),
        *_fold(record, articles, claims),
        *_article_problems(record, articles),
        *_claim_problems(record, claims),
        *(f"pins or hits of verdict {identity}: the verdict is missing" for identity in record.strays),
    ]
    head = record.events[-1].digest if record.events else GENESIS
    return LedgerReport(events=len(record.events), head=head, problems=tuple(problems))


def _chain_problems(events: Sequence[LedgerEvent], known_heads: Collection[str]) -> Iterator[str]:
    previous, expected = GENESIS, 1
    for event in events:
        if event.seq != expected:
            yield f"event {expected}: missing (the next one is {event.seq})"
        if event.previous != previous:
            yield f"event {event.seq}: does not follow from the event before it"
        if event_digest(event) != event.digest:
            yield f"event {event.seq}: was changed, its digest is not that of its content"
        previous, expected = event.digest, event.seq + 1
    digests = {event.digest for event in events} | {GENESIS}
    for head in known_heads:
        if head.strip().lower() not in digests:
            yield f"ledger head {head}: no event has this digest; events were removed or rewritten since it was printed"


def _fold(record: StoredRecord, articles: dict[str, _History], claims: dict[str, _History]) -> Iterator[str]:
    """Add the events up by article and claim, and hold the verdicts against theirs on the way."""
    recorded: Counter[str] = Counter()
    decided: set[int] = set()
    for event in record.events:
        subject, histories = (event.claim_id, claims) if event.claim_id is not None else (event.article_id, articles)
        if subject is None:
            yield f"event {event.seq}: is about nothing"
            continue
        history = histories[subject]
        try:
            payload = json.loads(event.payload)
            history.content |= payload["after"]
        except (ValueError, KeyError, TypeError):
            yield f"event {event.seq}: its payload cannot be read"
            continue
        history.first = history.first or event
        history.last = event
        if event.kind in _VERDICT_KINDS:
            recorded[str(payload.get("verdict"))] += 1
            yield from _verdict_problems(record.verdicts, event, payload, history)
        elif event.kind in _DECISION_KINDS:
            decided.add(event.seq)
            yield from decision_problems(record.decisions, event, payload)
    for identity in record.verdicts:
        if recorded[identity] != 1:
            yield f"verdict {identity}: {recorded[identity] or 'no'} events recorded it"
    for seq in sorted(record.decisions.keys() - decided):
        yield f"decision {seq} on an earlier check: no event recorded it"


def _verdict_problems(
    verdicts: Mapping[str, StoredVerdict], event: LedgerEvent, payload: Content, history: _History
) -> Iterator[str]:
    identity = str(payload.get("verdict"))
    corrects = event.kind is EventKind.VERDICT_CORRECTED
    if payload.get("replaces") != history.verdict or corrects != (history.verdict is not None):
        yield f"event {event.seq}: does not replace the verdict that stood before it"
    history.verdict = identity
    stored = verdicts.get(identity)
    if stored is None:
        yield f"verdict {identity}: is missing, event {event.seq} recorded it"
        return
    whole = all(places == tuple(range(1, len(places) + 1)) for places in stored.positions)
    if (
        stored.seq != event.seq
        or not whole
        or stored.verdict.claim_id != event.claim_id
        or verdict_digest(stored.verdict, stored.idempotency_key) != payload.get("digest")
    ):
        yield f"verdict {identity}: it, a pin or a frozen hit of it was changed since event {event.seq}"


def _article_problems(record: StoredRecord, histories: Mapping[str, _History]) -> Iterator[str]:
    for identity in sorted(histories.keys() | record.articles.keys()):
        article, history = record.articles.get(identity), histories.get(identity)
        if article is None:
            yield f"article {identity}: is missing"
        elif history is None:
            yield f"article {identity}: no event added it"
        else:
            told = dict.fromkeys(ORIGINS) | history.content
            yield from _field_problems(f"article {identity}", article_content(article), told)


def _claim_problems(record: StoredRecord, histories: Mapping[str, _History]) -> Iterator[str]:
    for identity in sorted(histories.keys() | record.claims.keys()):
        claim, history = record.claims.get(identity), histories.get(identity)
        if claim is None:
            yield f"claim {identity}: is missing"
        elif history is None or history.first is None or history.last is None:
            yield f"claim {identity}: no event added it"
        else:
            told = dict.fromkeys(CLAIM_GAINS) | history.content
            yield from _field_problems(f"claim {identity}", claim_content(claim), told)
            if claim.version != history.last.seq:
                yield f"claim {identity}: its version is not its last event, {history.last.seq}"
            if claim.created_at != history.first.at:
                yield f"claim {identity}: its time is not that of its first event"


def _field_problems(what: str, stored: Content, history: Content) -> Iterator[str]:
    for name in sorted(stored.keys() | history.keys()):
        absent = object()
        mine, theirs = stored.get(name, absent), history.get(name, absent)
        if absent in (mine, theirs) or canonical({name: mine}) != canonical({name: theirs}):
            yield f"{what}: {name} is not what its events say"
