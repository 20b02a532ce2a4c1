"""Turning bytes of files and pages into text and metadata.

`read_bytes` is the way in; one module per kind of file holds the foreign library that reads it and translates
its exceptions.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from claimcheck.domain import Origins
from claimcheck.errors import EmptyInputError
from claimcheck.readers.detect import DOCUMENT_SUFFIXES, Kind, detect_kind
from claimcheck.readers.language import detect_language

if TYPE_CHECKING:
    from claimcheck.domain import PublicationDate

__all__ = ["DOCUMENT_SUFFIXES", "ReadText", "detect_language", "read_bytes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadText:
    """What a file says: its text with paragraphs apart by a blank line, and what it says about itself."""

    text: str
    title: str | None
    author: str | None
    publisher: str | None
    published: PublicationDate | None
    url: str | None
    language: str | None
    """Detected from the text; what the file declares only where the text is too short to tell."""
    media_type: str
    origins: Origins
    """Where title, author, publisher, address and language were read from."""


def read_bytes(content: bytes, *, name: str | None, media_type: str | None, url: str | None = None) -> ReadText:
    """Read one file or page; its kind comes from its own bytes, then the media type, then the name.

    Args:
        content: the bytes as they came.
        name: file name, for the kind and for messages; None where there is none.
        media_type: as a server declares it, with or without a charset.
        url: where the page was found; wins over what the page says about itself.

    Raises:
        UnreadableError: not a kind that is read, damaged, or locked by a password.
        EmptyInputError: there is no text in it.
    """
    where = name or url or "the input"
    if not content.strip(b" \t\r\n\x00"):
        raise EmptyInputError(f"{where} is empty", "bring a file with text in it")
    read = _read_kind(detect_kind(content, name=name, media_type=media_type), content, where, media_type, url)
    if not read.text:
        raise EmptyInputError(f"there is no text in {where}", "bring a file with text in it")
    detected = detect_language(read.text)
    return replace(
        read,
        language=detected or read.language,
        origins=replace(
            read.origins,
            url="given" if url else read.origins.url,
            language="text" if detected else read.origins.language,
        ),
    )


def _read_kind(kind: Kind, content: bytes, where: str, media_type: str | None, url: str | None) -> ReadText:
    # imported here, so that a program that reads no file starts without these libraries
    if kind is Kind.HTML:
        from claimcheck.readers.html import read_html

        page = read_html(content, where=where, media_type=media_type, url=url)
        return ReadText(
            text=page.text,
            title=page.title,
            author=page.author,
            publisher=page.publisher,
            published=page.published,
            url=url or page.url,
            language=page.language,
            media_type=kind.value,
            origins=page.origins,
        )
    if kind is Kind.PDF:
        from claimcheck.readers.pdf import read_pdf

        pdf = read_pdf(content, where=where)
        return _plain(pdf.text, kind, url, title=pdf.title, author=pdf.author)
    if kind is Kind.WORD:
        from claimcheck.readers.word import read_word

        word = read_word(content, where=where)
        return _plain(word.text, kind, url, title=word.title, author=word.author)
    from claimcheck.readers.plain import read_markdown, read_plain

    if kind is Kind.TEXT:
        return _plain(read_plain(content, where=where, media_type=media_type), kind, url)
    note = read_markdown(content, where=where, media_type=media_type)
    return ReadText(
        text=note.text,
        title=note.title,
        author=note.author,
        publisher=note.publisher,
        published=note.published,
        url=url or note.url,
        language=note.language,
        media_type=kind.value,
        origins=note.origins,
    )


def _plain(text: str, kind: Kind, url: str | None, *, title: str | None = None, author: str | None = None) -> ReadText:
    return ReadText(
        text=text,
        title=title,
        author=author,
        publisher=None,
        published=None,
        url=url,
        language=None,
        media_type=kind.value,
        origins=Origins(title="file properties" if title else None, author="file properties" if author else None),
    )
