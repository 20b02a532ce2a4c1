"""A claim of an article as a card: its words, what is known of it, and what can be done to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from claimcheck.domain import (
    Article,
    Claim,
    ClaimKind,
    ClaimState,
    Completion,
    EarlierMatch,
    MatchStrength,
    Outcome,
    Replacement,
    SurveyedSentence,
)
from claimcheck.ui.article.cards import CardButton, Chip, ClaimCard, Contrast, EarlierCard, PassedOver, Piece, Tone
from claimcheck.ui.check.wording import day_words, difference_words
from claimcheck.ui.keys import Key
from claimcheck.ui.safe import harmless, one_line, web_address

if TYPE_CHECKING:
    from claimcheck.domain import EarlierCheck, EarlierDecision

_LONGEST = 600
_AROUND = 60
STATES: dict[ClaimState, tuple[str, Tone]] = {
    ClaimState.PROPOSED: ("To decide", "gray"),
    ClaimState.KEPT: ("Kept", "green"),
    ClaimState.DECIDED: ("Checked", "blue"),
    ClaimState.DROPPED: ("Dropped", "gray"),
}
_OUTCOMES: dict[Outcome | None, Tone] = {Outcome.SUPPORTED: "green", Outcome.REFUTED: "red"}
HEADINGS = {
    MatchStrength.STRONG: "Checked before",
    MatchStrength.SUGGESTED: "Perhaps checked before",
    MatchStrength.DIFFERS: "Something like it was checked, but it differs",
}
KINDS = {
    ClaimKind.NUMBER: "number",
    ClaimKind.DATE: "date",
    ClaimKind.FIRST_ONLY_SINCE: "first, only or since",
    ClaimKind.ROLE: "role",
    ClaimKind.QUOTE: "quote",
    ClaimKind.EVENT: "event",
    ClaimKind.COMPARISON: "comparison",
    ClaimKind.CAUSAL: "cause",
}
_KEEP = CardButton(op="keep", label="Keep", key=Key.KEEP)
_DROP = CardButton(op="drop", label="Drop", key=Key.DROP)
_CHECK = CardButton(op="check", label="Check", key=Key.GO)
_COMPLETE = CardButton(op="complete", label="Complete", key=Key.EDIT)
_EDIT, _EDIT_BY_CLICK = CardButton(op="edit", label="Edit", key=Key.EDIT), CardButton(op="edit", label="Edit")
_SPLIT = CardButton(op="split", label="Split", key=Key.SPLIT)
_MERGE = CardButton(op="merge", label="Merge with next", key=Key.MERGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Aid:
    """What the program can say of one claim beyond its words."""

    completion: Completion | None = None
    parts: int = 0
    """How many statements it makes."""
    matches: tuple[EarlierMatch, ...] = ()
    linked: EarlierDecision | None = None
    next_claim: Claim | None = None
    """The one it would be merged with."""


def offers_of(claim: Claim, aid: Aid) -> tuple[str, ...]:
    """The operations that make sense on a claim."""
    if claim.state is ClaimState.DROPPED:
        return ("keep",)
    open_ = claim.state is not ClaimState.DECIDED
    offered = {
        "keep": claim.state is ClaimState.PROPOSED,
        "drop": open_,
        "complete": proposed_wording(claim, aid) is not None,
        "edit": True,
        "split": open_ and aid.parts > 1,
        "merge": open_ and aid.next_claim is not None,
        "check": True,
        "link": aid.linked is None and bool(aid.matches),
        "unlike": aid.linked is None and bool(aid.matches),
        "matches": len(aid.matches) > 1,
    }
    return tuple(op for op, holds in offered.items() if holds)


def details_of(aid: Aid) -> tuple[tuple[str, str], ...]:
    """What the operations on a claim act upon beside it, as the person sees it."""
    found = []
    if aid.next_claim is not None:
        found.append(("merge", f"{aid.next_claim.id}:{aid.next_claim.version}"))
    if aid.matches:
        found += [(op, aid.matches[0].check.id) for op in ("link", "unlike")]
    return tuple(found)


def passed_over(sentences: Sequence[SurveyedSentence], claims: Sequence[Claim]) -> list[PassedOver]:
    """The sentences that cannot be checked, with the reason; none of which somebody made a claim."""
    return [
        PassedOver(text=one_line(one.text, 240), reason=one_line(one.reason, 200)) for one in asides(sentences, claims)
    ]


def asides(sentences: Sequence[SurveyedSentence], claims: Sequence[Claim]) -> list[SurveyedSentence]:
    """The sentences that cannot be checked and are part of no claim."""
    claimed = [(claim.start, claim.end) for claim in claims if claim.start is not None and claim.end is not None]
    return [
        one
        for one in sentences
        if one.not_checkable is not None and not any(start < one.end and one.start < end for start, end in claimed)
    ]


def proposed_wording(claim: Claim, aid: Aid) -> Completion | None:
    """The complete wording to offer, where one differs from the words to check."""
    found = aid.completion
    if found is None or claim.state not in {ClaimState.PROPOSED, ClaimState.KEPT} or not found.replacements:
        return None
    return found if found.text != claim.text else None


def card_of(article: Article, claim: Claim, aid: Aid) -> ClaimCard:
    """The card of a claim."""
    offered = offers_of(claim, aid)
    words, tone = STATES[claim.state]
    proposal = proposed_wording(claim, aid)
    details = dict(details_of(aid))
    buttons = [_KEEP, _CHECK, _DROP, _EDIT_BY_CLICK if proposal else _EDIT, _SPLIT, _MERGE]
    if claim.state is ClaimState.PROPOSED:
        buttons.remove(_CHECK)
    elif claim.state is ClaimState.DROPPED:
        buttons = [CardButton(op="keep", label="Keep after all", key=Key.KEEP)]
    return ClaimCard(
        id=claim.id,
        version=claim.version,
        tone=tone,
        pieces=_pieces(claim, proposal, aid.completion),
        changes=[_change(article, one) for one in proposal.replacements] if proposal else [],
        chips=[Chip(text=words, tone=tone), *_chips(claim)],
        reason=one_line(claim.reason, 240),
        facts=_facts(article, claim),
        earlier=_earlier(aid),
        propose=_COMPLETE if proposal else None,
        buttons=[replace(button, detail=details.get(button.op, "")) for button in buttons if button.op in offered],
    )


def _pieces(claim: Claim, proposal: Completion | None, found: Completion | None) -> list[Piece]:
    if proposal is not None:
        return _cut(list(_compared(proposal)))
    if found is not None and found.said == claim.text:
        return _cut(list(_with_open(found, 0, len(found.said))))
    return _cut([Piece(text=claim.text)])


def _compared(proposal: Completion) -> Iterator[Piece]:
    """The words as said with what the complete wording leaves out and puts in."""
    place = 0
    for one in sorted(proposal.replacements, key=lambda one: (one.start, one.end)):
        yield from _with_open(proposal, place, one.start)
        yield Piece(text=proposal.said[one.start : one.end], wear="gone", note="as said")
        yield Piece(text=one.words, wear="new", note="in the words to check")
        place = one.end
    yield from _with_open(proposal, place, len(proposal.said))


def _with_open(found: Completion, first: int, last: int) -> Iterator[Piece]:
    """A stretch of the words as said, with what in it points elsewhere and is not replaced."""
    place = first
    for start, end in sorted(found.left_open):
        if place <= start < end <= last:
            yield Piece(text=found.said[place:start])
            yield Piece(
                text=found.said[start:end], wear="open", note="Left open: the article allows more than one reading"
            )
            place = end
    yield Piece(text=found.said[place:last])


def _cut(pieces: Sequence[Piece]) -> list[Piece]:
    """Harmless, without empty pieces, and as long as a card can hold."""
    left, cut = _LONGEST, []
    for piece in pieces:
        if len(piece.text) > left:
            cut.append(Piece(text=harmless(piece.text[:left]) + "…", wear=piece.wear, note=piece.note))
            break
        if piece.text:
            cut.append(Piece(text=harmless(piece.text), wear=piece.wear, note=piece.note))
        left -= len(piece.text)
    return cut


def _change(article: Article, one: Replacement) -> str:
    """What is replaced, and where the article says so."""
    said, words = one_line(one.said, 80), one_line(one.words, 120)
    change = f"“{said}” is “{words}”" if said else f"“{words}” is added"
    if one.source is None:
        day = f" of {day_words(article.published.day)}" if article.published else ""
        return f"{change}, counted from the article's day{day}" if one.kind.value == "date" else change
    start, end = one.source
    before, after = article.text[max(start - _AROUND, 0) : start], article.text[end : end + _AROUND]
    context = one_line(f"{before}{article.text[start:end]}{after}", 180)
    return f"{change}: “…{context}…”"


def _chips(claim: Claim) -> list[Chip]:
    chips = [Chip(text=KINDS[kind]) for kind in claim.kinds]
    if claim.check_worthiness is not None:
        note = "Check-worthiness: how much it reads like what checkers check, from 0 to 1"
        chips.insert(0, Chip(text=f"{claim.check_worthiness:.2f}", note=note))
    if claim.speaker:
        chips.append(Chip(text=f"said by {one_line(claim.speaker, 60)}", note="Speaker"))
    return chips


def _facts(article: Article, claim: Claim) -> str:
    day = article.published.day if article.published else None
    parts = [
        f"said on {day_words(claim.claim_date)}" if claim.claim_date and claim.claim_date != day else "",
        "" if claim.start is not None else "not in the text",
        f"as said: “{one_line(claim.said, 160)}”"
        if " ".join(claim.said.split()) != " ".join(claim.text.split())
        else "",
        f"{len(claim.text):,} characters, shown are {_LONGEST}" if len(claim.text) > _LONGEST else "",
    ]
    return " · ".join(part for part in parts if part)


def _earlier(aid: Aid) -> EarlierCard | None:
    if aid.linked is not None:
        return _checked("Linked to an earlier check", aid.linked.check, (), ())
    if not aid.matches:
        return None
    best = aid.matches[0]
    buttons = [
        CardButton(op="link", label="Link", key=Key.LINK, detail=best.check.id),
        CardButton(op="unlike", label="Not the same", key=Key.UNLIKE, detail=best.check.id),
    ]
    if len(aid.matches) > 1:
        buttons.append(CardButton(op="matches", label=f"{len(aid.matches) - 1} more", key=Key.OPEN))
    return _checked(f"{HEADINGS[best.strength]} ({best.score:.2f})", best.check, contrasts_of(best), buttons)


def contrasts_of(match: EarlierMatch) -> list[Contrast]:
    """What differs between the claim and the one that was checked."""
    words = [difference_words(difference) for difference in match.differences[:6]]
    return [Contrast(kind=kind, claim=claim, other=other) for kind, claim, other in words]


def checked_facts(check: EarlierCheck) -> str:
    """Who checked it, and when."""
    by = one_line(check.publisher, 60) or ("this desk" if check.verdict_id else "publisher unknown")
    when = day_words(check.checked_on) if check.checked_on else "undated"
    return f"{by} · {when}"


def _checked(
    heading: str, check: EarlierCheck, differences: Sequence[Contrast], buttons: Sequence[CardButton]
) -> EarlierCard:
    return EarlierCard(
        heading=heading,
        claim=one_line(check.claim, 300),
        rating=Chip(text=one_line(check.rating, 60), tone=_OUTCOMES.get(check.outcome, "gray")),
        facts=checked_facts(check),
        address=web_address(check.url),
        differences=differences,
        buttons=buttons,
    )
