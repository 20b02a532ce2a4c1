"""What a sentence shows on its surface: word sequences, and counts of numbers, names, persons and tenses.

Training and use share this module, so a weight always means what it was trained on.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_TOKEN = re.compile(r"\w+(?:'\w+)?|[$€£%?!]")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_LONGEST_SEQUENCE = 3
_FIRST_PERSON_FORMS = frozenset({"I", "I'm", "I've", "I'll", "I'd"})


def word_sequences(sentence: str) -> Iterator[str]:
    """Sequences of one to three words; numbers and years are put under one name each, their values do not matter."""
    folded = _NUMBER.sub(" num ", _YEAR.sub(" yearnum ", sentence.translate(_QUOTES))).lower()
    tokens = _TOKEN.findall(folded)
    for length in range(1, _LONGEST_SEQUENCE + 1):
        for start in range(len(tokens) - length + 1):
            yield " ".join(tokens[start : start + length])


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


_NUMBER_WORDS = _pattern(
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|"
    "ninety|(?:hundred|thousand|million|billion|trillion|dozen|third|quarter)s?|half|percent|per cent|double|twice"
)
_PAST = _pattern(r"was|were|had|did|been|went|voted|said|made|took|gave|\w{2,}ed")
_SIGNS = (
    re.compile(r"\d"),
    re.compile(r"%|\bper ?cent\b", re.IGNORECASE),
    re.compile(r"[$€£]"),
    _YEAR,
    re.compile(r"\?[\"')]*\s*\Z"),
    re.compile("!"),
    re.compile('"'),
    re.compile(r"\b[A-Z]{2,}\b"),
    re.compile(r"\b(?:I|I'm|I've|I'll|I'd|[Mm]e|[Mm]y)\b"),
    _pattern("we|we're|we've|our|us"),
    _pattern("you|you're|your"),
    _pattern("he|she|his|her|him|they|their"),
    re.compile(
        r"\b(?:will|shall|would|should|could|might|must|gonna|going to|ought|need to|let's|let me)\b|'ll\b",
        re.IGNORECASE,
    ),
    _pattern("think|believe|hope|feel|want|know|guess|suppose"),
    _pattern(
        r"first|only|last|never|every|most|more|less|highest|lowest|largest|biggest|record|since|ever|than|increase\w*|"
        r"cut\w*|rais\w+|doubl\w+"
    ),
    re.compile(r"\b(?:not|no|never)\b|n't\b", re.IGNORECASE),
    _pattern("mr|senator|governor|president|thank|please|sir"),
    re.compile(r"\W*(?:and|but|so|well|now|look|let)\b", re.IGNORECASE),
    _pattern(r"vot\w+|bills?|laws?|tax\w*|budget|deficit|jobs?|record"),
)
SURFACE_SIZE = 6 + len(_SIGNS)


def surface(sentence: str) -> list[float]:
    """Counts (as logarithms) and yes-or-no signs, `SURFACE_SIZE` of them, in a fixed order."""
    plain = sentence.translate(_QUOTES)
    words = _WORD.findall(plain)
    capitals = [word for word in words[1:] if word[0].isupper()]
    length = math.log1p(len(_TOKEN.findall(plain)))
    counts = [
        length,
        length * length,
        math.log1p(len(_NUMBER.findall(plain))),
        math.log1p(len(_NUMBER_WORDS.findall(plain))),
        math.log1p(sum(1 for word in capitals if word not in _FIRST_PERSON_FORMS)),
        math.log1p(len(_PAST.findall(plain))),
    ]
    return counts + [float(sign.search(plain) is not None) for sign in _SIGNS]
