from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from claimcheck.corpus.columns import ColumnNames
from claimcheck.corpus.documents import GivenMetadata
from claimcheck.domain import Document, PublicationDate
from claimcheck.errors import EmptyInputError, InputError, UnreadableError
from claimcheck.settings import CorpusSettings
from claimcheck.workspace import Workspace
from corpora import Importing, RecordedProgress, write_jsonl

ROWS: list[dict[str, Any]] = [
    {
        "_id": "a1",
        "title": "Harbour dues rise",
        "text": "The harbour dues rose by 4 % in May.",
        "url": "https://example.org/dues",
        "source": "Sample Post",
        "author": "Ann Lee",
        "date": "16 May 2025",
        "lang": "en-GB",
    },
    {"_id": 2, "title": None, "text": "Die Gespräche fanden am Freitag in Istanbul statt.", "date": "2025-05"},
]


@pytest.fixture
def corpus(workspace: Workspace) -> Importing:
    return Importing(workspace)


def check_rows(documents: list[Document]) -> None:
    first, second = sorted(documents, key=lambda document: document.external_id or "", reverse=True)
    assert (first.external_id, first.title, first.publisher) == ("a1", "Harbour dues rise", "Sample Post")
    assert (first.author, first.language, first.url) == ("Ann Lee", "en", "https://example.org/dues")
    assert first.published == PublicationDate(day=date(2025, 5, 16), origin="column 'date'")
    assert (second.external_id, second.title, second.published, second.language) == ("2", None, None, "de")
    assert second.text == ROWS[1]["text"]


def test_a_jsonl_table_gives_a_document_per_row(corpus: Importing, tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "t.jsonl", ROWS)
    report = corpus.add(path)
    assert (report.added, report.rejected_count) == (2, 0)
    check_rows(corpus.all())
    lines = path.read_bytes().splitlines()
    assert {document.sha256 for document in corpus.all()} == {hashlib.sha256(line).hexdigest() for line in lines}


def test_a_table_is_kept_as_one_original(corpus: Importing, tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "t.jsonl", ROWS)
    corpus.add(path)
    (kept,) = corpus.originals()
    assert kept.read_bytes() == path.read_bytes()
    assert {document.original for document in corpus.all()} == {kept.relative_to(corpus.workspace.data).as_posix()}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_csv_table_is_read_in_the_usual_dialects(
    corpus: Importing, tmp_path: Path, delimiter: str, encoding: str
) -> None:
    columns = list(ROWS[0])
    lines = [columns, *[[str(row.get(column) or "") for column in columns] for row in ROWS]]
    written = "\r\n".join(delimiter.join(f'"{cell}"' for cell in line) for line in lines)
    (tmp_path / "t.csv").write_bytes(written.encode(encoding))
    assert corpus.add(tmp_path / "t.csv").rejected_count == 0
    check_rows(corpus.all())


