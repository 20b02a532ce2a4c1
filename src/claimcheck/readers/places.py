"""Where on a web page a value stands that an extractor found without saying so."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimcheck.readers.charset import clean

if TYPE_CHECKING:
    from lxml.html import HtmlElement


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """What stands in each place of a page, folded; the first place that has a value is where it was read from."""

    linked_data: frozenset[str]
    meta: frozenset[str]
    headings: frozenset[str]
    title_element: str

    def origin(self, value: str | None) -> str | None:
        """Where a value stands: "meta", "json-ld", "heading", "title element", else somewhere in the "html"."""
        if not value:
            return None
        whole = _folded(value)
        names = {whole} if ";" not in whole else {name.strip() for name in whole.split(";")}  # several authors
        for origin, words in (("meta", self.meta), ("json-ld", self.linked_data), ("heading", self.headings)):
            if whole in words or names <= words:
                return origin
        return "title element" if whole in self.title_element else "html"


def read_places(tree: HtmlElement) -> Places:
    """Look at everything a title, an author or a publisher can be read from."""
    meta = [element.get("content") or "" for element in tree.iter("meta")]
    return Places(
        linked_data=_all_folded(_linked_words(tree)),
        meta=_all_folded([*meta, *(words.lstrip("@") for words in meta)]),  # names of accounts
        headings=_all_folded(element.text_content() for element in tree.iter("h1", "h2")),
        title_element=_folded(" ".join(element.text_content() for element in tree.iter("title"))),
    )


def _linked_words(tree: HtmlElement) -> Iterator[str]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            try:
                yield from _strings(json.loads(clean(script.text_content()), strict=False))
            except (ValueError, RecursionError):
                continue  # broken JSON-LD is common; the page has other places


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _strings(item)


def _all_folded(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(filter(None, map(_folded, texts)))


def _folded(text: str) -> str:
    return " ".join(clean(text).split()).casefold()
