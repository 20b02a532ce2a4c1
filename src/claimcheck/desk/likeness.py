"""Finding what the desk has already that is like an article: the same file, text or page, or a near-copy."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from claimcheck.desk.part import DeskPart
from claimcheck.desk.rows import time_of
from claimcheck.domain import LikeArticle, Likeness, PublicationDate
from claimcheck.matching import shared_text
from claimcheck.text.identity import origin_id

if TYPE_CHECKING:
    from claimcheck.domain import Article

_NEAR_COPY = 0.5
"""Share of the shorter text that the longer one repeats; of 11,372 pairs of near neighbours in two public collections
one reaches 0.35 (see `matching.copies`)."""
_RUN = re.compile(r"\b(?:[^\W_]{1,40} ){5}[^\W_]{1,40}\b")
"""Six words with nothing but blanks between them, so that other quotation marks or dashes do not part copies."""
_PROBES, _COMPARED = 24, 100
_ORDER = list(Likeness)


class LikenessFinder(DeskPart):
    """Articles that repeat one another."""

    def articles_like(self, article: Article) -> tuple[LikeArticle, ...]:
        """Other articles that this one repeats or is another state of, most alike first.

        The database picks those that share one of two dozen word runs, spread over the text; they are then compared
        exactly. Half of a text cannot be the same and share none of them but by rare chance.
        """
        probes = _probes(article.text)
        alike = " OR ".join(["sha256 = ?", "url = ?", *["contains(text, ?)"] * len(probes)])
        with self._database.session() as connection:
            rows = connection.execute(
                "SELECT id, title, publisher, published, published_origin, url, epoch_us(added_at), sha256, text "  # noqa: S608 - built of marks only
                f"FROM articles WHERE id <> ? AND ({alike}) ORDER BY added_at LIMIT ?",
                [article.id, article.sha256, article.url, *probes, _COMPARED],
            ).fetchall()
        found = [like for row in rows if (like := _compared(article, row)) is not None]
        return tuple(sorted(found, key=lambda like: (_ORDER.index(like.likeness), -like.shared, like.added_at)))


def _probes(text: str) -> list[str]:
    runs = _RUN.findall(text)
    step = max(len(runs) // _PROBES, 1)
    return list(dict.fromkeys(runs[::step][:_PROBES]))


def _compared(article: Article, row: tuple[Any, ...]) -> LikeArticle | None:
    identity, title, publisher, day, origin, url, added_at, sha256, text = row
    same_text = origin_id(text) == origin_id(article.text)
    shared = 1.0 if same_text else shared_text(article.text, text)
    if sha256 == article.sha256:
        likeness = Likeness.SAME_FILE
    elif same_text:
        likeness = Likeness.SAME_TEXT
    elif url is not None and url == article.url:
        likeness = Likeness.SAME_ADDRESS
    elif shared >= _NEAR_COPY:
        likeness = Likeness.NEAR_COPY
    else:
        return None
    return LikeArticle(
        id=identity,
        title=title,
        publisher=publisher,
        published=PublicationDate(day=day, origin=origin) if day else None,
        url=url,
        added_at=time_of(added_at),
        likeness=likeness,
        shared=shared,
    )
