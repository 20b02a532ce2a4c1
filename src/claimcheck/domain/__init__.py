"""The vocabulary as types: frozen values that every layer shares and none can change.

Times are timezone-aware UTC, offsets are Unicode code points of the stored text, similarity is cosine
(higher is closer). Nothing here imports from the rest of the package or from a third party.
"""

from claimcheck.domain.articles import (
    Article,
    ArticleSummary,
    BroughtArticle,
    LanguageSupport,
    LikeArticle,
    Likeness,
    OriginalFile,
    Origins,
    PublicationDate,
)
from claimcheck.domain.builds import BuildReport, BuildSummary, IndexStatus, VerifyReport
from claimcheck.domain.claims import Claim, ClaimKind, ClaimProposal, ClaimState, Sentence
from claimcheck.domain.completions import ClaimPart, Completion, PartAspect, Replacement, ReplacementKind
from claimcheck.domain.documents import CorpusStats, Document, DocumentSource, ImportReport, Passage, Rejected
from claimcheck.domain.earlier import EarlierCheck, EarlierMatch, MatchStrength
from claimcheck.domain.evidence import (
    CheckResult,
    CounterExamples,
    Difference,
    Evidence,
    Hit,
    Searched,
    SearchFilters,
    SearchResult,
    StanceScores,
    Suggestion,
    SuggestionState,
)
from claimcheck.domain.feeds import FeedReport
from claimcheck.domain.ratings import DifferenceKind, Outcome, PinStance
from claimcheck.domain.record import (
    Draft,
    EventKind,
    FrozenHit,
    LedgerEvent,
    LedgerReport,
    NewVerdict,
    Pin,
    Undone,
    Verdict,
    VerdictRow,
)

__all__ = [
    "Article",
    "ArticleSummary",
    "BroughtArticle",
    "BuildReport",
    "BuildSummary",
    "CheckResult",
    "Claim",
    "ClaimKind",
    "ClaimPart",
    "ClaimProposal",
    "ClaimState",
    "Completion",
    "CorpusStats",
    "CounterExamples",
    "Difference",
    "DifferenceKind",
    "Document",
    "DocumentSource",
    "Draft",
    "EarlierCheck",
    "EarlierMatch",
    "EventKind",
    "Evidence",
    "FeedReport",
    "FrozenHit",
    "Hit",
    "ImportReport",
    "IndexStatus",
    "LanguageSupport",
    "LedgerEvent",
    "LedgerReport",
    "LikeArticle",
    "Likeness",
    "MatchStrength",
    "NewVerdict",
    "OriginalFile",
    "Origins",
    "Outcome",
    "PartAspect",
    "Passage",
    "Pin",
    "PinStance",
    "PublicationDate",
    "Rejected",
    "Replacement",
    "ReplacementKind",
    "SearchFilters",
    "SearchResult",
    "Searched",
    "Sentence",
    "StanceScores",
    "Suggestion",
    "SuggestionState",
    "Undone",
    "Verdict",
    "VerdictRow",
    "VerifyReport",
]
