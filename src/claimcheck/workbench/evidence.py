"""Use cases of finding evidence: search, and check with differences."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from claimcheck.differences import find_differences
from claimcheck.domain import CheckResult, Evidence, SearchFilters, SearchResult
from claimcheck.errors import UsageError
from claimcheck.text.wordings import wording_of

if TYPE_CHECKING:
    from claimcheck.workbench.resources import Resources


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
        corpus = self._resources.corpus
        with corpus.held():
            removed = corpus.removed_since(build.corpus_revision)
            not_indexed = corpus.count_added_since(build.corpus_revision)
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
            removed=removed,
        )
        return replace(result, query=text, searched=replace(result.searched, not_indexed=not_indexed))

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
        evidence = tuple(
            Evidence(hit=hit, stance=None, differences=find_differences(words, hit.passage.text, claim_date=day))
            for hit in found.hits
        )
        return CheckResult(
            build=found.build,
            claim=words,
            claim_id=claim.id if claim is not None else None,
            as_of=found.searched.filters.as_of,
            suggestion=None,
            evidence=evidence,
            searched=found.searched,
        )
