"""The text and metadata of a web page, through trafilatura."""

from __future__ import annotations

import logging
import re
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from claimcheck.domain import Origins, PublicationDate
from claimcheck.errors import EmptyInputError, UnreadableError
from claimcheck.readers.charset import clean, decode
from claimcheck.readers.furniture import FURNITURE
from claimcheck.readers.language import language_code
from claimcheck.readers.pagedata import PageData, read_page_data
from claimcheck.readers.plain import declared_charset

if TYPE_CHECKING:
    from lxml.etree import _Element

_META_CHARSET = re.compile(
    rb"<(?:meta\b[^>]{0,200}?|\?xml[^>]{0,200}?en)(?:charset|coding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE
)
_CHARSET_WITHIN = 4096
_SMALL_PAGE = 1000
"""Characters of text below which trafilatura may have merged all paragraphs into one, or taken a menu for text."""
_MOST_OF_IT = 0.8
_NOT_CONTENT = ["//noscript[string-length(normalize-space(.)) < 300]", "//nav"]
"""A page that has nothing but a menu, or a line that asks for JavaScript, has no text."""
_VISITED_ANYWAY = {("item", "list"), ("cell", "table")}
_SPACES = re.compile(r"[^\S\n]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page says, and what it says about itself."""

    text: str
    title: str | None
    author: str | None
    publisher: str | None
    published: PublicationDate | None
    url: str | None
    language: str | None
    origins: Origins


def read_html(content: bytes, *, where: str, media_type: str | None, url: str | None) -> Page:
    """Read a page's main text, with navigation and adverts left out.

    Raises:
        EmptyInputError: a page without text.
        UnreadableError: not to be parsed at all.
    """
    found = _META_CHARSET.search(content[:_CHARSET_WITHIN])
    declared = declared_charset(media_type) or (found.group(1).decode("ascii") if found else None)
    markup = decode(content, where=where, declared=declared)
    if "<html" not in markup[:_CHARSET_WITHIN].lower():
        markup = f"<html><body>{markup}</body></html>"  # a fragment is refused otherwise
    try:
        document = _extract(markup, url)
        data = read_page_data(markup, url or (document.url if document is not None else None))
        text = _the_longer("\n\n".join(_paragraphs(document.body)) if document is not None else "", data.body)
        if document is None and text:
            document = _metadata(markup, url)
    except Exception as error:  # hostile markup makes the parsers fail in many ways
        raise UnreadableError(f"the page {where} cannot be parsed: {error}", "paste its text instead") from error
    if not text:
        raise EmptyInputError(
            f"there is no text in the page {where}",
            "pages that are built by scripts hold none; save the page from the browser, or paste its text",
        )
    return _page(text, document, data)


def _the_longer(text: str, declared: str | None) -> str:
    """The text that was found, unless it is a scrap of the one the page declares, which its scripts would show.

    Where the extractor took the declared text, it lost the paragraphs.
    """
    if declared is None:
        return text
    scrap = len(text) < min(_SMALL_PAGE, len(declared) / 2)
    return declared if scrap or text.split() == declared.split() else text


def _page(text: str, document: Any, data: PageData) -> Page:
    hostname = urlsplit(document.url).hostname if document.url else None
    sitename = _one_line(document.sitename)
    if sitename and hostname and sitename.removeprefix("www.") == hostname.removeprefix("www."):
        sitename = hostname = hostname.removeprefix("www.")
    title, author, url = _one_line(document.title), _one_line(document.author), _web_address(document.url)
    language = language_code(data.language)
    origin = data.places.origin
    return Page(
        text=text,
        title=data.shown_title or data.title or title,
        author=data.author or author,
        publisher=data.publisher or sitename,
        published=data.published,
        url=url,
        language=language,
        origins=Origins(
            title="heading" if data.shown_title else "json-ld" if data.title else origin(title),
            author="json-ld" if data.author else origin(author),
            publisher="json-ld" if data.publisher else "url" if sitename and sitename == hostname else origin(sitename),
            url=origin(url),
            language="html" if language else None,
        ),
    )


def _extract(markup: str, url: str | None) -> Any:
    """Parsed by trafilatura, or None where the page holds no text."""
    import trafilatura

    _quieten()
    extract: Any = partial(trafilatura.bare_extraction, markup, url=url, include_comments=False, with_metadata=True)
    furniture = FURNITURE
    document = extract(prune_xpath=furniture)
    if not _size(document):  # all of its text stands in what is furniture elsewhere
        furniture = []
        document = extract()
    if _size(document) >= _SMALL_PAGE:
        return document
    small = extract(prune_xpath=[*furniture, *_NOT_CONTENT], config=_small_page_settings())
    if not _size(small):
        return None
    return small if _size(small) >= _MOST_OF_IT * _size(document) else document


def _metadata(markup: str, url: str | None) -> Any:
    """What trafilatura reads about a page without any text."""
    from trafilatura.metadata import extract_metadata

    return extract_metadata(markup, default_url=url)


@lru_cache(maxsize=1)
def _small_page_settings() -> Any:
    from trafilatura.settings import DEFAULT_CONFIG

    settings = deepcopy(DEFAULT_CONFIG)
    settings["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "10"  # below the default, 250, paragraphs are merged into one
    return settings


@lru_cache(maxsize=1)
def _quieten() -> None:
    """What these libraries log about bad pages reaches the person as an error of ours."""
    for name in ("trafilatura", "htmldate", "courlan", "charset_normalizer"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _paragraphs(body: _Element) -> list[str]:
    """Blocks of the extracted tree; items of a list and rows of a table stay together."""
    blocks = [_inline(body.text)]
    for child in body:
        if child.tag == "list":
            blocks.append("\n".join(f"- {item}" for item in _texts(child.iter("item")) if item))
        elif child.tag == "table":
            blocks.append("\n".join(" | ".join(filter(None, _texts(row.iter("cell")))) for row in child.iter("row")))
        elif child.tag in {"quote", "div"} and len(child):
            blocks.extend(_paragraphs(child))
        else:
            blocks.append(_own_text(child))
        blocks.append(_inline(child.tail))
    return [cleaned for block in blocks if (cleaned := clean(block))]


def _texts(elements: Any) -> list[str]:
    return [" ".join(_own_text(element).split()) for element in elements]


def _own_text(element: _Element) -> str:
    """Text of a block, a line break where the page has one; nested items and cells speak for themselves."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == "lb":
            parts.append("\n")
        elif (element.tag, child.tag) not in _VISITED_ANYWAY:
            inner = _own_text(child)
            parts.append(f" {inner} " if child.tag in {"p", "item", "row", "cell"} else inner)
        parts.append(child.tail or "")
    return _inline("".join(parts))


def _inline(text: str | None) -> str:
    """White space as a browser shows it, keeping the line breaks of the page."""
    lines = (_SPACES.sub(" ", line).strip() for line in (text or "").split("\n"))
    return "\n".join(line for line in lines if line)


def _size(document: Any) -> int:
    """Letters of an extracted text; 0 where there is none."""
    if document is None or document.body is None:
        return 0
    return len("".join("".join(document.body.itertext()).split()))


def _one_line(value: str | None) -> str | None:
    return (" ".join(clean(value).split()) or None) if value else None


def _web_address(url: str | None) -> str | None:
    return url if url and urlsplit(url).scheme in {"http", "https"} else None
