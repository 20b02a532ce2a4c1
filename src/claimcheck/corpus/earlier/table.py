"""Fact-checks in a table, one per row, whatever its columns are called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from itertools import islice
from pathlib import Path

from claimcheck.corpus.columns import EveryColumn, in_words, recognise
from claimcheck.corpus.documents import cell_day, cell_text
from claimcheck.corpus.rows import BadRow, Row, Table
from claimcheck.corpus.sources import look_at
from claimcheck.corpus.tables import open_table
from claimcheck.errors import InputError
from claimcheck.readers.claimreviews import BrokenReview, Found, ReadReview, read_element

_USUAL = {
    "claim": ("claim", "claim_reviewed", "claimreviewed", "claim_text", "statement", "text", "vclaim"),
    "rating": ("rating", "verdict", "label", "textual_rating", "truth_rating", "ruling", "conclusion", "alternatename"),
    "title": ("title", "headline", "review_title"),
    "publisher": ("publisher", "fact_checker", "factchecker", "checked_by", "organization", "organisation", "site"),
    "url": ("url", "link", "review_url", "fact_check_url", "source_url"),
    "checked_on": ("checked_on", "review_date", "reviewed", "date_published", "datepublished", "published", "date"),
    "claim_date": ("claim_date", "statement_date", "said_on"),
    "speaker": ("speaker", "claimant", "claimed_by", "said_by", "author"),
    "language": ("language", "lang", "language_code"),
}
_LOOKED_AT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckColumns:
    """Column for each thing a fact-check says; None where it is to be recognised, or where there is none."""

    claim: str | None = None
    rating: str | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    checked_on: str | None = None
    claim_date: str | None = None
    speaker: str | None = None
    language: str | None = None

    def resolve(self, found: Sequence[str], *, where: str) -> CheckColumns:
        """These names completed by the usual ones among the columns ``found``.

        Raises:
            InputError: a named column is missing, or none holds the claim.
        """
        named = recognise({one.name: getattr(self, one.name) for one in fields(self)}, _USUAL, found, where=where)
        if named["claim"] is None:
            raise InputError(
                f"{where} has no column of claims; it has {in_words(found)}",
                "name the column that holds them with `--claim-column`",
            )
        return replace(self, **named)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckTablePreview:
    """What a first look at a table of fact-checks shows: its columns, what each was taken for, the first rows."""

    columns: tuple[str, ...]
    recognised: CheckColumns
    rows: tuple[ReadReview, ...]


def table_reviews(path: Path, columns: CheckColumns) -> tuple[Iterator[Found], int | None]:
    """The fact-checks of a table, streamed, and how many rows there are at most.

    Raises:
        InputError: no table, or none of its columns holds claims.
    """
    table, named = _opened(path, columns)
    return _reviews(table, named), table.total


def preview_checks(path: Path, columns: CheckColumns, *, rows: int = 3) -> CheckTablePreview:
    """A first look at a table before anything of it is imported.

    Raises:
        InputError: no table, or none of its columns holds claims.
    """
    table, named = _opened(path, columns)
    found = (one for one in islice(_reviews(table, named), _LOOKED_AT) if isinstance(one, ReadReview))
    return CheckTablePreview(columns=table.columns.used, recognised=named, rows=tuple(islice(found, rows)))


def _opened(path: Path, columns: CheckColumns) -> tuple[Table, CheckColumns]:
    every = EveryColumn()
    table = open_table(look_at(path), every, where=str(path))
    if {"claimReviewed", "@type"} <= set(every.seen) and columns == CheckColumns():
        return table, replace(columns, claim="claimReviewed")  # a ClaimReview in each line
    return table, columns.resolve(every.seen, where=str(path))


def _reviews(table: Table, columns: CheckColumns) -> Iterator[Found]:
    for row in table.rows():
        if isinstance(row, BadRow):
            yield BrokenReview(place=f"{table.unit} {row.line:,}", reason=row.reason)
        else:
            yield _review(row, columns, place=f"{table.unit} {row.line:,}")


def _review(row: Row, columns: CheckColumns, *, place: str) -> Found:
    declared = read_element(row.values, place=place)
    if declared is not None:
        return declared

    def held(column: str | None) -> object:
        return row.values.get(column) if column is not None else None

    claim = cell_text(held(columns.claim))
    if claim is None:
        return BrokenReview(place=place, reason=f"no claim in column {columns.claim!r}")
    return ReadReview(
        claim=claim,
        rating=cell_text(held(columns.rating)),
        value=None,
        best=None,
        worst=None,
        publisher=cell_text(held(columns.publisher)),
        url=cell_text(held(columns.url)),
        checked_on=cell_day(held(columns.checked_on)),
        claim_date=cell_day(held(columns.claim_date)),
        speaker=cell_text(held(columns.speaker)),
        language=cell_text(held(columns.language)),
        title=cell_text(held(columns.title)),
    )
