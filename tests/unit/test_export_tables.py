from __future__ import annotations

import csv
import errno
import io
import json
import os
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa
import pytest
from pyarrow import parquet

from claimcheck.domain import PinStance, VerdictRow
from claimcheck.errors import DiskFullError, StorageError, UsageError
from claimcheck.export import ExportFormat, write_verdicts
from claimcheck.export.cells import neutralised, restored
from claimcheck.export.table import COLUMNS
from claimcheck.settings import DeskSettings
from claimcheck.workspace import Workspace
from deskwork import a_claim, a_pin, a_proposal, a_verdict, an_article, an_outside_pin, open_desk

HEAD = "ab" * 32
AT = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)
NASTY = 'He said: "no",\r\nthen; left\tat\nonce\r. 😀 \u202enwod\u2028 \x85 ’'


@pytest.fixture
def rows(workspace: Workspace) -> list[VerdictRow]:
    """A full verdict with nasty words, and one with as little as a verdict can have."""
    desk = open_desk(workspace)
    desk.add_article(an_article())
    (claim,) = desk.propose_claims(an_article().id, [a_proposal(23, 44)], "claimcheck")
    desk.record_verdict(a_verdict(claim, explanation=NASTY.strip(), pins=(a_pin(text=NASTY), an_outside_pin())))
    bare = desk.add_claim("=1+1", "-2+3", actor="Ana")
    asked = a_verdict(bare, rating="not enough evidence", explanation="@SUM(A1) is not known", pins=(), build=None)
    desk.record_verdict(replace(asked, reviewer="+Ben"))
    return list(reversed(desk.list_verdicts()))


def export(rows: list[VerdictRow], format_: ExportFormat, target: Path) -> Path:
    assert write_verdicts(rows, format_, target, ledger_head=HEAD, desk=DeskSettings(), exported_at=AT) == [target]
    return target


def cells_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))


def test_the_csv_has_a_row_per_verdict_with_everything_a_reader_needs(rows: list[VerdictRow], tmp_path: Path) -> None:
    full, bare = cells_of(export(rows, ExportFormat.CSV, tmp_path / "new" / "verdicts.csv"))
    verdict, claim, article = rows[0].verdict, rows[0].claim, an_article()
    assert tuple(full) == COLUMNS
    assert {name: value for name, value in full.items() if name != "pins"} == {
        "verdict_id": verdict.id,
        "claim_id": claim.id,
        "claim": claim.text,
        "said": claim.said,
        "speaker": "the harbour master",
        "claim_date": "2024-03-10",
        "article_id": article.id,
        "article_title": article.title,
        "article_url": article.url,
        "article_publisher": article.publisher,
        "article_published": "2024-03-10",
        "rating": "supported",
        "outcome": "supported",
        "explanation": NASTY.strip(),
        "reviewer": "Ana",
        "recorded_at": verdict.recorded_at.isoformat().replace("+00:00", "Z"),
        "replaces": "",
        "replaced_by": "",
        "build": "build-1",
        "ledger_head": HEAD,
        "exported_at": "2024-05-01T12:00:00Z",
        "schema_version": "1",
    }
    assert [bare[name] for name in ("article_id", "claim_date", "build", "pins")] == ["", "", "", "[]"]


def test_the_pins_of_the_csv_are_json_with_the_passage_and_its_source(rows: list[VerdictRow], tmp_path: Path) -> None:
    pins = json.loads(cells_of(export(rows, ExportFormat.CSV, tmp_path / "v.csv"))[0]["pins"])
    assert pins[0] == {
        "stance": "supports",
        "text": NASTY,
        "paragraph": f"{NASTY} More was not said.",
        "passage_id": "passage-1",
        "document_id": "document-1",
        "document_sha256": "ab" * 32,
        "start": 10,
        "end": 10 + len(NASTY),
        "title": "Harbour log",
        "publisher": "Sample Gazette",
        "url": "https://sample.invalid/log",
        "published": "2024-03-11",
    }
    assert pins[1]["document_id"] is None


def test_no_cell_of_the_csv_is_a_formula(rows: list[VerdictRow], tmp_path: Path) -> None:
    bare = cells_of(export(rows, ExportFormat.CSV, tmp_path / "v.csv"))[1]
    assert bare["claim"] == "'=1+1"
    assert bare["said"] == "'-2+3"
    assert bare["reviewer"] == "'+Ben"
    assert bare["explanation"] == "'@SUM(A1) is not known"
    assert restored(bare["claim"]) == "=1+1"


def test_pandas_and_duckdb_read_the_same_csv(rows: list[VerdictRow], tmp_path: Path) -> None:
    file = export(rows, ExportFormat.CSV, tmp_path / "v.csv")
    expected = cells_of(file)
    frame = pd.read_csv(file, dtype=str, keep_default_na=False)
    assert frame.to_dict("records") == expected
    with duckdb.connect() as connection:
        read = connection.execute(
            "SELECT * FROM read_csv(?, header = true, all_varchar = true, nullstr = '\\N')", [str(file)]
        )
        names = [column[0] for column in read.description or ()]
        assert [dict(zip(names, row, strict=True)) for row in read.fetchall()] == expected
        guessed = connection.execute("SELECT verdict_id, explanation FROM read_csv(?)", [str(file)]).fetchall()
    assert guessed == [(row["verdict_id"], row["explanation"]) for row in expected], "read without being told how"


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "\n=1", "  =1", "\ufeff=1", "\u200b=1", "\u00a0@x", "＝1", "＋1",
        "－1", "＠x", "﹦1", "\x01=1", "\tplain", "\rplain", "'=1", "''=1", "' =1",
    ],
)  # fmt: skip
def test_a_cell_like_a_formula_gets_an_apostrophe_that_can_be_taken_away(cell: str) -> None:
    assert neutralised(cell) == f"'{cell}"
    assert restored(neutralised(cell)) == cell


