"""Having a stance model judge evidence: part by part of the claim, windows first, then sentences where it matters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from claimcheck.assessment import (
    Precedent,
    Reading,
    case_of_its_kind,
    claim_parts,
    combine_parts,
    find_precedent,
    left_open,
    outrank,
    places_last_case_earlier,
    same_first,
    says_so,
    sentences_of,
    stance_on_all,
    suggest,
    weigh,
    windows_of,
)
from claimcheck.differences import Unprecedented, find_differences, read_unprecedented
from claimcheck.domain import DifferenceKind, Evidence, StanceScores, Suggestion
from claimcheck.protocols import StanceModel
from claimcheck.readers.language import detect_language

_MATTERS = 0.1
"""Probability that a window takes a side from which its sentences are judged, too."""
_SENTENCES = 40
"""Judged for one claim at most; those of the windows that take a side most surely come first."""
_ON_THE_EVENT = 0.4
"""Cosine from which a passage can tell of an earlier case."""
_BY_NATURE = {
    DifferenceKind.DATE,
    DifferenceKind.NUMBER,
    DifferenceKind.QUANTIFIER,
    DifferenceKind.ORDER,
}
"""In these an earlier case differs from the claim's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """Evidence with its stance, and what is suggested on the strength of it."""

    evidence: tuple[Evidence, ...]
    suggestion: Suggestion


def judge(
    model: StanceModel,
    claim: str,
    evidence: Sequence[Evidence],
    *,
    claim_date: date | None = None,
    as_of: date | None = None,
) -> Judged:
    """Judge evidence on a claim.

    Args:
        model: the stance model; a passage in a language that it was not made for keeps the stance None.
        claim: its words.
        evidence: with the differences to the claim, in the order of ranks.
        claim_date: by which the window of a first is counted, and relative dates are understood.
        as_of: by which something must have been known.

    Raises:
        ModelError: the model fails.
    """
    foreign = _foreign(model, claim, None)
    parts = claim_parts(claim)
    of_parts = [_judge_part(model, part, evidence, claim_date, whole=part == claim) for part in parts]
    suggestions = []
    for part, judged in zip(parts, of_parts, strict=True):
        unprecedented = read_unprecedented(part, claim_date)
        suggestions.append(
            suggest(
                judged,
                as_of=as_of,
                of_a_first=unprecedented is not None,
                precedent=_precedent(model, unprecedented, part, judged) if unprecedented else None,
                foreign=foreign,
            )
        )
    return Judged(
        evidence=tuple(_on_all(one, [judged[at] for judged in of_parts]) for at, one in enumerate(evidence)),
        suggestion=combine_parts(parts, suggestions),
    )


def judge_texts(model: StanceModel, claim: str, texts: Sequence[str]) -> list[StanceScores]:
    """The stance of each text on the claim, by windows and sentences; differences are another matter.

    Raises:
        ModelError: the model fails.
    """
    return [weigh(readings)[0] for readings in readings_of(model, claim, texts, budget=_SENTENCES * len(texts))]


def _judge_part(
    model: StanceModel, claim: str, evidence: Sequence[Evidence], claim_date: date | None, *, whole: bool
) -> tuple[Evidence, ...]:
    unprecedented = read_unprecedented(claim, claim_date)
    readable = [one for one in evidence if _foreign(model, one.hit.passage.text, one.hit.source.language) is None]
    readings = readings_of(model, claim, [one.hit.passage.text for one in readable], budget=_SENTENCES)
    weighed = {one.hit.passage.id: weigh(read) for one, read in zip(readable, readings, strict=True)}
    judged = []
    for one in evidence:
        text = one.hit.passage.text
        differences = one.differences if whole else find_differences(claim, text, claim_date=claim_date)
        if one.hit.passage.id not in weighed:
            judged.append(replace(one, differences=differences))
            continue
        scores, bearing = weighed[one.hit.passage.id]
        made = replace(one, stance=outrank(scores, differences), bearing=bearing, differences=differences)
        judged.append(_of_a_first(made, unprecedented, claim) if unprecedented is not None else made)
    return tuple(judged)


def _of_a_first(evidence: Evidence, unprecedented: Unprecedented, claim: str) -> Evidence:
    """A passage on a claim of a first: what it says of a first itself decides by rule."""
    if evidence.stance is None:
        return evidence
    if places_last_case_earlier(unprecedented, evidence):
        return replace(evidence, stance=left_open(evidence.stance))
    same = None if any(one.hard for one in evidence.differences) else same_first(unprecedented, claim, evidence)
    return replace(evidence, stance=says_so(evidence.stance), bearing=same) if same is not None else evidence


def readings_of(model: StanceModel, claim: str, texts: Sequence[str], *, budget: int) -> list[list[Reading]]:
    """The windows of each text as the model judges them, and at most ``budget`` sentences of those that take a side.

    Raises:
        ModelError: the model fails.
    """
    places = [(at, window) for at, text in enumerate(texts) for window in windows_of(text, claim)]
    scores = model.stances(claim, [texts[at][slice(*window)] for at, window in places])
    readings = [Reading(window=window, scores=one) for (_, window), one in zip(places, scores, strict=True)]
    chosen: list[tuple[int, tuple[int, int]]] = []
    for index in sorted(range(len(places)), key=lambda index: -readings[index].decides):
        at, window = places[index]
        sentences = sentences_of(texts[at], window)
        if readings[index].decides >= _MATTERS and len(chosen) + len(sentences) <= budget:
            chosen += [(index, sentence) for sentence in sentences]
    judged = model.stances(claim, [texts[places[index][0]][slice(*span)] for index, span in chosen])
    made: list[list[Reading]] = [[] for _ in texts]
    for index, (at, _) in enumerate(places):
        of_window = [(span, one) for (owner, span), one in zip(chosen, judged, strict=True) if owner == index]
        made[at].append(replace(readings[index], sentences=tuple(of_window)))
    return made


def _precedent(
    model: StanceModel, unprecedented: Unprecedented, claim: str, evidence: Sequence[Evidence]
) -> Precedent | None:
    """A dated earlier case among the evidence, judged on the event itself."""
    event = case_of_its_kind(unprecedented, claim)
    near = [
        replace(
            one,
            differences=tuple(
                difference
                for difference in find_differences(event, one.hit.passage.text)
                if difference.kind not in _BY_NATURE
            ),
        )
        for one in evidence
        if one.hit.similarity >= _ON_THE_EVENT and one.stance is not None
    ]
    return find_precedent(unprecedented, _judge_part(model, event, near, None, whole=True)) if near else None


def _on_all(evidence: Evidence, parts: Sequence[Evidence]) -> Evidence:
    """A passage with what it says of the whole claim, and the sentence that bears on the part that decides it."""
    stances = [one.stance for one in parts if one.stance is not None]
    if not stances:
        return evidence
    surest = max(parts, key=lambda one: one.stance.refutes if one.stance else 0.0)
    return replace(evidence, stance=stance_on_all(stances), bearing=surest.bearing)


def _foreign(model: StanceModel, text: str, language: str | None) -> str | None:
    """The language of a text where it is surely none of the model's; what is not sure is taken for one of them."""
    if model.languages is None:
        return None
    found = language or detect_language(text)
    return found if found is not None and found not in model.languages else None
