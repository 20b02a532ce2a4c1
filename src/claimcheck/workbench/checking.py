"""Use cases around one sitting over a claim: which claim is next, what a verdict still lacks, where a hit stands."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimcheck.domain import (
    Article,
    Claim,
    ClaimState,
    Draft,
    Hit,
    LedgerEvent,
    Outcome,
    Pin,
    Verdict,
)
from claimcheck.errors import NoIndexError
from claimcheck.index.eligible import fold_language, fold_publisher
from claimcheck.text.paragraphs import paragraph_around

if TYPE_CHECKING:
    from claimcheck.workbench.resources import Resources

OPEN_STATES = (ClaimState.KEPT, ClaimState.PROPOSED)
"""States in which a claim waits for a verdict, those a person has chosen first."""
_NEWEST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """The paragraph a passage stands in; ``text[start:end]`` is the passage."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexInUse:
    """What decides whether a search found earlier is still what a search would find."""

    build: str | None
    corpus: tuple[int, int]
    """When the corpus was last written and its size: cheaper to ask than its revision, and never says too little."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """By what a search can be narrowed: what the corpus holds, most documents first, each spelling once."""

    publishers: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """One person over one claim: everything that is on the desk, read at one moment."""

    claim: Claim
    article: Article | None
    draft: Draft | None
    standing: Verdict | None
    """The verdict in force."""
    events: tuple[LedgerEvent, ...]
    """The newest events of the claim, oldest first."""

    @property
    def work(self) -> Draft:
        """What the person has in hand: the draft, else the verdict in force to correct, else nothing yet."""
        if self.draft is not None:
            return self.draft
        if self.standing is not None:
            return Draft(rating=self.standing.rating, explanation=self.standing.explanation, pins=self.standing.pins)
        return Draft(rating=None, explanation="")


class Checking:
    """What a person needs to know while checking."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources
        self._reading = threading.Lock()
        self._queue: tuple[str, tuple[str, ...]] = ("", ())
        self._sources: tuple[tuple[int, int], Sources] = ((0, 0), Sources())

    def reading(self) -> AbstractContextManager[None]:
        """Keep the record open over several reads; never around a search."""
        return self._resources.desk.held()

    def sitting(self, claim_id: str, reviewer: str) -> Sitting:
        """A claim with its article, the reviewer's draft, the verdict in force and what happened to it last.

        Raises:
            NotFoundError: no such claim.
        """
        desk = self._resources.desk
        with desk.held():
            claim = desk.get_claim(claim_id)
            decided = claim.state is ClaimState.DECIDED
            return Sitting(
                claim=claim,
                article=desk.get_article(claim.article_id) if claim.article_id else None,
                draft=desk.get_draft(claim.id, reviewer),
                standing=desk.verdict_history(claim.id)[-1] if decided else None,
                events=tuple(desk.events(claim.id, limit=_NEWEST)),
            )

    def queue(self) -> tuple[str, ...]:
        """Ids of the claims without a verdict, kept ones first, each kind in the order of its article.

        Read again only after something was recorded; ten thousand claims take a noticeable moment.
        """
        desk = self._resources.desk
        head = desk.ledger_head()
        with self._reading:
            if self._queue[0] != head:
                claims = desk.list_claims(states=OPEN_STATES)
                ordered = sorted(claims, key=lambda claim: OPEN_STATES.index(claim.state))
                self._queue = (head, tuple(claim.id for claim in ordered))
            return self._queue[1]

    def find(
        self, *, text: str | None = None, states: Sequence[ClaimState] | None = None, limit: int = 50
    ) -> list[Claim]:
        """Claims with these words, in the order of their articles; dropped ones only if asked for.

        Args:
            text: words in the claim or in the words as said.
            states: only claims in one of these states.
            limit: at most so many.
        """
        wanted = states or [state for state in ClaimState if state is not ClaimState.DROPPED]
        return self._resources.desk.list_claims(states=wanted, text=text or None, limit=limit)

    def missing(self, rating: str | None, explanation: str, pins: Sequence[Pin], reviewer: str) -> tuple[str, ...]:
        """What a verdict still needs before it may be recorded, each as words that complete "missing: …"."""
        return self._resources.desk.missing(rating, explanation, pins, reviewer)

    def outcome(self, rating: str | None) -> Outcome | None:
        """What a rating of the desk's scale means; None for one that is not on it."""
        return self._resources.settings.desk.ratings.get(rating or "")

    def index_in_use(self) -> IndexInUse:
        """Which build answers now, None where none was made yet, and how far the corpus is."""
        try:
            build: str | None = self._resources.index_folder.current_id()
        except NoIndexError:
            build = None
        try:
            written = self._resources.workspace.corpus_database.stat()
        except OSError:
            return IndexInUse(build=build, corpus=(0, 0))
        return IndexInUse(build=build, corpus=(written.st_mtime_ns, written.st_size))

    def sources(self) -> Sources:
        """Publishers and languages of the corpus; read again only after it was written."""
        written = self.index_in_use().corpus
        known, sources = self._sources
        if known != written:
            stats = self._resources.corpus.stats()
            publishers: dict[str, str] = {}
            for name in stats.publishers:
                publishers.setdefault(fold_publisher(name), name)
            languages = dict.fromkeys(map(fold_language, stats.languages))
            sources = Sources(publishers=tuple(publishers.values()), languages=tuple(languages))
            self._sources = (written, sources)
        return sources

    def paragraphs(self, hits: Sequence[Hit]) -> Mapping[str, Paragraph]:
        """The paragraph around each hit, by passage id; a document removed since leaves the passage alone."""
        ids = list(dict.fromkeys(hit.passage.document_id for hit in hits))
        texts = {document.id: document.text for document in self._resources.corpus.documents(ids)}
        return {hit.passage.id: _around(hit, texts.get(hit.passage.document_id)) for hit in hits}


def _around(hit: Hit, text: str | None) -> Paragraph:
    passage = hit.passage
    if text is None or text[passage.start : passage.end] != passage.text:
        return Paragraph(text=passage.text, start=0, end=len(passage.text))
    paragraph = paragraph_around(text, passage.start, passage.end)
    begin = text.rfind(paragraph, max(passage.end - len(paragraph), 0), passage.start + len(paragraph))
    if begin < 0:  # the passage begins or ends in the white space that a paragraph is stripped of
        return Paragraph(text=passage.text, start=0, end=len(passage.text))
    return Paragraph(text=paragraph, start=passage.start - begin, end=passage.end - begin)
