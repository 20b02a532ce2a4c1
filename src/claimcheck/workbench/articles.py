"""Use cases on articles: bring, list, show, reopen the original."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.domain import Article, BroughtArticle, LanguageSupport, LikeArticle, OriginalFile
from claimcheck.errors import NotFoundError, StorageError, UnreadableError, UsageError
from claimcheck.storage.files import read_limited, write_atomically

if TYPE_CHECKING:
    from claimcheck.workbench.resources import Resources


class ArticleDesk:
    """Articles as people bring them; the original bytes are kept beside the clean text."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources

    def add_source(self, source: str) -> BroughtArticle:
        """Bring an article from a URL or a file.

        Raises:
            FetchError: the URL does not answer or is refused.
            UnreadableError: the file cannot be read.
            EmptyInputError: there is no text in it.
        """
        if source.startswith(("http://", "https://")):
            return self.add_url(source)
        return self.add_file(Path(source))

    def add_url(self, url: str) -> BroughtArticle:
        """Fetch a page, within the limits of the settings, and bring it as an article."""
        page = self._resources.web.fetch(url)
        return self.add_bytes(page.content, name=None, media_type=page.media_type, url=page.url)

    def add_file(self, path: Path) -> BroughtArticle:
        """Bring a file as an article."""
        if path.is_dir():
            raise UsageError(f"{path} is a folder", "name one file, or bring evidence with `claimcheck corpus add`")
        content = read_limited(path, self._resources.settings.corpus.max_file_mb, setting="corpus.max_file_mb")
        return self.add_bytes(content, name=path.name)

    def add_bytes(
        self, content: bytes, *, name: str | None = None, media_type: str | None = None, url: str | None = None
    ) -> BroughtArticle:
        """Bring the bytes of a page, file or paste; the same article twice is stored once.

        An article that repeats another one of the desk is stored all the same, and what it repeats is said.
        """
        from claimcheck.articles import read_article
        from claimcheck.corpus.originals import keep_original

        desk, limit = self._resources.desk, self._resources.settings.corpus.max_file_mb
        if len(content) > limit << 20:
            raise UnreadableError(
                f"{name or url or 'the input'} has {len(content) >> 20} MB, more than {limit}",
                "raise corpus.max_file_mb",
            )
        article = read_article(content, name=name, media_type=media_type, url=url, added_at=datetime.now(UTC))
        if self._resources.settings.corpus.keep_originals:
            original = keep_original(self._resources.workspace, content, name=name, media_type=media_type)
            article = replace(article, original=original)
        added = desk.add_article(article)
        stored = desk.get_article(article.id)
        return BroughtArticle(article=stored, added=added, alike=desk.articles_like(stored))

    def list(self) -> list[Article]:
        """All articles, newest first."""
        return self._resources.desk.list_articles()

    def show(self, article_id: str) -> Article:
        """One article whole, by its id or the beginning of it."""
        return self._resources.desk.get_article(article_id)

    def alike(self, article_id: str) -> tuple[LikeArticle, ...]:
        """What the desk has that repeats this article or is another state of it, most alike first."""
        desk = self._resources.desk
        return desk.articles_like(desk.get_article(article_id))

    def original(self, article_id: str) -> OriginalFile:
        """The bytes an article was read from, as they came, proved by their digest.

        Raises:
            NotFoundError: no such article, or its original was not kept.
            StorageError: the kept file was changed.
        """
        from claimcheck.corpus.originals import read_original

        article = self._resources.desk.get_article(article_id)
        if article.original is None:
            raise NotFoundError(
                f"the original of {article.id} was not kept", "corpus.keep_originals says whether originals are kept"
            )
        content = read_original(self._resources.workspace, article.original)
        if content is None:
            raise NotFoundError(
                f"the original of {article.id} is gone: there is no {article.original}", "restore data/ from a backup"
            )
        if content.sha256 != article.sha256:
            raise StorageError(
                f"{article.original} is not what the article was read from: it was changed",
                "restore data/ from a backup",
            )
        return OriginalFile(
            name=f"{article.id}{content.suffix}", media_type=content.media_type, content=content.content
        )

    def save_original(self, original: OriginalFile, target: Path, *, replace_file: bool = False) -> Path:
        """Write an original to a file, or into a folder under its own name; returns where it lies.

        Raises:
            UsageError: there is a file of that name, and it is not to be replaced.
            StorageError: the folder cannot be written.
        """
        path = target / original.name if target.is_dir() else target
        if path.exists() and not replace_file:
            raise UsageError(f"{path} is there already", "give another name with --out, or --force to replace it")
        write_atomically(path, original.content)
        return path

    def language_support(self, article_id: str) -> LanguageSupport:
        """What works for the language of an article, and what does not."""
        from claimcheck.text.languages import language_support

        return language_support(self._resources.desk.get_article(article_id).language)
