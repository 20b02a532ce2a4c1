from __future__ import annotations

import csv
import json
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from claimcheck.export import csv_table, jsonl_table, parquet_table
from claimcheck.export.cells import neutralised, restored
from claimcheck.export.table import TableRow
from deskwork import a_pin

AT = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
TRICKY = st.text(st.sampled_from("'=+-@\t\r\n ,;\"\\＝＋\ufeff\u200b\u2028\x85a1"), max_size=12)
CELL = TEXT | TRICKY


@given(CELL)
def test_a_neutralised_cell_never_starts_a_formula_and_can_always_be_restored(cell: str) -> None:
    written = neutralised(cell)
    assert restored(written) == cell
    assert written.lstrip(" \t\r\n\ufeff\u200b\u00a0")[:1] not in set("=+-@＝＋－＠")
    assert written[:1] not in set("\t\r\n")
    assert neutralised(written) in {written, f"'{written}"}


@given(CELL, CELL)
def test_two_cells_are_never_written_alike(one: str, other: str) -> None:
    assert (neutralised(one) == neutralised(other)) == (one == other)


def written_row(claim: str, explanation: str, pin: str) -> TableRow:
    return TableRow(
        verdict_id="v",
        claim_id="c",
        claim=claim,
        said=claim,
        speaker=None,
        claim_date=None,
        article_id=None,
        article_title=explanation,
        article_url=None,
        article_publisher=None,
        article_published=None,
        rating="supported",
        outcome="supported",
        explanation=explanation,
        pins=(a_pin(text=pin),),
        reviewer="Ana",
        recorded_at=AT,
        replaces=None,
        replaced_by=None,
        build=None,
        ledger_head="ab",
        exported_at=AT,
        schema_version=1,
    )


def back(claim: str, explanation: str, pins: str) -> tuple[str, str, str]:
    return restored(claim), restored(explanation), json.loads(pins)[0]["text"]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=4))
def test_any_text_survives_the_csv_in_three_readers(rows: list[tuple[str, str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "v.csv"
        csv_table.write([written_row(*row) for row in rows], file, "ab")
        with file.open(encoding="utf-8", newline="") as stream:
            read = [back(row["claim"], row["explanation"], row["pins"]) for row in csv.DictReader(stream, strict=True)]
        assert read == rows
        frame = pd.read_csv(file, dtype=str, keep_default_na=False)
        assert [back(*row) for row in frame[["claim", "explanation", "pins"]].itertuples(index=False)] == rows
        with duckdb.connect() as connection:
            found = connection.execute(
                "SELECT claim, explanation, pins FROM read_csv(?, header = true, all_varchar = true, nullstr = '\\N')",
                [str(file)],
            ).fetchall()
        assert [back(*row) for row in found] == rows


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=4))
def test_any_text_survives_json_lines_and_parquet(rows: list[tuple[str, str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        lines, table = Path(folder) / "v.jsonl", Path(folder) / "v.parquet"
        jsonl_table.write([written_row(*row) for row in rows], lines, "ab")
        parquet_table.write([written_row(*row) for row in rows], table, "ab")
        text = lines.read_text(encoding="utf-8")
        for records in ([json.loads(line) for line in text.splitlines()], parquet.read_table(table).to_pylist()):
            assert [(one["claim"], one["explanation"], one["pins"][0]["text"]) for one in records] == rows
