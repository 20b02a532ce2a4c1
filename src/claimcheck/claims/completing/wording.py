"""A complete wording of words said in an article: what points elsewhere replaced, where that is safe."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.claims.completing.claim_words import ClaimWords
from claimcheck.claims.completing.days import dates_in
from claimcheck.claims.completing.events import events_in
from claimcheck.claims.completing.introducing import people_in
from claimcheck.claims.completing.reading import LONGEST
from claimcheck.claims.completing.replacing import Found, applied, fitted, without_overlaps
from claimcheck.claims.completing.scans import Scan
from claimcheck.claims.completing.things import things_in
from claimcheck.claims.completing.wholes import of_whole
from claimcheck.domain import Article, Completion, Replacement, ReplacementKind
from claimcheck.errors import UsageError


def complete(
    article: Article, start: int, end: int, *, wording: str | None = None, speaker: str | None = None
) -> Completion:
    """A complete wording of ``article.text[start:end]``; whatever is not sure is left as it was said.

    Args:
        article: where it was said.
        start: offset of the words as said.
        end: their end.
        wording: words to complete instead, which stand for those of the span.
        speaker: who says it, as far as that is known; found in the article where it leaves no doubt.

    Raises:
        UsageError: the span is not in the article.
        ModelError: the English pipeline cannot be loaded.
    """
    if not 0 <= start < end <= len(article.text):
        raise UsageError(f"{start}–{end} is no span of the article", "read the article again and select the words")
    said = article.text[start:end] if wording is None else wording
    if end > LONGEST or not any(character.isalnum() for character in said):
        return Completion(said=said, text=said, replacements=(), left_open=())
    return _completion(ClaimWords(article, (start, end), wording=wording, speaker=speaker), said)


def _completion(claim: ClaimWords, said: str) -> Completion:
    found = [
        place
        for scan in claim.scans
        if not scan.line.heading
        for place in _of_sentence(claim, scan)
        if claim.holds(place)
    ]
    found += [place for place in of_whole(claim, said, found) if claim.holds(place)]
    kept = without_overlaps(place for place in found if place.words is not None)
    taken = {spot for place in kept for spot in range(place.start, place.end)}
    replacements = tuple(
        Replacement(
            kind=place.kind,
            start=place.start - claim.base,
            end=place.end - claim.base,
            said=said[place.start - claim.base : place.end - claim.base],
            words=place.words or "",
            source=place.source,
        )
        for place in kept
    )
    left_open = sorted(
        {
            (place.start - claim.base, place.end - claim.base)
            for place in found
            if place.words is None and place.start not in taken and place.start < place.end
        }
    )
    return Completion(
        said=said, text=applied(said, replacements), replacements=replacements, left_open=tuple(left_open)
    )


def _of_sentence(claim: ClaimWords, scan: Scan) -> Iterator[Found]:
    yield from people_in(claim, scan)
    text = claim.reading.text
    for dated in dates_in(scan.line, text, claim.company.reading.day):
        words = None if claim.is_quoted(dated.start) else dated.words
        yield Found(ReplacementKind.DATE, dated.start, dated.end, words, claim.company.reading.day_source)
    lines = [*(one.line for one in claim.history), *(one.line for one in claim.scans_before(scan))]
    for thing in things_in(scan.line, claim.company.reading, lines):
        words = None if thing.words is None or claim.is_quoted(thing.start) else fitted(thing.words, thing.token)
        yield Found(ReplacementKind.PRONOUN, thing.start, thing.end, words, thing.source)
    history = [*claim.scans_before(scan, turned=True), *reversed(claim.history)]
    for event in events_in(scan.line, claim.company.reading, history, claim.titles):
        words = None if claim.is_quoted(event.start) else event.words
        yield Found(ReplacementKind.EVENT, event.start, event.end, words, event.source)
