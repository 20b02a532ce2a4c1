"""Who and what stands on either side of a verb, read from the words alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from claimcheck.differences.lexicon import (
    ADVERBS,
    AUXILIARIES,
    CLAUSE_BREAKS,
    DETERMINERS,
    IRREGULAR,
    PARTICIPLES,
    PREPOSITIONS,
    REPORTING,
)
from claimcheck.differences.statements import Statement

PRONOUNS: Final = frozenset("he she it they him them himself herself itself themselves".split())
_RELATIVES: Final = frozenset({"who", "which", "that"})
_ENDS: Final = (CLAUSE_BREAKS | _RELATIVES | REPORTING | frozenset("where whom whose as if how why than".split())) - {
    "before", "after", "note", "notes", "report", "reports", "show", "shows", "state", "states", "claim", "claims",
}  # fmt: skip
_OPENERS: Final = frozenset({"before", "after"})
_COMMAS: Final = frozenset({",", "(", ")", "–", "—"})
_QUOTES: Final = frozenset("\"'“”‘’-")
_NOT_VERBS: Final = frozenset("red need seed feed speed breed bed shed hundred united indeed former based".split())
PAST_AS_BASE: Final = frozenset("beat hit put set cut let shut bid cast split spread hurt upset".split())
_APPOSITION: Final = 12
_LONGEST: Final = 14


@dataclass(frozen=True, slots=True)
class Phrase:
    """A party to a happening: its words ``first`` to ``last`` with what describes it."""

    first: int
    last: int
    full: frozenset[str]
    """Stems of all its words."""
    head: frozenset[str]
    """Stems of the word, or of the name, that the others describe."""
    pronoun: str = ""
    """The word that only points back, where it is one."""


def meet(left: Phrase | None, right: Phrase | None) -> bool:
    """Whether two phrases can mean the same party: the head of one stands in the other."""
    if left is None or right is None:
        return False
    return bool(left.head & right.full or left.full & right.head)


def is_past(lower: str) -> bool:
    """Whether a word has the form of a past tense or a participle."""
    if lower in _NOT_VERBS:
        return False
    return (lower.endswith("ed") and len(lower) > 4) or lower in PARTICIPLES | PAST_AS_BASE or (
        lower in IRREGULAR and not lower.endswith(("s", "ing")) and lower not in {"children", "men", "women", "people"}
    )  # fmt: skip


def phrase_before(statement: Statement, verb: int) -> Phrase | None:
    """The party named before the word ``verb``, across auxiliaries, adverbs, insertions and "who"."""
    last = verb - 1
    while last >= 0 and (
        statement.lower(last) in AUXILIARIES | ADVERBS - {"all", "most", "some"} | {"to"}
        or (statement.lower(last).endswith("ly") and not statement.words[last].is_capital)
    ):
        last -= 1
    inserted: tuple[int, int] | None = None
    if last >= 0 and statement.lower(last) in _RELATIVES:
        last -= 1
        last -= last >= 0 and statement.lower(last) == ","
    elif last >= 0 and statement.words[last].text in _COMMAS:
        opening = next(
            (at for at in range(last - 1, max(-1, last - _APPOSITION), -1) if statement.words[at].text in _COMMAS), None
        )
        if opening is None:
            return None
        inserted, last = (opening + 1, last - 1), opening - 1
    first = _reach_back(statement, last)
    first = _without_setting(statement, first, last)
    return _phrase(statement, first, last, inserted)


def phrase_after(statement: Statement, index: int, *, whole: bool = True) -> Phrase | None:
    """The party named from the word ``index`` on, up to the end of its clause.

    Without ``whole`` only up to the first preposition other than "of".
    """
    first = index
    while first < len(statement.words) and statement.lower(first) in ADVERBS | {"himself", "herself", "itself"}:
        first += 1
    last = first
    while last < min(len(statement.words), first + _LONGEST):
        word = statement.words[last]
        if (word.is_mark and word.text not in _QUOTES) or word.lower in _ENDS | _OPENERS:
            break
        if word.lower in {"and", "or", "but"} and not _joins_names(statement, last):
            break
        if not whole and last > first and word.lower in PREPOSITIONS - {"of"}:
            break
        last += 1
    inserted = None
    if last < len(statement.words) and statement.words[last].text == "," and last > first:
        closing = next(
            (at for at in range(last + 1, min(last + 8, len(statement.words))) if statement.words[at].is_mark), None
        )
        if closing is not None and statement.lower(last + 1) in DETERMINERS | {"its", "his", "her"}:
            inserted = (last + 1, closing - 1)
    return _phrase(statement, first, last - 1, inserted)


def _reach_back(statement: Statement, last: int) -> int:
    first = last
    while first >= 0 and last - first < _LONGEST:
        word = statement.words[first]
        if (word.is_mark and word.text not in _QUOTES) or word.lower in _ENDS | _OPENERS:
            break
        if word.lower in {"and", "or", "but"} and not _joins_names(statement, first):
            break
        if word.lower in AUXILIARIES and not word.lower.startswith("'"):
            break
        if is_past(word.lower) and statement.lower(first - 1) not in DETERMINERS and not word.is_capital:
            break
        first -= 1
    return first + 1


def _joins_names(statement: Statement, index: int) -> bool:
    words = statement.words
    return 0 < index < len(words) - 1 and words[index - 1].is_capital and words[index + 1].is_capital


def _without_setting(statement: Statement, first: int, last: int) -> int:
    """Past "In the treaty" and "On Friday", which say when and where but not who."""
    if first > last or statement.lower(first) not in PREPOSITIONS:
        return first
    for at in range(first + 2, last + 1):
        if statement.lower(at) in DETERMINERS and statement.lower(at - 1) not in PREPOSITIONS:
            return at
        if statement.words[at].is_capital and not statement.words[at - 1].is_capital and (
            statement.lower(at - 1) not in PREPOSITIONS | DETERMINERS
        ):  # fmt: skip
            return at
    return last + 1


def _phrase(statement: Statement, first: int, last: int, inserted: tuple[int, int] | None) -> Phrase | None:
    while first <= last and statement.lower(first) in PREPOSITIONS | DETERMINERS | CLAUSE_BREAKS | {"it's"}:
        first += 1
    if first > last:
        return None
    if statement.lower(first) in PRONOUNS:
        return Phrase(first, first, frozenset(), frozenset(), statement.lower(first))
    core = next((at for at in range(first + 1, last + 1) if _ends_core(statement, at)), last + 1)
    head: frozenset[str] = frozenset()
    for at in range(core - 1, first - 1, -1):
        own = _stems(statement, at)
        if head and not (statement.words[at].is_capital and statement.words[at + 1].is_capital):
            break
        head |= own
    full = frozenset(stem for at in range(first, last + 1) for stem in _stems(statement, at))
    if inserted is not None:
        extra = frozenset(stem for at in range(inserted[0], inserted[1] + 1) for stem in _stems(statement, at))
        full |= extra
        head |= frozenset(
            stem
            for at in range(inserted[0], inserted[1] + 1)
            if statement.words[at].is_capital
            for stem in _stems(statement, at)
        )
    return Phrase(first, core - 1, full, head) if full else None


def _ends_core(statement: Statement, index: int) -> bool:
    """Whether what follows only describes: "of the army", "belonging to"."""
    lower = statement.lower(index)
    return lower in PREPOSITIONS or (lower.endswith("ing") and bool(statement.stems[index - 1]))


def _stems(statement: Statement, index: int) -> frozenset[str]:
    """Stems of a word, and people too, who elsewhere say nothing about a subject."""
    word = statement.words[index]
    if statement.stems[index]:
        return frozenset(statement.stems[index])
    if word.lower in {"man", "men", "woman", "women", "person", "people"}:
        return frozenset({IRREGULAR.get(word.lower, word.lower)})
    return frozenset()
