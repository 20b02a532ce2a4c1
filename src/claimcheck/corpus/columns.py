"""Which column of a table holds what: named by the person, or recognised by its usual name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace

from claimcheck.errors import InputError

_USUAL = {
    "external_id": ("_id", "id", "doc_id", "document_id"),
    "title": ("title", "headline"),
    "text": ("text", "body", "content", "article"),
    "url": ("url", "link", "source_url"),
    "publisher": ("publisher", "source", "outlet", "site"),
    "author": ("author", "authors", "byline"),
    "published": ("date", "published", "publication_date", "published_at", "published_date"),
    "language": ("language", "lang"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnNames:
    """Column for each thing a document has; None where it is to be recognised, or where there is none."""

    external_id: str | None = None
    title: str | None = None
    text: str | None = None
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    language: str | None = None

    def resolve(self, found: Sequence[str], *, where: str) -> ColumnNames:
        """These names completed by the usual ones among the columns ``found``.

        Raises:
            InputError: a named column is missing, or none holds the text.
        """
        named = recognise({one.name: getattr(self, one.name) for one in fields(self)}, _USUAL, found, where=where)
        if named["text"] is None:
            raise InputError(
                f"{where} has no column of text; it has {in_words(found)}",
                "name the column that holds it with `--text-column`",
            )
        return replace(self, **named)

    @property
    def used(self) -> tuple[str, ...]:
        """The columns that are read."""
        named = (getattr(self, one.name) for one in fields(self))
        return tuple(dict.fromkeys(column for column in named if column is not None))


@dataclass(frozen=True, kw_only=True)
class EveryColumn(ColumnNames):
    """Takes every column there is: to look at a table first, or to read other things than documents from it."""

    most: int | None = None
    seen: list[str] = field(default_factory=list)

    def resolve(self, found: Sequence[str], *, where: str) -> ColumnNames:  # noqa: ARG002 - the signature of its base
        """Itself, with the names of the columns noted."""
        self.seen.extend(column for column in found[: self.most] if column)
        return self

    @property
    def used(self) -> tuple[str, ...]:
        """Every column that was found."""
        return tuple(self.seen)


def recognise(
    given: Mapping[str, str | None], usual: Mapping[str, Sequence[str]], found: Sequence[str], *, where: str
) -> dict[str, str | None]:
    """The column of each thing: the one given, else the first of its usual names that no other thing has taken.

    Raises:
        InputError: a column is given that is not there.
    """
    named = dict(given)
    for column in named.values():
        if column is not None and column not in found:
            raise InputError(f"{where} has no column {column!r}; it has {in_words(found)}", "name one of these columns")
    by_usual_name = {name.strip().lower().replace(" ", "_"): name for name in reversed(found)}
    taken = {column for column in named.values() if column is not None}
    for thing, names in usual.items():
        if named[thing] is None:
            present = (by_usual_name[name] for name in names if name in by_usual_name)
            named[thing] = next((column for column in present if column not in taken), None)
            taken.update(filter(None, [named[thing]]))
    return named


def in_words(columns: Sequence[str]) -> str:
    """The names of columns for a message."""
    return ", ".join(repr(name) for name in columns[:30]) or "none"
