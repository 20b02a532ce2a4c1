"""Which sentences of an article to propose as claims."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from claimcheck.claims.survey import survey_article
from claimcheck.domain import Article, ClaimProposal, SurveyedSentence

if TYPE_CHECKING:
    from claimcheck.protocols import ClaimDetector


def propose_claims(article: Article, detector: ClaimDetector, threshold: float | None) -> list[ClaimProposal]:
    """The sentences of an article that are worth checking, in the order of the article.

    Args:
        article: offsets refer to its text.
        detector: says how much a sentence is worth checking.
        threshold: probability from 0 to 1; None for the detector's own.
    """
    return proposals_of(survey_article(article, detector, threshold))


def proposals_of(surveyed: Iterable[SurveyedSentence]) -> list[ClaimProposal]:
    """The proposed sentences of a survey."""
    return [
        ClaimProposal(
            text=sentence.text,
            said=sentence.text,
            start=sentence.start,
            end=sentence.end,
            check_worthiness=sentence.check_worthiness,
            kinds=sentence.kinds,
            reason=sentence.reason,
            speaker=sentence.speaker,
        )
        for sentence in surveyed
        if sentence.proposed
    ]
