"""Whom he and she stand for: somebody of the sentences before, only where one reading is left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from claimcheck.claims.completing.people import Person
from claimcheck.claims.completing.phrases import is_main_subject

if TYPE_CHECKING:
    from spacy.tokens import Token

    from claimcheck.claims.completing.lexicon import Gender
    from claimcheck.claims.completing.reading import Line
    from claimcheck.claims.completing.scans import Mention, Nobody, Scan

_FARTHEST_SENTENCES = 3
_FARTHEST_PARAGRAPHS = 2


def fits(mention: Mention, gender: Gender) -> bool:
    """Whether nothing known of somebody is against a pronoun."""
    return mention.who.gender in {None, gender}


def is_fronted(token: Token, subject: Token) -> bool:
    """Whether a pronoun stands in a clause or phrase before the subject it points ahead to: "In his speech, Ann …"."""
    node = token
    while node.head.i not in {node.i, subject.head.i}:
        node = node.head
    return node.dep_ in {"prep", "advcl", "npadvmod"} and node.i < subject.i


def looked_back(
    token: Token, line: Line, gender: Gender, excluded: set[Person | Nobody], history: Sequence[Scan]
) -> Mention | None:
    """The one person of the sentences before who can be meant.

    Args:
        token: the pronoun.
        line: its sentence.
        gender: of the pronoun.
        excluded: whom its own sentence tells apart from it.
        history: the sentences before, in order.
    """
    seen = 0
    for scan in reversed(history):
        if scan.line.heading:
            continue
        seen += 1
        if seen > _FARTHEST_SENTENCES or line.paragraph - scan.line.paragraph > _FARTHEST_PARAGRAPHS:
            return None
        fitting = [mention for mention in scan.mentions if fits(mention, gender) and mention.who not in excluded]
        whole = {mention.who for mention in fitting}
        if len(whole) == 1:
            only = fitting[0]
            return only if isinstance(only.who, Person) or any(mention.subject for mention in fitting) else None
        if whole:
            return _subject_among(token, fitting, history)
    return None


def _subject_among(token: Token, fitting: Sequence[Mention], history: Sequence[Scan]) -> Mention | None:
    """The subject of the sentence before, where the article speaks of nobody else as often."""
    subjects = {mention.who for mention in fitting if mention.subject}
    leading = is_main_subject(token) or (token.dep_ == "poss" and is_main_subject(token.head))
    if len(subjects) != 1 or not leading:
        return None
    subject = subjects.pop()
    counts = Counter(mention.who for scan in history for mention in scan.mentions)
    if any(counts[mention.who] >= counts[subject] for mention in fitting if mention.who != subject):
        return None
    return next(mention for mention in fitting if mention.who == subject)
