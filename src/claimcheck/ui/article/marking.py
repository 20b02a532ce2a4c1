"""How the claims of an article look in its text, and over which of them the cursor moves."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.domain import Claim, ClaimState
from claimcheck.ui.components.marked_text import Action, Look, Mark, Needs, Target
from claimcheck.ui.keys import Key

_STRONG, _FAIR = 0.8, 0.55

ACTIONS = (
    Action(op="keep", label="Keep", key=Key.KEEP, needs=Needs.TARGET, becomes=Look.KEPT),
    Action(op="drop", label="Drop", key=Key.DROP, needs=Needs.TARGET, becomes=Look.DROPPED),
    Action(op="edit", label="Edit", key=Key.EDIT, needs=Needs.TARGET),
    Action(op="check", label="Check", key=Key.GO, needs=Needs.TARGET),
    Action(op="undo", label="Undo", key=Key.UNDO, needs=Needs.NOTHING),
    Action(op="type", label="New", key=Key.NEW, needs=Needs.NOTHING),
    Action(op="add", label="Add these words as a claim", key=Key.NEW, needs=Needs.SELECTION),
)


def strength(claim: Claim) -> Look:
    """How strongly a proposed sentence is underlined."""
    worth = claim.check_worthiness
    if worth is None or worth >= _STRONG:
        return Look.STRONG
    return Look.FAIR if worth >= _FAIR else Look.WEAK


def look_of(claim: Claim) -> Look:
    """How a claim looks in the text."""
    return {ClaimState.KEPT: Look.KEPT, ClaimState.DROPPED: Look.DROPPED, ClaimState.DECIDED: Look.DECIDED}.get(
        claim.state, strength(claim)
    )


def note_of(claim: Claim) -> str:
    """What a claim's state is, in words for the pointer."""
    worth = f", check-worthiness {claim.check_worthiness:.2f}" if claim.check_worthiness is not None else ""
    return {
        ClaimState.PROPOSED: "to decide",
        ClaimState.KEPT: "kept",
        ClaimState.DROPPED: "dropped",
        ClaimState.DECIDED: "checked",
    }[claim.state] + worth


def marks_of(claims: Sequence[Claim]) -> list[Mark]:
    """A mark for every claim that stands in the text."""
    return [
        Mark(start=claim.start, end=claim.end, look=look_of(claim), note=note_of(claim), target=claim.id)
        for claim in claims
        if claim.start is not None and claim.end is not None
    ]


def targets_of(claims: Sequence[Claim]) -> list[Target]:
    """All claims, in the order of the text; those typed by hand come last."""
    return [Target(id=claim.id, version=claim.version, open=claim.state is ClaimState.PROPOSED) for claim in claims]
