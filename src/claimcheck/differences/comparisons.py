"""Which of two is more: "A is longer than B" against "B is longer than A", "more tourists" against "fewer tourists"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from claimcheck.differences.alignment import Alignment
from claimcheck.differences.findings import difference
from claimcheck.differences.lexicon import ADVERBS, AUXILIARIES, CLAUSE_BREAKS, DETERMINERS, PREPOSITIONS
from claimcheck.differences.phrases import is_past
from claimcheck.differences.scales import ADJECTIVE_ENDINGS, AMOUNT, AMOUNTS, IRREGULAR, SIGNS, positive
from claimcheck.differences.statements import Statement
from claimcheck.differences.words import base_forms, stem
from claimcheck.domain import Difference, DifferenceKind

_TIMES: Final = frozenset(
    "before last year month week season decade ago earlier previous previously then usual ever used expected"
    " year's previously planned forecast feared".split()
)
_LINKING: Final = frozenset(
    "is are was were be been become becomes became get gets got grow grew seem seems remain remains".split()
)
_TAKE: Final = frozenset({"take", "takes", "took", "taken", "taking", "need", "needs", "needed"})
_COST: Final = frozenset({"cost", "costs", "costing"})
_TO_THAN: Final = 14
_LEFT_REACH: Final = 14
_RIGHT_REACH: Final = 8
_SKIPPED: Final = (
    DETERMINERS
    | PREPOSITIONS
    | AUXILIARIES
    | (ADVERBS - {"old", "new", "late", "early"})
    | frozenset({"one", "ones", "those", "that", "did", "ever", "and", "or"})
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """That one thing is more, or less, on some scale than another."""

    first: int
    last: int
    scale: str
    sign: int
    left: frozenset[str]
    """Words for what is compared."""
    right: frozenset[str]
    """Words for what it is compared with; empty where that is only an earlier time."""
    counted: frozenset[str]
    """Stems of what there is more of."""
    has_than: bool


def compare_comparisons(alignment: Alignment) -> list[Difference]:
    """Comparisons of the claim that the bearing sentences make the other way round."""
    found: list[Difference] = []
    offered = [(statement, one) for statement in alignment.passage for one in comparisons(statement)]
    for mine in comparisons(alignment.claim):
        verdicts = [(statement, other, _sense(mine, other)) for statement, other in offered]
        if any(sense > 0 for _, _, sense in verdicts):
            continue
        for statement, other, sense in verdicts:
            if sense < 0 and _is_about_the_same(alignment.claim, mine, statement, other):
                found.append(
                    difference(
                        DifferenceKind.COMPARATIVE, alignment.claim, _span(alignment.claim, mine),
                        statement, _span(statement, other),
                    )
                )  # fmt: skip
                break
    return found


def _span(statement: Statement, one: Comparison) -> tuple[int, int]:
    return statement.words[one.first].start, statement.words[one.last].bare_end


def _sense(mine: Comparison, other: Comparison) -> int:
    """1 where both say the same, -1 where they say the opposite, 0 where they may speak of different things."""
    if not _same_scale(mine, other):
        return 0
    side = _side(mine, other)
    return mine.sign * other.sign * side


def _same_scale(mine: Comparison, other: Comparison) -> bool:
    if mine.scale == other.scale:
        return bool(mine.scale or mine.has_than or mine.counted & other.counted)
    if {mine.scale, other.scale} <= AMOUNT:
        return True
    return mine.has_than and other.has_than and "" in {mine.scale, other.scale} and bool(mine.right and other.right)


def _side(mine: Comparison, other: Comparison) -> int:
    """1 where the same is compared with the same, -1 where the two have changed places, 0 where that is open."""
    if mine.right & other.right:
        return 1
    common = mine.left & other.left
    if mine.right and other.right:
        mine_there, theirs_here = mine.right & other.left, other.right & mine.left
        crossed = (mine_there and theirs_here) or (mine_there | theirs_here) - common
        return -1 if crossed or ((mine_there or theirs_here) and not common) else 0
    if mine.has_than and other.has_than and (mine.right or other.right):
        return 0  # one against another thing, one against another time
    if mine.right or other.right:
        return _side_of_one(mine, other)
    counted = mine.counted & other.counted
    return int(bool(counted or (common and not mine.right and not other.right)))


def _side_of_one(mine: Comparison, other: Comparison) -> int:
    """The same where one of them leaves open with what it compares: "children are more susceptible"."""
    bare, full = (other, mine) if mine.right else (mine, other)
    straight, crossed = bare.left & full.left - full.right, bare.left & full.right - full.left
    if bool(straight) == bool(crossed):
        return int(bool(mine.counted & other.counted))
    return 1 if straight else -1


def _is_about_the_same(claim: Statement, mine: Comparison, passage: Statement, other: Comparison) -> bool:
    if mine.right or other.right:
        return True
    around = claim.near(mine.first, mine.last, 6) & passage.near(other.first, other.last, 6)
    return len(around) >= 2 or (bool(around) and len(claim.content) <= 3)


@lru_cache(maxsize=512)
def comparisons(statement: Statement) -> tuple[Comparison, ...]:
    """The comparisons of a sentence."""
    return tuple(_comparisons(statement))


@lru_cache(maxsize=512)
def compared_words(statement: Statement) -> frozenset[int]:
    """The words that make the comparisons of a sentence with another thing."""
    return frozenset(
        index for one in comparisons(statement) if one.has_than for index in range(one.first, one.last + 1)
    )


def _comparisons(statement: Statement) -> Iterator[Comparison]:
    for index in range(len(statement.words)):
        found = _comparative(statement, index)
        if found is None:
            continue
        scale, sign, last = found
        than = _than(statement, last)
        if than is not None and statement.words[min(than + 1, len(statement.words) - 1)].is_number:
            continue  # "more than 500"
        counted = frozenset(counted_after(statement, last)) if scale in AMOUNT else frozenset[str]()
        if than is None and not counted and not _stands_alone(statement, index, last):
            continue
        scale = _scale_of(statement, index, last, scale)
        right = frozenset[str]() if than is None else _words(statement, than + 1, _right_end(statement, than))
        if than is not None and statement.words[than + 1 :] and _is_time(statement, than + 1):
            right = frozenset()
        left = _words(statement, _left_start(statement, index), (than if than is not None else last + 3) - 1)
        yield Comparison(index, last, scale, sign, left, right, counted, than is not None)


def _stands_alone(statement: Statement, first: int, last: int) -> bool:
    """Whether a comparative says something of its subject: "is more susceptible to", not "the older bridge"."""
    before = first - 1
    while statement.lower(before) in ADVERBS:
        before -= 1
    following = last + 1
    describes = following < len(statement.words) and bool(statement.stems[following])
    return statement.lower(before) in _LINKING and not describes


def _scale_of(statement: Statement, first: int, last: int, scale: str) -> str:
    """The scale that the words beside a comparative give it: "takes longer", "less time", "costs less"."""
    before = statement.lower(first - 1)
    if scale == "length" and before in _TAKE:
        return "duration"
    if not scale and "time" in {statement.lower(last + 1), statement.lower(last)}:
        return "duration"
    return "price" if not scale and before in _COST else scale


def _comparative(statement: Statement, index: int) -> tuple[str, int, int] | None:
    """Scale, direction and last word of a comparative that begins at a word."""
    lower = statement.lower(index)
    if lower in {"more", "less", "fewer"}:
        return _amount(statement, index)
    if lower in IRREGULAR and lower not in {"best", "worst"}:
        return (*IRREGULAR[lower], index)
    base = positive(lower) if lower.endswith("er") else None
    return None if base is None else (*SIGNS[base], index)


def _amount(statement: Statement, index: int) -> tuple[str, int, int] | None:
    """“More women", "less expensive", "more sensitive"; but "more than 500" compares nothing."""
    following, sign = statement.lower(index + 1), AMOUNTS[statement.lower(index)]
    if statement.lower(index) != "fewer" and following in SIGNS:
        scale, own = SIGNS[following]
        return scale, sign * own, index + 1
    adverb = following.removesuffix("ly")
    if statement.lower(index) != "fewer" and following.endswith("ly") and adverb in SIGNS:
        scale, own = SIGNS[adverb]
        return scale, sign * own, index + 1
    if statement.lower(index) != "fewer" and (following.endswith(ADJECTIVE_ENDINGS) or following == "likely"):
        return stem(following), sign, index + 1
    if following in {"than", "or"} and statement.lower(index + 2)[:1].isdigit():
        return None
    return "", sign, index


