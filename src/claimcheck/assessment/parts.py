"""Compound claims: each part is judged by itself, and a written rule makes one suggestion of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimcheck.assessment import reasons
from claimcheck.domain import Outcome, StanceScores, Suggestion, SuggestionState

_MOST_PARTS = 4
_LEAST_WORDS = 3
_BETWEEN = re.compile(r"\s*;\s+(?:and |but )?|,\s+(?:and|but|while|whereas)\s+|\.\s+(?=[A-Z“\"])")
_POINTS_BACK = re.compile(
    r"(?:he|she|it|they|we|his|her|its|their|this|that|these|those|which|who|there|so)\b", re.IGNORECASE
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|does|do|did|will|would|can|could|may|might|must|shall|should|"
    r"said|says|led|leads|made|makes|won|lost|rose|fell|met|went|came|took|gave|\w{3,}(?:ed|es|ects|ases|ates))\b",
    re.IGNORECASE,
)


def claim_parts(claim: str) -> tuple[str, ...]:
    """The statements that a claim makes beside each other, each with its own subject and verb; the claim if it is one.

    Cut only at a semicolon, a full stop, or a comma with "and", "but", "while": a list of names is no compound claim.
    """
    pieces = [piece.strip(" ,;") for piece in _BETWEEN.split(claim) if piece and piece.strip(" ,;.")]
    whole = (
        2 <= len(pieces) <= _MOST_PARTS
        and all(map(_stands_alone, pieces))
        and not any(map(_POINTS_BACK.match, pieces[1:]))  # what it points back to would be cut off
    )
    return tuple(pieces) if whole else (claim,)


def combine_parts(said: Sequence[str], made: Sequence[Suggestion]) -> Suggestion:
    """One suggestion from those on the parts.

    A claim is supported if all of its parts are, refuted if one of them is, conflicting if one of them is and none is
    refuted; else there is not enough evidence. It is as sure as the part that decides it: of all supported parts, the
    least sure one.
    """
    without = next((one for one in made if one.outcome is None), None)
    if len(made) == 1 or without is not None:
        return without or made[0]
    for decisive in (Outcome.REFUTED, Outcome.CONFLICTING):
        found = [at for at, one in enumerate(made) if one.outcome is decisive]
        if found:
            return _on_part(said, made, max(found, key=lambda at: made[at].confidence or 0.0))
    if all(one.outcome is Outcome.SUPPORTED for one in made):
        return _with(
            min(made, key=lambda one: one.confidence or 0.0),
            made,
            reasons.parts_supported([one.reason for one in made]),
        )
    if all(one.state is SuggestionState.NOTHING_CLOSE for one in made):
        return made[0]
    open_ = [at for at, one in enumerate(made) if one.outcome is not Outcome.SUPPORTED]
    return _on_part(said, made, max(open_, key=lambda at: made[at].confidence or 0.0))


def stance_on_all(stances: Sequence[StanceScores]) -> StanceScores:
    """What a passage says of a compound claim: it refutes if it refutes a part, it supports if it supports all."""
    refutes = max(one.refutes for one in stances)
    supports = min(1 - refutes, *(one.supports for one in stances))
    return StanceScores(supports=supports, refutes=refutes, not_enough_info=max(1 - refutes - supports, 0.0))


def _on_part(said: Sequence[str], made: Sequence[Suggestion], at: int) -> Suggestion:
    return _with(made[at], made, reasons.part(said[at], made[at].reason))


def _with(decisive: Suggestion, made: Sequence[Suggestion], reason: str) -> Suggestion:
    cites = (
        decisive.cites
        if decisive.outcome is not Outcome.SUPPORTED
        else tuple(dict.fromkeys(rank for one in made for rank in one.cites))
    )
    return Suggestion(
        state=decisive.state,
        outcome=decisive.outcome,
        confidence=decisive.confidence,
        reason=reason,
        cites=cites,
        supporting_origins=decisive.supporting_origins,
        refuting_origins=decisive.refuting_origins,
    )


def _stands_alone(piece: str) -> bool:
    words = piece.split()
    return len(words) >= _LEAST_WORDS and _VERB.search(" ".join(words[1:])) is not None
