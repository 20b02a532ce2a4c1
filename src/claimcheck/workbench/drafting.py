"""Use cases of work in progress: drafts of verdicts, taking back a decision, correcting what was read of an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcheck.domain import Article, ArticleSummary, Draft, Undone
from claimcheck.errors import UsageError
from claimcheck.readers.language import language_code

if TYPE_CHECKING:
    from datetime import date

    from claimcheck.workbench.resources import Resources


class Drafting:
    """What people have begun and not finished, and what they take back or put right."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources

    def load(self, claim_id: str, reviewer: str) -> Draft | None:
        """The draft a reviewer left on a claim."""
        return self._resources.desk.get_draft(claim_id, reviewer)

    def save(self, claim_id: str, reviewer: str, draft: Draft) -> Draft:
        """Keep a draft in place of the one before; it never becomes part of the record by itself."""
        return self._resources.desk.save_draft(claim_id, reviewer, draft)

    def forget(self, claim_id: str, reviewer: str) -> None:
        """Throw a draft away."""
        self._resources.desk.delete_draft(claim_id, reviewer)

    def claims_with_drafts(self, reviewer: str) -> list[str]:
        """Ids of the claims on which a reviewer has begun a verdict, the latest first."""
        return self._resources.desk.claims_with_drafts(reviewer)

    def undo(self, actor: str, *, claim_id: str | None = None, article_id: str | None = None) -> Undone:
        """Take back a person's last keep, drop, edit, addition, split or merge; again and again, all of them.

        Raises:
            NotFoundError: there is nothing to undo.
            ConflictError: somebody else went on with the claim since.
        """
        return self._resources.desk.undo_last(actor, claim_id=claim_id, article_id=article_id)

    def articles(self, *, limit: int | None = None, offset: int = 0) -> list[ArticleSummary]:
        """Articles without their texts, newest first, with how many of their claims stand where."""
        return self._resources.desk.article_summaries(limit=limit, offset=offset)

    def correct_article(
        self,
        article_id: str,
        *,
        actor: str,
        title: str | None = None,
        author: str | None = None,
        publisher: str | None = None,
        published: date | None = None,
        clear_published: bool = False,
        url: str | None = None,
        language: str | None = None,
    ) -> Article:
        """Put right what was read about an article; None leaves a field alone, an empty text clears it.

        Raises:
            UsageError: the title is blank, or the language is no code.
        """
        code = language_code(language)
        if language is not None and language.strip() and code is None:
            raise UsageError(f"{language.strip()} is no code of a language", "two letters, such as en, de or uk")
        return self._resources.desk.update_article_metadata(
            article_id,
            actor=actor,
            title=title,
            author=author,
            publisher=publisher,
            published=published,
            clear_published=clear_published,
            url=url,
            language=language and (code or ""),
        )