@pytest.mark.parametrize(
    "cell", ["", " ", "plain", "a=b", "1-2", "'quoted'", "'", "’=x", '"=x"', "(−5)", "[1]", "–5 °C"]
)
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert neutralised(cell) == cell
    assert restored(cell) == cell


def test_json_lines_nest_the_pins_and_say_null(rows: list[VerdictRow], tmp_path: Path) -> None:
    file = export(rows, ExportFormat.JSONL, tmp_path / "v.jsonl")
    written = file.read_text(encoding="utf-8")
    assert written.splitlines() == written.split("\n")[:-1], "no character inside a record looks like a line break"
    full, bare = (json.loads(line) for line in written.splitlines())
    assert tuple(full) == COLUMNS
    assert full["explanation"] == NASTY.strip()
    assert full["pins"][0]["text"] == NASTY
    assert (full["claim_date"], full["schema_version"]) == ("2024-03-10", 1)
    assert bare["claim"] == "=1+1", "a formula is only one in a spreadsheet"
    assert (bare["speaker"], bare["pins"]) == (None, [])


def test_parquet_has_types_and_nested_pins(rows: list[VerdictRow], tmp_path: Path) -> None:
    file = export(rows, ExportFormat.PARQUET, tmp_path / "v.parquet")
    table = parquet.read_table(file)
    assert tuple(table.column_names) == COLUMNS
    assert table.schema.field("recorded_at").type == pa.timestamp("us", tz="UTC")
    assert table.schema.field("claim_date").type == pa.date32()
    assert table.schema.field("schema_version").type == pa.int32()
    assert table.schema.metadata[b"claimcheck.ledger_head"] == HEAD.encode()
    full, bare = table.to_pylist()
    assert full["recorded_at"] == rows[0].verdict.recorded_at
    assert full["claim_date"] == date(2024, 3, 10)
    assert full["pins"][0]["text"] == NASTY
    assert full["pins"][0]["published"] == date(2024, 3, 11)
    assert (bare["claim"], bare["pins"], bare["article_id"]) == ("=1+1", [], None)
    with duckdb.connect() as connection:
        counted = connection.execute("SELECT len(pins), pins[1].stance FROM read_parquet(?)", [str(file)]).fetchall()
    assert counted == [(2, "supports"), (0, None)]


@pytest.mark.parametrize("format_", [ExportFormat.CSV, ExportFormat.JSONL, ExportFormat.PARQUET])
def test_a_table_without_rows_still_has_its_columns(format_: ExportFormat, tmp_path: Path) -> None:
    file = export([], format_, tmp_path / "v")
    if format_ is ExportFormat.CSV:
        assert next(csv.reader(io.StringIO(file.read_text()))) == list(COLUMNS)
    elif format_ is ExportFormat.PARQUET:
        assert parquet.read_table(file).schema.field("pins").type.value_type.num_fields == 12
    else:
        assert file.read_text() == ""


def test_a_replaced_verdict_names_the_one_that_replaced_it(workspace: Workspace, tmp_path: Path) -> None:
    desk = open_desk(workspace)
    claim = a_claim(desk)
    first = desk.record_verdict(a_verdict(claim))
    second = desk.record_verdict(a_verdict(claim, rating="refuted", pins=(a_pin(PinStance.REFUTES),)))
    table = cells_of(export(desk.list_verdicts(include_replaced=True), ExportFormat.CSV, tmp_path / "v.csv"))
    assert [(row["verdict_id"], row["replaces"], row["replaced_by"]) for row in table] == [
        (second.id, first.id, ""),
        (first.id, "", second.id),
    ]


@pytest.mark.parametrize("format_", [ExportFormat.CSV, ExportFormat.JSONL, ExportFormat.PARQUET])
def test_an_export_that_fails_leaves_the_old_file_and_no_litter(
    rows: list[VerdictRow], format_: ExportFormat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out" / "table"
    export(rows[:1], format_, target)
    before = target.read_bytes()

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFullError) as refused:
        export(rows, format_, target)
    assert refused.value.hint
    assert target.read_bytes() == before
    assert list(target.parent.iterdir()) == [target]


def test_an_export_replaces_the_file_before(rows: list[VerdictRow], tmp_path: Path) -> None:
    target = export(rows, ExportFormat.CSV, tmp_path / "v.csv")
    export(rows[:1], ExportFormat.CSV, target)
    assert len(cells_of(target)) == 1
    assert list(tmp_path.glob("*v.csv*")) == [target]


def test_a_folder_in_the_place_of_the_file_is_refused(rows: list[VerdictRow], tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is a folder"):
        export(rows, ExportFormat.CSV, tmp_path)


def test_a_place_that_cannot_be_written_is_named(rows: list[VerdictRow], tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for format_ in ExportFormat:
        target: Any = tmp_path / "file" / "inside"
        with pytest.raises(StorageError, match="inside") as refused:
            write_verdicts(rows, format_, target, ledger_head=HEAD, desk=DeskSettings())
        assert refused.value.hint
