"""What `eval desk` says about one build."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimcheck.domain import BuildSummary
    from claimcheck.evaluation.seeking import Found, Ranks


class LeftOut(StrEnum):
    """Why a target is not looked for; none of these is a miss of the search."""

    NOT_IN_CORPUS = "not_in_corpus"
    """Its document has left the corpus, or never was in it."""
    NOT_INDEXED = "not_indexed"
    """Its document came after the build."""
    NOT_KNOWN_THEN = "not_known_then"
    """Its document is of a later day than the claim, or of none; only where claims are searched as of their day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThenAndNow:
    """Ranks in the hits that reviewers saw, beside those within the same number of hits of a search now."""

    build: str
    """The build those hits came from."""
    embedder: str | None
    """None where that build is not kept any more."""
    precision: str | None
    looked_for: int
    then: Ranks
    now: Ranks
    better: int
    """How many stand further up now."""
    worse: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskScores:
    """How one build does on past verdicts; times are of a whole search, the embedding of the claim included."""

    build: BuildSummary
    claims: int
    """How many were searched: those with something to look for."""
    looked_for: int
    left_out: tuple[LeftOut, ...]
    """One for each target that was not looked for."""
    outside: int
    """Pins on no document: a phone call, a letter."""
    undated: int
    """Of the claims searched as of their day, those without one, for which nothing was filtered."""
    passages: Ranks
    documents: Ranks
    p50_ms: float
    p95_ms: float
    then: tuple[ThenAndNow, ...]
    """Empty where claims were searched as of their day: fewer documents compete, so the ranks cannot be compared."""
    misses: tuple[Found, ...]
    """What is not among the hits."""
