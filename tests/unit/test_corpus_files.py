from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from claimcheck.corpus.documents import GivenMetadata
from claimcheck.corpus.importer import import_bytes
from claimcheck.domain import PublicationDate
from claimcheck.errors import EmptyInputError, InputError, NotFoundError, UnreadableError, UsageError
from claimcheck.settings import CorpusSettings
from claimcheck.workspace import Workspace
from corpora import Importing, RecordedProgress, write_jsonl


@pytest.fixture
def corpus(workspace: Workspace) -> Importing:
    return Importing(workspace)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "notes"
    (made / "deep" / "deeper").mkdir(parents=True)
    (made / "b.txt").write_text("The second note.")
    (made / "a.md").write_text("# First\n\nThe first note.")
    (made / "deep" / "deeper" / "c.html").write_text("<html><body><p>The third note, a page.</p></body></html>")
    return made


def test_a_folder_is_read_to_its_depths_in_a_fixed_order(corpus: Importing, folder: Path) -> None:
    progress = RecordedProgress()
    report = corpus.add(folder, progress=progress)
    assert (report.added, report.rejected_count) == (3, 0)
    assert [corpus.store.get(found).title for found in report.document_ids] == ["First", "b", "c"]
    assert progress.started == [("reading notes", 3, "file")]
    assert (progress.done, progress.finished) == (3, 1)


def test_the_originals_are_kept_under_their_digest_alone(corpus: Importing, tmp_path: Path) -> None:
    path = tmp_path / "..%2f..%2fetc passwd.txt"
    path.write_bytes(b"The second note.\r\n")
    report = corpus.add(path)
    document = corpus.store.get(report.document_ids[0])
    digest = hashlib.sha256(b"The second note.\r\n").hexdigest()
    assert document.sha256 == digest
    assert document.text == "The second note."
    assert document.original == f"originals/{digest[:2]}/{digest}.txt"
    assert (corpus.workspace.data / document.original).read_bytes() == b"The second note.\r\n"
    assert len(corpus.originals()) == 1


def test_originals_are_not_kept_when_told_not_to(corpus: Importing, folder: Path) -> None:
    report = corpus.add(folder, settings=CorpusSettings(keep_originals=False))
    assert corpus.originals() == []
    assert corpus.store.get(report.document_ids[0]).original is None


def test_what_cannot_be_read_is_listed_and_stops_nothing(corpus: Importing, folder: Path) -> None:
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 broken")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (folder / "LICENSE").write_text("words")
    report = corpus.add(folder)
    assert report.added == 3
    reasons = {Path(item.where).name: item.reason for item in report.rejected}
    assert set(reasons) == {"broken.pdf", "empty.txt", "picture.png", "LICENSE"}
    assert "damaged" in reasons["broken.pdf"]
    assert "empty" in reasons["empty.txt"]
    assert ".png are not read" in reasons["picture.png"]
    assert all(Path(item.where).exists() for item in report.rejected)


def test_hidden_files_and_folders_are_passed_over(corpus: Importing, folder: Path) -> None:
    (folder / ".hidden.txt").write_text("Hidden.")
    (folder / ".git").mkdir()
    (folder / ".git" / "x.txt").write_text("Hidden too.")
    assert (corpus.add(folder).added, corpus.add(folder).rejected_count) == (3, 0)


