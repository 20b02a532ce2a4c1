"""Scoring suggestions on claims with their evidence given, as FEVER and AVeriTeC have them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimcheck.differences import find_differences
from claimcheck.domain import DocumentSource, Evidence, Hit, Outcome, Passage
from claimcheck.evaluation.labelled import GivenEvidence, LabelledClaim, read_claims
from claimcheck.evaluation.stance import ClassScores
from claimcheck.text.identity import digest, passage_id
from claimcheck.workbench.judging import judge

if TYPE_CHECKING:
    from claimcheck.protocols import Embedder, Progress, StanceModel


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictEvaluation:
    """How well suggestions agree with what people decided."""

    accuracy: float
    macro_f1: float
    """Mean over the outcomes that the file has."""
    per_class: dict[str, ClassScores]
    confusion: dict[str, dict[str, int]]
    """What people decided, then what was suggested."""
    coverage: float
    """Share of the claims for which supported or refuted was suggested."""
    decisive_wrong: float | None
    """Share of those that point the wrong way: supported where people refuted, or the other way round."""
    decisive_unfounded: float | None
    """Share of those where people found the evidence conflicting or not enough."""
    n: int

    def as_json(self) -> dict[str, Any]:
        """The scores by their names, as `eval verdict --json` prints them."""
        return asdict(self)


def evaluate_verdicts(file: Path, model: StanceModel, embedder: Embedder, *, progress: Progress) -> VerdictEvaluation:
    """Score the suggestions for a JSONL file of ``{claim, label, evidence: [{text, source?}], date?}``.

    Evidence of one source is one origin; without sources, each piece of evidence is its own.

    Raises:
        UnreadableError: the file or a row of it cannot be used.
        EmptyInputError: no row.
        ModelError: a model fails.
    """
    claims = read_claims(file)
    progress.start("judging", len(claims), "claim")
    suggested: list[Outcome] = []
    for claim in claims:
        judged = judge(model, claim.claim, _evidence(claim, embedder), claim_date=claim.day)
        suggested.append(judged.suggestion.outcome or Outcome.NOT_ENOUGH_EVIDENCE)
        progress.advance(1)
    progress.finish()
    return scored([claim.label for claim in claims], suggested)


def scored(truth: Sequence[Outcome], suggested: Sequence[Outcome]) -> VerdictEvaluation:
    """The scores of suggestions against what people decided."""
    from sklearn.metrics import confusion_matrix, precision_recall_fscore_support

    names = [outcome.value for outcome in Outcome]
    right, said = [one.value for one in truth], [one.value for one in suggested]
    precision, recall, f1, counts = precision_recall_fscore_support(right, said, labels=names, zero_division=0.0)
    table = confusion_matrix(right, said, labels=names)
    decisive = [(one, other) for one, other in zip(truth, suggested, strict=True) if other in _SIDES]
    return VerdictEvaluation(
        accuracy=sum(one == other for one, other in zip(right, said, strict=True)) / len(right),
        macro_f1=float(f1[counts > 0].mean()),
        per_class={
            name: ClassScores(
                precision=float(precision[at]), recall=float(recall[at]), f1=float(f1[at]), n=int(counts[at])
            )
            for at, name in enumerate(names)
        },
        confusion={
            name: {other: int(table[at][to]) for to, other in enumerate(names)} for at, name in enumerate(names)
        },
        coverage=len(decisive) / len(right),
        decisive_wrong=_share([one in _SIDES and one is not other for one, other in decisive]),
        decisive_unfounded=_share([one not in _SIDES for one, _ in decisive]),
        n=len(right),
    )


_SIDES = (Outcome.SUPPORTED, Outcome.REFUTED)


def _share(of: Sequence[bool]) -> float | None:
    return sum(of) / len(of) if of else None


def _evidence(claim: LabelledClaim, embedder: Embedder) -> tuple[Evidence, ...]:
    """The given evidence as a search would have brought it, nearest first."""
    spoken = [given for given in claim.evidence if given.text.strip()]
    if not spoken:
        return ()
    near = embedder.embed_passages([given.text for given in spoken]) @ embedder.embed_query(claim.claim)
    order = sorted(range(len(spoken)), key=lambda at: -float(near[at]))
    first: dict[str, int] = {}
    made = []
    for rank, at in enumerate(order, start=1):
        given = spoken[at]
        original = first.setdefault(given.source, rank) if given.source else rank
        made.append(
            _one(claim, given, rank=rank, similarity=float(near[at]), copy_of=original if original != rank else None)
        )
    return tuple(made)


def _one(claim: LabelledClaim, given: GivenEvidence, *, rank: int, similarity: float, copy_of: int | None) -> Evidence:
    document = digest(given.source or "", given.text)
    return Evidence(
        hit=Hit(
            rank=rank,
            passage=Passage(
                id=passage_id(document, 0, len(given.text)),
                document_id=document,
                start=0,
                end=len(given.text),
                text=given.text,
            ),
            source=DocumentSource(
                document_id=document,
                external_id=None,
                title=None,
                publisher=given.source,
                published=None,
                url=None,
                language=None,
                sha256=document,
                origin_id=document,
            ),
            similarity=similarity,
            lexical=None,
            score=similarity,
            copy_of=copy_of,
        ),
        stance=None,
        differences=find_differences(claim.claim, given.text, claim_date=claim.day),
    )
