from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest

from claimcheck.corpus.columns import ColumnNames
from claimcheck.corpus.documents import GivenMetadata
from claimcheck.corpus.finding import DocumentFilter
from claimcheck.domain import PinStance
from claimcheck.errors import EmptyInputError, InputError, UnreadableError, UsageError
from claimcheck.export import ExportFormat
from claimcheck.workbench import Workbench
from claimcheck.workbench.browsing import OnDisk, VerdictFilter
from claimcheck.workspace import Workspace
from deskwork import a_claim, a_pin, a_verdict, an_article, open_desk


@pytest.fixture
def desk(workspace: Workspace) -> Workbench:
    record = open_desk(workspace)
    article = an_article()
    record.add_article(article)
    for number in range(7):
        claim = record.add_claim(
            f"The ferry carried {number} people.", "x", article_id=article.id if number % 2 else None, actor="Ana"
        )
        record.record_verdict(a_verdict(claim, reviewer="Ben" if number == 3 else "Ana"))
    return Workbench.open(workspace.root)


def test_verdicts_come_a_page_at_a_time_with_how_many_fit_in_all(desk: Workbench) -> None:
    page = desk.browsing.verdicts(VerdictFilter(), limit=3, offset=6)
    assert (len(page.rows), page.total) == (1, 7)
    assert desk.browsing.verdicts(VerdictFilter(reviewer="Ben"), limit=3).total == 1
    articles = desk.browsing.articles_decided_on()
    assert [article.title for article in articles] == ["A ferry leaves"]
    assert desk.browsing.verdicts(VerdictFilter(article_id=articles[0].id), limit=50).total == 3
    assert desk.browsing.reviewers() == ["Ana", "Ben"]


def test_an_export_holds_what_the_filter_leaves_and_the_head_of_the_ledger(desk: Workbench) -> None:
    wanted = VerdictFilter(text="CARRIED 3")
    lines = desk.browsing.export(wanted, ExportFormat.JSONL).content.decode().splitlines()
    assert [json.loads(line)["claim"] for line in lines] == ["The ferry carried 3 people."]
    assert json.loads(lines[0])["ledger_head"] == desk.browsing.ledger_head()
    packed = desk.browsing.export(VerdictFilter(), ExportFormat.CLAIMREVIEW)
    with zipfile.ZipFile(io.BytesIO(packed.content)) as archive:
        assert len(archive.namelist()) == 7
        assert all(name.endswith(".json") and "/" not in name for name in archive.namelist())
    assert packed.name.endswith(".zip")
    assert desk.browsing.export(VerdictFilter(), ExportFormat.CSV).content.startswith(b'"verdict_id"')
    with pytest.raises(UsageError, match="no verdict"):
        desk.browsing.export(VerdictFilter(text="nobody said this"), ExportFormat.CSV)


def test_verdicts_that_rest_on_a_document_are_counted_once_each(desk: Workbench, workspace: Workspace) -> None:
    record = open_desk(workspace)
    record.record_verdict(
        a_verdict(
            a_claim(record),
            rating="conflicting",
            pins=(a_pin(document_id="d1"), a_pin(PinStance.REFUTES, document_id="d1")),
        )
    )
    assert desk.browsing.verdicts_resting_on(["d1"]) == 1
    assert desk.browsing.verdicts_resting_on(["d1", "document-1"]) == 8
    assert desk.browsing.verdicts_resting_on(["unknown"]) == 0


def test_documents_are_found_by_words_date_publisher_and_what_the_index_lacks(workspace: Workspace) -> None:
    desk = Workbench.open(workspace.root)
    for number in range(5):
        desk.sourcing.add_text(
            f"The ferry left the harbour {number} times that day.",
            title=f"Log {number}",
            given=GivenMetadata(
                publisher="Harbour Office" if number < 3 else "Sample Wire",
                published=date(2025, 5, 10 + number) if number else None,
            ),
        )

    def titles(wanted: DocumentFilter, limit: int = 50, offset: int = 0) -> list[str | None]:
        return [row.title for row in desk.browsing.documents(wanted, limit=limit, offset=offset).rows]

    assert titles(DocumentFilter()) == ["Log 4", "Log 3", "Log 2", "Log 1", "Log 0"]
    assert titles(DocumentFilter(text="HARBOUR 3")) == ["Log 3"]
    assert titles(DocumentFilter(text="log 2")) == ["Log 2"]
    assert titles(DocumentFilter(publisher="Harbour Office", undated=True)) == ["Log 0"]
    assert titles(DocumentFilter(since=date(2025, 5, 12), until=date(2025, 5, 13))) == ["Log 3", "Log 2"]
    assert titles(DocumentFilter(added_after=3)) == ["Log 4", "Log 3"]
    assert titles(DocumentFilter(), limit=2, offset=2) == ["Log 2", "Log 1"]
    assert desk.browsing.documents(DocumentFilter(), limit=2, offset=40).total == 5
    document = desk.browsing.documents(DocumentFilter(), limit=1).rows[0]
    assert titles(DocumentFilter(text=document.id)) == ["Log 4"]
    assert desk.browsing.indexed_revision() is None
    assert desk.browsing.index_pulse() == (None, None)


