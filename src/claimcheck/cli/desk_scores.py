"""`eval desk` as JSON and as lines for people."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import typer

from claimcheck.cli.printing import harmless, shortened

if TYPE_CHECKING:
    from claimcheck.cli.records import Record
    from claimcheck.evaluation.desk_scores import DeskScores, ThenAndNow
    from claimcheck.evaluation.seeking import Found, Ranks


def desk_scores_record(scores: DeskScores) -> Record:
    """One build of `eval desk --json`."""
    return {
        "build": scores.build.id,
        "embedder": scores.build.embedder,
        "precision": scores.build.precision,
        "claims": scores.claims,
        "looked_for": scores.looked_for,
        **_left_out(scores),
        "outside_corpus": scores.outside,
        "claims_without_day": scores.undated,
        **_ranks("found", scores.passages),
        "RR@10": scores.passages.rr_10,
        **_ranks("document", scores.documents),
        "p50_ms": scores.p50_ms,
        "p95_ms": scores.p95_ms,
        "recorded": [_then_record(then) for then in scores.then],
        "misses": [_miss_record(miss) for miss in scores.misses],
    }


def print_desk_scores(scores: DeskScores, *, misses: bool) -> None:
    """Names and values below each other, what reviewers saw, and if wanted a line for each miss."""
    record = desk_scores_record(scores)
    rows = {name: value for name, value in record.items() if name not in {"recorded", "misses"}}
    width = max(len(name) for name in rows)
    for name, value in rows.items():
        typer.echo(f"{name:<{width}}  {f'{value:.4f}' if isinstance(value, float) else harmless(str(value))}")
    for then in scores.then:
        typer.echo(_then_line(then))
    if misses:
        for miss in scores.misses:
            typer.echo(_miss_line(miss))


def _left_out(scores: DeskScores) -> dict[str, int]:
    from claimcheck.evaluation.desk_scores import LeftOut

    counted = Counter(scores.left_out)
    return {reason.value: counted[reason] for reason in LeftOut}


def _ranks(name: str, ranks: Ranks) -> dict[str, float]:
    return {
        f"{name}@1": ranks.at_1,
        f"{name}@3": ranks.at_3,
        f"{name}@10": ranks.at_10,
        f"{name}@100": ranks.at_100,
    }


def _then_record(then: ThenAndNow) -> Record:
    return {
        "build": then.build,
        "embedder": then.embedder,
        "precision": then.precision,
        "looked_for": then.looked_for,
        **_ranks("then", then.then),
        "then RR@10": then.then.rr_10,
        **_ranks("now", then.now),
        "now RR@10": then.now.rr_10,
        "better": then.better,
        "worse": then.worse,
    }


def _miss_record(miss: Found) -> Record:
    return {
        "claim": miss.sought.claim_id,
        "claim_text": miss.sought.claim,
        "title": miss.target.title,
        "documents": sorted(miss.target.documents),
        "document_rank": miss.document,
        "rank_then": miss.target.rank_then,
    }


def _then_line(then: ThenAndNow) -> str:
    made_by = f"{harmless(then.embedder)} {then.precision}" if then.embedder else "not kept any more"
    return (
        f"seen with build {harmless(then.build)} ({made_by}): {then.looked_for:,} looked for, "
        f"RR@10 {then.then.rr_10:.4f} then, {then.now.rr_10:.4f} now; {then.better:,} better, {then.worse:,} worse"
    )


def _miss_line(miss: Found) -> str:
    elsewhere = f" (its document at {miss.document})" if miss.document else ""
    return (
        f"missed  {harmless(miss.sought.claim_id)}  {shortened(miss.sought.claim, 80)}  "
        f"{shortened(miss.target.title or 'untitled', 80)}{elsewhere}"
    )
