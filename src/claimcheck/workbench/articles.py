"""Use cases on articles: bring, list, show."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.domain import Article
from claimcheck.errors import UnreadableError, UsageError
from claimcheck.storage.files import file_errors

if TYPE_CHECKING:
    from claimcheck.workbench.resources import Resources


class ArticleDesk:
    """Articles as people bring them; the original bytes are kept beside the clean text."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources

    def add_source(self, source: str) -> Article:
        """Bring an article from a URL or a file.

        Raises:
            FetchError: the URL does not answer or is refused.
            UnreadableError: the file cannot be read.
            EmptyInputError: there is no text in it.
        """
        if source.startswith(("http://", "https://")):
            return self.add_url(source)
        return self.add_file(Path(source))

    def add_url(self, url: str) -> Article:
        """Fetch a page, within the limits of the settings, and bring it as an article."""
        from claimcheck.readers.web import fetch

        web = self._resources.settings.web
        page = fetch(url, timeout_s=web.timeout_s, max_bytes=web.max_mb << 20)
        return self.add_bytes(page.content, name=None, media_type=page.media_type, url=page.url)

    def add_file(self, path: Path) -> Article:
        """Bring a file as an article."""
        if path.is_dir():
            raise UsageError(f"{path} is a folder", "name one file, or bring evidence with `claimcheck corpus add`")
        if not path.exists():
            raise UnreadableError(f"there is no file {path}", "check the name; `-` reads from standard input")
        with file_errors(path):
            size = path.stat().st_size
            limit = self._resources.settings.corpus.max_file_mb << 20
            if size > limit:
                raise UnreadableError(
                    f"{path} has {size >> 20} MB, more than {limit >> 20}", "raise corpus.max_file_mb"
                )
            content = path.read_bytes()
        return self.add_bytes(content, name=path.name)

    def add_bytes(
        self, content: bytes, *, name: str | None = None, media_type: str | None = None, url: str | None = None
    ) -> Article:
        """Bring the bytes of a page, file or paste; the same article twice is stored once."""
        from claimcheck.articles import read_article
        from claimcheck.corpus.originals import keep_original

        article = read_article(content, name=name, media_type=media_type, url=url, added_at=datetime.now(UTC))
        if self._resources.settings.corpus.keep_originals:
            original = keep_original(self._resources.workspace, content, name=name, media_type=media_type)
            from dataclasses import replace

            article = replace(article, original=original)
        self._resources.desk.add_article(article)
        return self._resources.desk.get_article(article.id)

    def list(self) -> list[Article]:
        """All articles, newest first."""
        return self._resources.desk.list_articles()

    def show(self, article_id: str) -> Article:
        """One article whole, by its id or the beginning of it."""
        return self._resources.desk.get_article(article_id)
