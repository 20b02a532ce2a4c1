"""What no evidence could decide: questions, greetings, predictions and opinions, told by their words and their verb."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimcheck.claims.wordings import SAYING
from claimcheck.domain import ClaimKind, NotCheckable

if TYPE_CHECKING:
    from collections.abc import Collection

    from spacy.tokens import Span, Token

FACTUAL = frozenset(
    {ClaimKind.NUMBER, ClaimKind.FIRST_ONLY_SINCE, ClaimKind.ROLE, ClaimKind.COMPARISON, ClaimKind.CAUSAL}
)
"""Kinds that evidence can decide even where an opinion is expressed beside them."""
_SAYING = re.compile(SAYING, re.IGNORECASE)
_ASKS = re.compile(r"\?[!?]*[\"'”’»)\]]*\s*\Z")
_GREETING = re.compile(
    r"\W*(?:(?:good (?:morning|afternoon|evening|night|day|luck))|hello|hi|hey|welcome (?:back|to)|goodbye|bye|"
    r"thank you|thanks|ladies and gentlemen|congratulations|happy (?:birthday|new year|easter)|merry christmas|"
    r"dear (?:\w+ ){0,3}\w+,|(?:yours )?sincerely|god bless|cheers)\b",
    re.IGNORECASE,
)
_LONGEST_GREETING = 14
_MIND = re.compile(
    r"\b(?:I|we)(?: (?:do|really|still|just|firmly|strongly|also|always|honestly|sincerely|personally))*"
    r"(?: (?:don['’]t|do not|would|['’]d))?"
    r" (?:think|believe|feel|hope|wish|guess|suppose|imagine|like|love|hate|want|prefer|doubt|trust|fear|admire|"
    r"appreciate|welcome|respect)\b|\bin (?:my|our) (?:view|opinion|mind|book|judg(?:e)?ment)\b|"
    r"\b(?:I|we)(?:['’]m| am|['’]re| are| remain| feel| stay)(?: (?:a|an|not|very|so|quite|still|also|more|"
    r"deeply|cautiously|incredibly))* "
    r"(?:\w+ly )?(?:\w+ )?(?:optimist|pessimist|realist|believer|supporter|fan|optimistic|pessimistic|hopeful|"
    r"confident|proud|sorry|sad|happy|glad|pleased|grateful|thankful|worried|concerned|afraid|angry|disappointed|convinced|sure|"
    r"certain|delighted|excited|honou?red|shocked|appalled|ashamed|sceptical|skeptical|encouraged|determined|ready)\b",
    re.IGNORECASE,
)
_OUGHT = re.compile(
    r"\b(?:should|must|ought to|has to|have to|had better|needs? to|it is time|it['’]s time|let['’]s|let us)\b",
    re.IGNORECASE,
)
_VALUES = re.compile(
    r"\b(?:unacceptable|outrageous|shameful|disgraceful|disgusting|terrible|horrible|awful|wonderful|fantastic|amazing|"
    r"incredible|great|beautiful|brilliant|ridiculous|absurd|nonsense|insane|crazy|stupid|foolish|reckless|immoral|"
    r"unfair|unjust|tragic|heartbreaking|magnificent|superb|disastrous|a disaster|a disgrace|a scandal|a shame|a joke|"
    r"a mistake|a farce|a masterpiece|a gem|the right thing|the wrong thing|the best way|the worst|good news|bad news|"
    r"(?:very|truly|really|so|too|quite|deeply|extremely|utterly|highly|most) (?:good|bad|sad|important|dangerous|"
    r"serious|difficult|disappointing|disappointed|worrying|encouraging|unfortunate|significant|special|strong|weak)|"
    r"(?:clearly|obviously|frankly|honestly|undoubtedly|hopefully|unfortunately|sadly|thankfully|arguably|surely))\b|"
    r"\bball is (?:\w+ ){0,3}in \w+(?: \w+)?['’]s? court\b|\bon the (?:right|wrong) (?:side|track|path)\b|"
    r"\bat a crossroads\b|\benough is enough\b|\bred line\b",
    re.IGNORECASE,
)
_AHEAD = {"will", "'ll", "’ll", "wo", "shall"}
_EXPECTED = re.compile(
    r"\b(?:is|are) (?:widely |still |also |now )?(?:expected|set|likely|unlikely|due|poised|bound|about|going|"
    r"predicted|forecast|projected|scheduled) to\b",
    re.IGNORECASE,
)
_PAST = {"VBD"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hindrance:
    """Why a sentence cannot be checked, and its words that say so; none where the whole sentence does."""

    why: NotCheckable
    words: str


def hindrance_of(span: Span, kinds: Collection[ClaimKind]) -> Hindrance | None:
    """What keeps a sentence from being checked; None where evidence could decide it.

    Args:
        span: the parsed sentence.
        kinds: what it asserts.
    """
    text = span.text
    if _ASKS.search(text):
        return Hindrance(why=NotCheckable.QUESTION, words="")
    greeting = _GREETING.match(text)
    if greeting and len(text.split()) <= _LONGEST_GREETING and not FACTUAL & set(kinds):
        return Hindrance(why=NotCheckable.GREETING, words=greeting.group().strip())
    asserted = _asserted(span)
    future = _future(asserted)
    if future is not None:
        return Hindrance(why=NotCheckable.PREDICTION, words=future)
    if FACTUAL & set(kinds):
        return None
    for pattern in (_MIND, _OUGHT, _VALUES):
        found = pattern.search(text)
        if found and not _tells_what_happened(asserted):
            return Hindrance(why=NotCheckable.OPINION, words=found.group().strip())
    return None


def _asserted(span: Span) -> Token:
    """The verb that carries what is asserted: in "X said that prices rose", rose."""
    verb = span.root
    for _ in range(3):
        inner = [child for child in verb.children if child.dep_ == "ccomp" and child in span]
        if not (_SAYING.fullmatch(verb.text) and inner):
            return verb
        verb = inner[-1]
    return verb


def _future(verb: Token) -> str | None:
    helpers = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    ahead = next((child for child in helpers if child.lower_ in _AHEAD), None)
    if ahead is None and verb.head is not verb and verb.dep_ == "ccomp":
        ahead = next((child for child in helpers if child.lower_ == "would"), None)
    if ahead is not None:
        if any(child.dep_ == "conj" and child.tag_ in _PAST for child in verb.children):
            return None
        return f"{ahead.text} {verb.text}"
    expected = _EXPECTED.search(" ".join(token.text for token in verb.subtree))
    near = {verb.lower_, *(child.lower_ for child in verb.children)}
    return expected.group() if expected and expected.group().split()[-2].casefold() in near else None


def _tells_what_happened(verb: Token) -> bool:
    if _SAYING.fullmatch(verb.text) or verb.lower_ in {"was", "were", "had"}:
        return False
    helpers = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    return verb.tag_ in _PAST or (verb.tag_ == "VBN" and not helpers.isdisjoint({"was", "were", "has", "have", "had"}))
