"""First, only, all, most, some, none: how much or which of a thing a sentence speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from claimcheck.differences.alignment import Alignment
from claimcheck.differences.findings import difference
from claimcheck.differences.lexicon import NUMBER_HEADS, STOP
from claimcheck.differences.statements import Statement
from claimcheck.domain import Difference, DifferenceKind

_WORDS: Final = {
    "all": "all", "every": "all", "each": "all", "everyone": "all", "everybody": "all", "always": "always",
    "none": "none", "no": "none", "nobody": "none", "neither": "none", "never": "never", "most": "most",
    "majority": "most", "some": "some", "several": "some", "few": "few", "many": "many", "minority": "few",
    "first": "first", "last": "last", "final": "last", "only": "only", "sole": "only", "half": "half",
    "sometimes": "sometimes", "often": "sometimes", "rarely": "sometimes",
}  # fmt: skip
_CLASHES: Final = frozenset(
    frozenset(pair.split())
    for pair in (
        "all none",
        "all most",
        "all some",
        "all few",
        "all half",
        "none most",
        "none some",
        "none many",
        "none half",
        "most few",
        "most half",
        "few many",
        "always never",
        "always sometimes",
        "never sometimes",
        "all not-all",
        "first not-first",
        "only not-only",
        "last not-last",
        "most not-most",
        "all many",
        "always not-always",
    )
)
_DENIALS: Final = frozenset({"not", "isn't", "wasn't", "weren't", "aren't", "hardly", "nor"})
_TIMES: Final = frozenset(
    "year month week night season decade century monday tuesday wednesday thursday friday saturday sunday summer winter"
    " spring autumn fall january february march april may june july august september october november december minute"
    " lady half quarter name aid hand place glance sight instance thing things hour".split()
)
_IDIOMS: Final = frozenset({"at", "after", "above", "of"})
_NOT_AFTER: Final = {
    "all": _IDIOMS, "first": _IDIOMS, "last": _IDIOMS, "half": frozenset({"first", "second", "and"}),
    "most": _IDIOMS | {"the", "second", "third", "its", "their"},
    "many": frozenset({"as", "so", "how", "a", "too", "very"}), "few": frozenset({"as", "so", "how", "a", "too"}),
}  # fmt: skip
_NOT_BEFORE: Final = {
    "no": frozenset({"longer", "doubt", "matter", "more", "fewer", "less", "later"}),
    "only": frozenset({"a", "an", "after"}),
}


@dataclass(frozen=True, slots=True)
class Quantifier:
    """A word that says how many of what."""

    first: int
    last: int
    kind: str
    head: frozenset[str]
    about: frozenset[str]


def compare_quantifiers(alignment: Alignment) -> list[Difference]:
    """Quantifiers of the claim against another one for the same thing in the bearing sentences."""
    found: list[Difference] = []
    offered = [(statement, one) for statement in alignment.passage for one in quantifiers(statement)]
    for mine in quantifiers(alignment.claim):
        same = [(statement, other) for statement, other in offered if mine.head & other.head]
        if any(other.kind == mine.kind for _, other in same):
            continue
        for statement, other in same:
            if frozenset({mine.kind, other.kind}) in _CLASHES and _about_the_same(mine, other):
                found.append(
                    difference(
                        DifferenceKind.QUANTIFIER, alignment.claim, _span(alignment.claim, mine),
                        statement, _span(statement, other), hard=not _follows(mine.kind, other.kind),
                    )
                )  # fmt: skip
                break
    return found


def _follows(claimed: str, offered: str) -> bool:
    """Whether the claim follows from the passage for all that it says less: most, where the passage says all."""
    return offered in {"all", "always"} and claimed in {"most", "some", "many", "half", "sometimes"}


def _about_the_same(mine: Quantifier, other: Quantifier) -> bool:
    return len(mine.about & other.about) >= min(2, len(mine.about), len(other.about))


def _span(statement: Statement, quantifier: Quantifier) -> tuple[int, int]:
    return statement.words[quantifier.first].start, statement.words[quantifier.last].bare_end


@lru_cache(maxsize=512)
def quantifiers(statement: Statement) -> tuple[Quantifier, ...]:
    """The quantifiers of a sentence with what they count."""
    found: list[Quantifier] = []
    for index in range(len(statement.words)):
        kind = _WORDS.get(statement.lower(index))
        if kind is None or _is_other_use(statement, index):
            continue
        first = index
        denied = next(
            (at for at in (index - 1, index - 2, index - 3) if statement.lower(at) in _DENIALS and at >= 0), None
        )
        if denied is not None and all(
            statement.lower(at) in {"the", "a", "by", "far", "in"} for at in range(denied + 1, index)
        ):
            kind, first = f"not-{kind}", denied
        head = _head(statement, index)
        if head:
            found.append(Quantifier(first, index, kind, head, statement.near(index, index, 5)))
    return tuple(found)


def _is_other_use(statement: Statement, index: int) -> bool:
    """Whether the word counts nothing here: "first of May", "at most", "the most important", "so many"."""
    lower, after, before = statement.lower(index), statement.lower(index + 1), statement.lower(index - 1)
    if after in _TIMES or before in _NOT_AFTER.get(lower, ()) or after in _NOT_BEFORE.get(lower, ()):
        return True
    if lower == "only":
        return before not in {"the", "its", "his", "her", "their", "not", "is", "was", "a"}
    if lower == "most" and index and statement.words[index - 1].possessive:
        return True
    return lower in {"no", "some"} and not after[:1].isalpha()


def _head(statement: Statement, index: int) -> frozenset[str]:
    """Stems of what is counted: the words that follow, up to the first that cannot belong to them."""
    found: set[str] = set()
    for at in range(index + 1, min(index + 6, len(statement.words))):
        word = statement.words[at]
        if word.is_mark and word.text != "-":
            break
        if word.lower in NUMBER_HEADS:
            found.add("people" if word.lower in {"person", "man", "men", "woman", "women", "people"} else word.lower)
            break
        if word.lower in STOP and word.lower not in {"of", "the", "its", "their", "these", "those", "other", "one"}:
            break
        found.update(statement.stems[at])
    return frozenset(found)
