"""Plain text and Markdown notes, with the front matter a note may begin with."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimcheck.domain import Origins, PublicationDate
from claimcheck.readers.charset import decode
from claimcheck.readers.language import language_code
from claimcheck.text.dates import parse_day

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FRONT = "front matter"
_KEY_VALUE = re.compile(r"([A-Za-z_-]+)\s*:\s*(.+)")
_HEADING = re.compile(r"^#\s+(.+?)\s*#*\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A Markdown text with what its front matter says."""

    text: str
    title: str | None
    author: str | None
    publisher: str | None
    published: PublicationDate | None
    url: str | None
    language: str | None
    origins: Origins


def read_plain(content: bytes, *, where: str, media_type: str | None) -> str:
    """The text of a plain text file."""
    return decode(content, where=where, declared=declared_charset(media_type))


def read_markdown(content: bytes, *, where: str, media_type: str | None) -> Note:
    """The text of a Markdown file as written, without its front matter; the first heading is its title."""
    text = decode(content, where=where, declared=declared_charset(media_type))
    values: dict[str, str] = {}
    front = _FRONT_MATTER.match(text)
    if front is not None:
        values = _front_matter(front.group(1))
        text = text[front.end() :].strip() if values else text
    heading = _HEADING.search(text)
    title = _first(values, "title", "headline")
    author = _first(values, "author")
    publisher = _first(values, "publisher", "source", "outlet")
    url = _first(values, "url", "link")
    language = language_code(_first(values, "language", "lang"))
    published = _first(values, "published", "date", "publication_date")
    day = parse_day(published) if published else None
    return Note(
        text=text,
        title=title or (heading.group(1) if heading else None),
        author=author,
        publisher=publisher,
        published=PublicationDate(day=day, origin=_FRONT) if day else None,
        url=url,
        language=language,
        origins=Origins(
            title=_FRONT if title else "heading" if heading else None,
            author=_FRONT if author else None,
            publisher=_FRONT if publisher else None,
            url=_FRONT if url else None,
            language=_FRONT if language else None,
        ),
    )


def declared_charset(media_type: str | None) -> str | None:
    """The charset parameter of a media type."""
    found = _CHARSET.search(media_type or "")
    return found.group(1) if found else None


def _front_matter(block: str) -> dict[str, str]:
    """Plain ``key: value`` lines; nested YAML is left alone, it says nothing we keep."""
    found = (_KEY_VALUE.fullmatch(line.strip()) for line in block.splitlines() if not line.startswith((" ", "\t")))
    return {match.group(1).lower().replace("-", "_"): match.group(2).strip().strip("\"'") for match in found if match}


def _first(values: dict[str, str], *keys: str) -> str | None:
    return next((values[key] for key in keys if values.get(key)), None)
