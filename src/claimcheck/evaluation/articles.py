"""Scoring the reading of web pages: which segments must be in the text of a page, and which must not.

Counted as trafilatura's own evaluation counts: a segment is in the text or not, letter for letter; precision and recall
are over the segments of all pages together. A page that cannot be read has none of them.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimcheck.errors import EmptyInputError, InputError, UnreadableError
from claimcheck.protocols import SilentProgress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimcheck.domain import Article
    from claimcheck.protocols import Progress

_LAYOUT = "a folder has one .json with {URL: {file, with: […], without: […]}}, and html/ with the files, gzipped or not"
_LARGEST = 100 << 20
"""Bytes a page may unpack to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedPage:
    """A page with the segments that its text must and must not have."""

    url: str | None
    file: Path
    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]
    title: str | None
    published: str | None
    """Day of publication, `YYYY-MM-DD`, where the set knows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentMiss:
    """A segment that is missing, or that should not be there."""

    page: str
    segment: str
    missing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleScores:
    """How well pages are read; segments are counted over all pages."""

    true_positives: int
    false_positives: int
    false_negatives: int
    pages: int
    unreadable: int
    """Pages without any text that could be read."""
    titles: int
    titles_right: int
    days: int
    days_right: int
    misses: tuple[SegmentMiss, ...]

    @property
    def precision(self) -> float:
        """Of the judged segments that are in the texts, how many belong there."""
        return _share(self.true_positives, self.true_positives + self.false_positives)

    @property
    def recall(self) -> float:
        """Of the segments that belong there, how many are."""
        return _share(self.true_positives, self.true_positives + self.false_negatives)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return _share(2 * self.precision * self.recall, self.precision + self.recall)

    def as_json(self) -> dict[str, float | int | str]:
        """The scores as `eval articles --json` prints them."""
        return {
            "f1": self.f1,
            "precision": self.precision,
            "recall": self.recall,
            "n": self.pages,
            "segments": self.true_positives + self.false_negatives,
            "unreadable": self.unreadable,
            "titles_right": _share(self.titles_right, self.titles),
            "titles": self.titles,
            "days_right": _share(self.days_right, self.days),
            "days": self.days,
        }


def evaluate_articles(folder: Path, *, progress: Progress | None = None) -> ArticleScores:
    """Read every page of a folder as `article add` does, and score it.

    Raises:
        UnreadableError: the folder has another layout.
        EmptyInputError: it judges no page.
    """
    judged = read_judged_pages(folder)
    shown = progress or SilentProgress()
    shown.start("reading pages", len(judged), "page")
    counts = {"right": 0, "wrong": 0, "titles_right": 0, "days_right": 0, "unreadable": 0}
    misses: list[SegmentMiss] = []
    for page in judged:
        article = _read(page)
        text = article.text if article else ""
        counts["unreadable"] += article is None
        counts["titles_right"] += page.title is not None and article is not None and _same_title(page.title, article)
        counts["days_right"] += page.published is not None and page.published == _day(article)
        counts["right"] += sum(1 for segment in page.wanted if segment in text)
        counts["wrong"] += sum(1 for segment in page.unwanted if segment in text)
        misses += _misses(page, text)
        shown.advance(1)
    shown.finish()
    wanted = sum(len(page.wanted) for page in judged)
    return ArticleScores(
        true_positives=counts["right"],
        false_positives=counts["wrong"],
        false_negatives=wanted - counts["right"],
        pages=len(judged),
        unreadable=counts["unreadable"],
        titles=sum(1 for page in judged if page.title),
        titles_right=counts["titles_right"],
        days=sum(1 for page in judged if page.published),
        days_right=counts["days_right"],
        misses=tuple(misses),
    )


def read_judged_pages(folder: Path) -> list[JudgedPage]:
    """The pages a folder judges.

    Raises:
        UnreadableError: the folder has another layout.
        EmptyInputError: it judges no page.
    """
    found = sorted(folder.glob("*.json")) if folder.is_dir() else []
    lists = [one for one in found if one.name.startswith("evaldata")] or found
    if len(lists) != 1:
        raise UnreadableError(f"{folder} has {len(lists)} .json files, not one", _LAYOUT)
    try:
        rows = json.loads(lists[0].read_text(encoding="utf-8"))
        judged = [_judged(folder / "html", url, row) for url, row in rows.items()]
    except (OSError, ValueError, AttributeError, KeyError, TypeError) as error:
        raise UnreadableError(f"{lists[0]} cannot be read: {error}", _LAYOUT) from error
    if not judged:
        raise EmptyInputError(f"{lists[0]} judges no page", _LAYOUT)
    return judged


def _judged(pages: Path, url: str, row: dict[str, Any]) -> JudgedPage:
    name = Path(row["file"]).name  # never out of the folder
    packed = pages / f"{name}.gz"
    return JudgedPage(
        url=url if url.startswith(("http://", "https://")) else None,
        file=packed if packed.is_file() else pages / name,
        wanted=_segments(row.get("with")),
        unwanted=_segments(row.get("without")),
        title=row.get("title") or None,
        published=row.get("date") or None,
    )


def _segments(value: Sequence[str] | None) -> tuple[str, ...]:
    return tuple(segment for segment in value or () if segment)


def _read(page: JudgedPage) -> Article | None:
    from claimcheck.articles import read_article

    try:
        with page.file.open("rb") as raw:
            if page.file.suffix == ".gz":
                with gzip.open(raw) as unpacked:
                    content = unpacked.read(_LARGEST)
            else:
                content = raw.read(_LARGEST)
        return read_article(content, name=None, media_type="text/html", url=page.url, added_at=datetime.now(UTC))
    except (InputError, OSError, EOFError):
        return None


def _misses(page: JudgedPage, text: str) -> list[SegmentMiss]:
    name = page.url or page.file.name
    missing = [SegmentMiss(page=name, segment=one, missing=True) for one in page.wanted if one not in text]
    return missing + [SegmentMiss(page=name, segment=one, missing=False) for one in page.unwanted if one in text]


def _same_title(title: str, article: Article) -> bool:
    """Whether the titles are the same but for white space, case, and the name of the site after it."""
    wanted, found = (" ".join(words.split()).casefold() for words in (title, article.title))
    return found == wanted or found.startswith((f"{wanted} |", f"{wanted} -", f"{wanted} –"))


def _day(article: Article | None) -> str | None:
    return article.published.day.isoformat() if article is not None and article.published else None


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
