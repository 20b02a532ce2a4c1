"""From the stances of single texts to a suggestion for a claim: pure rules, written down in docs/suggestions.md.

The window of a passage is judged first, then its sentences where that matters; `weigh` makes one stance of them and
names the sentence that decides it. `suggest` makes one suggestion of all the evidence, `combine_parts` one of those on
the parts of a compound claim.
"""

from claimcheck.assessment.aggregation import Reading, weigh
from claimcheck.assessment.origins import Leaning, leaning
from claimcheck.assessment.outranking import left_open, outrank, says_so
from claimcheck.assessment.parts import claim_parts, combine_parts, stance_on_all
from claimcheck.assessment.precedents import (
    Precedent,
    case_of_its_kind,
    find_precedent,
    places_last_case_earlier,
    same_first,
)
from claimcheck.assessment.reasons import suggestion_words
from claimcheck.assessment.suggestion import could_not_run, suggest, switched_off
from claimcheck.assessment.thresholds import THRESHOLDS, Thresholds
from claimcheck.assessment.windows import sentences_of, windows_of

__all__ = [
    "THRESHOLDS",
    "Leaning",
    "Precedent",
    "Reading",
    "Thresholds",
    "case_of_its_kind",
    "claim_parts",
    "combine_parts",
    "could_not_run",
    "find_precedent",
    "leaning",
    "left_open",
    "outrank",
    "places_last_case_earlier",
    "same_first",
    "says_so",
    "sentences_of",
    "stance_on_all",
    "suggest",
    "suggestion_words",
    "switched_off",
    "weigh",
    "windows_of",
]
