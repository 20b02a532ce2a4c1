"""The rules a verdict must keep, as a pure function that the store enforces and the pages show while one is typed."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.desk.wording import is_blank, visible_length
from claimcheck.domain import Outcome, Pin, PinStance

LEAST_WORDS_ON_WHAT_IS_MISSING = 10
"""Visible characters below which an explanation cannot say what evidence is missing."""

_PINS_NEEDED: dict[Outcome, tuple[PinStance, ...]] = {
    Outcome.SUPPORTED: (PinStance.SUPPORTS,),
    Outcome.REFUTED: (PinStance.REFUTES,),
    Outcome.CONFLICTING: (PinStance.SUPPORTS, PinStance.REFUTES),
    Outcome.NOT_ENOUGH_EVIDENCE: (),
}


def missing_for_verdict(
    outcome: Outcome | None, explanation: str, pins: Sequence[Pin], reviewer: str
) -> tuple[str, ...]:
    """What a verdict still needs before it may be recorded, each as words that complete "missing: …".

    Args:
        outcome: what the chosen rating means; None while none is chosen.
        explanation: the words for a reader.
        pins: the pinned evidence.
        reviewer: who decides.
    """
    missing = []
    if outcome is None:
        missing.append("a rating")
    if is_blank(reviewer):
        missing.append("a reviewer, who decides")
    if outcome is Outcome.NOT_ENOUGH_EVIDENCE:
        if visible_length(explanation) < LEAST_WORDS_ON_WHAT_IS_MISSING:
            missing.append("an explanation that says what evidence is missing")
    elif is_blank(explanation):
        missing.append("an explanation")
    if outcome is not None:
        stances = {pin.stance for pin in pins}
        missing.extend(
            f"a pin that {stance.value} the claim" for stance in _PINS_NEEDED[outcome] if stance not in stances
        )
    missing.extend(
        f"text in pin {number}: what does it say?" for number, pin in enumerate(pins, start=1) if is_blank(pin.text)
    )
    return tuple(missing)