def test_an_original_that_an_article_came_from_survives_the_removal_of_the_document(workspace: Workspace) -> None:
    desk = Workbench.open(workspace.root)
    content = b"The ferry left at noon. It carried forty people, said the harbour master on Friday."
    article = desk.articles.add_bytes(content, name="note.txt").article
    document = desk.sourcing.add_bytes(content, name="note.txt")
    assert article.original == document.original
    assert article.original is not None
    assert desk.library.remove([document.id], purge=True) == 1
    assert (workspace.data / article.original).exists()
    alone = desk.sourcing.add_bytes(b"Another note, of which no article was made.", name="other.txt")
    assert alone.original is not None
    desk.library.remove([alone.id], purge=True)
    assert not (workspace.data / alone.original).exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", "headline,body,date\nA,Some words.,2025-05-16\nB,Others.,2025-05-17\nC,More.,\n"),
        ("a.tsv", "headline\tbody\tdate\nA\tSome words.\t2025-05-16\nB\tOthers.\t2025-05-17\n"),
        ("a.jsonl", '{"headline":"A","body":"Some words.","date":"2025-05-16"}\n{"headline":"B","body":"Others."}\n'),
    ],
)
def test_a_first_look_at_a_table_shows_columns_what_they_seem_to_hold_and_rows(
    workspace: Workspace, name: str, content: str
) -> None:
    preview = Workbench.open(workspace.root).browsing.uploaded_table(content.encode(), name=name)
    assert preview.columns == ("headline", "body", "date")
    assert preview.recognised == ColumnNames(title="headline", text="body", published="date")
    assert [row[:2] for row in preview.rows] == [("A", "Some words."), ("B", "Others.")]


def test_a_first_look_at_parquet_reads_its_columns(workspace: Workspace, tmp_path: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    path = tmp_path / "a.parquet"
    parquet.write_table(pa.table({"id": [1, 2, 3], "words": ["x", "y", "z"], "nested": [[1], [2], []]}), path)
    preview = Workbench.open(workspace.root).browsing.table(path)
    assert preview.columns == ("id", "words", "nested")
    assert preview.recognised.text is None
    assert preview.recognised.external_id == "id"
    assert preview.rows[0][:2] == ("1", "x")


def test_a_first_look_reads_the_encoding_of_the_table(workspace: Workspace) -> None:
    browsing = Workbench.open(workspace.root).browsing
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        content = "titre;text\nÉtude à l’œil;Les élèves étaient déjà là, très tôt.\n".encode(encoding)
        preview = browsing.uploaded_table(content, name="../x.csv")
        assert preview.columns == ("titre", "text"), encoding
        assert preview.rows[0][0] == "Étude à l’œil", encoding


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("a.csv", b"", EmptyInputError),
        ("a.jsonl", b"no json\n", UnreadableError),
        ("a.parquet", b"PAR1 or not", UnreadableError),
        ("a.xlsx", b"PK", UnreadableError),
        ("a.csv", b",,\n1,2,3\n", InputError),
    ],
)
def test_a_first_look_at_what_is_no_table_says_so_by_its_own_name(
    workspace: Workspace, name: str, content: bytes, error: type[InputError]
) -> None:
    with pytest.raises(error, match=name.replace(".", r"\.")):
        Workbench.open(workspace.root).browsing.uploaded_table(content, name=name)


def test_a_path_of_this_machine_is_a_folder_a_table_a_file_or_nothing(workspace: Workspace, tmp_path: Path) -> None:
    browsing = Workbench.open(workspace.root).browsing
    (tmp_path / "a.csv").write_text("x")
    (tmp_path / "a.pdf").write_text("x")
    assert browsing.on_disk(tmp_path) is OnDisk.FOLDER
    assert browsing.on_disk(tmp_path / "a.csv") is OnDisk.TABLE
    assert browsing.on_disk(tmp_path / "a.pdf") is OnDisk.FILE
    assert browsing.on_disk(tmp_path / "gone") is OnDisk.NOTHING
    assert browsing.on_disk(Path("x" * 5000)) is OnDisk.NOTHING
    assert browsing.on_disk(Path("a\0b")) is OnDisk.NOTHING