def _than(statement: Statement, last: int) -> int | None:
    for at in range(last + 1, min(last + _TO_THAN, len(statement.words))):
        if statement.lower(at) == "than":
            return at
        if statement.lower(at) == "compared" and statement.lower(at + 1) in {"to", "with"}:
            return at + 1
        if statement.words[at].is_mark and statement.words[at].text not in {"-", "’"}:
            return None
    return None


def counted_after(statement: Statement, last: int) -> list[str]:
    """Stems of the noun soon after a word: what there is more of, what is ranked."""
    found: list[str] = []
    for at in range(last + 1, min(last + 4, len(statement.words))):
        if statement.words[at].is_mark or statement.lower(at) in PREPOSITIONS | AUXILIARIES | {"than"}:
            break
        found.extend(statement.stems[at])
        if statement.stems[at]:
            break
    return found


def _left_start(statement: Statement, index: int) -> int:
    for at in range(index - 1, max(-1, index - _LEFT_REACH), -1):
        word = statement.words[at]
        if (word.is_mark and word.text not in "-’'") or word.lower in CLAUSE_BREAKS | {"that", "and"}:
            return at + 1
    return max(0, index - _LEFT_REACH)


def _right_end(statement: Statement, than: int) -> int:
    for at in range(than + 1, min(than + 1 + _RIGHT_REACH, len(statement.words))):
        word = statement.words[at]
        if (word.is_mark and word.text not in "-’'") or word.lower in CLAUSE_BREAKS | {"which", "who", "as", "and"}:
            return at - 1
        if at > than + 1 and is_past(word.lower):
            return at - 1
        if at > than + 1 and word.lower in {"in", "on", "during", "for", "under"} and statement.lower(at - 1) != "than":
            return at - 1
    return min(than + _RIGHT_REACH, len(statement.words) - 1)


