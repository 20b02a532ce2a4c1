"""Which sentences of an article to propose as claims."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from claimcheck.claims.kinds import kind_of
from claimcheck.claims.pipeline import parsed
from claimcheck.claims.sentences import split_sentences
from claimcheck.claims.speakers import speaker_after, speaker_of
from claimcheck.domain import Article, ClaimKind, ClaimProposal, Sentence
from claimcheck.text.lines import line_units

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from claimcheck.protocols import ClaimDetector

LOWER_BAR = 0.5
"""Share of the threshold that is enough for the kinds below.

The detector learnt from debates, where a sentence without a policy or a figure is rarely worth checking. In reports a
first, an office or a number is what goes wrong most easily, so half of the evidence is enough for those. Chosen for
this reason, not fitted to any text.
"""
TELLING = frozenset({ClaimKind.FIRST_ONLY_SINCE, ClaimKind.ROLE, ClaimKind.NUMBER})
_LONGEST_HEADING = 14
_ENDS = re.compile(r"[.!?…:,;–—。！？][\"'”’»)\]]*\Z|[\"”»]\Z")
_BULLET = re.compile(r"(?:[-–—*•·▪◦●■]|\d{1,2}[.)])\s+")
_WORD = re.compile(r"[^\W\d_]+")


def propose_claims(article: Article, detector: ClaimDetector, threshold: float | None) -> list[ClaimProposal]:
    """The sentences of an article that are worth checking, in the order of the article.

    A sentence is proposed when its check-worthiness reaches the threshold, or `LOWER_BAR` of it where its kind is
    among `TELLING`. Headings are never proposed.

    Args:
        article: offsets refer to its text.
        detector: says how much a sentence is worth checking.
        threshold: probability from 0 to 1; None for the detector's own.
    """
    limit = detector.threshold if threshold is None else threshold
    sentences = _outside_headings(article.text, split_sentences(article.text))
    scores = detector.check_worthiness([sentence.text for sentence in sentences])
    likely = [
        (sentence, float(score))
        for sentence, score in zip(sentences, scores, strict=True)
        if score >= limit * LOWER_BAR
    ]
    documents = parsed((_flat(sentence) for sentence, _ in likely), names=True)
    proposals = []
    for (sentence, score), document in zip(likely, documents, strict=True):
        after = speaker_after(article.text, sentence)
        kind = kind_of(_flat(sentence), happened=_happened(document), block_quote=after is not None)
        if score >= limit or kind in TELLING:
            proposals.append(
                ClaimProposal(
                    text=sentence.text,
                    said=sentence.text,
                    start=sentence.start,
                    end=sentence.end,
                    check_worthiness=score,
                    kind=kind,
                    speaker=speaker_of(document, article.text) or after,
                )
            )
    return proposals


def _outside_headings(text: str, sentences: list[Sentence]) -> list[Sentence]:
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
    for sentence in sentences:
        if sentence.start in starts or sentence.text.endswith(":"):
            continue
        bullet = _BULLET.match(sentence.text)
        start = sentence.start + (bullet.end() if bullet else 0)
        if _WORD.search(text, start, sentence.end):
            kept.append(Sentence(text=text[start : sentence.end], start=start, end=sentence.end))
    return kept


def _is_heading(line: str, *, alone: bool) -> bool:
    """A short line without an end that is no item of a list; a number before a line that is alone makes no list."""
    if _ENDS.search(line) or len(line.split()) > _LONGEST_HEADING:
        return False
    return not _BULLET.match(line) or (alone and line[0].isdigit())


def _flat(sentence: Sentence) -> str:
    return sentence.text.replace("\n", " ")


def _happened(document: Doc) -> bool:
    """Whether a verb is in the past, or the perfect: "has risen" too."""
    tags = [token.tag_ for token in document]
    return "VBD" in tags or any(
        token.tag_ == "VBN"
        and any(child.dep_ == "aux" and child.lower_ in {"has", "have", "'ve"} for child in token.children)
        for token in document
    )
