"""What a web page declares about itself, with the place it was read from.

trafilatura reads these too, but not where a date stood, and it falls back on guesses ("Copyright 2019" becomes
1 January 2019), which a fact-check must not rest on.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import TYPE_CHECKING, Any

from claimcheck.domain import PublicationDate
from claimcheck.readers.charset import clean
from claimcheck.readers.places import Places, read_places
from claimcheck.text.dates import first_day, parse_day

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_META_DATES = {
    "article:published_time",
    "article:published",
    "article.published",
    "citation_date",
    "citation_publication_date",
    "cxenseparse:recs:publishtime",
    "date",
    "datepublished",
    "dc.date",
    "dc.date.created",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "dcterms.issued",
    "og:article:published_time",
    "og:published_time",
    "parsely-pub-date",
    "pubdate",
    "publication_date",
    "publish-date",
    "publishdate",
    "published_time",
    "rnews:datepublished",
    "sailthru.date",
}
_URL_DAY = re.compile(r"/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?:[/.-]|$)", re.ASCII)
_DATE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:publish(?:ed)?|pub|post(?:ed)?|entry|article|story|news)?[_-]?(?:date|dateline|timestamp)(?:$|[\s_-])",
    re.IGNORECASE,
)
_SIGN_CLASS = re.compile(r"(?:^|[\s_-])(?:byline|author|meta|submitted)(?:$|[\s_-])", re.IGNORECASE)
_DATE_LABEL = re.compile(r"^\s*(?:(?:first )?published|posted|written|date)(?: on)?\s*:?\s*", re.IGNORECASE)
_LONGEST_DATE = 80
_LONGEST_TITLE, _FEWEST_WORDS, _MOST_WORDS = 300, 4, 0.5
_WORD = re.compile(r"\w+")
_ARTICLE_TYPE = re.compile(r"(Article|Posting|Report|Review|Release|Document)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageData:
    """The page's own statements; None where it makes none."""

    title: str | None
    shown_title: str | None
    """The heading that readers see, where it says in other words what the declared title does, or more of it."""
    author: str | None
    publisher: str | None
    published: PublicationDate | None
    language: str | None
    body: str | None
    """The text of the article as JSON-LD has it; many pages have none there, or its beginning alone."""
    places: Places
    """Where on the page other words stand."""


def read_page_data(markup: str, url: str | None) -> PageData:
    """Read JSON-LD, meta elements, microdata and the address, in this order of trust."""
    from lxml import html as lxml_html

    tree = lxml_html.document_fromstring(markup.encode("utf-8"), parser=lxml_html.HTMLParser(encoding="utf-8"))
    nodes = list(_linked_data(tree))
    title = _first_text(node.get("headline") for node in nodes)
    return PageData(
        title=title,
        shown_title=_shown_title(tree, title),
        author=_first_text(_names(node.get("author")) for node in nodes),
        publisher=_first_text(_names(node.get("publisher")) for node in nodes),
        published=_published(tree, nodes, url),
        language=tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"),
        body=_body(nodes),
        places=read_places(tree),
    )


def _shown_title(tree: HtmlElement, declared: str | None) -> str | None:
    """The first heading that has most of the declared title's words: declared ones are often cut, or made for machines.

    A heading that has all of the declared title has something else with it, such as the section.
    """
    wanted = set(_WORD.findall((declared or "").casefold()))
    for element in tree.iter("h1"):
        shown = " ".join(clean(element.text_content()).split())
        words = set(_WORD.findall(shown.casefold()))
        if wanted and len(words & wanted) >= _MOST_WORDS * min(len(words), len(wanted)) and len(words) >= _FEWEST_WORDS:
            repeats = (declared or "").casefold() in shown.casefold()
            return shown if len(shown) <= _LONGEST_TITLE and not repeats else None
    return None


