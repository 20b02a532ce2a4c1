"""What the rating of somebody else's fact-check means on the four outcomes, where it means one of them for sure."""

from __future__ import annotations

import re
from typing import Final

from claimcheck.domain import Outcome

_WORDS: Final[dict[Outcome, str]] = {
    Outcome.SUPPORTED: (
        "true|mostly true|largely true|accurate|mostly accurate|correct|mostly correct|confirmed|verified|real"
        "|authentic|correct attribution|legit|legitimate|fact|supported|largely correct|right|holds up"
        "|verdadero|verdadera|cierto|vrai|plutôt vrai|wahr|richtig|größtenteils richtig|stimmt|verdadeiro|verdade|vero"
        "|waar|prawda|doğru|правда|верно|sant|sandt|rigtigt"
    ),
    Outcome.REFUTED: (
        "false|mostly false|largely false|totally false|completely false|pants on fire"
        "|pants on fire!|fake|fake news|hoax|incorrect|mostly incorrect|inaccurate|wrong|untrue|not true|fabricated"
        "|made up|debunked|baseless|bogus|fiction|four pinocchios|three pinocchios|altered|altered photo|altered video"
        "|altered image|doctored|manipulated|digitally altered|fauxtography|miscaptioned|misattributed|misidentified"
        "|scam|refuted|lie|no|false connection|false context|imposter content|fabricated content|ai-generated|deepfake"
        "|falso|falsa|faux|plutôt faux|falsch|größtenteils falsch|falschbehauptung|bulo|mentira|onwaar|fałsz|yanlış"
        "|ложь|фейк|неправда|usann|falskt|falsk|forkert|salah|keliru"
    ),
    Outcome.CONFLICTING: (
        "half true|half-true|partly true|partially true|partly false|partially false|mixture|mixed|mix|misleading"
        "|somewhat misleading|very misleading|missing context|lacks context|needs context|out of context|cherry-picked"
        "|cherry picks|exaggerated|exaggerates|exaggeration|two pinocchios|distorts the facts|spins the facts|spin"
        "|it's complicated|complicated|conflicting|disputed|half right|partly right|half truth|partly correct"
        "|engañoso|engañosa|a medias|trompeur|mi-vrai|mi-faux|irreführend|teilweise richtig|teilweise falsch"
        "|teils teils|enganoso|fuorviante|misleidend|fehlender kontext|manque de contexte"
        "|falta contexto|вводит в заблуждение"
    ),
    Outcome.NOT_ENOUGH_EVIDENCE: (
        "unproven|unverified|unsupported|unsubstantiated|unconfirmed|no evidence|not enough evidence"
        "|insufficient evidence|lacks evidence|unknown|inconclusive|research in progress|undetermined|can't be verified"
        "|cannot be verified|not proven|no proof|unbelegt|nicht belegt|invérifiable|sin pruebas|non verificabile"
    ),
}
_MEANING: Final = {word: outcome for outcome, words in _WORDS.items() for word in words.split("|")}
_END_OF_VERDICT: Final = re.compile(r"\s*(?:[.:;,!?(\[–—|]|\s-\s|\n)")
_SAID_OF_IT: Final = re.compile(
    r"(?:(?:the|this|that|his|her|their|these|those)\s+)?(?:claims?|statements?|posts?|photos?|videos?|images?|it|rating"
    r"|verdict|we rate (?:this|it|the claim))\s*(?:is|are|was|were|:|as)?\s*(?:rated\s+)?(?P<word>[^.;,!?\n]+)"
)
_LONGEST: Final = 200
_WORST_QUARTER, _BEST_QUARTER = 0.25, 0.75


def outcome_of_rating(
    words: str | None, *, value: float | None, best: float | None, worst: float | None
) -> Outcome | None:
    """The outcome a rating means; None where its words are unknown and its number says nothing.

    Args:
        words: the rating in words, such as "Mostly False"; they count before the number.
        value: the number of the rating.
        best: the number that means entirely true.
        worst: the number that means entirely false; above ``best`` on scales that count downwards.
    """
    return _of_words(words or "") or _of_number(value, best, worst)


def _of_words(words: str) -> Outcome | None:
    folded = " ".join(words.casefold().replace("’", "'").strip(" \t\n\"'“”«».!").split())[:_LONGEST]
    if not folded:
        return None
    first = _END_OF_VERDICT.split(folded, maxsplit=1)[0]
    said = _SAID_OF_IT.match(folded)
    spellings = (folded, first, said["word"].strip() if said else "")
    return next((_MEANING[spelling] for spelling in spellings if spelling in _MEANING), None)


def _of_number(value: float | None, best: float | None, worst: float | None) -> Outcome | None:
    if value is None or best is None or worst is None or best == worst:
        return None
    place = (value - worst) / (best - worst)
    if not 0 <= place <= 1:
        return None
    if place <= _WORST_QUARTER:
        return Outcome.REFUTED
    return Outcome.SUPPORTED if place >= _BEST_QUARTER else Outcome.CONFLICTING
