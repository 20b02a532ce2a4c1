"""Use case of feeds: bring what is new in one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.domain import BroughtArticle, FeedReport, Rejected
from claimcheck.errors import InputError
from claimcheck.protocols import Progress, SilentProgress, StopRequested
from claimcheck.storage.files import read_limited

if TYPE_CHECKING:
    from claimcheck.readers.feeds import Feed, FeedEntry
    from claimcheck.workbench.articles import ArticleDesk
    from claimcheck.workbench.resources import Resources

MOST_AT_ONCE = 50
"""Stories brought at one reading unless more are asked for: a feed can name thousands."""


def _never() -> bool:
    return False


class FeedDesk:
    """Feeds of RSS or Atom, whose stories become articles."""

    def __init__(self, resources: Resources, articles: ArticleDesk) -> None:
        self._resources = resources
        self._articles = articles

    def read(
        self,
        source: str,
        *,
        limit: int = MOST_AT_ONCE,
        progress: Progress | None = None,
        stop: StopRequested = _never,
    ) -> FeedReport:
        """Bring the stories of a feed that the desk does not have, in the order of the feed.

        A story that cannot be fetched or read stops no other one and is tried again the next time. What was brought
        before a stop stays.

        Args:
            source: address or file of the feed; the stories themselves come from the web.
            limit: most stories fetched now.
            progress: where to report to.
            stop: asked before each story.

        Raises:
            FetchError: the feed's address does not answer or is refused.
            UnreadableError: no feed.
        """
        feed = self._open(source)
        known = self._resources.desk.feed_entries_known([(entry.key, entry.url) for entry in feed.entries])
        new = [entry for entry in feed.entries if entry.key not in known]
        brought: list[BroughtArticle] = []
        rejected: list[Rejected] = []
        shown = progress or SilentProgress()
        shown.start("reading stories", min(len(new), limit), "story")
        for entry in new[:limit]:
            if stop():
                break
            result = self._bring(entry)
            if isinstance(result, Rejected):
                rejected.append(result)
            else:
                brought.append(result)
            shown.advance(1)
        shown.finish()
        return FeedReport(
            title=feed.title,
            entries=len(feed.entries),
            known=len(known),
            brought=tuple(brought),
            rejected=tuple(rejected),
            left=len(new) - len(brought) - len(rejected),
        )

    def _open(self, source: str) -> Feed:
        from claimcheck.readers.feeds import read_feed

        if source.startswith(("http://", "https://")):
            page = self._resources.web.fetch(source)
            return read_feed(page.content, where=source, url=page.url, media_type=page.media_type)
        content = read_limited(Path(source), self._resources.settings.web.max_mb, setting="web.max_mb")
        return read_feed(content, where=source, url=None)

    def _bring(self, entry: FeedEntry) -> BroughtArticle | Rejected:
        where = entry.url or entry.title or "an entry without title"
        if entry.url is None:
            return Rejected(where=where, reason="the feed names no page for it")
        try:
            brought = self._articles.add_url(entry.url)
        except InputError as error:
            return Rejected(where=where, reason=error.message)
        self._resources.desk.remember_feed_entry(entry.key, entry.url, brought.article.id)
        return brought
