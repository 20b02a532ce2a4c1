"""The JSON records of ``--json``, as docs/json.md promises them to programs that build on the command line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from claimcheck.domain import (
    Article,
    BroughtArticle,
    BuildSummary,
    CheckResult,
    Claim,
    ClaimPart,
    Completion,
    CounterExamples,
    Difference,
    Document,
    EarlierCheck,
    EarlierDecision,
    EarlierMatch,
    Evidence,
    FeedReport,
    Hit,
    LedgerEvent,
    LikeArticle,
    MatchThresholds,
    Pin,
    SearchResult,
    StanceScores,
    Suggestion,
    Verdict,
)
from claimcheck.text.languages import language_support

Record = dict[str, Any]


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def article_record(article: Article) -> Record:
    """One article of `article list --json`, and what the other commands on articles build on."""
    support = language_support(article.language)
    return {
        "id": article.id,
        "title": article.title,
        "text": article.text,
        "author": article.author,
        "publisher": article.publisher,
        "published": _day(article.published.day) if article.published else None,
        "url": article.url,
        "language": article.language,
        "sha256": article.sha256,
        "title_from": article.origins.title,
        "author_from": article.origins.author,
        "publisher_from": article.origins.publisher,
        "published_from": article.published.origin if article.published else None,
        "url_from": article.origins.url,
        "language_from": article.origins.language,
        "language_name": support.name,
        "lacking": list(support.lacking),
    }


def like_record(like: LikeArticle) -> Record:
    """One article that another is like, in `article add --json` and `article show --json`."""
    return {
        "article": like.id,
        "likeness": like.likeness.value,
        "shared": like.shared,
        "title": like.title,
        "publisher": like.publisher,
        "published": _day(like.published.day) if like.published else None,
        "url": like.url,
        "added_at": like.added_at.isoformat(),
    }


def shown_article_record(article: Article, alike: Sequence[LikeArticle]) -> Record:
    """`article show --json`."""
    return {**article_record(article), "alike": [like_record(like) for like in alike]}


def brought_record(brought: BroughtArticle) -> Record:
    """`article add --json`."""
    return {**shown_article_record(brought.article, brought.alike), "added": brought.added}


def feed_record(report: FeedReport) -> Record:
    """`article feed --json`."""
    return {
        "title": report.title,
        "entries": report.entries,
        "known": report.known,
        "added": [
            {
                "id": brought.article.id,
                "title": brought.article.title,
                "url": brought.article.url,
                "published": _day(brought.article.published.day) if brought.article.published else None,
                "language": brought.article.language,
                "new": brought.added,
                "alike": [like_record(like) for like in brought.alike],
            }
            for brought in report.brought
        ],
        "rejected": [{"where": item.where, "reason": item.reason} for item in report.rejected],
        "left": report.left,
    }


def document_record(document: Document) -> Record:
    """`corpus show --json`."""
    return {
        "id": document.id,
        "origin_id": document.origin_id,
        "external_id": document.external_id,
        "title": document.title,
        "text": document.text,
        "publisher": document.publisher,
        "author": document.author,
        "published": _day(document.published.day) if document.published else None,
        "published_from": document.published.origin if document.published else None,
        "language": document.language,
        "url": document.url,
        "sha256": document.sha256,
        "added_at": document.added_at.isoformat(),
    }


def hit_record(hit: Hit) -> Record:
    """One hit of `search --json` and `check --json`."""
    return {
        "rank": hit.rank,
        "passage_id": hit.passage.id,
        "document_id": hit.passage.document_id,
        "external_id": hit.source.external_id,
        "title": hit.source.title,
        "publisher": hit.source.publisher,
        "published": _day(hit.source.published),
        "url": hit.source.url,
        "text": hit.passage.text,
        "start": hit.passage.start,
        "end": hit.passage.end,
        "similarity": hit.similarity,
        "lexical": hit.lexical,
        "score": hit.score,
        "copy_of": hit.copy_of,
    }


def search_record(result: SearchResult) -> Record:
    """`search --json`."""
    return {"build": result.build, "query": result.query, "hits": [hit_record(hit) for hit in result.hits]}


def evidence_record(evidence: Evidence) -> Record:
    """One piece of evidence of `check --json`."""
    return {
        **hit_record(evidence.hit),
        "stance": _stance_record(evidence.stance),
        "bearing": _bearing_record(evidence),
        "differences": [
            {
                "kind": difference.kind.value,
                "claim": difference.claim,
                "passage": difference.passage,
                "hard": difference.hard,
            }
            for difference in evidence.differences
        ],
    }


def _stance_record(stance: StanceScores | None) -> Record | None:
    if stance is None:
        return None
    return {"supports": stance.supports, "refutes": stance.refutes, "not_enough_info": stance.not_enough_info}


def _bearing_record(evidence: Evidence) -> Record | None:
    if evidence.bearing is None:
        return None
    start, end = evidence.bearing
    return {"start": start, "end": end, "text": evidence.hit.passage.text[start:end]}


def _suggestion_record(suggestion: Suggestion | None) -> Record | None:
    if suggestion is None:
        return None
    return {
        "state": suggestion.state.value,
        "outcome": suggestion.outcome.value if suggestion.outcome else None,
        "confidence": suggestion.confidence,
        "reason": suggestion.reason,
        "cites": list(suggestion.cites),
        "supporting_origins": suggestion.supporting_origins,
        "refuting_origins": suggestion.refuting_origins,
    }


def _counter_examples_record(examples: CounterExamples | None) -> Record | None:
    if examples is None:
        return None
    return {
        "event": examples.event,
        "first_day": _day(examples.first_day),
        "last_day": _day(examples.last_day),
        "evidence": [evidence_record(evidence) for evidence in examples.evidence],
    }


def check_record(result: CheckResult) -> Record:
    """`check --json`."""
    searched = result.searched
    return {
        "build": result.build,
        "claim": result.claim,
        "as_of": _day(result.as_of),
        "suggestion": _suggestion_record(result.suggestion),
        "evidence": [evidence_record(evidence) for evidence in result.evidence],
        "counter_examples": _counter_examples_record(result.counter_examples),
        "searched": {
            "passages": searched.passages,
            "documents": searched.documents,
            "not_indexed": searched.not_indexed,
            "best_similarity": searched.best_similarity,
            "filters": {
                "as_of": _day(searched.filters.as_of),
                "since": _day(searched.filters.since),
                "publisher": searched.filters.publisher,
                "language": searched.filters.language,
                "undated_left_out": searched.undated_left_out,
            },
        },
    }


def found_claims_record(article_id: str, claims: list[Claim]) -> Record:
    """`claims find --json`."""
    return {
        "article": article_id,
        "claims": [
            {
                "id": claim.id,
                "text": claim.text,
                "said": claim.said,
                "start": claim.start,
                "end": claim.end,
                "check_worthiness": claim.check_worthiness,
                "kind": claim.kind.value if claim.kind else None,
                "kinds": [kind.value for kind in claim.kinds],
                "reason": claim.reason,
                "speaker": claim.speaker,
            }
            for claim in claims
        ],
    }


def claim_record(claim: Claim) -> Record:
    """`claims list --json` and `claims show --json`."""
    return {
        "id": claim.id,
        "article": claim.article_id,
        "text": claim.text,
        "said": claim.said,
        "start": claim.start,
        "end": claim.end,
        "speaker": claim.speaker,
        "date": _day(claim.claim_date),
        "check_worthiness": claim.check_worthiness,
        "kind": claim.kind.value if claim.kind else None,
        "kinds": [kind.value for kind in claim.kinds],
        "reason": claim.reason,
        "state": claim.state.value,
        "version": claim.version,
    }


def completion_record(claim_id: str, completion: Completion) -> Record:
    """`claims complete --json`."""
    return {
        "claim": claim_id,
        "said": completion.said,
        "text": completion.text,
        "replacements": [
            {
                "kind": one.kind.value,
                "start": one.start,
                "end": one.end,
                "said": one.said,
                "words": one.words,
                "source": list(one.source) if one.source else None,
            }
            for one in completion.replacements
        ],
        "left_open": [list(span) for span in completion.left_open],
    }


def parts_record(claim_id: str, parts: Sequence[ClaimPart]) -> Record:
    """`claims split --json`."""
    return {
        "claim": claim_id,
        "parts": [
            {"aspect": part.aspect.value, "text": part.text, "start": part.start, "end": part.end} for part in parts
        ],
    }


def pin_record(pin: Pin) -> Record:
    """One pin of `verdict show --json`."""
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
        "published": _day(pin.published),
    }


def verdict_record(verdict: Verdict) -> Record:
    """`verdict record / show / list / history --json`."""
    return {
        "id": verdict.id,
        "claim": verdict.claim_id,
        "claim_text": verdict.claim_text,
        "rating": verdict.rating,
        "outcome": verdict.outcome.value,
        "explanation": verdict.explanation,
        "reviewer": verdict.reviewer,
        "recorded_at": verdict.recorded_at.isoformat(),
        "build": verdict.build,
        "replaces": verdict.replaces,
        "replaced_by": verdict.replaced_by,
        "pins": [pin_record(pin) for pin in verdict.pins],
        "hits": [
            {
                "rank": hit.rank,
                "passage_id": hit.passage_id,
                "document_id": hit.document_id,
                "similarity": hit.similarity,
                "lexical": hit.lexical,
                "score": hit.score,
            }
            for hit in verdict.hits
        ],
    }


def event_record(event: LedgerEvent) -> Record:
    """One event of `claims history --json`."""
    return {
        "seq": event.seq,
        "at": event.at.isoformat(),
        "kind": event.kind.value,
        "claim": event.claim_id,
        "actor": event.actor,
        "payload": event.payload,
        "digest": event.digest,
    }


def build_record(build: BuildSummary) -> Record:
    """One build of `index list / status / build --json`."""
    return {
        "id": build.id,
        "created_at": build.created_at.isoformat(),
        "documents": build.documents,
        "passages": build.passages,
        "dead_passages": build.dead_passages,
        "embedder": build.embedder,
        "precision": build.precision,
        "dimension": build.dimension,
        "kind": build.kind,
        "size_bytes": build.size_bytes,
        "current": build.current,
    }


def earlier_check_record(check: EarlierCheck) -> Record:
    """One check of `earlier list --json` and `earlier show --json`."""
    return {
        "id": check.id,
        "claim": check.claim,
        "title": check.title,
        "rating": check.rating,
        "outcome": check.outcome.value if check.outcome else None,
        "publisher": check.publisher,
        "url": check.url,
        "checked_on": _day(check.checked_on),
        "claim_date": _day(check.claim_date),
        "speaker": check.speaker,
        "language": check.language,
        "verdict": check.verdict_id,
        "added_at": check.added_at.isoformat(),
    }


def earlier_match_record(match: EarlierMatch) -> Record:
    """One match of `earlier match --json`."""
    return {
        "strength": match.strength.value,
        "score": match.score,
        "similarity": match.similarity,
        "differences": [_difference_record(difference) for difference in match.differences],
        "check": earlier_check_record(match.check),
    }


def earlier_decision_record(decision: EarlierDecision) -> Record:
    """`earlier link --json` and `earlier reject --json`."""
    return {
        "claim": decision.claim_id,
        "claim_text": decision.claim_text,
        "confirmed": decision.confirmed,
        "strength": decision.strength.value,
        "score": decision.score,
        "similarity": decision.similarity,
        "reviewer": decision.actor,
        "decided_at": decision.decided_at.isoformat(),
        "check": earlier_check_record(decision.check),
    }


def _difference_record(difference: Difference) -> Record:
    return {"kind": difference.kind.value, "claim": difference.claim, "check": difference.passage}


def thresholds_record(found: MatchThresholds, *, suggest: float, strong: float) -> Record:
    """`claims thresholds --json`."""
    return {
        "bands": [
            {
                "low": band.low,
                "high": band.high,
                "confirmed": band.confirmed,
                "rejected": band.rejected,
                "share_right": band.share_right,
            }
            for band in found.bands
        ],
        "in_force": {"suggest": suggest, "strong": strong},
        "proposed": {"suggest": found.suggest, "strong": found.strong},
        "reason": found.reason,
    }
