"""Lists of claims without an article."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from claimcheck.corpus.claim_lists import ClaimColumns
from claimcheck.domain import ClaimState
from claimcheck.errors import EmptyInputError, InputError, UnreadableError
from claimcheck.settings import Settings
from claimcheck.workbench import Workbench
from claimcheck.workspace import Workspace


@pytest.fixture
def desk(workspace: Workspace) -> Workbench:
    return Workbench(workspace, Settings())


def written(folder: Path, name: str, content: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(content.encode(encoding))
    return path


TABLE = (
    "statement;who;date;source\n"
    "Die Brücke kostete 40 Millionen.;Jo Rand;2025-03-29;https://news.invalid/1\n"
    "The tram carries 9,000 people a day.;;;\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_list_is_read_in_its_encoding_and_its_claims_are_kept(desk: Workbench, tmp_path: Path, encoding: str) -> None:
    report = desk.claims.import_list(written(tmp_path, "list.csv", TABLE, encoding), actor="Ana")
    assert (report.added, report.already_known, report.rejected_count) == (2, 0, 0)
    first, second = map(desk.claims.show, report.claim_ids)
    assert (first.text, first.said, first.speaker) == (
        "Die Brücke kostete 40 Millionen.",
        "Die Brücke kostete 40 Millionen.",
        "Jo Rand",
    )
    assert (first.claim_date, first.article_id, first.state) == (date(2025, 3, 29), None, ClaimState.KEPT)
    assert desk.claims.source(first.id) == "https://news.invalid/1"
    assert desk.claims.source(second.id) is None
    assert desk.record.verify_ledger().intact


def test_the_same_list_again_adds_nothing_whatever_has_become_of_its_claims(desk: Workbench, tmp_path: Path) -> None:
    path = written(tmp_path, "list.csv", TABLE)
    first = desk.claims.import_list(path, actor="Ana")
    desk.claims.edit(first.claim_ids[0], text="The bridge cost 40 million euros.", actor="Ana")
    desk.claims.drop(first.claim_ids[1], actor="Ana")
    again = desk.claims.import_list(path, actor="Ben")
    assert (again.added, again.already_known) == (0, 2)
    longer = written(tmp_path, "longer.csv", f"{TABLE}The port froze in May.;;;\nThe port froze in May.;;;\n")
    more = desk.claims.import_list(longer, actor="Ana")
    assert (more.added, more.already_known) == (1, 3)


def test_bad_rows_are_named_and_stop_nothing(desk: Workbench, tmp_path: Path) -> None:
    rows = [
        {"claim": "The tram carries 9,000 people a day.", "date": "2024-05-01"},
        {"claim": " "},
        {"claim": "The port froze.", "date": "last winter"},
        {"claim": "x" * 20_000},
    ]
    path = written(tmp_path, "list.jsonl", "\n".join([*map(json.dumps, rows), "no JSON"]))
    report = desk.claims.import_list(path, actor="Ana")
    assert (report.added, report.rejected_count) == (1, 4)
    assert [item.where.rpartition(" ")[2] for item in report.rejected] == ["2", "3", "4", "5"]
    assert "not one day for sure" in report.rejected[1].reason


def test_columns_can_be_named_where_they_are_not_recognised(desk: Workbench, tmp_path: Path) -> None:
    path = written(tmp_path, "list.csv", "assertion,quote\nThe bridge cost 40 million euros.,It cost forty\n")
    with pytest.raises(InputError, match="'assertion', 'quote'"):
        desk.claims.import_list(path, actor="Ana")
    report = desk.claims.import_list(path, columns=ClaimColumns(text="assertion"), actor="Ana")
    claim = desk.claims.show(report.claim_ids[0])
    assert (claim.text, claim.said) == ("The bridge cost 40 million euros.", "It cost forty")


def test_what_is_no_table_is_one_clear_error(desk: Workbench, tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="is no table"):
        desk.claims.import_list(written(tmp_path, "list.txt", "The bridge fell."), actor="Ana")
    with pytest.raises(EmptyInputError):
        desk.claims.import_list(written(tmp_path, "list.csv", ""), actor="Ana")
    with pytest.raises(EmptyInputError):
        desk.claims.import_list(written(tmp_path, "list.csv", "claim\n"), actor="Ana")
    with pytest.raises(UnreadableError, match="there is no file"):
        desk.claims.import_list(tmp_path / "missing.csv", actor="Ana")


def test_an_import_that_is_stopped_keeps_what_it_has_and_goes_on_later(desk: Workbench, tmp_path: Path) -> None:
    rows = "\n".join(f"Claim number {number} is here." for number in range(450))
    path = written(tmp_path, "list.csv", f"claim\n{rows}\n")
    stopped = desk.claims.import_list(path, actor="Ana", stop=lambda: True)
    assert stopped.added == 200
    rest = desk.claims.import_list(path, actor="Ana")
    assert (rest.added, rest.already_known) == (250, 200)
