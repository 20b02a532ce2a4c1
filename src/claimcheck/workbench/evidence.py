"""Use cases of finding evidence: search, and check with differences."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from claimcheck.differences import Unprecedented, find_differences, read_unprecedented
from claimcheck.domain import CheckResult, CounterExamples, Evidence, SearchFilters, SearchResult
from claimcheck.errors import UsageError
from claimcheck.text.wordings import wording_of

if TYPE_CHECKING:
    from claimcheck.workbench.resources import Resources

_COUNTER_EXAMPLES = 5
_ON_THE_EVENT = 0.4
"""Cosine below which a passage of the window is not on the event: in an empty window something is always nearest."""


class EvidenceDesk:
    """Searching the corpus and checking claims against it."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources

    def warm(self) -> None:
        """Load everything a search needs, so that the first one is as quick as the next.

        Raises:
            ModelError: the embedder cannot be loaded.
            NoIndexError: none was built yet.
            IndexMismatchError: the build's files, manifest or model do not match.
        """
        self._resources.embedder().embed_query("warm")  # the first words run also load and plan a good deal
        self._resources.build()

    def search(self, text: str, *, top: int | None = None, filters: SearchFilters | None = None) -> SearchResult:
        """Passages nearest to ``text`` in meaning and words, one per document.

        Raises:
            UsageError: nothing to search for.
            NoIndexError: none was built yet.
            IndexMismatchError: the build's files, manifest or model do not match.
        """
        if not text.strip():
            raise UsageError("nothing to search for", "give some words of the claim")
        settings = self._resources.settings.search
        build = self._resources.build()
        changes = self._resources.corpus.changes_since(build.corpus_revision)
        wording = wording_of(text)
        vector = self._resources.embedder(build.embedder.precision).embed_query(wording.meaning)
        wanted = top or settings.top
        result = build.search(
            wording.words,
            vector,
            top=wanted,
            depth=max(settings.depth, wanted),
            lexical_weight=settings.lexical_weight,
            filters=filters or SearchFilters(),
            removed=changes.removed,
        )
        return replace(result, query=text, searched=replace(result.searched, not_indexed=changes.added))

    def check(
        self,
        text: str | None = None,
        *,
        claim_id: str | None = None,
        top: int | None = None,
        filters: SearchFilters | None = None,
    ) -> CheckResult:
        """Evidence for a claim: hits with what concretely differs. No stance and no suggestion without a stance model.

        Args:
            text: the words to check; for a stored claim, a refined query (the claim's own words if None).
            claim_id: a stored claim, whose date helps to compare relative dates.
            top: hits wanted.
            filters: limits inside the search.

        Raises:
            UsageError: neither text nor claim.
            NotFoundError: no such claim.
        """
        claim = self._resources.desk.get_claim(claim_id) if claim_id else None
        if claim is None and text is None:
            raise UsageError("nothing to check", "give the claim's words, or `--claim ID`")
        words = claim.text if claim is not None else text or ""
        found = self.search(text or words, top=top, filters=filters)
        day: date | None = claim.claim_date if claim is not None else None
        evidence = _evidence(words, found, day)
        unprecedented = read_unprecedented(words, day)
        examples = self._counter_examples(unprecedented, words, evidence, found, day) if unprecedented else None
        return CheckResult(
            build=found.build,
            claim=words,
            claim_id=claim.id if claim is not None else None,
            as_of=found.searched.filters.as_of,
            suggestion=None,
            evidence=evidence,
            searched=found.searched,
            counter_examples=examples,
        )

    def _counter_examples(
        self,
        unprecedented: Unprecedented,
        words: str,
        evidence: tuple[Evidence, ...],
        found: SearchResult,
        day: date | None,
    ) -> CounterExamples:
        """What was published on the event inside the window: the claim's own words find what is like the claim."""
        asked = found.searched.filters
        last_day = min((one for one in (asked.as_of, unprecedented.last_day) if one is not None), default=None)
        first_day = max((one for one in (asked.since, unprecedented.first_day) if one is not None), default=None)
        inside = replace(asked, as_of=last_day, since=first_day)
        known = {one.hit.passage.id: one for one in evidence}
        examples: list[Evidence] = []
        for one in _evidence(words, self.search(unprecedented.event, top=_COUNTER_EXAMPLES, filters=inside), day):
            if one.hit.similarity < _ON_THE_EVENT:
                continue
            further = len(evidence) + 1 + sum(example.hit.rank > len(evidence) for example in examples)
            examples.append(
                known.get(one.hit.passage.id) or replace(one, hit=replace(one.hit, rank=further, copy_of=None))
            )
        return CounterExamples(
            event=unprecedented.event, first_day=first_day, last_day=last_day, evidence=tuple(examples)
        )


def _evidence(words: str, found: SearchResult, day: date | None) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(hit=hit, stance=None, differences=find_differences(words, hit.passage.text, claim_date=day))
        for hit in found.hits
    )
