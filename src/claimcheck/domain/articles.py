"""Articles, and where each field of one was read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from claimcheck.domain.claims import ClaimState


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationDate:
    """A day of publication and where it was read from ("json-ld", "meta", "column 'date'", "given", …)."""

    day: date
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Origins:
    """Where each field of an article was read from, in the words of `PublicationDate.origin`.

    None where the field is empty, or where nobody wrote it down: articles stored before origins were kept.
    """

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A text somebody published, in which claims are made."""

    id: str
    title: str
    text: str
    author: str | None
    publisher: str | None
    published: PublicationDate | None
    url: str | None
    language: str | None
    sha256: str
    added_at: datetime
    original: str | None
    """Path of the kept original bytes, relative to the workspace's ``data`` folder."""
    origins: Origins = field(default_factory=Origins)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleSummary:
    """An article without its text, with how many of its claims stand where."""

    id: str
    title: str
    author: str | None
    publisher: str | None
    published: PublicationDate | None
    url: str | None
    language: str | None
    added_at: datetime
    claims: Mapping[ClaimState, int] = field(default_factory=dict)


class Likeness(StrEnum):
    """In what an article is like another one of the desk; the first that holds."""

    SAME_FILE = "same_file"
    """The original bytes are the same."""
    SAME_TEXT = "same_text"
    """The same words, from another source."""
    NEAR_COPY = "near_copy"
    """Most of the shorter one stands in the longer one."""
    SAME_ADDRESS = "same_address"
    """The page was brought before, when it said something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LikeArticle:
    """An article of the desk that another one repeats, or is another state of."""

    id: str
    title: str
    publisher: str | None
    published: PublicationDate | None
    url: str | None
    added_at: datetime
    likeness: Likeness
    shared: float
    """Share of the shorter one's word sequences that stand in the other, 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtArticle:
    """An article as it is stored now, whether it is new to the desk, and what the desk has that is like it."""

    article: Article
    added: bool
    """False where the same text of the same source was stored before; then nothing changed."""
    alike: tuple[LikeArticle, ...]
    """Most alike first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginalFile:
    """The bytes an article was read from, as they came; nobody vouches for what is in them."""

    name: str
    """A file name made of the article's id, never of words somebody else chose."""
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageSupport:
    """What of the program works for a text in some language."""

    code: str | None
    """ISO 639; None where the language could not be told, which is treated like English."""
    name: str | None
    """In English, such as "German"."""
    lacking: tuple[str, ...]
    """What does not work, each a phrase that can follow "does not work:"; empty for English."""

    @property
    def full(self) -> bool:
        """Whether everything works."""
        return not self.lacking
