"""Lists of claims without an article, in tables whose columns may be called anything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from claimcheck.corpus.columns import EveryColumn, in_words, recognise
from claimcheck.corpus.documents import cell_day, cell_text
from claimcheck.corpus.rows import BadRow, Row
from claimcheck.corpus.sources import check_readable, is_table, look_at
from claimcheck.corpus.tables import open_table
from claimcheck.domain import ListedClaim, Rejected
from claimcheck.errors import InputError, UnreadableError
from claimcheck.text.identity import digest

_USUAL = {
    "text": ("claim", "text", "statement", "claim_text", "claims", "sentence"),
    "said": ("said", "quote", "original", "as_said", "words"),
    "speaker": ("speaker", "claimant", "said_by", "claimed_by", "author", "who", "person"),
    "claim_date": ("date", "claim_date", "said_on", "published", "day"),
    "source": ("source", "url", "link", "where", "outlet", "publisher", "source_url"),
}
_LONGEST = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimColumns:
    """Column for each thing a claim has; None where it is to be recognised, or where there is none."""

    text: str | None = None
    said: str | None = None
    speaker: str | None = None
    claim_date: str | None = None
    source: str | None = None

    def resolve(self, found: Sequence[str], *, where: str) -> ClaimColumns:
        """These names completed by the usual ones among the columns ``found``.

        Raises:
            InputError: a named column is missing, or none holds the claims.
        """
        named = recognise({one.name: getattr(self, one.name) for one in fields(self)}, _USUAL, found, where=where)
        if named["text"] is None:
            raise InputError(
                f"{where} has no column of claims; it has {in_words(found)}",
                "name the column that holds them with `--claim-column`",
            )
        return replace(self, **named)


def read_claim_list(path: Path, columns: ClaimColumns) -> tuple[Iterator[ListedClaim | Rejected], int | None]:
    """The claims of a table, streamed, and how many rows there are at most; bad rows come as rejected.

    Raises:
        UnreadableError: no table.
        InputError: none of its columns holds claims.
    """
    check_readable(path)
    if not is_table(path):
        raise UnreadableError(f"{path} is no table", "bring .csv, .tsv, .jsonl or .parquet")
    every = EveryColumn()
    table = open_table(look_at(path), every, where=str(path))
    named = columns.resolve(every.seen, where=str(path))

    def claims() -> Iterator[ListedClaim | Rejected]:
        for row in table.rows():
            where = f"{path} {table.unit} {row.line:,}"
            if isinstance(row, BadRow):
                yield Rejected(where=where, reason=row.reason)
            else:
                yield _claim(row, named, where)

    return claims(), table.total


def _claim(row: Row, columns: ClaimColumns, where: str) -> ListedClaim | Rejected:
    def held(column: str | None) -> object:
        return row.values.get(column) if column is not None else None

    text = cell_text(held(columns.text))
    if text is None:
        return Rejected(where=where, reason=f"no claim in column {columns.text!r}")
    if len(text) > _LONGEST:
        return Rejected(where=where, reason=f"its claim has {len(text):,} characters, more than {_LONGEST:,}")
    raw_day, day = cell_text(held(columns.claim_date)), cell_day(held(columns.claim_date))
    if raw_day is not None and day is None:
        return Rejected(where=where, reason=f"{raw_day!r} in column {columns.claim_date!r} is not one day for sure")
    said, speaker, source = (cell_text(held(one)) for one in (columns.said, columns.speaker, columns.source))
    return ListedClaim(
        text=text,
        said=said or text,
        speaker=speaker,
        claim_date=day,
        source=source,
        key=digest(text, said, speaker, day.isoformat() if day else None, source),
    )
