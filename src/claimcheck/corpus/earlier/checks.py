"""An earlier check made of what a publication says: its identity, and what its rating means."""

from __future__ import annotations

from datetime import datetime

from claimcheck.corpus.documents import harmless_url
from claimcheck.corpus.earlier.ratings import outcome_of_rating
from claimcheck.domain import EarlierCheck
from claimcheck.readers.claimreviews import ReadReview
from claimcheck.readers.language import language_code
from claimcheck.text.identity import digest, origin_id

_ID_LENGTH = 20


def check_of_review(review: ReadReview, *, publisher: str | None, added_at: datetime) -> EarlierCheck:
    """The check that a review is; ``publisher`` is whose it is where it does not say.

    The same claim at the same address is the same check, whatever rating it has got since.
    """
    url = harmless_url(review.url)
    whose = review.publisher or publisher
    source = url or f"{whose or ''}|{review.checked_on or ''}"
    return EarlierCheck(
        id=digest("earlier check", source, origin_id(review.claim))[:_ID_LENGTH],
        claim=review.claim,
        rating=review.rating or _number_in_words(review) or "",
        outcome=outcome_of_rating(review.rating, value=review.value, best=review.best, worst=review.worst),
        publisher=whose,
        url=url,
        checked_on=review.checked_on,
        claim_date=review.claim_date,
        speaker=review.speaker,
        language=language_code(review.language),
        verdict_id=None,
        added_at=added_at,
        title=None if review.title == review.claim else review.title,
    )


def _number_in_words(review: ReadReview) -> str | None:
    if review.value is None:
        return None
    if review.best is None or review.worst is None:
        return f"{review.value:g}"
    return f"{review.value:g} ({review.worst:g} to {review.best:g})"
