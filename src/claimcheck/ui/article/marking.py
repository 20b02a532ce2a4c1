"""How the claims of an article look in its text, and over which of them the cursor moves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from claimcheck.domain import Claim, ClaimState, SurveyedSentence
from claimcheck.ui.article.carding import Aid, asides, details_of, offers_of
from claimcheck.ui.components.marked_text import Action, Look, Mark, Needs, Target
from claimcheck.ui.keys import Key

_STRONG, _FAIR = 0.8, 0.55
_ALWAYS = ("keep", "drop", "check")
"""What the buttons above the text do: never disabled, for the claim may have changed since the page was drawn."""

ACTIONS = (
    Action(op="keep", label="Keep", key=Key.KEEP, needs=Needs.TARGET, becomes=Look.KEPT),
    Action(op="drop", label="Drop", key=Key.DROP, needs=Needs.TARGET, becomes=Look.DROPPED),
    Action(op="check", label="Check", key=Key.GO, needs=Needs.TARGET),
    Action(op="complete", label="Complete", key=Key.EDIT, needs=Needs.TARGET, button=False),
    Action(op="edit", label="Edit", key=Key.EDIT, needs=Needs.TARGET, button=False),
    Action(op="split", label="Split", key=Key.SPLIT, needs=Needs.TARGET, button=False),
    Action(op="merge", label="Merge", key=Key.MERGE, needs=Needs.TARGET, button=False),
    Action(op="link", label="Link", key=Key.LINK, needs=Needs.TARGET, button=False),
    Action(op="unlike", label="Not the same", key=Key.UNLIKE, needs=Needs.TARGET, button=False),
    Action(op="matches", label="Earlier checks", key=Key.OPEN, needs=Needs.TARGET, button=False),
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


def asides_of(sentences: Sequence[SurveyedSentence], claims: Sequence[Claim]) -> list[Mark]:
    """A mark for every sentence that cannot be checked, with the reason; none where somebody made a claim of it."""
    return [
        Mark(start=one.start, end=one.end, look=Look.ASIDE, note=f"Not checkable: {one.reason}")
        for one in asides(sentences, claims)
    ]


def targets_of(claims: Sequence[Claim], aids: Mapping[str, Aid]) -> list[Target]:
    """All claims, in the order of the text; those typed by hand come last."""
    return [
        Target(
            id=claim.id,
            version=claim.version,
            open=claim.state is ClaimState.PROPOSED,
            offers=(*offers_of(claim, aids.get(claim.id, Aid())), *_ALWAYS),
            details=details_of(aids.get(claim.id, Aid())),
        )
        for claim in claims
    ]
