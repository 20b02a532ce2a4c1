"""Words of a text with exact offsets and the stem under which two texts are compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from claimcheck.differences.lexicon import IRREGULAR, OPPOSITES, STOP, SYNONYMS
from claimcheck.differences.places import place_key
from claimcheck.differences.units import ONES, ORDINALS, SCALES, TENS

_WORD: Final = re.compile(
    r"(?:[A-Za-z]\.){2,}"  # U.S.
    r"|\d+(?:[.,٫٬\u00a0\u202f’']\d+)*+"
    r"|[^\W\d_]\w*+(?:['’\-‐‑]\w++)*+"
    r"|[^\s]"
)
_LONGEST = 40
_APOSTROPHES: Final = str.maketrans({"’": "'", "‘": "'", "‐": "-", "‑": "-"})
_COMPARED_APART: Final = (
    ONES.keys() | TENS.keys() | ORDINALS.keys() | SCALES.keys()
    | frozenset("january february april june july august september october november december".split())
    | frozenset("monday tuesday wednesday thursday friday saturday sunday spring summer autumn winter".split())
)  # fmt: skip
_VOWELS: Final = frozenset("aeiouy")


@dataclass(frozen=True, slots=True)
class Word:
    """A word, number or mark; ``start`` and ``end`` are offsets in the whole text."""

    text: str
    start: int
    end: int
    lower: str
    """Lower case with straight apostrophes, without a possessive ending, at most 40 characters."""
    stems: tuple[str, ...]
    """Stems of a content word (two for "Russian-Ukrainian"); empty for stop words, numbers and marks."""
    families: tuple[tuple[str, int], ...]
    """Families of opposites the word belongs to, and on which side."""
    possessive: bool

    @property
    def is_number(self) -> bool:
        """Whether it is written in digits, of any script."""
        return self.text[0].isdigit()

    @property
    def is_word(self) -> bool:
        """Whether it is made of letters."""
        return self.text[0].isalpha()

    @property
    def is_mark(self) -> bool:
        """Whether it is punctuation or a symbol."""
        return not (self.is_number or self.is_word)

    @property
    def is_capital(self) -> bool:
        """Whether it is written with a capital first letter."""
        return self.text[0].isupper()

    @property
    def bare_end(self) -> int:
        """End of the word without its possessive ending."""
        return self.end - (2 if self.possessive and not self.text.endswith(("'", "’")) else 0)


def split_words(text: str, start: int, end: int) -> list[Word]:
    """The words of ``text[start:end]``."""
    return [_word(found.group(), found.start(), found.end()) for found in _WORD.finditer(text, start, end)]


def _word(text: str, start: int, end: int) -> Word:
    if not text[0].isalpha():
        return Word(text, start, end, text[:_LONGEST], (), (), possessive=False)
    lower = text[:_LONGEST].lower().translate(_APOSTROPHES)
    possessive = len(lower) > 2 and lower.endswith("'s")
    if possessive:
        lower = lower[:-2]
    return Word(text, start, end, lower, _stems(lower, text[:1].isupper(), text == "US"), _families(lower), possessive)


@lru_cache(maxsize=20_000)
def _stems(lower: str, capital: bool, united_states: bool) -> tuple[str, ...]:
    if united_states:
        return ("usa",)
    place = place_key(lower) if capital else None
    if place is not None:
        return (place,)
    if lower in STOP or lower in _COMPARED_APART or (len(lower) < 2 and not capital):
        return ()
    parts = [part for part in lower.split("-") if part]
    if len(parts) > 1 and all(len(part) > 2 for part in parts):
        return tuple(dict.fromkeys(stem for part in parts for stem in _stems(part, capital, united_states=False)))
    return (stem(lower),)


@lru_cache(maxsize=20_000)
def stem(lower: str) -> str:
    """The form under which words are the same: without endings, synonyms folded, opposites in one family."""
    for base in base_forms(lower):
        if base in SYNONYMS:
            return SYNONYMS[base]
        if base in OPPOSITES:
            return "~" + OPPOSITES[base][0][0]
    word = IRREGULAR.get(lower, lower)
    for ending in ("ations", "ation", "ings", "ing", "ments", "ment", "ies", "ied", "ions", "ion", "ers", "es", "ed",
                   "er", "ly", "s", "y", "e"):  # fmt: skip
        if word.endswith(ending) and len(word) - len(ending) >= 4 and not word.endswith(("ss", "us", "is")):
            word = word[: -len(ending)]
            break
    if word.endswith("e") and len(word) > 4:
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


@lru_cache(maxsize=20_000)
def base_forms(lower: str) -> tuple[str, ...]:
    """Dictionary forms a word may come from, likeliest first."""
    forms = [lower]
    if lower in IRREGULAR:
        forms.append(IRREGULAR[lower])
    if lower.endswith("ies") and len(lower) > 4:
        forms.append(lower[:-3] + "y")
    if lower.endswith("ied") and len(lower) > 4:
        forms.append(lower[:-3] + "y")
    if lower.endswith("s") and len(lower) > 3 and not lower.endswith("ss"):
        forms.append(lower[:-1])
        if lower.endswith("es"):
            forms.append(lower[:-2])
    for ending in ("ed", "ing"):
        if lower.endswith(ending) and len(lower) > len(ending) + 2:
            core = lower[: -len(ending)]
            forms += [core, core + "e"]
            if core[-1] == core[-2] and core[-1] not in _VOWELS:
                forms.append(core[:-1])
    return tuple(dict.fromkeys(forms))


@lru_cache(maxsize=20_000)
def _families(lower: str) -> tuple[tuple[str, int], ...]:
    if lower in {"presented", "presents", "presenting", "missing", "lower-level", "united"}:
        return ()
    for base in base_forms(lower):
        if base in OPPOSITES:
            return OPPOSITES[base]
    return ()
