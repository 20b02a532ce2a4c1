"""What is suggested for a claim on the strength of its evidence: never more than the evidence carries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from claimcheck.assessment import reasons
from claimcheck.assessment.origins import Leaning, leaning
from claimcheck.assessment.precedents import Precedent
from claimcheck.assessment.thresholds import NOTHING_CLOSE, THRESHOLDS, Thresholds
from claimcheck.domain import Evidence, Outcome, Suggestion, SuggestionState

_UNREAD = 0.9
"""What is left of the confidence where passages in other languages were not judged."""
_FOREIGN = 0.5
"""What is left of the confidence where the claim is in a language that the model was not made for."""


def suggest(
    evidence: Sequence[Evidence],
    *,
    as_of: date | None = None,
    of_a_first: bool = False,
    precedent: Precedent | None = None,
    foreign: str | None = None,
    thresholds: Thresholds = THRESHOLDS,
) -> Suggestion:
    """One suggestion, its confidence, and one sentence that says why and cites passages.

    Passages that are not close to the claim do not count, nor those published after ``as_of``. Each side is as strong
    as its independent origins; between the thresholds nothing is suggested but "not enough evidence".

    Args:
        evidence: with its stance; None where it is in a language that the model was not made for, which does not count.
        as_of: the day by which something must have been known.
        of_a_first: whether the claim is one of a first, an only or a record, for which earlier cases were looked for.
        precedent: a dated earlier case that was found; it outranks whatever repeats the claim.
        foreign: the language of the claim, where the model was made for others.
        thresholds: chosen on training folds.
    """
    known = [one for one in evidence if _known_then(one, as_of)]
    close = [one for one in known if one.hit.similarity >= thresholds.close]
    supporting = leaning(close, refutes=False, counts=thresholds.counts)
    refuting = leaning(close, refutes=True, counts=thresholds.counts)
    if precedent is not None:
        made = _by_precedent(precedent, supporting, thresholds)
    elif not close:
        reason = reasons.nothing_close(known, as_of)
        made = _open(SuggestionState.NOTHING_CLOSE, reason, NOTHING_CLOSE)
    elif supporting.origins and refuting.origins and not _outnumbered(supporting, refuting, thresholds):
        made = _conflicting(supporting, refuting, thresholds)
    else:
        refutes = len(refuting.origins) > len(supporting.origins)
        side, other = (refuting, supporting) if refutes else (supporting, refuting)
        made = _one_sided(close, side, other, refutes=refutes, of_a_first=of_a_first, as_of=as_of, limits=thresholds)
    unread = [one.hit.rank for one in close if one.stance is None]
    if unread:
        made = replace(made, confidence=(made.confidence or 0.0) * _UNREAD, reason=reasons.unread(made.reason, unread))
    return _lowered(made, foreign) if foreign else made


def switched_off() -> Suggestion:
    """What stands in place of a suggestion where the model is switched off."""
    return _without_outcome(SuggestionState.SWITCHED_OFF, reasons.SWITCHED_OFF)


def could_not_run(why: str) -> Suggestion:
    """What stands in place of a suggestion where the model failed: nothing is said about the claim."""
    return _without_outcome(SuggestionState.COULD_NOT_RUN, reasons.could_not_run(why))


def _known_then(evidence: Evidence, as_of: date | None) -> bool:
    published = evidence.hit.source.published
    return as_of is None or (published is not None and published <= as_of)


def _outnumbered(one: Leaning, other: Leaning, thresholds: Thresholds) -> bool:
    few, many = sorted((len(one.origins), len(other.origins)))
    return many >= thresholds.majority * few


def _one_sided(
    close: Sequence[Evidence],
    side: Leaning,
    other: Leaning,
    *,
    refutes: bool,
    of_a_first: bool,
    as_of: date | None,
    limits: Thresholds,
) -> Suggestion:
    if not side.origins:
        return _undecided(close, limits)
    counted = {
        "supporting_origins": len((other if refutes else side).origins),
        "refuting_origins": len((side if refutes else other).origins),
    }
    if side.strength < (limits.refuted if refutes else limits.supported):
        reason = reasons.not_sure_enough(side, refutes=refutes)
        confidence = limits.confidence_in_none(side.strength)
        return _open(SuggestionState.EVIDENCE_FOUND, reason, confidence, cites=side.ranks[:1], **counted)
    share = len(side.origins) / (len(side.origins) + len(other.origins))
    return Suggestion(
        state=SuggestionState.EVIDENCE_FOUND,
        outcome=Outcome.REFUTED if refutes else Outcome.SUPPORTED,
        confidence=limits.confidence(side.strength) * share,
        reason=reasons.one_sided(side, other, refutes=refutes, of_a_first=of_a_first, as_of=as_of),
        cites=side.ranks + other.ranks,
        **counted,
    )


def _undecided(close: Sequence[Evidence], limits: Thresholds) -> Suggestion:
    """No origin counts for a side: it only leans, or what is close is silent."""
    sides = [leaning(close, refutes=refutes, counts=limits.leans) for refutes in (False, True)]
    side = max(sides, key=lambda one: one.strength)
    strength = max((_side(one) for one in close), default=0.0)
    if not side.origins:
        reason = reasons.close_but_silent(close)
        return _open(SuggestionState.CLOSE_BUT_SILENT, reason, limits.confidence_in_none(strength))
    return _open(
        SuggestionState.EVIDENCE_FOUND,
        reasons.not_sure_enough(side, refutes=side is sides[1]),
        limits.confidence_in_none(strength),
        cites=side.ranks[:1],
        supporting_origins=len(sides[0].origins),
        refuting_origins=len(sides[1].origins),
    )


def _conflicting(supporting: Leaning, refuting: Leaning, thresholds: Thresholds) -> Suggestion:
    weaker = min(supporting.strength, refuting.strength)
    enough = weaker >= min(thresholds.supported, thresholds.refuted)
    return Suggestion(
        state=SuggestionState.EVIDENCE_FOUND,
        outcome=Outcome.CONFLICTING if enough else Outcome.NOT_ENOUGH_EVIDENCE,
        confidence=thresholds.confidence(weaker) if enough else thresholds.confidence_in_none(weaker),
        reason=reasons.conflicting(supporting, refuting, surely=enough),
        cites=supporting.ranks + refuting.ranks,
        supporting_origins=len(supporting.origins),
        refuting_origins=len(refuting.origins),
    )


def _by_precedent(precedent: Precedent, supporting: Leaning, thresholds: Thresholds) -> Suggestion:
    stance = precedent.evidence.stance
    strength = stance.supports if stance is not None else 0.0
    return Suggestion(
        state=SuggestionState.EVIDENCE_FOUND,
        outcome=Outcome.REFUTED,
        confidence=thresholds.confidence(strength),
        reason=reasons.precedent(precedent),
        cites=(precedent.evidence.hit.rank,),
        supporting_origins=len(supporting.origins),
        refuting_origins=1,
    )


def _lowered(made: Suggestion, language: str) -> Suggestion:
    """A claim in another language than the model's: said, and trusted half as much; below half nothing is suggested."""
    confidence = (made.confidence or 0.0) * _FOREIGN
    outcome = made.outcome
    if outcome is not None and outcome.decisive and confidence < 0.5:
        outcome = Outcome.NOT_ENOUGH_EVIDENCE
    return replace(made, outcome=outcome, confidence=confidence, reason=reasons.foreign(made.reason, language))


def _side(evidence: Evidence) -> float:
    return max(evidence.stance.supports, evidence.stance.refutes) if evidence.stance is not None else 0.0


def _open(
    state: SuggestionState,
    reason: str,
    confidence: float,
    *,
    cites: tuple[int, ...] = (),
    supporting_origins: int = 0,
    refuting_origins: int = 0,
) -> Suggestion:
    return Suggestion(
        state=state,
        outcome=Outcome.NOT_ENOUGH_EVIDENCE,
        confidence=confidence,
        reason=reason,
        cites=cites,
        supporting_origins=supporting_origins,
        refuting_origins=refuting_origins,
    )


def _without_outcome(state: SuggestionState, reason: str) -> Suggestion:
    return Suggestion(state=state, outcome=None, confidence=None, reason=reason)
