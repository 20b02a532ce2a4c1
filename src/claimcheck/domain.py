"""The vocabulary as types: frozen values that every layer shares and none can change.

Times are timezone-aware UTC, offsets are Unicode code points of the stored text, similarity is cosine
(higher is closer). Nothing here imports from the rest of the package or from a third party.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
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
    NEGATION = "negation"
    QUANTIFIER = "quantifier"
    QUOTE = "quote"


class ClaimState(StrEnum):
    """Where a claim stands: found by the program, kept or dropped by a person, decided by a verdict."""

    PROPOSED = "proposed"
    KEPT = "kept"
    DROPPED = "dropped"
    DECIDED = "decided"


class ClaimKind(StrEnum):
    """The most telling thing a claim asserts; decides what a checker looks for first."""

    NUMBER = "number"
    DATE = "date"
    FIRST_ONLY_SINCE = "first_only_since"
    ROLE = "role"
    QUOTE = "quote"
    EVENT = "event"


class EventKind(StrEnum):
    """What can happen to an article or a claim; every one is a row of the ledger."""

    ARTICLE_ADDED = "article_added"
    ARTICLE_EDITED = "article_edited"
    CLAIM_PROPOSED = "claim_proposed"
    CLAIM_ADDED = "claim_added"
    CLAIM_KEPT = "claim_kept"
    CLAIM_EDITED = "claim_edited"
    CLAIM_DROPPED = "claim_dropped"
    CLAIM_RESTORED = "claim_restored"
    VERDICT_RECORDED = "verdict_recorded"
    VERDICT_CORRECTED = "verdict_corrected"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationDate:
    """A day of publication and where it was read from ("json-ld", "meta", "column 'date'", "given", …)."""

    day: date
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Origins:
    """Where each field of an article was read from, in the words of `PublicationDate.origin`.

    None where the field is empty, or where nobody wrote it down: articles stored before origins were kept.
    """

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A text somebody published, in which claims are made."""

    id: str
    title: str
    text: str
    author: str | None
    publisher: str | None
    published: PublicationDate | None
    url: str | None
    language: str | None
    sha256: str
    added_at: datetime
    original: str | None
    """Path of the kept original bytes, relative to the workspace's ``data`` folder."""
    origins: Origins = field(default_factory=Origins)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleSummary:
    """An article without its text, with how many of its claims stand where."""

    id: str
    title: str
    author: str | None
    publisher: str | None
    published: PublicationDate | None
    url: str | None
    language: str | None
    added_at: datetime
    claims: Mapping[ClaimState, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One item of the evidence corpus; ``sha256`` is of its original bytes."""

    id: str
    origin_id: str
    """Digest of the normalised text alone: reprints of one text share it."""
    external_id: str | None
    title: str | None
    text: str
    publisher: str | None
    author: str | None
    published: PublicationDate | None
    language: str | None
    url: str | None
    sha256: str
    added_at: datetime
    original: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSource:
    """What a hit and a pin say about the document a passage comes from."""

    document_id: str
    external_id: str | None
    title: str | None
    publisher: str | None
    published: date | None
    url: str | None
    language: str | None
    sha256: str
    origin_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A window of sentences of a document; ``document.text[start:end] == text``."""

    id: str
    document_id: str
    start: int
    end: int
    text: str


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


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceScores:
    """Probabilities, summing to 1, that a passage supports, refutes or leaves a claim open."""

    supports: float
    refutes: float
    not_enough_info: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A hit with what it says about the claim; ``stance`` is None while no stance model is installed."""

    hit: Hit
    stance: StanceScores | None
    differences: tuple[Difference, ...]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """Evidence for one claim. ``suggestion`` stays None until a stance model can carry one."""

    build: str
    claim: str
    claim_id: str | None
    as_of: date | None
    suggestion: str | None
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of an article; ``article.text[start:end] == text``."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimProposal:
    """A sentence the claim detector thinks worth checking, before anybody has looked at it."""

    text: str
    said: str
    start: int
    end: int
    check_worthiness: float
    kind: ClaimKind | None
    speaker: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One checkable statement: the words as said and, beside them, the words to check."""

    id: str
    article_id: str | None
    text: str
    """The words to check, complete on their own; editable."""
    said: str
    """The words as said; never altered. Equal to ``article.text[start:end]`` where there is a span."""
    start: int | None
    end: int | None
    speaker: str | None
    claim_date: date | None
    check_worthiness: float | None
    kind: ClaimKind | None
    state: ClaimState
    version: int
    """Number of the last event on this claim; what a save compares against."""
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """A frozen copy of the evidence a verdict rests on; readable whatever happens to the corpus.

    A passage pin has ``passage_id``; a span a person selected has a document without a passage; an
    off-corpus pin (a phone call, a letter) has neither, and says who, when and what in its text.
    """

    stance: PinStance
    text: str
    paragraph: str
    passage_id: str | None
    document_id: str | None
    document_sha256: str | None
    start: int | None
    end: int | None
    title: str | None
    publisher: str | None
    url: str | None
    published: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewVerdict:
    """A verdict as a person asks to have it recorded."""

    claim_id: str
    rating: str
    explanation: str
    pins: tuple[Pin, ...]
    reviewer: str
    build: str | None
    hits: tuple[Hit, ...] = ()
    """The ranked hits the person saw, frozen with the verdict."""
    expected_version: int | None = None
    """The claim's version the person saw; None skips the comparison (a batch without a reader)."""
    idempotency_key: str | None = None
    """A retried save with the same key records nothing new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A verdict in the making; kept for its author only and never part of the record."""

    rating: str | None
    explanation: str
    pins: tuple[Pin, ...] = ()
    saved_at: datetime | None = None
    """When it was last saved; set by the store."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenHit:
    """One line of the ranked list a reviewer saw, as stored with the verdict."""

    rank: int
    passage_id: str
    document_id: str
    text: str
    similarity: float
    lexical: float | None
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a person decided, with pinned evidence and an explanation. Never updated, only replaced."""

    id: str
    claim_id: str
    claim_text: str
    """The words that were checked, as they stood when the verdict was recorded."""
    rating: str
    outcome: Outcome
    explanation: str
    pins: tuple[Pin, ...]
    reviewer: str
    recorded_at: datetime
    build: str | None
    hits: tuple[FrozenHit, ...]
    replaces: str | None
    replaced_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEvent:
    """One row of the hash-chained ledger; ``digest`` covers ``previous`` and everything else here.

    An event is about a claim or about an article, so one of the two ids is None.
    """

    seq: int
    at: datetime
    kind: EventKind
    claim_id: str | None
    article_id: str | None = None
    actor: str
    payload: str
    """Canonical JSON of what changed."""
    previous: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerReport:
    """Result of proving the ledger: ``problems`` names every row that does not fit."""

    events: int
    head: str
    problems: tuple[str, ...]

    @property
    def intact(self) -> bool:
        """Whether the whole chain proves."""
        return not self.problems


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictRow:
    """A current verdict joined with its claim and article: what the table shows and an export writes."""

    verdict: Verdict
    claim: Claim
    article: Article | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """An item that could not be read: where it was and why, in words for the person who brought it."""

    where: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What one ``corpus add`` did."""

    added: int
    already_known: int
    reprints: int
    """Of the added, how many share their text with another document."""
    rejected: tuple[Rejected, ...]
    rejected_count: int
    """All that were rejected; ``rejected`` lists at most the first thousand."""
    document_ids: tuple[str, ...]
    """Ids of the first thousand added or already known, in input order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusStats:
    """Size and make-up of the corpus."""

    documents: int
    characters: int
    undated: int
    origins: int
    publishers: Mapping[str, int] = field(default_factory=dict)
    languages: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildSummary:
    """One build of the index as `index list` and `index status` show it."""

    id: str
    created_at: datetime
    documents: int
    passages: int
    dead_passages: int
    embedder: str
    precision: str
    dimension: int
    kind: str
    """FAISS index kind: "Flat" or "SQ8"."""
    size_bytes: int
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What one ``index build`` did; ``build`` is None only for an empty first corpus."""

    build: BuildSummary
    created: bool
    """False when nothing was new and the build in use stays."""
    embedded: int
    reused: int
    removed: int
    seconds: float
    passages_per_second: float


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexStatus:
    """The build in use and how far the corpus has moved on since."""

    build: BuildSummary | None
    documents: int
    not_indexed: int
    removed_since: int
    building_pid: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyReport:
    """Result of proving a build: ``problems`` names every file or count that does not fit."""

    build: str
    files: int
    passages: int
    problems: tuple[str, ...]

    @property
    def intact(self) -> bool:
        """Whether everything fits."""
        return not self.problems
