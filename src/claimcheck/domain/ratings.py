"""What evidence and people say: outcomes, stances, the kinds of mismatch."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """The four meanings onto which every desk's rating scale maps."""

    SUPPORTED = "supported"
    REFUTED = "refuted"
    CONFLICTING = "conflicting"
    NOT_ENOUGH_EVIDENCE = "not_enough_evidence"

    @property
    def decisive(self) -> bool:
        """Whether the outcome says something about the truth of the claim, and so must rest on pins."""
        return self is not Outcome.NOT_ENOUGH_EVIDENCE


class PinStance(StrEnum):
    """What a person says a pinned passage does for the claim."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    CONTEXT = "context"


class DifferenceKind(StrEnum):
    """The kinds of concrete mismatch between a claim and a passage."""

    NUMBER = "number"
    UNIT = "unit"
    DATE = "date"
    NAME = "name"
    ROLE = "role"
    NEGATION = "negation"
    COMPARATIVE = "comparative"
    QUANTIFIER = "quantifier"
    ORDER = "order"
    QUOTE = "quote"
