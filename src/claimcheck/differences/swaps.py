"""Who did it and to whom: the same happening told with its parties the other way round."""

from __future__ import annotations

from dataclasses import replace

from claimcheck.differences.alignment import Alignment
from claimcheck.differences.events import Event, events
from claimcheck.differences.findings import difference
from claimcheck.differences.phrases import Phrase, meet
from claimcheck.differences.statements import Statement
from claimcheck.domain import Difference, DifferenceKind

_PERSONS = frozenset({"he", "she", "him", "her", "himself", "herself"})


def compare_parties(alignment: Alignment, passage: tuple[Statement, ...]) -> list[Difference]:
    """Happenings in which the bearing sentences make the claim's doer the one to whom it was done."""
    claimed = [event for event in resolved(alignment.claim, None) if event.agent and event.patient]
    if not claimed:
        return []
    offered = [
        (statement, event)
        for statement in alignment.passage
        for event in resolved(statement, _before(statement, passage))
    ]
    found: list[Difference] = []
    for mine in claimed:
        same = [(statement, event) for statement, event in offered if event.key == mine.key]
        if any(meet(mine.agent, event.agent) for _, event in same):
            continue
        definite = mine.agent is not None and alignment.claim.lower(mine.agent.first - 1) not in {"a", "an", "", "some"}
        for statement, other in same:
            if _is_swapped(mine, other, definite=definite) and mine.agent and (there := other.agent or other.patient):
                found.append(
                    difference(
                        DifferenceKind.ROLE,
                        alignment.claim,
                        _span(alignment.claim, mine.agent),
                        statement,
                        _span(statement, there),
                    )
                )
                break
    return found


def _before(statement: Statement, passage: tuple[Statement, ...]) -> Statement | None:
    at = next(index for index, one in enumerate(passage) if one is statement)
    return passage[at - 1] if at else None


def resolved(statement: Statement, before: Statement | None) -> list[Event]:
    """The happenings of a sentence with pronouns filled in from the subject of it, or of the sentence before."""
    found: list[Event] = []
    subject: Phrase | None = None
    for event in events(statement):
        agent, patient = event.agent, event.patient
        earlier = _antecedent(before)
        if patient is not None and patient.pronoun and agent is not None and not agent.pronoun:
            patient = _filled(patient, subject or _opening(statement, agent) or earlier)
        elif patient is not None and patient.pronoun:
            patient = _filled(patient, subject or earlier)
        if agent is not None and agent.pronoun:
            agent = _filled(agent, subject or earlier)
        if subject is None:
            subject = next((one for one in (event.agent, event.patient) if one is not None and not one.pronoun), None)
        if agent or patient:
            found.append(replace(event, agent=agent, patient=patient))
    return found


def _antecedent(before: Statement | None) -> Phrase | None:
    if before is None or not before.words:
        return None
    stems: list[str] = []
    for index, word in enumerate(before.words[:12]):
        if word.lower in {"is", "was", "are", "were", "has", "had", "have", "will"} and stems:
            break
        stems.extend(before.stems[index])
    return Phrase(0, 0, frozenset(stems), frozenset(stems)) if stems else None


def _opening(statement: Statement, agent: Phrase) -> Phrase | None:
    """The first words of a sentence, where they stand before the one who acts: "a boy, whom a dog had bitten"."""
    stems = [stem for index in range(min(agent.first, 6)) for stem in statement.stems[index]]
    return Phrase(0, 0, frozenset(stems), frozenset(stems)) if stems else None


def _filled(pronoun: Phrase, antecedent: Phrase | None) -> Phrase | None:
    if antecedent is None:
        return None
    return replace(pronoun, full=antecedent.full, head=antecedent.full, pronoun="")


def _is_swapped(mine: Event, other: Event, *, definite: bool) -> bool:
    if not meet(mine.agent, other.patient):
        return False
    both_ways = meet(mine.patient, other.agent)
    if meet(mine.patient, other.patient):
        return both_ways and definite
    if both_ways:
        return True
    named = mine.agent and other.patient and mine.agent.head & other.patient.head
    return bool(named and other.agent and "people" not in other.agent.full)


def _span(statement: Statement, phrase: Phrase) -> tuple[int, int]:
    return statement.words[phrase.first].start, statement.words[phrase.last].bare_end
