"""What happens in a sentence, who does it and to whom: active, passive and told from the other side.

"Meadowsweet bought Castor", "Castor was bought by Meadowsweet" and "Castor was sold to Meadowsweet" are one event.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from claimcheck.differences.lexicon import ADVERBS, AUXILIARIES, DETERMINERS, IRREGULAR, PREPOSITIONS
from claimcheck.differences.phrases import PAST_AS_BASE, Phrase, is_past, phrase_after, phrase_before
from claimcheck.differences.statements import Statement
from claimcheck.differences.words import base_forms

_SAME: Final[dict[str, str]] = {
    word: group.split()[0]
    for group in (
        "lead head chair spearhead helm captain command", "beat defeat overcome outplay thrash", "replace succeed",
        "buy acquire purchase", "found establish", "sue", "accuse charge", "attack assault", "rescue save free",
        "kill murder assassinate", "write pen author", "give cede hand donate grant award transfer", "lend loan",
        "teach tutor mentor coach train", "appoint name choose nominate", "invite", "bite", "shoot", "arrest detain",
        "compose", "employ hire", "hit strike ram", "overtake pass", "criticise criticize rebuke slam",
        "praise laud", "betray", "blackmail extort", "cheat defraud swindle", "rob", "chase pursue follow", "help aid",
        "warn", "threaten", "fire sack dismiss", "elect", "expel", "occupy invade", "supply deliver provide",
        "interview question", "thank", "blame", "forgive", "owe", "pay", "sell", "borrow", "receive", "lose",
        "support back endorse", "treat", "infect", "inspire influence", "adopt raise", "stab", "fund finance sponsor",
        "host", "call phone ring", "insult", "divorce leave", "outbid", "poison", "represent defend", "investigate",
        "own", "convict", "convince persuade", "visit", "sign", "win", "design", "paint", "direct", "discover",
        "invent", "develop", "publish", "produce", "create", "build construct", "play", "identify", "propose",
    )
    for word in group.split()
}  # fmt: skip
_MUTUAL: Final = frozenset("meet marry fight talk negotiate play argue date compete debate agree divorce".split())
_PARTICLES: Final = frozenset("over up down out off in away back".split())
_PHRASAL: Final = {
    ("take", "over"): "buy", ("set", "up"): "found", ("bring", "down"): "shoot", ("shoot", "down"): "shoot",
    ("beat", "off"): "beat", ("lay", "off"): "fire", ("take", "from"): "replace",
}  # fmt: skip
_TOLD_FROM_THE_OTHER_SIDE: Final = {
    ("lose", "to"): "beat", ("borrow", "from"): "lend", ("receive", "from"): "give", ("get", "from"): "give",
    ("inherit", "from"): "bequeath", ("learn", "from"): "teach", ("buy", "from"): "sell", ("bow", "to"): "beat",
}  # fmt: skip
_RELATIONS: Final = {
    "student": ("teach", False), "pupil": ("teach", False), "teacher": ("teach", True), "mentor": ("teach", True),
    "protege": ("teach", False), "employee": ("employ", False), "employer": ("employ", True),
    "successor": ("replace", True), "predecessor": ("replace", False), "father": ("parent", True),
    "mother": ("parent", True), "son": ("parent", False), "daughter": ("parent", False), "parent": ("parent", True),
    "boss": ("employ", True), "creditor": ("lend", True), "debtor": ("lend", False), "patient": ("treat", False),
    "client": ("represent", False), "lawyer": ("represent", True), "founder": ("found", True),
    "author": ("write", True), "composer": ("compose", True), "captain": ("lead", True), "leader": ("lead", True),
    "head": ("lead", True), "chair": ("lead", True), "chairman": ("lead", True), "owner": ("own", True),
    "supplier": ("supply", True), "customer": ("supply", False), "subsidiary": ("own", False),
}  # fmt: skip
"""A noun that says what two parties are to one another, and whether its bearer is the one who acts."""
_BE: Final = frozenset("is was are were be been being became becomes remains get gets got".split())
_MODAL: Final = frozenset("will would can could may might must shall should to".split())


@dataclass(frozen=True, slots=True)
class Event:
    """A happening with who acts and who is acted upon."""

    key: str
    verb: int
    agent: Phrase | None
    patient: Phrase | None


@lru_cache(maxsize=512)
def events(statement: Statement) -> tuple[Event, ...]:
    """The happenings of a sentence of which at least one party is told."""
    return tuple(event for event in (*_of_verbs(statement), *_of_relations(statement)) if event.agent or event.patient)


def _of_verbs(statement: Statement) -> Iterator[Event]:
    for index, word in enumerate(statement.words):
        if not word.is_word or word.is_capital or word.lower in AUXILIARIES:
            continue
        base = _verb(statement, index)
        if base is None or base in _MUTUAL:
            continue
        passive = _is_passive(statement, index)
        yield from _read(statement, index, base, passive=passive)


def is_verb(statement: Statement, index: int) -> bool:
    """Whether a word is read as a verb."""
    return is_past(statement.lower(index)) or _verb(statement, index) is not None


def _verb(statement: Statement, index: int) -> str | None:
    """Base form under which a verb is compared; None where the word is no verb here."""
    lower, before = statement.lower(index), statement.lower(index - 1)
    known = next((base for base in base_forms(lower) if base in _SAME), None)
    if is_past(lower) and not (lower in PAST_AS_BASE and before in _MODAL | DETERMINERS):
        if before in DETERMINERS and statement.lower(index + 1) != "by":
            return None
        return known or _plain(lower)
    if known is None:
        return None
    group = index - 1
    while statement.lower(group) in ADVERBS | {"been", "being"}:
        group -= 1
    if lower.endswith("ing"):
        return known if statement.lower(group) in _BE | {"been"} else None
    if lower == known:
        return known if statement.lower(group) in _MODAL | {"did", "does", "do"} else None
    return known if before not in DETERMINERS and not statement.words[index - 1].possessive and index else None


def _plain(past: str) -> str:
    """One form for all past forms of a verb."""
    if past in IRREGULAR or not past.endswith("ed"):
        return IRREGULAR.get(past, past)
    core = past[:-2]
    return core[:-1] if len(core) > 3 and core[-1] == core[-2] else core


def _is_passive(statement: Statement, index: int) -> bool:
    if statement.lower(index).endswith("ing"):
        return False
    at = index - 1
    while statement.lower(at) in ADVERBS:
        at -= 1
    if statement.lower(at) in _BE:
        return is_past(statement.lower(index))
    if statement.lower(at) in AUXILIARIES:
        return False
    return _by(statement, index) is not None and is_past(statement.lower(index))


def _by(statement: Statement, verb: int) -> int | None:
    """The "by" that names who acts, at most a few words behind a participle."""
    for at in range(verb + 1, min(verb + 9, len(statement.words))):
        lower = statement.lower(at)
        if (
            lower == "by"
            and not statement.lower(at + 1).endswith("ing")
            and not statement.words[min(at + 1, len(statement.words) - 1)].is_number
        ):
            return at
        if statement.words[at].is_mark and lower != "-":
            return None
        if is_past(lower) and at > verb + 1:
            return None
    return None


def _read(statement: Statement, index: int, base: str, *, passive: bool) -> Iterator[Event]:
    after = index + 1
    key = _SAME.get(base, base)
    if statement.lower(after) in _PARTICLES:
        key = _PHRASAL.get((base, statement.lower(after)), key)
        after += (base, statement.lower(after)) in _PHRASAL or statement.lower(after + 1) == "by"
    left = phrase_before(statement, index)
    if passive:
        by = _by(statement, index)
        agent = None if by is None else phrase_after(statement, by + 1, whole=False)
        if agent is not None and (beyond := phrase_after(statement, agent.last + 1)) is not None:
            left = _joined(left, beyond)
        if agent is not None and statement.lower(agent.last + 1) in {",", "and"}:
            agent = replace(agent, full=agent.full | _listed(statement, agent.last + 1))
        rest = phrase_after(statement, after)
        patient = _joined(left, rest if by is None or after < by else None)
        if patient is not None and agent is not None:
            patient = replace(patient, full=patient.full - (agent.head - patient.head))
        yield Event(key, index, agent, patient)
        return
    right = phrase_after(statement, after)
    if base not in _SAME and statement.lower(after) in PREPOSITIONS:
        right = None  # "died in the avalanche": nobody it was done to
    for (verb, preposition), other in _TOLD_FROM_THE_OTHER_SIDE.items():
        if verb == base and (giver := _behind(statement, after, preposition)) is not None:
            yield Event(other, index, phrase_after(statement, giver + 1), left)
    yield Event(key, index, left, right)


def _listed(statement: Statement, first: int) -> frozenset[str]:
    """Stems of the further names of a list: "by X, the producer Y and Z"."""
    found: set[str] = set()
    for at in range(first, min(first + 15, len(statement.words))):
        word = statement.words[at]
        if word.text in {";", ".", ":"} or (word.lower in AUXILIARIES or is_past(word.lower)):
            break
        found.update(statement.stems[at] if word.is_capital else ())
    return frozenset(found)


def _joined(patient: Phrase | None, rest: Phrase | None) -> Phrase | None:
    """The patient of a passive with what follows the verb: "the island was ceded to X by Y"."""
    if patient is None or rest is None or patient.pronoun or rest.pronoun:
        return patient
    return replace(patient, full=patient.full | rest.full)


def _behind(statement: Statement, first: int, preposition: str) -> int | None:
    for at in range(first, min(first + 10, len(statement.words))):
        if statement.words[at].is_mark and statement.lower(at) != "-":
            return None
        if statement.lower(at) == preposition:
            return at
    return None


def _of_relations(statement: Statement) -> Iterator[Event]:
    """“X was a student of Y", "X is the captain of Y"."""
    for index in range(2, len(statement.words) - 2):
        relation = _RELATIONS.get(statement.lower(index))
        if relation is None:
            continue
        key, acts = relation
        first = index
        while first > 0 and (statement.lower(first - 1) in DETERMINERS | ADVERBS or statement.stems[first - 1]) and (
            index - first < 3 and not statement.words[first - 1].possessive
        ):  # fmt: skip
            first -= 1
        if statement.lower(first - 1) not in _BE:
            continue
        left = phrase_before(statement, first - 1)
        if statement.lower(index + 1) in {"of", "to"}:
            yield _related(key, acts, index, left, phrase_after(statement, index + 2))


def _related(key: str, acts: bool, index: int, left: Phrase | None, other: Phrase | None) -> Event:
    return Event(key, index, left, other) if acts else Event(key, index, other, left)
