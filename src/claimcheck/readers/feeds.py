"""The entries of an RSS or Atom feed, through feedparser, which leaves entity declarations out and fetches nothing."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from claimcheck.errors import UnreadableError
from claimcheck.readers.charset import clean
from claimcheck.text.identity import digest

_FEED_START = re.compile(
    rb"\s*(?:<\?[^>]*>\s*|<!--.{0,2000}?-->\s*|<!doctype[^>]{0,2000}>\s*)*<(?:rss|feed|rdf:rdf)\b",
    re.IGNORECASE | re.DOTALL,
)
_FEED_LINK = re.compile(r"<link\b[^>]*\btype\s*=\s*[\"']?application/(?:rss|atom)\+xml[^>]*>", re.IGNORECASE)
_HREF = re.compile(r"\bhref\s*=\s*[\"']?([^\s\"'>]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One story a feed names."""

    key: str
    """The same for this entry whenever the feed is read: of its id where it has one, else of its address."""
    title: str | None
    url: str | None
    """None where the entry names no page of the web."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What a feed names, in its own order, each entry once."""

    title: str | None
    entries: tuple[FeedEntry, ...]


def is_feed(content: bytes) -> bool:
    """Whether bytes begin like a feed."""
    return _FEED_START.match(content[:8192].removeprefix(b"\xef\xbb\xbf")) is not None


def read_feed(content: bytes, *, where: str, url: str | None, media_type: str | None = None) -> Feed:
    """Read a feed, a damaged one as far as it goes.

    Args:
        content: the bytes as they came.
        where: name of the feed, for messages.
        url: where it was found, which relative addresses are resolved against.
        media_type: as a server declares it.

    Raises:
        UnreadableError: no feed.
    """
    import feedparser

    headers = {"content-type": media_type or "application/xml"} | ({"content-location": url} if url else {})
    try:
        read = feedparser.parse(
            io.BytesIO(content), response_headers=headers, sanitize_html=True, resolve_relative_uris=True
        )
    except Exception as error:  # hostile markup makes the parsers fail in many ways
        raise UnreadableError(f"the feed {where} cannot be parsed: {error}", "see what is at that address") from error
    if not read.get("version") and not read.entries:
        raise UnreadableError(f"{where} is no RSS or Atom feed", _where_the_feed_is(content, url))
    home = str(read.feed.get("id") or read.feed.get("link") or url or read.feed.get("title") or "")
    entries = {entry.key: entry for entry in (_entry(one, home) for one in read.entries)}
    return Feed(title=_line(read.feed.get("title")), entries=tuple(entries.values()))


def _entry(entry: Any, home: str) -> FeedEntry:
    url = _web_address(entry.get("link")) or _web_address(entry.get("id"))
    identity = str(entry.get("id") or "").strip()
    if not identity:
        key = digest("feed entry", url or f"{home} {entry.get('title') or ''} {entry.get('published') or ''}")
    elif _web_address(identity):
        key = digest("feed entry", identity)
    else:  # such an id is unique in its feed alone
        key = digest("feed entry", home, identity)
    return FeedEntry(key=key, title=_line(entry.get("title")), url=url)


def _where_the_feed_is(content: bytes, url: str | None) -> str:
    """A hint: the feed that a page names, or how to find one."""
    for link in _FEED_LINK.findall(content[: 1 << 18].decode("utf-8", "replace")):
        found = _HREF.search(link)
        address = _web_address(urljoin(url or "", found.group(1))) if found else None
        if address:
            return f"this page names its feed: {address}"
    return "look for a link named RSS or Atom on the page; single stories are brought with `claimcheck article add`"


def _web_address(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    try:
        parts = urlsplit(value.strip())
    except ValueError:
        return None
    return value.strip() if parts.scheme in {"http", "https"} and parts.netloc else None


def _line(value: object) -> str | None:
    """One line of text; markup that a title may hold is left out."""
    plain = re.sub(r"<[^>]*>", " ", value) if isinstance(value, str) else ""
    return " ".join(clean(plain).split()) or None
