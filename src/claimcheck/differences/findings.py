"""How the comparers hand a mismatch over."""

from __future__ import annotations

from claimcheck.differences.statements import Statement
from claimcheck.domain import Difference, DifferenceKind

Span = tuple[int, int]


def difference(
    kind: DifferenceKind, claim: Statement, claim_span: Span, passage: Statement, span: Span, *, hard: bool = True
) -> Difference:
    """A difference whose words are exactly what stands at its spans."""
    return Difference(
        kind=kind,
        claim=claim.source[claim_span[0] : claim_span[1]],
        passage=passage.source[span[0] : span[1]],
        claim_span=claim_span,
        passage_span=span,
        hard=hard,
    )