def test_a_link_out_of_the_folder_is_not_followed(corpus: Importing, folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("A secret.")
    (folder / "link.txt").symlink_to(outside / "secret.txt")
    (folder / "linked").symlink_to(outside)
    (folder / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    (folder / "inside.txt").symlink_to(folder / "b.txt")
    (folder / "round").symlink_to(folder)
    report = corpus.add(folder)
    assert [document.text for document in corpus.all()].count("A secret.") == 0
    assert report.added == 3
    assert report.already_known == 1  # the link inside leads to a note that is there
    assert {Path(item.where).name for item in report.rejected} == {"link.txt", "linked", "gone.txt"}


def test_the_workspace_does_not_import_itself(corpus: Importing, folder: Path) -> None:
    (corpus.workspace.root / "note.txt").write_text("A note beside the data.")
    corpus.add(folder)
    report = corpus.add(corpus.workspace.root)
    assert (report.added, report.rejected_count) == (1, 0)


def test_files_that_are_known_are_not_read_again(corpus: Importing, folder: Path) -> None:
    corpus.add(folder)
    (folder / "new.txt").write_text("A new note.")
    report = corpus.add(folder)
    assert (report.added, report.already_known) == (1, 3)
    assert len(report.document_ids) == 4


def test_a_removed_file_comes_back_when_it_is_added_again(corpus: Importing, folder: Path) -> None:
    report = corpus.add(folder)
    assert corpus.store.remove(report.document_ids[:1]) == 1
    assert corpus.add(folder).added == 1
    assert len(corpus.all()) == 3


def test_given_metadata_fills_what_the_file_does_not_say(corpus: Importing, folder: Path) -> None:
    (folder / "said.md").write_text("---\npublisher: Own Voice\ndate: 2020-01-02\n---\nText.")
    corpus.add(folder, given=GivenMetadata(publisher="Archive", published=date(2024, 5, 1), language="fr"))
    by_text = {document.text: document for document in corpus.all()}
    assert by_text["The second note."].publisher == "Archive"
    assert by_text["The second note."].published == PublicationDate(day=date(2024, 5, 1), origin="given")
    assert by_text["The second note."].language == "fr"
    assert by_text["Text."].publisher == "Own Voice"
    assert by_text["Text."].published == PublicationDate(day=date(2020, 1, 2), origin="front matter")


def test_the_same_file_with_other_metadata_is_another_document(corpus: Importing, folder: Path) -> None:
    corpus.add(folder / "b.txt")
    report = corpus.add(folder / "b.txt", given=GivenMetadata(publisher="Archive"))
    assert (report.added, report.reprints) == (1, 1)


def test_a_url_is_given_to_one_document_only(corpus: Importing, folder: Path) -> None:
    given = GivenMetadata(url="https://example.org/b")
    report = corpus.add(folder / "b.txt", given=given)
    assert corpus.store.get(report.document_ids[0]).url == "https://example.org/b"
    with pytest.raises(UsageError, match="single document"):
        corpus.add(folder, given=given)


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("empty.txt", b"", EmptyInputError),
        ("blank.html", b"<html><body></body></html>", EmptyInputError),
        ("broken.pdf", b"%PDF-1.4 broken", UnreadableError),
        ("data.json", b"[]", UnreadableError),
        ("sheet.xlsx", b"PK", UnreadableError),
    ],
)
def test_the_only_file_that_cannot_be_used_is_an_error_and_nothing_changes(
    corpus: Importing, tmp_path: Path, name: str, content: bytes, error: type[InputError]
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(error, match=name) as raised:
        corpus.add(path)
    assert raised.value.hint
    assert corpus.originals() == []
    assert corpus.store.revision() == 0


def test_paths_that_lead_nowhere_are_errors_alone_and_rejected_among_others(corpus: Importing, folder: Path) -> None:
    missing, pipe, hollow = folder / "missing.txt", folder / "pipe", folder / "hollow"
    os.mkfifo(pipe)
    hollow.mkdir()
    for path, error in ((missing, UnreadableError), (pipe, UnreadableError), (hollow, EmptyInputError)):
        with pytest.raises(error, match=path.name):
            corpus.add(path)
    report = corpus.add(missing, folder / "b.txt", pipe, hollow, folder / "a.md")
    assert report.added == 2
    assert [Path(item.where).name for item in report.rejected] == ["missing.txt", "pipe", "hollow"]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_read_right_says_so(corpus: Importing, folder: Path) -> None:
    (folder / "b.txt").chmod(0)
    with pytest.raises(UnreadableError, match="no permission"):
        corpus.add(folder / "b.txt")
    assert corpus.add(folder).rejected_count == 1


def test_a_file_over_the_limit_is_rejected(corpus: Importing, folder: Path) -> None:
    (folder / "large.txt").write_bytes(b"word " * (1 << 18))
    report = corpus.add(folder, settings=CorpusSettings(max_file_mb=1))
    assert report.added == 3
    assert "more than 1" in report.rejected[0].reason


def test_a_folder_with_a_table_and_notes_gives_both(corpus: Importing, folder: Path) -> None:
    write_jsonl(folder / "t.jsonl", [{"id": 1, "text": "Row one."}, {"id": 2, "text": "Row two."}])
    (folder / "no-text.csv").write_text("a,b\n1,2\n")
    report = corpus.add(folder)
    assert (report.added, report.rejected_count) == (5, 1)
    assert "no column of text" in report.rejected[0].reason


def test_an_import_that_is_stopped_keeps_what_it_has_and_goes_on_later(corpus: Importing, tmp_path: Path) -> None:
    many = tmp_path / "many"
    many.mkdir()
    for number in range(20):
        (many / f"{number:02}.txt").write_text(f"Note number {number}.")
    asked = iter(range(1000))
    report = corpus.add(many, settings=CorpusSettings(batch=5), stop=lambda: next(asked) >= 12)
    assert 0 < report.added < 20
    assert report.added == len(corpus.all())
    again = corpus.add(many)
    assert (again.added, again.already_known) == (20 - report.added, report.added)


def test_purging_deletes_an_original_when_nothing_else_uses_it(corpus: Importing, folder: Path) -> None:
    first = corpus.add(folder / "b.txt").document_ids[0]
    second = corpus.add(folder / "b.txt", given=GivenMetadata(publisher="Archive")).document_ids[0]
    assert len(corpus.originals()) == 1
    corpus.store.remove([first], purge=True)
    assert len(corpus.originals()) == 1
    corpus.store.remove([second], purge=True)
    assert corpus.originals() == []


def test_a_plain_removal_and_a_use_elsewhere_keep_the_original(corpus: Importing, folder: Path) -> None:
    report = corpus.add(folder)
    documents = corpus.all()
    corpus.store.remove([documents[0].id])
    corpus.store.remove([documents[1].id], purge=True, in_use={documents[1].original or ""})
    assert len(corpus.originals()) == len(report.document_ids)


def test_bytes_from_memory_become_a_document(corpus: Importing) -> None:
    page = b"<html><head><title>Harbour</title></head><body><p>The harbour reopened on Monday.</p></body></html>"

    def add() -> tuple[str, int, int]:
        document, report = import_bytes(
            page,
            name=None,
            media_type="text/html; charset=utf-8",
            url="https://example.org/harbour",
            store=corpus.store,
            workspace=corpus.workspace,
            settings=CorpusSettings(),
        )
        assert document == corpus.store.get(document.id)
        assert (document.url, document.title) == ("https://example.org/harbour", "Harbour")
        assert document.original is not None
        assert document.original.endswith(".html")
        return document.id, report.added, report.already_known

    first, second = add(), add()
    assert first[1:] == (1, 0)
    assert second == (first[0], 0, 1)


def test_a_table_from_memory_is_refused(corpus: Importing) -> None:
    with pytest.raises(UnreadableError, match="is a table"):
        import_bytes(
            b"text\nx\n",
            name="t.csv",
            media_type=None,
            store=corpus.store,
            workspace=corpus.workspace,
            settings=CorpusSettings(),
        )
    with pytest.raises(NotFoundError):
        corpus.store.get("anything")


def test_a_document_keeps_its_id_when_only_the_time_of_adding_differs(corpus: Importing, folder: Path) -> None:
    corpus.add(folder)
    document = corpus.all()[0]
    other = Importing(Workspace(corpus.workspace.root.parent / "other"))
    other.add(folder)
    again = other.store.get(document.id)
    assert replace(again, added_at=document.added_at) == document
