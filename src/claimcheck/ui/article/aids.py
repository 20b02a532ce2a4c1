"""What the program says of an article's claims beyond their words, worked out once and kept for every session."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from claimcheck.domain import (
    Article,
    Claim,
    ClaimPart,
    ClaimState,
    Completion,
    EarlierDecision,
    EarlierMatch,
    SurveyedSentence,
)
from claimcheck.ui.article.carding import Aid

if TYPE_CHECKING:
    from claimcheck.workbench import Workbench

_SEEN = "claimcheck.article.matches"
_OPEN = {ClaimState.PROPOSED, ClaimState.KEPT}
_NEAR = 1_000
"""Characters between two claims that can still be merged."""
_ARTICLES, _CLAIMS = 64, 4_096
_STALE_S = 600


def survey_of(desk: Workbench, article: Article) -> tuple[SurveyedSentence, ...]:
    """Every sentence of the article, with why it cannot be checked where that is so."""
    return _survey(desk, str(desk.workspace.root), article.id)


def completion_of(desk: Workbench, claim: Claim) -> Completion | None:
    """The complete wording proposed for a claim; None where it stands in no article."""
    if claim.start is None:
        return None
    return _completion(desk, str(desk.workspace.root), claim.id, claim.text, claim.speaker)


def parts_of(desk: Workbench, claim: Claim) -> tuple[ClaimPart, ...]:
    """The statements a claim makes; none where it makes one."""
    return _parts(desk, str(desk.workspace.root), claim.id, claim.text, claim.speaker)


def aids_of(desk: Workbench, claims: Sequence[Claim], *, readable: bool) -> dict[str, Aid]:
    """What can be said of each claim that is still open, and which earlier checks people have linked.

    Args:
        desk: the workbench.
        claims: those of one article.
        readable: whether the models know the language of the article.
    """
    checks = desk.earlier.count()
    decided: dict[str, tuple[EarlierDecision, ...]] = {}
    with desk.checking.reading():
        for claim in claims:
            decided[claim.id] = desk.earlier.decisions(claim.id)
    after = _next_of(claims)
    aids = {}
    for claim in claims:
        linked = next((one for one in decided[claim.id] if one.confirmed), None)
        aid = Aid(linked=linked, next_claim=after.get(claim.id))
        if readable and claim.state in _OPEN:
            rejected = {one.check.id for one in decided[claim.id] if not one.confirmed}
            offered = () if linked else _matches(desk, str(desk.workspace.root), claim.text, claim.claim_date, checks)
            aid = replace(
                aid,
                completion=completion_of(desk, claim),
                parts=len(parts_of(desk, claim)),
                matches=tuple(match for match in offered if match.check.id not in rejected),
            )
        aids[claim.id] = aid
    st.session_state[_SEEN] = {claim_id: aid.matches for claim_id, aid in aids.items() if aid.matches}
    return aids


def match_seen(claim_id: str, check_id: str) -> EarlierMatch | None:
    """The match as it stood on the card when the page was drawn last."""
    seen: Mapping[str, tuple[EarlierMatch, ...]] = st.session_state.get(_SEEN, {})
    return next((match for match in seen.get(claim_id, ()) if match.check.id == check_id), None)


def _next_of(claims: Sequence[Claim]) -> dict[str, Claim]:
    """For each open claim of the text the one after it that it could be merged with."""
    placed = [claim for claim in claims if claim.state in _OPEN and claim.start is not None and claim.end is not None]
    placed.sort(key=lambda claim: (claim.start or 0, claim.end or 0))
    found: dict[str, Claim] = {}
    for number, claim in enumerate(placed):
        after = next((other for other in placed[number + 1 :] if (other.end or 0) > (claim.end or 0)), None)
        if after is not None and (after.start or 0) - (claim.end or 0) <= _NEAR:
            found[claim.id] = after
    return found


@st.cache_resource(max_entries=_ARTICLES, show_spinner=False)
def _survey(_desk: Workbench, root: str, article_id: str) -> tuple[SurveyedSentence, ...]:  # noqa: ARG001 - part of the key
    return tuple(_desk.claims.survey(article_id))


@st.cache_resource(max_entries=_CLAIMS, show_spinner=False)
def _completion(
    _desk: Workbench,
    root: str,  # noqa: ARG001 - part of the key
    claim_id: str,
    text: str,  # noqa: ARG001 - part of the key
    speaker: str | None,  # noqa: ARG001 - part of the key
) -> Completion:
    return _desk.claims.completion(claim_id)


@st.cache_resource(max_entries=_CLAIMS, show_spinner=False)
def _parts(
    _desk: Workbench,
    root: str,  # noqa: ARG001 - part of the key
    claim_id: str,
    text: str,  # noqa: ARG001 - part of the key
    speaker: str | None,  # noqa: ARG001 - part of the key
) -> tuple[ClaimPart, ...]:
    return tuple(_desk.claims.parts(claim_id))


@st.cache_resource(max_entries=_CLAIMS, ttl=_STALE_S, show_spinner=False)
def _matches(
    _desk: Workbench,
    root: str,  # noqa: ARG001 - part of the key
    text: str,
    claim_date: date | None,
    checks: int,  # noqa: ARG001 - part of the key: how many were imported
) -> tuple[EarlierMatch, ...]:
    return _desk.earlier.match(text, claim_date=claim_date)
