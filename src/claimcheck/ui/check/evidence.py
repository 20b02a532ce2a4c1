"""The evidence side: what is searched and how, and the board with what was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from claimcheck.domain import (
    Claim,
    Difference,
    Evidence,
    Outcome,
    PinStance,
    SearchFilters,
    StanceScores,
    Suggestion,
)
from claimcheck.text.identity import digest
from claimcheck.text.paragraphs import paragraph_around
from claimcheck.ui.check import wording
from claimcheck.ui.check.board import (
    BoardAction,
    Chip,
    ClaimHead,
    DocumentGroup,
    PassageCard,
    Proposal,
    Says,
    board,
)
from claimcheck.ui.check.filters import filter_choice
from claimcheck.ui.check.marking import Piece, excerpt, pieces
from claimcheck.ui.check.screen import Found, SearchAsked, Seat, place_in_document, place_of, put_pin, screen, take_off
from claimcheck.ui.keys import Key, key_button
from claimcheck.ui.safe import one_line, web_address
from claimcheck.ui.steady import steady

if TYPE_CHECKING:
    from claimcheck.workbench import Workbench
    from claimcheck.workbench.checking import Paragraph, Sitting

OPENED = "claimcheck.check.opened"
"""Session state: claim and passage whose document is to be opened in the next run."""
_CHIPS = 6
_SIDES = {Outcome.SUPPORTED: "supports", Outcome.REFUTED: "refutes", Outcome.CONFLICTING: "conflict"}


def search_asked(seat: Seat, claim: Claim) -> SearchAsked:
    """What is searched for: the person's words or else the claim's, known then or known now."""
    here = screen()
    return SearchAsked(
        index=seat.desk.checking.index_in_use(),
        claim=claim.id,
        words=claim.text,
        day=claim.claim_date,
        query=here.query[1] if here.query[0] == claim.id else "",
        filters=SearchFilters(
            as_of=claim.claim_date if here.then else None, publisher=here.publisher, language=here.language
        ),
    )


def search_bar(desk: Workbench, claim: Claim) -> None:
    """Draw the words to search with, the choice between then and now, and the filters."""
    here = screen()
    with st.container(key="check-query", width="stretch"):
        st.text_input(
            "Search with other words than the claim's",
            value=here.query[1] if here.query[0] == claim.id else "",
            key=f"check.query.{claim.id}",
            placeholder="Other words: Q",
            label_visibility="collapsed",
            max_chars=500,
            icon=":material/search:",
            on_change=steady(_ask),
            args=(claim.id,),
        )
    day = wording.day_words(claim.claim_date) if claim.claim_date else None
    key_button(
        f"Known by {day}" if here.then and day else "Known now",
        Key.THEN,
        id="check.then",
        kind="primary" if here.then and day else "secondary",
        icon=":material/history:",
        disabled=day is None,
        on_click=steady(_turn_time),
        help=f"Only what was published by {day}, or everything" if day else "The claim has no date: edit it (E)",
    )
    filter_choice(desk.checking.sources())


def draw_board(seat: Seat, sitting: Sitting, found: Found | None, *, height: str, notes: Sequence[str] = ()) -> None:
    """Draw the claim and what was found for it; without a result, ``notes`` say why."""
    claim, here = sitting.claim, screen()
    stances = {place_of(pin): pin.stance for pin in sitting.work.pins}

    def act(action: BoardAction) -> None:
        react(replace(seat, claim_id=action.claim), action)

    board(
        claim_head(sitting),
        groups(found, claim, stances) if found is not None else [],
        key="check.board",
        asked=digest(
            claim.id,
            here.query[1] if here.query[0] == claim.id else "",
            str(here.then),
            here.publisher or "",
            here.language or "",
        ),
        proposal=proposal(found.result.suggestion) if found is not None else None,
        summary=wording.found_words([one.hit for one in found.result.evidence], claim.claim_date) if found else "",
        notes=_notes(found) if found is not None else notes,
        height=height,
        on_action=act,
    )


def react(seat: Seat, action: BoardAction) -> None:
    """Do what the person did on the board; passages that are not on this session's screen are left alone."""
    shown = screen().shown
    hit = shown.hit(action.passage) if shown is not None and shown.result.claim_id == action.claim else None
    if hit is None or shown is None:
        return
    if action.op == "open":
        st.session_state[OPENED] = (action.claim, action.passage)
        return
    if action.op == "off":
        passage = hit.passage
        take_off(seat, place_in_document(passage.document_id, passage.start, passage.end))
    elif action.op in set(PinStance):
        paragraph = shown.paragraphs[action.passage].text
        put_pin(seat, seat.desk.sourcing.pin_hit(hit, paragraph, PinStance(action.op)))


def claim_head(sitting: Sitting) -> ClaimHead:
    """The claim, complete: words, speaker, date, where it stands."""
    claim, article = sitting.claim, sitting.article
    facts = [
        f"said by {one_line(claim.speaker, 80)}" if claim.speaker else "speaker not named",
        wording.day_words(claim.claim_date) if claim.claim_date else "no date",
    ]
    said: list[Piece] = []
    if article is not None:
        publisher = f" ({one_line(article.publisher, 60)})" if article.publisher else ""
        facts.append(f"{one_line(article.title, 110)}{publisher}")
        if claim.start is not None and claim.end is not None:
            paragraph = paragraph_around(article.text, claim.start, claim.end)
            begin = article.text.rfind(paragraph, max(claim.end - len(paragraph), 0), claim.start + len(paragraph))
            if begin >= 0:
                text, span = excerpt(paragraph, (claim.start - begin, claim.end - begin))
                said = pieces(text, [(span, "said")])
    if not said and claim.said != claim.text:
        said = pieces(claim.said, [((0, len(claim.said)), "said")])
    return ClaimHead(id=claim.id, pieces=pieces(claim.text, []), facts=facts, said=said)


