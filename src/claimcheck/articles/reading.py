"""Turning the bytes of a page, file or paste into an article whose text every offset refers to."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

from claimcheck.articles.pastes import IN_THE_TEXT, CleanedText, clean_extracted, clean_paste
from claimcheck.domain import Article, Origins
from claimcheck.errors import EmptyInputError
from claimcheck.readers import ReadText, read_bytes
from claimcheck.text.identity import document_id

_LONGEST_TITLE = 90
_PLAIN = "text/plain"
_PAGE = "text/html"
_PASTED = "pasted text"


def read_article(
    content: bytes, *, name: str | None, media_type: str | None, url: str | None, added_at: datetime
) -> Article:
    """Read an article; the same text from the same source gets the same id.

    Args:
        content: the bytes as they came; their sha256 is kept.
        name: file name, for the kind of file and for messages.
        media_type: as a server declares it.
        url: where the page was found.
        added_at: aware time at which it was brought.

    Raises:
        UnreadableError: not a kind that is read.
        EmptyInputError: there is no text in it.
    """
    read = read_bytes(content, name=name, media_type=media_type, url=url)
    cleaned = _clean(read)
    if not cleaned.text:
        raise EmptyInputError(f"there is no text in {name or url or 'the paste'}", "bring a page with an article on it")
    publisher = read.publisher or _host(read.url)
    published = read.published or cleaned.published
    return Article(
        id=document_id(
            text=cleaned.text,
            url=read.url,
            publisher=publisher,
            published=published.day if published else None,
            external_id=None,
        ),
        title=read.title or cleaned.title or _beginning(cleaned.text),
        text=cleaned.text,
        author=read.author or cleaned.author,
        publisher=publisher,
        published=published,
        url=read.url,
        language=read.language,
        sha256=hashlib.sha256(content).hexdigest(),
        added_at=added_at,
        original=None,
        origins=_origins(read, cleaned, publisher),
    )


def _origins(read: ReadText, cleaned: CleanedText, publisher: str | None) -> Origins:
    """Where the fields come from: what the file says of itself, else the paste, else the address and the words."""
    words = _PASTED if read.media_type == _PLAIN else IN_THE_TEXT
    return replace(
        read.origins,
        title=read.origins.title if read.title else _PASTED if cleaned.title else "first words",
        author=read.origins.author if read.author else words if cleaned.author else None,
        publisher=read.origins.publisher if read.publisher else "url" if publisher else None,
    )


def _clean(read: ReadText) -> CleanedText:
    """Plain text may be a paste of a whole page; a page has been through an extractor, which misses a little."""
    if read.media_type == _PLAIN:
        return clean_paste(read.text)
    if read.media_type == _PAGE:
        return clean_extracted(read.text, read.title)
    return CleanedText(text=read.text, title=None, author=None, published=None, removed=())


def _host(url: str | None) -> str | None:
    host = urlsplit(url).hostname if url else None
    return host.removeprefix("www.") if host else None


def _beginning(text: str) -> str:
    """The first words, as the name of an article that has no title."""
    words = text.split("\n\n", 1)[0].split()
    title = ""
    for word in words:
        if len(title) + len(word) > _LONGEST_TITLE:
            return f"{title} …" if title else f"{word[:_LONGEST_TITLE]} …"
        title = f"{title} {word}".strip()
    return title
