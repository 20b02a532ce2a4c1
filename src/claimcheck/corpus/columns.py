"""Which column of a table holds what: named by the person, or recognised by its usual name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

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
        listed = ", ".join(repr(name) for name in found[:30]) or "none"
        named = {field.name: getattr(self, field.name) for field in fields(self)}
        for column in named.values():
            if column is not None and column not in found:
                raise InputError(f"{where} has no column {column!r}; it has {listed}", "name one of these columns")
        by_usual_name = {name.strip().lower().replace(" ", "_"): name for name in reversed(found)}
        taken = {column for column in named.values() if column is not None}
        for thing, usual in _USUAL.items():
            if named[thing] is None:
                present = (by_usual_name[name] for name in usual if name in by_usual_name)
                named[thing] = next((column for column in present if column not in taken), None)
        if named["text"] is None:
            raise InputError(
                f"{where} has no column of text; it has {listed}", "name the column that holds it with `--text-column`"
            )
        return replace(self, **named)

    @property
    def used(self) -> tuple[str, ...]:
        """The columns that are read."""
        named = (getattr(self, field.name) for field in fields(self))
        return tuple(dict.fromkeys(column for column in named if column is not None))
