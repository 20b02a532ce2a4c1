"""How much a sentence of a report is worth checking: what the detector says, moved by what the sentence states.

The detector learnt from debates, where a sentence without a policy or a figure is rarely worth checking. In reports a
first, an office or a number is what goes wrong most easily, and what somebody named did can be looked up; a sentence
that states nothing of the sort, or is only about somebody's words, gives a checker less to hold on to. The steps are
chosen for these reasons, not fitted to any text.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from typing import TYPE_CHECKING

from claimcheck.domain import ClaimKind

if TYPE_CHECKING:
    from spacy.tokens import Span

TELLING = frozenset({ClaimKind.FIRST_ONLY_SINCE, ClaimKind.ROLE, ClaimKind.NUMBER})
TELLING_STEP, NAMED_STEP, VAGUE_STEP = 1.0, 0.8, -1.0
"""Steps of log odds: for a telling kind, for what somebody named did, for a sentence without a kind but its quote."""
_ACTORS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_CLOSEST = 1e-6


def moved(probability: float, kinds: Collection[ClaimKind], *, actor_named: bool) -> float:
    """The probability after the step for what is stated.

    Args:
        probability: of the detector.
        kinds: what the sentence asserts.
        actor_named: whether the subject of its main verb has a name.
    """
    if not TELLING.isdisjoint(kinds):
        step = TELLING_STEP
    elif ClaimKind.EVENT in kinds and actor_named:
        step = NAMED_STEP
    else:
        step = 0.0 if set(kinds) - {ClaimKind.QUOTE} else VAGUE_STEP
    if step == 0.0 or not _CLOSEST < probability < 1 - _CLOSEST:
        return probability
    return 1 / (1 + math.exp(-math.log(probability / (1 - probability)) - step))


def actor_is_named(span: Span) -> bool:
    """Whether the subject of the main verb, active or passive, holds the name of somebody or of a body."""
    subject = next((child for child in span.root.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
    return subject is not None and subject.ent_type_ in _ACTORS
