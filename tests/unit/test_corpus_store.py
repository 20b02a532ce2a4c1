from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime

import pytest

from claimcheck.corpus.store import CorpusChanges, CorpusStore
from claimcheck.domain import PublicationDate
from claimcheck.errors import BusyError, NotFoundError
from claimcheck.workspace import Workspace
from corpora import make_document


@pytest.fixture
def store(workspace: Workspace) -> CorpusStore:
    return CorpusStore(workspace, wait_s=5)


def test_a_document_comes_back_whole(store: CorpusStore) -> None:
    document = make_document(
        "The bridge opened in 1999.\n\nIt is 300 m long.",
        publisher="Sample Post",
        day=date(2024, 2, 29),
        title="Bridge",
    )
    store.add_batch([document])
    assert store.get(document.id) == document
    assert store.get(document.id).published == PublicationDate(day=date(2024, 2, 29), origin="given")
    assert store.get(document.id).added_at == datetime(2025, 5, 20, 12, 30, tzinfo=UTC)


def test_adding_again_changes_nothing(store: CorpusStore) -> None:
    document = make_document("One.")
    first = store.add_batch([document, document])
    revision = store.revision()
    second = store.add_batch([document])
    assert (first.added, first.already_known) == (1, 1)
    assert (second.added, second.already_known) == (0, 1)
    assert store.revision() == revision


def test_the_same_text_from_elsewhere_is_another_document_of_the_same_origin(store: CorpusStore) -> None:
    first = make_document("The same words.", url="https://a.example/1")
    second = make_document("The  same WORDS.", url="https://b.example/2")
    assert store.add_batch([first, second]).reprints == 1
    assert store.add_batch([make_document("The same words.", publisher="C")]).reprints == 1
    stats = store.stats()
    assert (stats.documents, stats.origins) == (3, 1)


def test_the_beginning_of_an_id_is_enough_when_it_is_unambiguous(store: CorpusStore) -> None:
    documents = [make_document(f"Text {number}.") for number in range(300)]
    store.add_batch(documents)
    assert store.get(documents[0].id[:10]) == documents[0]
    assert store.get(f" {documents[0].id.upper()} ") == documents[0]
    with pytest.raises(NotFoundError, match="no document has the id"):
        store.get(documents[0].id[:3])


