"""Use cases of finding evidence: search, and check with differences."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from claimcheck.assessment import could_not_run, switched_off
from claimcheck.differences import Unprecedented, find_differences, read_unprecedented
from claimcheck.domain import CheckResult, CounterExamples, Evidence, SearchFilters, SearchResult
from claimcheck.errors import ModelError, UsageError
from claimcheck.text.wordings import wording_of
from claimcheck.workbench.judging import judge

if TYPE_CHECKING:
    from claimcheck.index.build import SearchBuild
    from claimcheck.workbench.resources import Resources

_COUNTER_EXAMPLES = 5
_ON_THE_EVENT = 0.4
"""Cosine below which a passage of the window is not on the event: in an empty window something is always nearest."""


class EvidenceDesk:
    """Searching the corpus and checking claims against it."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources

    def warm(self) -> None:
        """Load everything a check needs, so that the first one is as quick as the next.

        Raises:
            ModelError: the embedder or the stance model cannot be loaded.
            NoIndexError: none was built yet.
            IndexMismatchError: the build's files, manifest or model do not match.
        """
        self._resources.embedder().embed_query("warm")  # the first words run also load and plan a good deal
        self._resources.build()
        stance = self._resources.stance_model()
        if stance is not None:
            stance.stances("warm", ["warm"])

    def search(
        self,
        text: str,
        *,
        top: int | None = None,
        filters: SearchFilters | None = None,
        build_id: str | None = None,
    ) -> SearchResult:
        """Passages nearest to ``text`` in meaning and words, one per document.

        Args:
            text: a claim's words, or any others.
            top: hits wanted; the setting ``search.top`` if None.
            filters: limits inside the search.
            build_id: the whole id of a build that is kept; the one in use if None.

        Raises:
            UsageError: nothing to search for.
            NoIndexError: none was built yet.
            IndexMismatchError: the build's files, manifest or model do not match.
        """
        build = self._resources.build_kept(build_id) if build_id else self._resources.build()
        return self._search(build, text, top=top, filters=filters)

    def _search(self, build: SearchBuild, text: str, *, top: int | None, filters: SearchFilters | None) -> SearchResult:
        if not text.strip():
            raise UsageError("nothing to search for", "give some words of the claim")
        settings = self._resources.settings.search
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
        """Evidence for a claim: hits with stance and what concretely differs, and one suggestion from all of them.

        Where the stance model fails or is switched off, the suggestion says so and the hits have no stance.

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
        build = self._resources.build()  # one for everything, though another may take its place meanwhile
        found = self._search(build, text or words, top=top, filters=filters)
        day: date | None = claim.claim_date if claim is not None else None
        evidence = _evidence(words, found, day)
        unprecedented = read_unprecedented(words, day)
        examples = None
        if unprecedented is not None:
            inside = _inside(unprecedented, found.searched.filters)
            further = self._search(build, unprecedented.event, top=_COUNTER_EXAMPLES, filters=inside)
            examples = _counter_examples(further, evidence, _evidence(words, further, day))
        result = CheckResult(
            build=found.build,
            claim=words,
            claim_id=claim.id if claim is not None else None,
            as_of=found.searched.filters.as_of,
            suggestion=None,
            evidence=evidence,
            searched=found.searched,
            counter_examples=examples,
        )
        return self._judged(result, day)

    def _judged(self, result: CheckResult, day: date | None) -> CheckResult:
        """The result with stances and a suggestion; no database is open while the model runs."""
        try:
            model = self._resources.stance_model()
            if model is None:
                return replace(result, suggestion=switched_off())
            judged = judge(model, result.claim, result.shown, claim_date=day, as_of=result.as_of)
        except ModelError as error:
            return replace(result, suggestion=could_not_run(error.message))
        by_rank = {one.hit.rank: one for one in judged.evidence}
        examples = result.counter_examples
        return replace(
            result,
            suggestion=judged.suggestion,
            evidence=tuple(by_rank[one.hit.rank] for one in result.evidence),
            counter_examples=examples
            and replace(examples, evidence=tuple(by_rank[one.hit.rank] for one in examples.evidence)),
        )


def _inside(unprecedented: Unprecedented, asked: SearchFilters) -> SearchFilters:
    """The window, within what was asked for anyway."""
    last_day = min((one for one in (asked.as_of, unprecedented.last_day) if one is not None), default=None)
    first_day = max((one for one in (asked.since, unprecedented.first_day) if one is not None), default=None)
    return replace(asked, as_of=last_day, since=first_day)


def _counter_examples(
    found: SearchResult, listed: tuple[Evidence, ...], inside: tuple[Evidence, ...]
) -> CounterExamples:
    """What was published on the event inside the window: the claim's own words find what is like the claim."""
    known = {one.hit.passage.id: one for one in listed}
    examples: list[Evidence] = []
    rank = len(listed)
    for one in inside:
        if one.hit.similarity < _ON_THE_EVENT:
            continue
        if one.hit.passage.id in known:
            examples.append(known[one.hit.passage.id])
            continue
        rank += 1
        examples.append(replace(one, hit=replace(one.hit, rank=rank, copy_of=None)))
    filters = found.searched.filters
    return CounterExamples(event=found.query, first_day=filters.since, last_day=filters.as_of, evidence=tuple(examples))


def _evidence(words: str, found: SearchResult, day: date | None) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(hit=hit, stance=None, differences=find_differences(words, hit.passage.text, claim_date=day))
        for hit in found.hits
    )
