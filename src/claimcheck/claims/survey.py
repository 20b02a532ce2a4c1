"""Every sentence of an article and what is to be said about it: kinds, reason, speaker, worth, or why not checkable."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator
from typing import TYPE_CHECKING

from claimcheck.claims.checkable import hindrance_of
from claimcheck.claims.kinds import signs_of
from claimcheck.claims.parsing import ParsedSentence, parsed_sentences
from claimcheck.claims.quotes import find_quotes
from claimcheck.claims.reasons import reason_against, reason_for
from claimcheck.claims.weighing import actor_is_named, moved
from claimcheck.claims.wordings import QUOTING, SAYING
from claimcheck.domain import Article, Quote, Sentence, SurveyedSentence
from claimcheck.text.lines import line_units

if TYPE_CHECKING:
    from spacy.tokens import Span

    from claimcheck.protocols import ClaimDetector

_LONGEST_HEADING = 14
_ENDS = re.compile(r"[.!?…:,;–—。！？][\"'”’»)\]]*\Z|[\"”»]\Z")
_BULLET = re.compile(r"(?:[-–—*•·▪◦●■]|\d{1,2}[.)])\s+")
_WORD = re.compile(r"[^\W\d_]+")
_NO_EVENTS = re.compile(rf"{SAYING}|{QUOTING}|was|were|had|did|been|got", re.IGNORECASE)


def survey_article(article: Article, detector: ClaimDetector, threshold: float | None) -> list[SurveyedSentence]:
    """All sentences of an article but its headings, in order.

    A sentence is proposed when it can be checked and its check-worthiness reaches the threshold: as the detector has
    it, or moved by what the sentence states, which is what is returned and what orders the sentences.

    Args:
        article: offsets refer to its text.
        detector: says how much a sentence is worth checking.
        threshold: probability from 0 to 1; None for the detector's own.
    """
    limit = detector.threshold if threshold is None else threshold
    everything = parsed_sentences(article.text)
    quotes = find_quotes(article.text, everything)
    sentences = _outside_headings(article.text, everything)
    scores = detector.check_worthiness([sentence.text for sentence, _ in sentences])
    own = _quote_of_each([sentence for sentence, _ in sentences], quotes)
    return [
        _surveyed(sentence, parse.span, quote, float(score), limit)
        for (sentence, parse), quote, score in zip(sentences, own, scores, strict=True)
    ]


def _surveyed(sentence: Sentence, span: Span, quote: Quote | None, alone: float, limit: float) -> SurveyedSentence:
    within = quote is not None and quote.direct and quote.start <= sentence.start and sentence.end <= quote.end
    signs = signs_of(sentence.text.replace("\n", " "), happened=_happened(span), block_quote=within)
    kinds = tuple(dict.fromkeys(sign.kind for sign in signs))
    hindrance = hindrance_of(span, kinds)
    score = moved(alone, kinds, actor_named=actor_is_named(span))
    proposed = max(alone, score) >= limit and hindrance is None
    reason = reason_against(hindrance) if hindrance else reason_for(signs, alone, limit, proposed=proposed)
    return SurveyedSentence(
        text=sentence.text,
        start=sentence.start,
        end=sentence.end,
        check_worthiness=score,
        kinds=kinds,
        reason=reason,
        speaker=quote.speaker if quote else None,
        quote=quote,
        not_checkable=hindrance.why if hindrance else None,
        proposed=proposed,
    )


def _quote_of_each(sentences: list[Sentence], quotes: list[Quote]) -> Iterator[Quote | None]:
    """The first quote in each sentence, one with a speaker before others."""
    coming = deque(quotes)
    near: list[Quote] = []
    for sentence in sentences:
        while coming and coming[0].start < sentence.end:
            near.append(coming.popleft())
        near = [quote for quote in near if quote.end > sentence.start]
        yield next((quote for quote in near if quote.speaker), near[0] if near else None)


def _outside_headings(text: str, sentences: list[ParsedSentence]) -> list[tuple[Sentence, ParsedSentence]]:
    """Without labels, unless the text is nothing else, and without "X said:", whose words come after.

    A bullet is no part of what is said.
    """
    units = line_units(text)
    prose = [unit for unit in units if _ENDS.search(text[unit.start : unit.end])]
    crowd = Counter(unit.block for unit in units)
    headings = [unit for unit in units if _is_heading(text[unit.start : unit.end], alone=crowd[unit.block] == 1)]
    headings = headings if prose else []
    starts = {place for unit in headings for place in range(unit.start, unit.end)}
    kept = []
    for parse in sentences:
        sentence = parse.sentence
        if sentence.start in starts or sentence.text.endswith(":"):
            continue
        bullet = _BULLET.match(sentence.text)
        start = sentence.start + (bullet.end() if bullet else 0)
        if _WORD.search(text, start, sentence.end):
            kept.append((Sentence(text=text[start : sentence.end], start=start, end=sentence.end), parse))
    return kept


def _is_heading(line: str, *, alone: bool) -> bool:
    """A short line without an end that is no item of a list; a number before a line that is alone makes no list."""
    if _ENDS.search(line) or len(line.split()) > _LONGEST_HEADING:
        return False
    return not _BULLET.match(line) or (alone and line[0].isdigit())


def _happened(span: Span) -> bool:
    """Whether a verb says that something happened, in the past or the perfect: "has risen" too."""
    for token in span:
        if token.tag_ == "VBD" and not _NO_EVENTS.fullmatch(token.text):
            return True
        if token.tag_ == "VBN" and not _NO_EVENTS.fullmatch(token.text):
            helpers = {child.lower_ for child in token.children if child.dep_ in {"aux", "auxpass"}}
            if helpers & {"has", "have", "'ve", "’ve", "had", "was", "were"}:
                return True
    return False