def test_an_ambiguous_beginning_names_the_candidates(store: CorpusStore, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    store.add_batch([replace(make_document("a"), id="abcd1"), replace(make_document("b"), id="abcd2")])
    with pytest.raises(NotFoundError, match="abcd1, abcd2"):
        store.get("abcd")


def test_nothing_is_found_by_wildcards(store: CorpusStore) -> None:
    store.add_batch([make_document("One.")])
    for asked in ("", "%%%%", "____", "' OR 1=1"):
        with pytest.raises(NotFoundError):
            store.get(asked)


def test_a_list_filters_by_text_and_publisher_whatever_the_letter_case(store: CorpusStore) -> None:
    store.add_batch(
        [
            make_document("About the harbour.", publisher="Sample Post"),
            make_document("About 100 % of it.", title="Harbour dues", publisher="Other"),
            make_document("Nothing.", url="https://example.org/harbour"),
        ]
    )
    assert len(store.list(text="HARBOUR")) == 3
    assert [row.title for row in store.list(text="harbour", publisher="other")] == ["Harbour dues"]
    assert [row.publisher for row in store.list(text="100 %")] == ["Other"]
    assert store.list(text="_arbour") == []
    assert store.list(publisher="Nobody") == []


def test_a_list_is_paged_and_begins_with_the_newest(store: CorpusStore) -> None:
    for number in range(5):
        store.add_batch([make_document(f"Text {number}.", external_id=str(number))])
    assert [row.external_id for row in store.list(limit=2)] == ["4", "3"]
    assert [row.external_id for row in store.list(limit=2, offset=4)] == ["0"]
    assert store.list(limit=1)[0].characters == len("Text 4.")


def test_a_removed_document_leaves_a_tombstone(store: CorpusStore) -> None:
    documents = [make_document(f"Text {number}.") for number in range(3)]
    store.add_batch(documents)
    built = store.revision()
    assert store.remove([documents[0].id, "no-such-id"]) == 1
    assert store.removed_since(built) == {documents[0].id}
    assert store.removed_since(store.revision()) == frozenset()
    assert store.count_added_since(built) == 0
    with pytest.raises(NotFoundError, match="was removed on"):
        store.get(documents[0].id)
    assert store.documents([document.id for document in documents]) == documents[1:]


def test_a_document_added_again_after_its_removal_counts_as_new_and_hides_the_old_one(store: CorpusStore) -> None:
    document = make_document("Text.")
    store.add_batch([document])
    built = store.revision()
    store.remove([document.id])
    assert store.add_batch([document]).added == 1
    assert store.get(document.id) == document
    assert store.count_added_since(built) == 1
    assert store.removed_since(built) == {document.id}
    assert store.removed_since(store.revision()) == frozenset()


def test_removing_nothing_is_no_change(store: CorpusStore) -> None:
    assert store.remove([]) == 0
    assert store.remove(["nothing"]) == 0
    assert store.revision() == 0


def test_a_build_sees_the_documents_of_its_revision_only(store: CorpusStore) -> None:
    first, second = make_document("One."), make_document("Two.")
    store.add_batch([first])
    revision = store.revision()
    store.add_batch([second])
    assert store.document_ids(up_to=revision) == [(first.id, revision)]
    assert store.document_ids() == [(first.id, revision), (second.id, revision + 1)]
    assert store.count_added_since(revision) == 1


def test_documents_come_in_the_order_asked_for(store: CorpusStore) -> None:
    documents = [make_document(f"Text {number}.") for number in range(20)]
    store.add_batch(documents)
    asked = [document.id for document in reversed(documents)]
    assert [document.id for document in store.documents([*asked, "missing"])] == asked
    assert store.documents([]) == []


def test_stats_count_what_there_is(store: CorpusStore) -> None:
    store.add_batch(
        [
            make_document("One.", publisher="A", day=date(2024, 1, 1)),
            make_document("Two.", publisher="B", language="de"),
            make_document("Thr\U0001f600.", publisher="B", language=None),
        ]
    )
    stats = store.stats()
    assert (stats.documents, stats.characters, stats.undated, stats.origins) == (3, 13, 2, 3)
    assert list(stats.publishers.items()) == [("B", 2), ("A", 1)]
    assert dict(stats.languages) == {"en": 1, "de": 1}


def test_an_empty_corpus_has_stats(store: CorpusStore) -> None:
    assert store.stats().documents == 0
    assert store.list() == []
    assert store.revision() == 0


def test_changes_are_known_after_every_commit_whoever_makes_it(store: CorpusStore, workspace: Workspace) -> None:
    first, second, third = (make_document(f"Text {number}.") for number in range(3))
    store.add_batch([first])
    built = store.revision()
    assert store.changes_since(built) == CorpusChanges(removed=frozenset(), added=0)
    other = CorpusStore(workspace, wait_s=5)
    with other.held():  # commits lie in the write-ahead log until the file is closed
        other.add_batch([second])
        assert store.changes_since(built).added == 1
        other.remove([first.id])
        assert store.changes_since(built).removed == {first.id}
    other.add_batch([third])
    assert store.changes_since(built) == CorpusChanges(removed=frozenset({first.id}), added=2)
    assert store.changes_since(built - 1).added == 2


def test_changes_already_known_do_not_wait_for_a_process_that_holds_the_file(
    store: CorpusStore, workspace: Workspace
) -> None:
    store.add_batch([make_document("Text.")])
    hasty = CorpusStore(workspace, wait_s=0.1)
    known = hasty.changes_since(0)
    program = "import sys, duckdb; held = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", program, str(workspace.corpus_database)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        assert hasty.changes_since(0) == known
        with pytest.raises(BusyError):
            hasty.changes_since(1)
        holder.communicate(timeout=20)
