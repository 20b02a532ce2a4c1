"""Making builds of the index: what is reused, what is linked, what stays when it fails."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from claimcheck.domain import Document
from claimcheck.errors import BuildInProgressError, EmptyInputError, IndexMismatchError, NoIndexError, SearchIndexError
from claimcheck.index.manifest import read_manifest
from claimcheck.index.verify import verify_build
from claimcheck.index_build import build_index
from claimcheck.index_build import segment_writer as segment_module
from claimcheck.settings import ModelSettings, PassageSettings
from claimcheck.workspace import Workspace
from corpora import make_document
from indexes import Desk, HashedWords, some_documents, some_text


@pytest.fixture
def desk(workspace: Workspace) -> Desk:
    return Desk(workspace)


def files_of(desk: Desk) -> dict[str, int]:
    build = desk.folder.build_path(desk.folder.current_id())
    return {path.relative_to(build).as_posix(): path.stat().st_ino for path in build.rglob("*") if path.is_file()}


def assert_intact(desk: Desk) -> None:
    assert verify_build(desk.folder, desk.folder.current_id()).problems == ()


def test_a_first_build_indexes_every_document_and_proves(desk: Desk) -> None:
    desk.add(*some_documents(range(30)))
    report = desk.build()
    assert report.created
    assert (report.build.documents, report.build.kind, report.build.dead_passages) == (30, "Flat", 0)
    assert report.embedded == report.build.passages == len(desk.embedder.seen) > 30
    assert desk.folder.current_id() == report.build.id
    assert_intact(desk)


def test_an_empty_corpus_is_not_indexed(desk: Desk) -> None:
    with pytest.raises(EmptyInputError) as caught:
        desk.build()
    assert "corpus add" in (caught.value.hint or "")
    with pytest.raises(NoIndexError):
        desk.open()


def test_nothing_new_makes_no_new_build(desk: Desk) -> None:
    desk.add(*some_documents(range(5)))
    first = desk.build()
    second = desk.build()
    assert not second.created
    assert second.build == first.build
    assert second.embedded == 0


def test_only_new_documents_are_embedded_and_old_segments_are_linked(desk: Desk) -> None:
    desk.add(*some_documents(range(20)))
    first, files = desk.build(), files_of(desk)
    desk.embedder.seen.clear()
    desk.add(*some_documents(range(20, 23)))
    second = desk.build()
    assert second.created
    assert second.build.documents == 23
    assert second.embedded == second.build.passages - first.build.passages
    assert all("Title 2" in text for text in desk.embedder.seen)
    now = files_of(desk)
    for name in ("passages/000001.arrow", "vectors/000001.npy"):
        assert now[name] == files[name]
    assert any(name.startswith("lexical/") and now.get(name) == inode for name, inode in files.items())
    assert_intact(desk)
    assert desk.search(some_text(21)).hits[0].source.external_id == "21"


def test_an_old_build_still_proves_after_a_new_one_linked_its_files(desk: Desk) -> None:
    desk.add(*some_documents(range(20)))
    first = desk.build()
    desk.add(*some_documents(range(20, 40)))
    desk.store.remove([some_documents([3])[0].id])
    desk.build()
    assert verify_build(desk.folder, first.build.id).problems == ()


def test_a_removed_document_s_rows_are_dead_until_they_are_many(desk: Desk) -> None:
    documents = some_documents(range(40))
    desk.add(*documents)
    desk.build()
    desk.store.remove([documents[7].id])
    report = desk.build()
    assert report.removed == 1
    assert report.build.dead_passages > 0
    assert report.build.documents == 39
    assert_intact(desk)
    desk.store.remove([one.id for one in documents[10:20]])
    report = desk.build()
    assert (report.build.dead_passages, report.build.documents, report.embedded) == (0, 29, 0)
    assert "passages/000001.arrow" not in files_of(desk)
    assert_intact(desk)
    found = {hit.source.external_id for hit in desk.search("Item begins here", top=40).hits}
    assert found == {str(number) for number in range(40) if number != 7 and not 10 <= number < 20}


def test_all_documents_may_be_removed(desk: Desk) -> None:
    documents = some_documents(range(5))
    desk.add(*documents)
    desk.build()
    desk.store.remove([one.id for one in documents])
    report = desk.build()
    assert (report.build.passages, report.build.documents) == (0, 0)
    assert_intact(desk)
    assert desk.search("anything").hits == ()
    desk.add(*some_documents([9]))
    assert desk.build().build.documents == 1


def test_a_document_added_again_under_another_title_shows_the_new_one(desk: Desk) -> None:
    old = make_document("The bridge was closed in May.", title="Old title", external_id="a")
    desk.add(old, *some_documents(range(5)))
    desk.build()
    desk.store.remove([old.id])
    desk.add(replace(old, title="New title"))
    desk.build()
    hits = desk.search("The bridge was closed in May.").hits
    assert [hit.source.title for hit in hits if hit.source.external_id == "a"] == ["New title"]
    assert_intact(desk)


def test_a_full_build_cuts_anew_but_keeps_the_vectors_of_unchanged_passages(desk: Desk) -> None:
    desk.add(*some_documents(range(20)))
    first = desk.build()
    again = desk.build(full=True)
    assert again.created
    assert (again.embedded, again.reused) == (0, first.build.passages)
    assert_intact(desk)


def test_other_passage_settings_take_effect_with_a_full_build_only(desk: Desk) -> None:
    desk.add(*some_documents(range(5), sentences=20))
    desk.build()
    desk.settings = desk.settings.model_copy(update={"passages": PassageSettings(max_words=60)})
    desk.add(*some_documents(range(5, 10), sentences=20))
    desk.build()
    assert desk.open().shape.max_words == 20
    desk.build(full=True)
    build = desk.open()
    assert build.shape.max_words == 60
    passages = build.passages_of(some_documents([7], sentences=20)[0].id)
    assert max(len(passage.text.split()) for passage in passages) > 40


def test_another_precision_embeds_everything_anew(desk: Desk) -> None:
    desk.add(*some_documents(range(5)))
    first = desk.build()
    desk.embedder = HashedWords(precision="bf16")
    with pytest.raises(IndexMismatchError) as caught:
        desk.open()
    assert "index build --full" in (caught.value.hint or "")
    second = desk.build()
    assert (second.embedded, second.build.precision) == (first.embedded, "bf16")
    desk.open()


def test_two_texts_that_embed_alike_are_embedded_once(desk: Desk) -> None:
    text = some_text(1)
    desk.add(*(make_document(text, title="Same", publisher=name) for name in ("one", "two", "three")))
    report = desk.build()
    assert report.embedded * 3 == report.build.passages


def test_the_newest_two_builds_are_kept_and_rollback_swaps_them(desk: Desk) -> None:
    ids = []
    for number in range(4):
        desk.add(*some_documents([number]))
        ids.append(desk.build().build.id)
    assert [build.id for build in desk.folder.list()] == [ids[3], ids[2]]
    assert desk.folder.rollback().id == ids[2]
    assert desk.open().summary.documents == 3
    assert [build.current for build in desk.folder.list()] == [False, True]
    assert desk.folder.rollback().id == ids[3]


def test_a_build_after_a_rollback_keeps_the_build_it_was_made_on(desk: Desk) -> None:
    desk.add(*some_documents([1]))
    first = desk.build().build.id
    desk.add(*some_documents([2]))
    desk.build()
    desk.folder.rollback()
    third = desk.build()
    assert {build.id for build in desk.folder.list()} == {first, third.build.id}
    assert third.build.documents == 2
    assert_intact(desk)


def test_there_is_nothing_to_roll_back_to_after_one_build(desk: Desk) -> None:
    desk.add(*some_documents([1]))
    desk.build()
    with pytest.raises(NoIndexError):
        desk.folder.rollback()


def test_many_small_builds_do_not_leave_many_small_segments(desk: Desk) -> None:
    for number in range(14):
        desk.add(*some_documents([number]))
        desk.build()
    assert len(read_manifest(desk.folder.build_path(desk.folder.current_id())).segments) <= 9
    assert_intact(desk)
    assert len(desk.search("Item begins", top=20).hits) == 14


def test_rows_that_fill_more_than_one_segment_stay_in_order(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segment_module, "SEGMENT_ROWS", 10)
    documents = some_documents(range(12), sentences=6)
    desk.add(*documents)
    report = desk.build()
    manifest = read_manifest(desk.folder.build_path(report.build.id))
    assert [segment.rows for segment in manifest.segments[:-1]] == [10] * (len(manifest.segments) - 1)
    assert_intact(desk)
    build = desk.open()
    for one in documents:
        passages = build.passages_of(one.id)
        assert passages
        assert all(one.text[passage.start : passage.end] == passage.text for passage in passages)


def test_a_corpus_that_was_replaced_is_indexed_anew(desk: Desk, workspace: Workspace) -> None:
    desk.add(*some_documents(range(10)))
    desk.build()
    for path in workspace.data.glob("corpus.duckdb*"):
        path.unlink()
    other = Desk(workspace)
    for number in range(8, 14):
        other.add(*some_documents([number]))
    report = other.build()
    assert report.build.documents == 6
    assert report.reused > 0
    assert {hit.source.external_id for hit in other.search("Item begins", top=50).hits} == {
        str(number) for number in range(8, 14)
    }
    assert_intact(other)


def test_one_build_at_a_time_and_the_error_names_the_process(desk: Desk) -> None:
    desk.add(*some_documents([1]))
    assert desk.folder.building_pid() is None
    with desk.folder.building():
        assert desk.folder.building_pid() == os.getpid()
        with pytest.raises(BuildInProgressError, match=str(os.getpid())):
            desk.build()
    assert desk.folder.building_pid() is None
    assert desk.build().created


def test_a_stopped_build_changes_nothing_and_the_next_goes_on_from_its_batches(desk: Desk) -> None:
    desk.settings = desk.settings.model_copy(update={"models": ModelSettings(batch=5)})
    desk.add(*some_documents([0]))
    first = desk.build()
    desk.add(*some_documents(range(1, 40)))
    asked = iter([False, False, True])
    with pytest.raises(SearchIndexError, match="stopped"):
        build_index(desk.folder, desk.store, desk.embedder, desk.settings, stop=lambda: next(asked))
    assert desk.folder.current_id() == first.build.id
    assert not list(desk.folder.path.glob("builds/*.partial"))
    done = len(desk.embedder.seen)
    report = desk.build()
    assert report.reused == done - first.embedded > 0
    assert len(desk.embedder.seen) == report.build.passages
    assert not (desk.folder.path / "journal").exists()
    assert_intact(desk)


def test_a_torn_journal_is_used_as_far_as_it_holds(desk: Desk) -> None:
    desk.settings = desk.settings.model_copy(update={"models": ModelSettings(batch=5)})
    desk.add(*some_documents(range(40)))
    asked = iter([False, False, True])
    with pytest.raises(SearchIndexError):
        build_index(desk.folder, desk.store, desk.embedder, desk.settings, stop=lambda: next(asked))
    vectors = desk.folder.path / "journal" / "vectors-64"
    whole = vectors.read_bytes()
    vectors.write_bytes(whole[:2560] + bytes(2560) + whole[5120:-100])  # a page of zeros, and a torn end
    report = desk.build()
    assert report.reused == 40 - 10 - 1
    assert_intact(desk)


def test_a_folder_left_by_a_killed_build_is_removed(desk: Desk) -> None:
    desk.add(*some_documents([1]))
    left = desk.folder.partial_path("20260101-000000-dead")
    left.mkdir(parents=True)
    (left / "junk").write_bytes(b"x")
    desk.build()
    assert not left.exists()


@pytest.mark.parametrize("breakage", ["truncate", "delete", "flip", "manifest", "current"])
def test_the_next_build_mends_a_broken_one_and_reuses_what_holds(desk: Desk, breakage: str) -> None:
    desk.add(*some_documents(range(10)))
    first = desk.build()
    path = desk.folder.build_path(first.build.id)
    vectors = path / "vectors" / "000001.npy"
    if breakage == "truncate":
        os.truncate(vectors, 1000)
    elif breakage == "delete":
        (path / "faiss.index").unlink()
    elif breakage == "flip":
        content = bytearray(vectors.read_bytes())
        content[-7] ^= 0x40
        vectors.write_bytes(content)
    elif breakage == "manifest":
        (path / "manifest.json").write_bytes(b"{}")
    else:
        (desk.folder.path / "CURRENT").write_text("20200101-000000-none\n")
    with pytest.raises(IndexMismatchError) as caught:
        desk.open()
    assert "claimcheck index build --full" in (caught.value.hint or "")
    report = desk.build()
    assert report.created
    assert report.reused == (first.build.passages if breakage in {"delete", "current"} else 0)
    assert_intact(desk)
    assert desk.search(some_text(3)).hits[0].source.external_id == "3"


def test_a_build_on_a_disk_that_cannot_link_copies(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    desk.add(*some_documents(range(5)))
    desk.build()
    desk.add(*some_documents(range(5, 8)))
    assert desk.build().build.documents == 8
    assert_intact(desk)


def test_a_workspace_that_is_moved_still_opens(desk: Desk, tmp_path: Path) -> None:
    desk.add(*some_documents(range(5)))
    desk.build()
    shutil.copytree(tmp_path / "desk", tmp_path / "moved")
    moved = Desk(Workspace(tmp_path / "moved"))
    assert moved.search(some_text(2)).hits[0].source.external_id == "2"


def test_above_the_exact_limit_the_scan_is_quantised_and_scores_are_exact(workspace: Workspace) -> None:
    desk = Desk(workspace, exact_limit=50)
    documents: list[Document] = some_documents(range(60))
    desk.add(*documents)
    report = desk.build()
    assert report.build.kind == "SQ8"
    assert_intact(desk)
    text = some_text(17)
    query = desk.embedder.embed_query(text)
    build = desk.open()
    exact = sorted((float(v @ query) for segment in build.rows.segments for v in segment.vectors), reverse=True)
    found = build.dense.search(query, 10, None)
    assert list(found.values()) == pytest.approx(exact[:10], abs=1e-6)
