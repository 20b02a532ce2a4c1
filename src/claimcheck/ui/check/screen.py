"""What this session has on the screen of one claim: the version the person saw, and the evidence found for it.

Drafts are not kept here but in the record: what is typed survives the session.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import streamlit as st

from claimcheck.domain import CheckResult, Draft, EventKind, Hit, Pin, PinStance, SearchFilters
from claimcheck.errors import ClaimcheckError
from claimcheck.text.identity import digest
from claimcheck.ui.components.writing_area import written
from claimcheck.workbench import Workbench
from claimcheck.workbench.checking import IndexInUse, Paragraph, Sitting

WRITING = "check.explanation"
_SCREEN = "claimcheck.check.screen"
_KEPT_SEARCHES = 24
_KEPT_CLAIMS = 500
_VERDICTS = {EventKind.VERDICT_RECORDED, EventKind.VERDICT_CORRECTED}


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchAsked:
    """Everything a search result depends on; the same again is not searched again."""

    index: IndexInUse
    claim: str
    words: str
    day: date | None
    query: str
    filters: SearchFilters


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A result with the paragraphs its passages stand in."""

    result: CheckResult
    paragraphs: Mapping[str, Paragraph]

    def hit(self, passage_id: str) -> Hit | None:
        """The hit of a passage, if it is among them."""
        return next((one.hit for one in self.result.shown if one.hit.passage.id == passage_id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """Whose hands are on which claim; what every change needs to know."""

    desk: Workbench
    claim_id: str
    reviewer: str

    @property
    def token(self) -> str:
        """Names one beginning of the form; changes when its fields must be filled anew."""
        return f"{self.claim_id}-{digest(self.reviewer)[:8]}-{screen().rounds.get(self.claim_id, 0)}"

    def sitting(self) -> Sitting:
        """Everything on the claim, read now."""
        return self.desk.checking.sitting(self.claim_id, self.reviewer)


@dataclass(slots=True)
class Screen:
    """Of one session; everything in it is bounded."""

    seen: OrderedDict[str, int] = field(default_factory=OrderedDict)
    """Version of each claim as the person saw it."""
    rounds: OrderedDict[str, int] = field(default_factory=OrderedDict)
    """How often the form of a claim was begun anew."""
    found: OrderedDict[SearchAsked, Found] = field(default_factory=OrderedDict)
    shown: Found | None = None
    query: tuple[str, str] = ("", "")
    """Claim and the words it is searched with instead of its own."""
    typed: tuple[str, str] = ("", "")
    """Form and words of the explanation that this session saved last."""
    then: bool = False
    publisher: str | None = None
    language: str | None = None
    searched: bool = False
    """Whether this session has waited for the first search of a server, which loads the model."""
    run: int = 0
    place: int = 0
    """Where in the queue the last open claim stood; the next one moves up when it is decided."""
    redraw: bool = False
    refused: str | None = None
    """Claim whose save was refused because somebody else was quicker."""
    lost: ClaimcheckError | None = None
    """Why the claim that the address names is not the one on the desk."""
    incomplete: str | None = None
    """Form whose save was refused because something is missing."""


def screen() -> Screen:
    """The screen of this session."""
    kept: Screen = st.session_state.setdefault(_SCREEN, Screen())
    return kept


def see(claim_id: str, version: int) -> None:
    """From now on the person has seen this version, and the form begins with what is in hand."""
    here = screen()
    here.seen[claim_id] = version
    here.seen.move_to_end(claim_id)
    begin_anew(claim_id)
    while len(here.seen) > _KEPT_CLAIMS:
        here.seen.popitem(last=False)


def begin_anew(claim_id: str) -> None:
    """Let the form take its values from the record again."""
    here = screen()
    here.rounds[claim_id] = here.rounds.pop(claim_id, 0) + 1
    while len(here.rounds) > _KEPT_CLAIMS:
        here.rounds.popitem(last=False)


def seen_version(sitting: Sitting, reviewer: str) -> int:
    """The version the person saw: remembered, or told by when their draft was last saved; own edits count as seen."""
    claim = sitting.claim
    here = screen()
    if claim.id not in here.seen:
        see(claim.id, _version_drafted_on(sitting, reviewer))
    seen = here.seen[claim.id]
    later = [event for event in sitting.events if event.seq > seen]
    if later and not any(event.kind in _VERDICTS or event.actor != reviewer for event in later):
        here.seen[claim.id] = claim.version
    return here.seen[claim.id]


def _version_drafted_on(sitting: Sitting, reviewer: str) -> int:
    draft = sitting.draft
    if draft is None or draft.saved_at is None:
        return sitting.claim.version
    saved_at = draft.saved_at
    later = [event for event in sitting.events if event.at > saved_at and event.actor != reviewer]
    earlier = [event for event in sitting.events if event.at <= saved_at]
    return earlier[-1].seq if later and earlier else sitting.claim.version


def change_work(seat: Seat, change: Callable[[Draft], Draft]) -> None:
    """Change one thing of what is in hand and save it as the draft; what was typed a moment ago comes along."""
    work = seat.sitting().work
    token, typed = seat.token, unsaved_words(seat)
    if typed is not None:
        work = replace(work, explanation=typed)
    seat.desk.drafting.save(seat.claim_id, seat.reviewer, change(work))
    if typed is not None:
        screen().typed = (token, typed)


def save_words(seat: Seat) -> None:
    """Save what was typed; nothing happens where it is saved, or where the form has begun anew since."""
    if unsaved_words(seat) is not None:
        change_work(seat, lambda work: work)


def unsaved_words(seat: Seat) -> str | None:
    """What was typed here and is not in the draft yet; None when nothing, for another tab may have written since."""
    typed = written(WRITING, seat.token)
    return None if screen().typed == (seat.token, typed) else typed


def put_pin(seat: Seat, pin: Pin) -> None:
    """Pin, in place of an earlier pin on the same words."""

    def change(work: Draft) -> Draft:
        others = [other for other in work.pins if place_of(other) != place_of(pin)]
        where = next((n for n, other in enumerate(work.pins) if place_of(other) == place_of(pin)), len(others))
        return replace(work, pins=(*others[:where], pin, *others[where:]))

    change_work(seat, change)


def take_off(seat: Seat, where: str) -> None:
    """Take a pin off."""
    change_work(seat, lambda work: replace(work, pins=tuple(pin for pin in work.pins if place_of(pin) != where)))


def turn(seat: Seat, where: str, stance: PinStance) -> None:
    """Say that a pin does something else for the claim."""
    change_work(
        seat,
        lambda work: replace(
            work, pins=tuple(replace(pin, stance=stance) if place_of(pin) == where else pin for pin in work.pins)
        ),
    )


def place_of(pin: Pin) -> str:
    """What a pin is on, as one word: the same words pinned again replace each other."""
    if pin.document_id is None or pin.start is None or pin.end is None:
        return f"o{digest(pin.text)[:20]}"
    return place_in_document(pin.document_id, pin.start, pin.end)


def place_in_document(document_id: str, start: int, end: int) -> str:
    """What a pin on these words of a document would be on."""
    return f"d{digest(document_id, str(start), str(end))[:20]}"


def look_up(desk: Workbench, asked: SearchAsked) -> Found:
    """What a search finds; not searched again while nothing it depends on has changed.

    Raises:
        NoIndexError: none was built yet.
    """
    kept = screen().found
    if asked not in kept:
        result = desk.evidence.check(asked.query or None, claim_id=asked.claim, filters=asked.filters)
        hits = [evidence.hit for evidence in result.shown]
        kept[asked] = Found(result=result, paragraphs=desk.checking.paragraphs(hits))
    kept.move_to_end(asked)
    while len(kept) > _KEPT_SEARCHES:
        kept.popitem(last=False)
    return kept[asked]