def test_a_csv_cell_may_hold_lines_and_quotation_marks(corpus: Importing, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text('id,text\n1,"He said ""no"".\n\nThen he left."\n\n2,Short.\n')
    corpus.add(tmp_path / "t.csv")
    texts = {document.external_id: document.text for document in corpus.all()}
    assert texts == {"1": 'He said "no".\n\nThen he left.', "2": "Short."}
    assert corpus.all()[0].sha256 in {
        hashlib.sha256(raw).hexdigest() for raw in (b'1,"He said ""no"".\n\nThen he left."', b"2,Short.")
    }


def write_parquet(path: Path, **columns: object) -> Path:
    parquet.write_table(pa.table(columns), path, row_group_size=100)
    return path


def test_a_parquet_table_is_read_with_its_own_types(corpus: Importing, tmp_path: Path) -> None:
    path = write_parquet(
        tmp_path / "t.parquet",
        id=[1, 2, 3],
        text=["One is here.", "Two is here.", None],
        published_at=pa.array(
            [datetime(2025, 5, 16, 22, tzinfo=UTC), None, None], pa.timestamp("ns", "Europe/Istanbul")
        ),
        outlet=pa.array(["A", "B", "A"]).dictionary_encode(),
        embedding=[[0.1] * 8] * 3,
    )
    report = corpus.add(path)
    assert (report.added, report.rejected_count) == (2, 1)
    assert report.rejected[0].where == f"{path} row 3"
    first = next(document for document in corpus.all() if document.external_id == "1")
    assert first.published == PublicationDate(day=date(2025, 5, 17), origin="column 'published_at'")
    assert first.publisher == "A"


def test_days_in_a_parquet_table_are_days(corpus: Importing, tmp_path: Path) -> None:
    corpus.add(write_parquet(tmp_path / "t.parquet", text=["One."], date=[date(2025, 5, 16)]))
    assert corpus.all()[0].published == PublicationDate(day=date(2025, 5, 16), origin="column 'date'")


def test_columns_are_recognised_whatever_their_letter_case(corpus: Importing, tmp_path: Path) -> None:
    write_jsonl(tmp_path / "t.jsonl", [{"ID": "1", "Headline": "H", "Body": "B.", "Published At": "2025-05-16"}])
    corpus.add(tmp_path / "t.jsonl")
    document = corpus.all()[0]
    assert (document.external_id, document.title, document.text) == ("1", "H", "B.")
    assert document.published == PublicationDate(day=date(2025, 5, 16), origin="column 'Published At'")


def test_named_columns_win_over_usual_names(corpus: Importing, tmp_path: Path) -> None:
    write_jsonl(tmp_path / "t.jsonl", [{"text": "Machine words.", "claim": "Human words.", "url": "https://a.example"}])
    corpus.add(tmp_path / "t.jsonl", columns=ColumnNames(text="claim", title="text"))
    assert (corpus.all()[0].text, corpus.all()[0].title) == ("Human words.", "Machine words.")


@pytest.mark.parametrize(
    ("name", "content"),
    [("t.jsonl", b'{"a": 1, "b": "x"}\n'), ("t.csv", b"a,b\n1,x\n")],
)
def test_a_table_without_a_text_column_is_refused_and_names_its_columns(
    corpus: Importing, tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match="it has 'a', 'b'") as raised:
        corpus.add(tmp_path / name)
    assert raised.value.hint is not None
    assert "--text-column" in raised.value.hint
    assert corpus.originals() == []
    assert corpus.store.revision() == 0


def test_a_parquet_table_without_a_text_column_is_refused(corpus: Importing, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="'a'"):
        corpus.add(write_parquet(tmp_path / "t.parquet", a=[1]))


def test_a_named_column_that_is_missing_is_refused(corpus: Importing, tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "t.jsonl", ROWS)
    with pytest.raises(InputError, match="no column 'words'"):
        corpus.add(path, columns=ColumnNames(text="words"))


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("t.jsonl", b"", EmptyInputError),
        ("t.jsonl", b"\n \n", EmptyInputError),
        ("t.jsonl", b"no json\nat all\n", UnreadableError),
        ("t.jsonl", b"[1]\n[2]\n", UnreadableError),
        ("t.csv", b"", EmptyInputError),
        ("t.parquet", b"", UnreadableError),
        ("t.parquet", b"PAR1 but no table PAR1", UnreadableError),
    ],
)
def test_what_is_no_table_is_refused(
    corpus: Importing, tmp_path: Path, name: str, content: bytes, error: type[InputError]
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(error, match="t\\."):
        corpus.add(tmp_path / name)
    assert corpus.store.revision() == 0


def test_bad_rows_are_listed_with_their_line_and_the_rest_is_imported(corpus: Importing, tmp_path: Path) -> None:
    lines = [json.dumps({"id": number, "text": f"Row number {number}."}) for number in range(1, 3001)]
    lines[1999] = lines[1999][:10]
    lines[9] = '{"id": 10, "text": ""}'
    lines[10] = '{"id": 11, "text": {"nested": 1}}'
    lines[11] = '["no object"]'
    lines[12] = "{" * 5000
    (tmp_path / "t.jsonl").write_text("\n".join(lines))
    progress = RecordedProgress()
    report = corpus.add(tmp_path / "t.jsonl", settings=CorpusSettings(batch=500), progress=progress)
    assert (report.added, report.rejected_count) == (2995, 5)
    assert [item.where.rpartition(" line ")[2] for item in report.rejected] == ["10", "11", "12", "13", "2000"]
    assert "is no JSON" in report.rejected[-1].reason
    assert progress.started == [("reading t.jsonl", 3000, "line")]
    assert progress.done == 3000


def test_csv_rows_with_the_wrong_number_of_cells_are_listed(corpus: Importing, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text('id,text\n1,One.\n2\n3,Three,3\n4,"never\nclosed\n5,Five\n')
    report = corpus.add(tmp_path / "t.csv")
    assert [item.where.rpartition(" line ")[2] for item in report.rejected] == ["3", "4"]
    assert "has 3 cells, the header has 2" in report.rejected[1].reason
    assert corpus.all()[0].external_id in {"1", "4"}


def test_a_quotation_mark_that_is_never_closed_does_not_swallow_the_table(
    corpus: Importing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claimcheck.corpus.text_tables._LONGEST_CELL", 1000)
    rows = "".join(f"{number},Row number {number}.\n" for number in range(200))
    (tmp_path / "t.csv").write_text(f'id,text\nx,"never closed\n{rows}')
    report = corpus.add(tmp_path / "t.csv")
    assert report.rejected_count == 1
    assert report.rejected[0].where.endswith("line 2")
    assert 100 < report.added < 200


def test_a_line_too_long_to_be_a_row_is_skipped(
    corpus: Importing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claimcheck.corpus.text_tables._LONGEST_ROW", 1000)
    write_jsonl(tmp_path / "t.jsonl", [{"text": "One."}, {"text": "long " * 1000}, {"text": "Three."}])
    report = corpus.add(tmp_path / "t.jsonl")
    assert (report.added, report.rejected_count) == (2, 1)
    assert "longer than" in report.rejected[0].reason


def test_a_latin1_byte_late_in_a_table_is_read_right(corpus: Importing, tmp_path: Path) -> None:
    filler = b"".join(b'{"lang": "en", "text": "%d%s"}\n' % (n, b" word" * 1000) for n in range(500))
    (tmp_path / "t.jsonl").write_bytes(filler + '{"text": "Café owners paid."}\n'.encode("latin-1"))
    corpus.add(tmp_path / "t.jsonl")
    assert corpus.store.list(text="café owners")


def test_given_metadata_fills_the_gaps_of_rows(corpus: Importing, tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "t.jsonl", ROWS)
    corpus.add(path, given=GivenMetadata(publisher="Archive", published=date(2020, 1, 1), language="tr"))
    by_id = {document.external_id: document for document in corpus.all()}
    assert (by_id["a1"].publisher, by_id["2"].publisher) == ("Sample Post", "Archive")
    assert by_id["2"].published == PublicationDate(day=date(2020, 1, 1), origin="given")
    assert (by_id["a1"].language, by_id["2"].language) == ("en", "tr")


def test_odd_values_in_cells_are_no_metadata(corpus: Importing, tmp_path: Path) -> None:
    row = {
        "text": "Words\u0000 \ud800 here.",
        "title": {"en": "x"},
        "url": "javascript:alert(1)",
        "source": "  two \n lines ",
        "author": ["Ann Lee", None, "Bo Ek"],
        "date": 1747353600,
        "id": float("nan"),
        "lang": "English",
    }
    corpus.add(write_jsonl(tmp_path / "t.jsonl", [row]))
    document = corpus.all()[0]
    assert document.text == "Words  here."
    assert (document.title, document.url, document.external_id) == (None, None, None)
    assert (document.publisher, document.author, document.published) == ("two lines", "Ann Lee, Bo Ek", None)


@pytest.mark.parametrize("kind", ["jsonl", "csv", "parquet"])
def test_an_import_that_was_stopped_goes_on_where_it_stopped(corpus: Importing, tmp_path: Path, kind: str) -> None:
    texts = [f"Row number {number}." if number % 100 else "" for number in range(1, 1001)]
    path = tmp_path / f"t.{kind}"
    if kind == "parquet":
        write_parquet(path, id=list(range(1000)), text=texts)
    elif kind == "csv":
        path.write_text("id,text\n" + "".join(f"{number},{text}\n" for number, text in enumerate(texts)))
    else:
        write_jsonl(path, [{"id": number, "text": text} for number, text in enumerate(texts)])
    asked = iter(range(100))
    settings = CorpusSettings(batch=150)
    first = corpus.add(path, settings=settings, stop=lambda: next(asked) >= 4)
    assert (first.added, first.rejected_count) == (594, 6)
    progress = RecordedProgress()
    second = corpus.add(path, settings=settings, progress=progress)
    assert (second.added, second.already_known, second.rejected_count) == (396, 594, 10)
    assert len(corpus.all()) == 990
    assert progress.done in {1000, 1001}  # a CSV has a header
    third = corpus.add(path, settings=settings)
    assert (third.added, third.already_known, third.rejected_count) == (0, 990, 10)


def test_a_stopped_import_does_not_go_on_with_another_file_or_other_flags(corpus: Importing, tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "t.jsonl", [{"id": n, "text": f"Row number {n}."} for n in range(100)])
    asked = iter(range(100))
    corpus.add(path, settings=CorpusSettings(batch=10), stop=lambda: next(asked) >= 3)
    other = corpus.add(path, given=GivenMetadata(publisher="Archive"))
    assert (other.added, other.reprints) == (100, 30)


def test_the_import_reads_its_copy_whatever_happens_to_the_file(corpus: Importing, tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "t.jsonl", [{"id": n, "text": f"Row number {n}."} for n in range(100)])
    asked = iter(range(100))

    def change() -> bool:  # asked before the file is looked at, then between batches
        if next(asked) > 0:
            path.write_text("changed\n")
        return False

    assert corpus.add(path, settings=CorpusSettings(batch=10), stop=change).added == 100
    assert path.read_text() == "changed\n"


def test_a_table_is_streamed(tmp_path: Path) -> None:
    """60 MB of rows, held to far less than that above what the libraries need."""
    path = tmp_path / "large.jsonl"
    with path.open("w", encoding="utf-8") as stream:
        for number in range(600):
            stream.write(json.dumps({"id": number, "language": "en", "text": f"{number} " + "word " * 20_000}) + "\n")
    program = f"""
import resource
from pathlib import Path
from claimcheck.corpus.columns import ColumnNames
from claimcheck.corpus.sources import look_at
from claimcheck.corpus.tables import open_table
path = Path({str(path)!r})
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
rows = sum(1 for row in open_table(look_at(path), ColumnNames(), where="x").rows())
print(rows, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    rows, grown = map(int, done.stdout.split())
    assert rows == 600
    assert grown < 40