def groups(found: Found, claim: Claim, stances: Mapping[str, PinStance]) -> list[DocumentGroup]:
    """The evidence grouped by document, best document first, each with its near-copies after it."""
    by_document: dict[tuple[bool, str], list[Evidence]] = {}
    publishers = {one.hit.rank: one.hit.source.publisher for one in found.result.evidence}
    for evidence in sorted(found.result.evidence, key=lambda one: (one.hit.copy_of or one.hit.rank, one.hit.rank)):
        by_document.setdefault((False, evidence.hit.passage.document_id), []).append(evidence)
    for evidence in found.result.shown[len(found.result.evidence) :]:
        by_document.setdefault((True, evidence.hit.passage.document_id), []).append(evidence)
    examples = found.result.counter_examples
    counter = {one.hit.rank for one in examples.evidence} if examples is not None else set()
    made: list[DocumentGroup] = []
    headed = False
    for (further, _), members in by_document.items():
        source, original = members[0].hit.source, members[0].hit.copy_of
        made.append(
            DocumentGroup(
                title=one_line(source.title or source.external_id or "untitled", 200),
                publisher=one_line(source.publisher or "publisher unknown", 80),
                published=wording.day_words(source.published) if source.published else "undated",
                place=wording.place_in_time(
                    source.published, claim.claim_date, in_window=any(one.hit.rank in counter for one in members)
                ),
                heading=wording.window_words(examples) if examples is not None and further and not headed else "",
                copy=wording.copy_words(publishers.get(original)) if original else "",
                address=web_address(source.url),
                passages=[card(one, found.paragraphs[one.hit.passage.id], claim, stances) for one in members],
            )
        )
        headed = headed or further
    return made


def card(evidence: Evidence, paragraph: Paragraph, claim: Claim, stances: Mapping[str, PinStance]) -> PassageCard:
    """A passage in its paragraph, with what differs marked on both sides."""
    hit = evidence.hit
    text, (start, end) = excerpt(paragraph.text, (paragraph.start, paragraph.end))
    differences = evidence.differences[:_CHIPS]
    looks = [((0, start), "aside"), ((end, len(text)), "aside")]
    if evidence.bearing is not None:
        looks.append(((start + evidence.bearing[0], start + evidence.bearing[1]), "bearing"))
    looks += [((start + left, start + right), "differs") for left, right in _spans(differences, of_claim=False)]
    stance = stances.get(place_in_document(hit.passage.document_id, hit.passage.start, hit.passage.end))
    return PassageCard(
        id=hit.passage.id,
        rank=hit.rank,
        nearness=wording.nearness(hit.similarity),
        similarity=f"{hit.similarity:.2f}",
        pieces=pieces(text, looks),
        chips=[
            Chip(kind=kind, claim=said, passage=found)
            for kind, said, found in map(wording.difference_words, differences)
        ],
        claim=pieces(claim.text, [(span, "differs") for span in _spans(differences, of_claim=True)]),
        stance=stance.value if stance else None,
        says=says(evidence.stance) if evidence.stance is not None else None,
    )


def says(stance: StanceScores) -> Says:
    """What a passage most likely says about the claim, and how the probabilities lie."""
    side, words, probability = wording.stance_side(stance)
    shares = [stance.supports, stance.refutes, stance.not_enough_info]
    return Says(side=side, words=words, sure=f"{probability:.0%}", shares=[round(100 * share) for share in shares])


def proposal(suggestion: Suggestion | None) -> Proposal | None:
    """The suggestion as it stands above the evidence, or why there is none."""
    if suggestion is None:
        return None
    outcome = suggestion.outcome
    return Proposal(
        outcome=wording.outcome_words(outcome) if outcome is not None else "",
        side=_SIDES.get(outcome, "open") if outcome is not None else "none",
        sure=f"{suggestion.confidence:.0%} sure" if suggestion.confidence is not None else "",
        reason=one_line(suggestion.reason, 1000),
    )


def _notes(found: Found) -> list[str]:
    evidence = found.result.evidence
    notes = [wording.searched_words(found.result.searched, hits=len(evidence))]
    examples = found.result.counter_examples
    if examples is not None and not examples.evidence:
        notes.insert(0, wording.window_words(examples))
    filters = found.result.searched.filters
    if not evidence:
        narrowed = filters.publisher is not None or filters.language is not None
        without = ", without the filters" if narrowed else ""
        notes.insert(0, f"Nothing was found. Try other words (Q), all times (T){without}, or add a source (N).")
    return notes


def _spans(differences: Sequence[Difference], *, of_claim: bool) -> list[tuple[int, int]]:
    found = (difference.claim_span if of_claim else difference.passage_span for difference in differences)
    return [span for span in found if span is not None]


def _ask(claim_id: str) -> None:
    screen().query = (claim_id, str(st.session_state.get(f"check.query.{claim_id}") or "").strip())


def _turn_time() -> None:
    screen().then = not screen().then