def _is_time(statement: Statement, index: int) -> bool:
    """Whether the comparison is with another time: "than before", "than in the year before", "than it was"."""
    words = [statement.lower(at) for at in range(index, min(index + 6, len(statement.words)))]
    plain = [word for word in words if word not in DETERMINERS | {"in", "at", "during", "any", "time"}]
    if plain and plain[0] in {"it", "they", "he", "she"}:
        return len(plain) < 2 or plain[1] in AUXILIARIES or plain[1] == "used"
    return bool(plain) and (plain[0] in _TIMES or plain[0].isdigit() or plain[0] in {"years", "qualifying"})


def _words(statement: Statement, first: int, last: int) -> frozenset[str]:
    """Words for parties to a comparison: stems, and "men", "older ones" and the like too."""
    found: set[str] = set()
    for at in range(first, min(last + 1, len(statement.words))):
        word = statement.words[at]
        if statement.stems[at]:
            base = positive(word.lower) if word.lower.endswith("er") else None
            base = base or (base_forms(word.lower)[-1] if word.families else None)  # imports are no exports
            found.update({base} if base else statement.stems[at])
        elif word.is_word and word.lower not in _SKIPPED and word.lower not in AMOUNTS:
            forms = base_forms(word.lower)
            found.add(forms[-1] if word.lower.endswith("s") else forms[min(1, len(forms) - 1)])
    return frozenset(found)
