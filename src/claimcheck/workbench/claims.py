"""Use cases on claims: find, add, keep, edit, drop."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from claimcheck.domain import Claim, ClaimPart, ClaimState, Completion, LedgerEvent, SurveyedSentence
from claimcheck.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from claimcheck.corpus.claim_lists import ClaimColumns
    from claimcheck.domain import ClaimListReport
    from claimcheck.protocols import Progress, StopRequested
    from claimcheck.workbench.resources import Resources

PROGRAM = "claimcheck"
"""Actor of events that no person caused."""


class ClaimDesk:
    """Claims found in articles or added by a person."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources

    def find(self, article_id: str, *, threshold: float | None = None) -> list[Claim]:
        """Propose the sentences of an article worth checking; finding twice changes nothing.

        Raises:
            NotFoundError: no such article.
            LanguageError: it is in another language than the models'; nothing is proposed.
        """
        from claimcheck.claims import propose_claims
        from claimcheck.text.languages import require_english

        desk = self._resources.desk
        article = desk.get_article(article_id)
        require_english(article.language, "finding claims")
        limit = threshold if threshold is not None else self._resources.settings.claims.threshold
        proposals = propose_claims(article, self._resources.detector(), limit)
        return desk.propose_claims(article.id, proposals, actor=PROGRAM)

    def survey(self, article_id: str, *, threshold: float | None = None) -> list[SurveyedSentence]:
        """Every sentence of an article with its worth, kinds, reason, speaker and quote; nothing is stored.

        Of an article in another language than the models' nothing is said, see `articles.language_support`.

        Raises:
            NotFoundError: no such article.
        """
        from claimcheck.claims import survey_article
        from claimcheck.text.languages import language_support

        article = self._resources.desk.get_article(article_id)
        if not language_support(article.language).full:
            return []
        limit = threshold if threshold is not None else self._resources.settings.claims.threshold
        return survey_article(article, self._resources.detector(), limit)

    def warm(self) -> None:
        """Load the claim detector, whose embedder may be another one than that of the index.

        Raises:
            ModelError: it cannot be loaded.
        """
        self._resources.detector().check_worthiness(["warm"])

    def add(
        self,
        text: str,
        *,
        article_id: str | None = None,
        start: int | None = None,
        end: int | None = None,
        said: str | None = None,
        speaker: str | None = None,
        claim_date: date | None = None,
        actor: str | None = None,
    ) -> Claim:
        """Add a claim in a person's words, with its span where it stands in an article.

        Raises:
            UsageError: no words, or a span that is not in the article.
        """
        desk = self._resources.desk
        if not text.strip():
            raise UsageError("a claim needs words", "give one complete statement")
        article = desk.get_article(article_id) if article_id else None
        words_said = said
        if article is not None and start is not None and end is not None:
            words_said = article.text[start:end]
        elif article is not None and (place := article.text.find(said or text)) >= 0:
            start, end = place, place + len(said or text)
            words_said = said or text
        day = claim_date or (article.published.day if article is not None and article.published else None)
        return desk.add_claim(
            text=text.strip(),
            said=words_said or text.strip(),
            article_id=article.id if article else None,
            start=start,
            end=end,
            speaker=speaker,
            claim_date=day,
            actor=self._actor(actor),
        )

    def import_list(
        self,
        path: Path,
        *,
        columns: ClaimColumns | None = None,
        actor: str | None = None,
        progress: Progress | None = None,
        stop: StopRequested = lambda: False,
    ) -> ClaimListReport:
        """Add a list of claims without an article from a table; the same row twice is added once.

        Args:
            path: .csv, .tsv, .jsonl or .parquet.
            columns: where they are not recognised by their names.
            actor: who adds them.
            progress: where to report to.
            stop: asked between batches; everything so far is kept.

        Raises:
            InputError: no table that can be used; nothing was changed.
        """
        from claimcheck.corpus.claim_lists import ClaimColumns
        from claimcheck.protocols import SilentProgress
        from claimcheck.workbench.claim_lists import import_claims

        return import_claims(
            path,
            self._resources.desk,
            columns=columns or ClaimColumns(),
            actor=self._actor(actor),
            progress=progress or SilentProgress(),
            stop=stop,
        )

    def source(self, claim_id: str) -> str | None:
        """Where a claim was made, as the list says that it was imported from; None for any other claim."""
        return self._resources.desk.source_of_claim(claim_id)

    def list(self, *, article_id: str | None = None, states: Sequence[ClaimState] | None = None) -> list[Claim]:
        """Claims in the order of their article, dropped ones only if asked for."""
        wanted = states or [state for state in ClaimState if state is not ClaimState.DROPPED]
        desk = self._resources.desk
        with desk.held():
            return desk.list_claims(article_id=desk.get_article(article_id).id if article_id else None, states=wanted)

    def show(self, claim_id: str) -> Claim:
        """One claim, by its id or the beginning of it."""
        return self._resources.desk.get_claim(claim_id)

    def history(self, claim_id: str) -> Sequence[LedgerEvent]:
        """Everything that happened to a claim, oldest first."""
        return self._resources.desk.events(claim_id)

    def keep(self, claim_id: str, *, actor: str | None = None, expected_version: int | None = None) -> Claim:
        """Keep a proposed claim for checking."""
        return self._resources.desk.keep_claim(claim_id, actor=self._actor(actor), expected_version=expected_version)

    def drop(self, claim_id: str, *, actor: str | None = None, expected_version: int | None = None) -> Claim:
        """Drop a claim that is not worth checking; its history stays."""
        return self._resources.desk.drop_claim(claim_id, actor=self._actor(actor), expected_version=expected_version)

    def edit(
        self,
        claim_id: str,
        *,
        text: str | None = None,
        speaker: str | None = None,
        claim_date: date | None = None,
        clear_date: bool = False,
        actor: str | None = None,
        expected_version: int | None = None,
    ) -> Claim:
        """Change the words to check, speaker or date; the words as said never change.

        None leaves a field as it is; an empty speaker or ``clear_date`` clears it.

        Raises:
            ConflictError: somebody else changed the claim since ``expected_version``.
        """
        if text is None and speaker is None and claim_date is None and not clear_date:
            raise UsageError("nothing to change", "give --text, --speaker or --date")
        return self._resources.desk.edit_claim(
            claim_id,
            text=text,
            speaker=speaker,
            claim_date=claim_date,
            clear_date=clear_date,
            actor=self._actor(actor),
            expected_version=expected_version,
        )

    def completion(self, claim_id: str) -> Completion:
        """A proposed complete wording: pronouns, roles, events and dates replaced by what the article says they are.

        Its ``said`` are the words as said; for a claim in a person's words, such as a part of another claim, those.
        A claim outside any article has nothing to be completed from.

        Raises:
            NotFoundError: no such claim.
            LanguageError: the article is in another language than the models'.
            ModelError: the English pipeline cannot be loaded.
        """
        from claimcheck.claims import complete
        from claimcheck.text.languages import require_english

        desk = self._resources.desk
        claim = desk.get_claim(claim_id)
        if claim.article_id is None or claim.start is None or claim.end is None:
            return Completion(said=claim.text, text=claim.text, replacements=())
        article = desk.get_article(claim.article_id)
        require_english(article.language, "completing claims")
        as_said = complete(article, claim.start, claim.end, speaker=claim.speaker)
        if claim.text in {claim.said, as_said.text}:
            return as_said
        return complete(article, claim.start, claim.end, wording=claim.text, speaker=claim.speaker)

    def complete(self, claim_id: str, *, actor: str | None = None, expected_version: int | None = None) -> Claim:
        """Take the proposed complete wording as the words to check; where nothing is proposed nothing changes.

        Raises:
            ConflictError: somebody else changed the claim since ``expected_version``.
            VerdictRuleError: other words for a claim that has a verdict.
        """
        completion = self.completion(claim_id)
        return self._resources.desk.complete_claim(
            claim_id, completion.text, actor=self._actor(actor), expected_version=expected_version
        )

    def parts(self, claim_id: str) -> Sequence[ClaimPart]:
        """The statements a compound claim makes, complete as far as the article completes them; none if it makes one.

        Raises:
            NotFoundError: no such claim.
            LanguageError: the article is in another language than the models'.
            ModelError: the English pipeline cannot be loaded.
        """
        from claimcheck.claims import parts_of

        claim = self._resources.desk.get_claim(claim_id)
        text = claim.text if claim.text != claim.said else self.completion(claim.id).text
        return parts_of(claim.said, text)

    def split(
        self,
        claim_id: str,
        parts: Sequence[ClaimPart],
        *,
        keep_whole: bool = False,
        actor: str | None = None,
        expected_version: int | None = None,
    ) -> Sequence[Claim]:
        """Add a claim for each part, its words as said where they stand; the whole is dropped, undo brings it back.

        Args:
            claim_id: the whole.
            parts: those to add, as proposed or in a person's words.
            keep_whole: whether the whole stays beside its parts.
            actor: who splits.
            expected_version: the version of the whole that was seen.

        Raises:
            ConflictError: somebody else changed the claim since ``expected_version``.
            UsageError: no part, or one that is not in the words as said.
            VerdictRuleError: the claim has a verdict.
        """
        return self._resources.desk.split_claim(
            claim_id, parts, actor=self._actor(actor), keep_whole=keep_whole, expected_version=expected_version
        )

    def merge(
        self,
        claim_ids: Sequence[str],
        *,
        actor: str | None = None,
        expected_versions: Sequence[int] | None = None,
    ) -> Claim:
        """One claim spanning several sentences of an article; those it takes in are dropped, undo brings them back.

        Args:
            claim_ids: two or more.
            actor: who merges.
            expected_versions: the version of each that was seen, in the order of ``claim_ids``.

        Raises:
            ConflictError: somebody else changed one of them since.
            UsageError: fewer than two claims, not of one article, or far apart.
            VerdictRuleError: one of them has a verdict.
        """
        return self._resources.desk.merge_claims(
            claim_ids, actor=self._actor(actor), expected_versions=expected_versions
        )

    def _actor(self, actor: str | None) -> str:
        return actor or self._resources.settings.desk.reviewer or "unnamed"
