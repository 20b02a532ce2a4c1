"""What a search finds, and what it says about a claim."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from claimcheck.domain.documents import DocumentSource, Passage
from claimcheck.domain.ratings import DifferenceKind, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage with the scores that brought it up; ``score`` orders hits within one query only."""

    rank: int
    passage: Passage
    source: DocumentSource
    similarity: float
    """Cosine of claim and passage vector, -1 to 1, also for hits that only the words brought up."""
    lexical: float | None
    """BM25 score, or None where the lexical leg did not return the passage."""
    score: float
    copy_of: int | None = None
    """Rank of the better hit whose text this document nearly repeats; None for the first of its origin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchFilters:
    """Limits applied inside both legs of a search."""

    as_of: date | None = None
    """Only passages published on or before this day; undated ones are left out and counted."""
    since: date | None = None
    """Only passages published on or after this day; undated ones are left out and counted."""
    publisher: str | None = None
    language: str | None = None

    @property
    def active(self) -> bool:
        """Whether anything is filtered at all."""
        return self != SearchFilters()


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """What a search looked through, so that "nothing found" says how hard was looked."""

    passages: int
    documents: int
    not_indexed: int
    undated_left_out: int
    best_similarity: float | None
    filters: SearchFilters


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """Ranked hits of one query against one build."""

    build: str
    query: str
    hits: tuple[Hit, ...]
    searched: Searched


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A concrete mismatch: what the claim says and what the passage says instead.

    ``claim_span`` and ``passage_span`` are (start, end) in the respective text, None where a side is silent.
    """

    kind: DifferenceKind
    claim: str
    passage: str
    claim_span: tuple[int, int] | None = None
    passage_span: tuple[int, int] | None = None
    hard: bool = True
    """Whether both cannot be true of the same subject: then the passage is never shown as supporting the claim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceScores:
    """Probabilities, summing to 1, that a passage supports, refutes or leaves a claim open."""

    supports: float
    refutes: float
    not_enough_info: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A hit with what it says about the claim; ``stance`` is None where no stance model ran on it."""

    hit: Hit
    stance: StanceScores | None
    differences: tuple[Difference, ...]
    bearing: tuple[int, int] | None = None
    """The sentence of ``hit.passage.text`` that decides the stance, None where no sentence does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterExamples:
    """What was published on the event of a "first since" claim inside the window in which one earlier case refutes it.

    Found by words and day alone: whether a passage tells of an earlier case is for a person to say.
    """

    event: str
    """The words that were searched for."""
    first_day: date | None
    last_day: date | None
    evidence: tuple[Evidence, ...]
    """Best first; a passage that is also in the result's evidence has its rank there, others go on counting."""


class SuggestionState(StrEnum):
    """What stands behind a suggestion, or why there is none."""

    EVIDENCE_FOUND = "evidence_found"
    CLOSE_BUT_SILENT = "close_but_silent"
    NOTHING_CLOSE = "nothing_close"
    COULD_NOT_RUN = "could_not_run"
    SWITCHED_OFF = "switched_off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """What the program proposes for a claim; never a verdict."""

    state: SuggestionState
    outcome: Outcome | None
    """None where the stance model did not run."""
    confidence: float | None
    """Calibrated probability from 0 to 1 that a person would decide the same; None where there is no outcome."""
    reason: str
    """One sentence for the checker; cites passages by their rank in square brackets."""
    cites: tuple[int, ...] = ()
    """Ranks of the evidence it rests on."""
    supporting_origins: int = 0
    refuting_origins: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """Evidence for one claim, and what the program suggests on the strength of it."""

    build: str
    claim: str
    claim_id: str | None
    as_of: date | None
    suggestion: Suggestion | None
    evidence: tuple[Evidence, ...]
    searched: Searched
    counter_examples: CounterExamples | None = None
    """None where the claim is not one of a first, only or record."""

    @property
    def shown(self) -> tuple[Evidence, ...]:
        """Everything a person sees, each passage once and by rank."""
        ranks = {evidence.hit.rank for evidence in self.evidence}
        further = self.counter_examples.evidence if self.counter_examples else ()
        return (*self.evidence, *(evidence for evidence in further if evidence.hit.rank not in ranks))
