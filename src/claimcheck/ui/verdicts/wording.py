"""How ratings, stances and times are worded and coloured on this page."""

from __future__ import annotations

from datetime import UTC, datetime

from claimcheck.domain import EventKind, Outcome, Pin, PinStance
from claimcheck.ui.components.record_table import Tone
from claimcheck.ui.safe import one_line

OUTCOME_TONES: dict[Outcome, Tone] = {
    Outcome.SUPPORTED: "green",
    Outcome.REFUTED: "red",
    Outcome.CONFLICTING: "orange",
    Outcome.NOT_ENOUGH_EVIDENCE: "gray",
}
STANCE_TONES: dict[PinStance, Tone] = {
    PinStance.SUPPORTS: "green",
    PinStance.REFUTES: "red",
    PinStance.CONTEXT: "gray",
}
EVENT_WORDS = {
    EventKind.ARTICLE_ADDED: "article brought",
    EventKind.ARTICLE_EDITED: "article corrected",
    EventKind.CLAIM_PROPOSED: "proposed by the program",
    EventKind.CLAIM_ADDED: "added",
    EventKind.CLAIM_KEPT: "kept",
    EventKind.CLAIM_EDITED: "edited",
    EventKind.CLAIM_DROPPED: "dropped",
    EventKind.CLAIM_RESTORED: "taken back",
    EventKind.VERDICT_RECORDED: "decided",
    EventKind.VERDICT_CORRECTED: "corrected",
    EventKind.EARLIER_LINKED: "linked to an earlier check",
    EventKind.EARLIER_REJECTED: "told apart from an earlier check",
}


def day(at: datetime) -> str:
    """A day in UTC, as exports write it."""
    return at.astimezone(UTC).date().isoformat()


def moment(at: datetime) -> str:
    """A moment in UTC, to the minute, as exports write it."""
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def rests_on(pins: tuple[Pin, ...]) -> str:
    """How many pins say what, in few characters."""
    counts = {stance: sum(pin.stance is stance for pin in pins) for stance in PinStance}
    words = {PinStance.SUPPORTS: "for", PinStance.REFUTES: "against", PinStance.CONTEXT: "context"}
    return ", ".join(f"{count} {words[stance]}" for stance, count in counts.items() if count) or "nothing pinned"


def source_words(pin: Pin) -> str:
    """Where a pin comes from, on one line and not escaped."""
    if pin.document_id is None:
        return "outside the corpus"
    parts = (pin.title, pin.publisher, pin.published.isoformat() if pin.published else "undated")
    return " · ".join(one_line(part, 120) for part in parts if part)
