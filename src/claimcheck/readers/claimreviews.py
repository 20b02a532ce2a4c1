"""Fact-checks that somebody published as schema.org ClaimReview: in a page's JSON-LD, or in a feed of many.

Feeds are read element by element, so a feed of any size takes little memory, and what is broken in one element costs
that element alone.
"""

from __future__ import annotations

import html
import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import IO, Any

from claimcheck.errors import UnreadableError
from claimcheck.readers.charset import clean, decode
from claimcheck.text.dates import parse_day

_ELEMENTS = ("dataFeedElement", "itemListElement", "@graph", "claims", "items")
"""Keys under which feeds keep their elements: schema.org's, and that of the Fact Check Tools API."""
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_DEEPEST = 12
_DEEPEST_TEXT = 200
_LONGEST_CLAIM = 10_000
_NUMBER = re.compile(r"\s*([+-]?\d{1,9}(?:[.,]\d{1,6})?)\s*(?:/\s*\d+)?\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadReview:
    """What one published fact-check says; None where it says nothing."""

    claim: str
    rating: str | None
    """In words."""
    value: float | None
    best: float | None
    worst: float | None
    publisher: str | None
    url: str | None
    checked_on: date | None
    claim_date: date | None
    speaker: str | None
    language: str | None
    title: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenReview:
    """A fact-check that cannot be used, and why."""

    place: str
    """Which of the elements it is, counted from 1."""
    reason: str


Found = ReadReview | BrokenReview


def read_page(content: bytes, *, where: str, media_type: str | None = None, url: str | None = None) -> Iterator[Found]:
    """The fact-checks that a page declares; ``url`` is its address, for those that do not give their own.

    Raises:
        UnreadableError: no page.
    """
    from lxml import etree
    from lxml import html as markup_reader

    markup = decode(content, where=where, declared=_charset(media_type))
    try:
        tree = markup_reader.document_fromstring(
            markup.encode("utf-8"), parser=markup_reader.HTMLParser(encoding="utf-8")
        )
    except (etree.ParserError, ValueError) as error:
        raise UnreadableError(f"{where} cannot be read as a page: {error}", "save it again from the browser") from error
    scripts = [script for script in tree.iter("script") if "ld+json" in (script.get("type") or "").lower()]
    for number, script in enumerate(scripts, start=1):
        written = clean(script.text_content())
        try:
            held = json.loads(written.removeprefix("<!--").removesuffix("-->").strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError) as error:
            if "ClaimReview" in written:
                yield BrokenReview(place=f"script {number}", reason=f"its JSON-LD is broken: {error}")
            continue
        for node in _reviews_in(held):
            yield _read(node, place=f"script {number}", url=url)


def read_feed(stream: IO[bytes], *, where: str) -> Iterator[Found]:
    """The fact-checks of a feed, one after the other; a feed that ends in the middle gives what came before.

    Raises:
        UnreadableError: no JSON.
    """
    import ijson

    if stream.read(3) != b"\xef\xbb\xbf":
        stream.seek(0)
    begin = stream.tell()
    try:
        level = _level_of_elements(stream)
    except (ijson.JSONError, UnicodeDecodeError, ValueError) as error:
        raise UnreadableError(
            f"{where} is no JSON: {_in_words(error)}", "bring a feed of ClaimReview items, a page, or a CSV table"
        ) from error
    stream.seek(begin)
    number = 0
    try:
        for number, element in enumerate(_elements(stream, level), start=1):
            yield from _reviews_of(element, place=f"item {number:,}", alone=level.depth == 0)
    except (ijson.JSONError, UnicodeDecodeError, ValueError) as error:
        if not number:
            raise UnreadableError(f"{where} is no feed: {_in_words(error)}", "download it again") from error
        yield BrokenReview(place=f"after item {number:,}", reason=f"the feed is broken: {_in_words(error)}")


def _reviews_of(element: object, *, place: str, alone: bool) -> Iterator[Found]:
    url = _text(element.get("url")) if isinstance(element, dict) else None
    found = False
    for node in _reviews_in(element):
        found = True
        yield _read(node, place=place, url=url)
    if not found and not alone and not _is_empty(element):
        yield BrokenReview(place=place, reason="holds no ClaimReview")


@dataclass(frozen=True, slots=True)
class _Level:
    """Where the elements of a feed stand: how deep, and under which key; depth 0 where the document is one element."""

    depth: int
    key: str | None = None


def _events(stream: IO[bytes]) -> Iterator[tuple[str, Any, int]]:
    """The events of a JSON text, each with the depth it happens at; a text nested without end is refused."""
    import ijson

    depth = 0
    for event, value in ijson.basic_parse(stream, use_float=True):
        if event in {"end_map", "end_array"}:
            depth -= 1
        yield event, value, depth
        if event in {"start_map", "start_array"}:
            depth += 1
            if depth > _DEEPEST_TEXT:
                raise ValueError(f"it is nested more than {_DEEPEST_TEXT} deep")


def _level_of_elements(stream: IO[bytes]) -> _Level:
    key: str | None = None
    for event, value, depth in _events(stream):
        if depth == 0 and event == "start_array":
            return _Level(1)
        if depth == 1 and event == "map_key":
            key = value
        elif depth == 1 and event == "start_array" and key in _ELEMENTS:
            return _Level(2, key)
    return _Level(0)


def _elements(stream: IO[bytes], level: _Level) -> Iterator[object]:
    """The elements one after the other, nothing else of the document is kept."""
    from ijson import ObjectBuilder

    key: str | None = None
    builder: Any = None
    for event, value, depth in _events(stream):
        if depth == 1 and event == "map_key":
            key = value
        if depth < level.depth or (level.key is not None and key != level.key):
            continue
        builder = builder or ObjectBuilder()
        builder.event(event, value)
        if depth == level.depth and event not in {"start_map", "start_array", "map_key"}:
            yield builder.value
            builder = None


def read_element(element: Mapping[str, Any], *, place: str) -> Found | None:
    """The first fact-check in one JSON object; None where it holds none."""
    node = next(_reviews_in(dict(element)), None)
    return None if node is None else _read(node, place=place, url=None)


def _is_empty(element: object) -> bool:
    """Whether it is an element that its publisher emptied: feeds keep the places of checks that were taken back."""
    return element in (None, {}, []) or (isinstance(element, dict) and "item" in element and not element["item"])


def _reviews_in(held: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Every ClaimReview in a JSON value; what the Fact Check Tools API gives is made into one."""
    if depth > _DEEPEST:
        return
    if isinstance(held, list):
        for item in held:
            yield from _reviews_in(item, depth + 1)
    elif isinstance(held, dict):
        if _is_review(held):
            yield held
        elif isinstance(held.get("claimReview"), list) and isinstance(held.get("text"), str):
            yield from (_from_tools_api(held, one) for one in held["claimReview"] if isinstance(one, dict))
        else:
            for value in held.values():
                if isinstance(value, (dict, list)):
                    yield from _reviews_in(value, depth + 1)


def _is_review(node: dict[str, Any]) -> bool:
    kinds = node.get("@type", "")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(name, str) and re.split(r"[/#:]", name)[-1] == "ClaimReview" for name in names)


def _from_tools_api(claim: dict[str, Any], review: dict[str, Any]) -> dict[str, Any]:
    return {
        "claimReviewed": claim["text"],
        "author": review.get("publisher"),
        "url": review.get("url"),
        "name": review.get("title"),
        "datePublished": review.get("reviewDate"),
        "inLanguage": review.get("languageCode"),
        "reviewRating": {"alternateName": review.get("textualRating")},
        "itemReviewed": {"author": claim.get("claimant"), "datePublished": claim.get("claimDate")},
    }


def _read(node: dict[str, Any], *, place: str, url: str | None) -> Found:
    rating, reviewed = _first_map(node.get("reviewRating")), _first_map(node.get("itemReviewed"))
    claim = _text(node.get("claimReviewed")) or _text(reviewed.get("text"))
    if claim is None and "Claim" in str(reviewed.get("@type", "")):
        claim = _text(reviewed.get("name"))
    if claim is None:
        return BrokenReview(place=place, reason="names no claim (claimReviewed)")
    if len(claim) > _LONGEST_CLAIM:
        return BrokenReview(
            place=place, reason=f"its claim has {len(claim):,} characters, more than {_LONGEST_CLAIM:,}"
        )
    appearance = _first_map(reviewed.get("firstAppearance") or reviewed.get("appearance"))
    return ReadReview(
        claim=claim,
        rating=_text(rating.get("alternateName")) or _text(rating.get("name")) or _text(node.get("textualRating")),
        value=_number(rating.get("ratingValue")),
        best=_number(rating.get("bestRating")),
        worst=_number(rating.get("worstRating")),
        publisher=_name(node.get("author")) or _name(node.get("publisher")) or _name(node.get("sdPublisher")),
        url=_address(node.get("url")) or _address(url),
        checked_on=_day(node.get("datePublished")) or _day(node.get("dateCreated")),
        claim_date=_day(reviewed.get("datePublished")) or _day(appearance.get("datePublished")),
        speaker=_name(reviewed.get("author")),
        language=_text(node.get("inLanguage")),
        title=_text(node.get("headline")) or _text(node.get("name")),
    )


def _first_map(held: object) -> dict[str, Any]:
    if isinstance(held, list):
        return next((one for one in held if isinstance(one, dict)), {})
    return held if isinstance(held, dict) else {}


def _text(held: object) -> str | None:
    """One line of plain words: feeds write entities and tags into them."""
    if isinstance(held, list):
        held = next((one for one in held if isinstance(one, str)), None)
    if not isinstance(held, str):
        return None
    plain = _TAG.sub(" ", html.unescape(html.unescape(held)))
    return " ".join(clean(plain).split()) or None


def _name(held: object) -> str | None:
    """The name of a person or an organisation; of several, all."""
    if isinstance(held, list):
        return ", ".join(dict.fromkeys(filter(None, map(_name, held)))) or None
    name = _text(held.get("name")) if isinstance(held, dict) else _text(held)
    if name is None and isinstance(held, dict):
        name = _text(held.get("site"))
    return None if name is None or name.startswith(("http:", "https:")) else name


def _address(held: object) -> str | None:
    found = _text(held)
    return found if found is not None and found.startswith(("http://", "https://")) else None


def _day(held: object) -> date | None:
    return parse_day(held.strip()) if isinstance(held, str) else None


def _number(held: object) -> float | None:
    if isinstance(held, (int, float)) and not isinstance(held, bool):
        return float(held) if math.isfinite(held) else None
    found = _NUMBER.fullmatch(held) if isinstance(held, str) else None
    return float(found[1].replace(",", ".")) if found else None


def _charset(media_type: str | None) -> str | None:
    found = re.search(r"charset=([\w.:-]+)", media_type or "", re.IGNORECASE)
    return found[1] if found else None


def _in_words(error: Exception) -> str:
    return " ".join(str(error).split())[:160] or type(error).__name__