def _body(nodes: list[dict[str, Any]]) -> str | None:
    """Paragraphs of the first declared text, apart by blank lines; markup that it may hold is read as such."""
    from lxml import html as lxml_html

    declared = next((node["articleBody"] for node in nodes if isinstance(node.get("articleBody"), str)), "")
    if "<p" in declared or "<br" in declared:
        declared = lxml_html.fromstring(f"<div>{re.sub('<(?=/p|br)', chr(10) + '<', declared)}</div>").text_content()
    return "\n\n".join(filter(None, (" ".join(line.split()) for line in clean(declared).split("\n")))) or None


def _published(tree: HtmlElement, nodes: list[dict[str, Any]], url: str | None) -> PublicationDate | None:
    candidates: tuple[tuple[str, date | None], ...] = (
        *(("json-ld", _day(node.get("datePublished"))) for node in nodes),
        *(("meta", _day(value)) for value in _meta_dates(tree)),
        *(("html", _day(value)) for value in _marked_dates(tree)),
        ("url", _day_in_address(url)),
        *(("html", day) for day in _conventional_dates(tree)),
    )
    return next((PublicationDate(day=day, origin=origin) for origin, day in candidates if day is not None), None)


def _linked_data(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """JSON-LD objects that describe the page itself: articles first; lists of other stories are not entered."""
    found: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            try:
                found.extend(_objects(json.loads(clean(script.text_content()), strict=False)))
            except (ValueError, RecursionError):
                continue  # broken JSON-LD is common; the page has other places
    typed = [(_is_article(node), node) for node in found]
    yield from (node for article, node in typed if article)
    yield from (node for article, node in typed if not article and "WebPage" in str(node.get("@type", "")))


def _objects(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for item in value:
            yield from _objects(item)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _objects(value.get(key))


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type", "")
    return any(_ARTICLE_TYPE.search(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds]))


def _meta_dates(tree: HtmlElement) -> Iterator[str]:
    for element in tree.iter("meta"):
        names = {(element.get(key) or "").lower() for key in ("name", "property", "itemprop")}
        if names & _META_DATES:
            yield element.get("content") or ""


def _marked_dates(tree: HtmlElement) -> Iterator[str]:
    for element in tree.iter("time", "span", "div", "p", "abbr"):
        marks = f"{element.get('itemprop') or ''} {element.get('pubdate', '-')}".lower()
        if "datepublished" in marks or (element.tag == "time" and element.get("pubdate") is not None):
            for attribute in ("datetime", "content", "title"):
                yield element.get(attribute) or ""
            yield element.text_content()


def _conventional_dates(tree: HtmlElement) -> Iterator[date | None]:
    """Where sites put the day by habit: the first `time` outside lists of other stories, a "post-date" line."""
    for element in tree.iter("time"):
        if not any(parent.tag in {"nav", "aside", "footer"} for parent in element.iterancestors()):
            yield _day(element.get("datetime") or element.text_content())
    for element in tree.iter("span", "div", "p", "li", "small", "h2", "h3", "h4"):
        classes = element.get("class") or ""
        dated, signed = _DATE_CLASS.search(classes), _SIGN_CLASS.search(classes)
        if not (dated or signed) or len(written := element.text_content().strip()) >= _LONGEST_DATE:
            continue
        label = _DATE_LABEL.match(written)
        if dated or label:
            bare = _DATE_LABEL.sub("", written)
            yield _day(bare) or (first_day(bare) if label else None)


def _day_in_address(url: str | None) -> date | None:
    found = _URL_DAY.search(url or "")
    return parse_day("-".join(found.groups())) if found else None


def _day(value: object) -> date | None:
    return parse_day(value.strip()) if isinstance(value, str) else None


def _names(value: object) -> str:
    """Names of the persons or the organisation in a JSON-LD value; addresses of profiles are no names."""
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(filter(None, map(_names, value))))
    name = value.get("name") if isinstance(value, dict) else value
    if isinstance(name, list):
        return _names(name)
    return name if isinstance(name, str) and not name.startswith(("http:", "https:")) else ""


def _first_text(values: Iterator[object]) -> str | None:
    texts = (" ".join(clean(unescape(value)).split()) for value in values if isinstance(value, str))
    return next((text for text in texts if text), None)
