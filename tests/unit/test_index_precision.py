"""At which precision a build is made, and that a query follows the build."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimcheck.index_build.precision import WORTH_A_GRAPH, choose_precision
from claimcheck.settings import ModelSettings, PassageSettings, Settings
from claimcheck.workbench import Workbench
from claimcheck.workspace import Workspace
from corpora import make_document
from indexes import Desk, some_documents, some_text


def long_document(name: str, characters: int) -> str:
    sentence = f"The {name} harbour report counts ships. "
    return sentence * (characters // len(sentence) + 1)


def chosen(desk: Desk, wanted: str = "auto") -> str:
    return choose_precision(wanted, desk.folder, desk.store, desk.embedder.identity.digest)


@pytest.fixture
def desk(workspace: Workspace) -> Desk:
    return Desk(workspace)


def test_a_small_corpus_stays_at_fp32_and_a_large_one_takes_the_graph(desk: Desk) -> None:
    desk.add(*some_documents(range(20)))
    assert chosen(desk) == "fp32"
    desk.add(make_document(long_document("first", WORTH_A_GRAPH), title="Long"))
    assert chosen(desk) == "int8"
    assert [chosen(desk, wanted) for wanted in ("fp32", "bf16", "int8")] == ["fp32", "bf16", "int8"]


def test_what_was_chosen_once_stays_until_as_much_again_is_added(desk: Desk) -> None:
    desk.add(make_document(long_document("first", 3 * WORTH_A_GRAPH), title="First"))
    desk.build()  # at fp32, as an older version did
    assert chosen(desk) == "fp32"
    desk.add(make_document(long_document("second", WORTH_A_GRAPH), title="Second"))
    assert chosen(desk) == "fp32"
    desk.add(make_document(long_document("third", WORTH_A_GRAPH + 1000), title="Third"))
    assert chosen(desk) == "int8"


@pytest.mark.parametrize("precision", ["int8", "bf16"])
def test_a_build_at_another_precision_than_fp32_keeps_it(desk: Desk, precision: str) -> None:
    desk.embedder.precision = precision
    desk.add(*some_documents(range(3)))
    desk.build()
    desk.add(*some_documents(range(3, 6)))
    assert chosen(desk) == precision
    assert choose_precision("auto", desk.folder, desk.store, "0" * 64) == "fp32"  # another embedder starts anew


def test_after_going_back_to_a_build_its_precision_counts(desk: Desk) -> None:
    desk.add(*some_documents(range(3)))
    desk.build()
    desk.embedder.precision = "int8"
    desk.build(full=True)
    assert chosen(desk) == "int8"
    desk.folder.rollback()
    assert chosen(desk) == "fp32"


def test_a_query_follows_the_build_and_a_rebuild_with_nothing_new_changes_nothing(workspace: Workspace) -> None:
    def opened(precision: str) -> Workbench:
        models = ModelSettings.model_validate({"precision": precision})
        return Workbench(workspace, Settings(models=models, passages=PassageSettings(max_words=40)))

    first = opened("int8")
    for number in range(3):
        first.sourcing.add_text(some_text(number), title=f"Title {number}")
    made = first.index.build()
    assert made.build.precision == "int8"
    later = opened("auto")
    assert later.evidence.search(some_text(1)).hits[0].similarity > 0.8
    assert later.evidence.search(some_text(1)).hits[0].passage.text.startswith("Item1 ")
    assert later.evidence.search(some_text(1)).build == made.build.id
    assert not later.index.build().created
    assert opened("fp32").evidence.search(some_text(1)).build == made.build.id
    later.sourcing.add_text(some_text(7), title="Title 7")
    more = later.index.build()
    assert (more.build.precision, more.reused + more.embedded, more.embedded) == ("int8", 1, 1)
    exact = opened("fp32").index.build()
    assert (exact.build.precision, exact.embedded) == ("fp32", more.build.passages)
    assert later.evidence.search(some_text(7)).build == exact.build.id


def test_where_no_graph_can_be_made_the_build_is_at_fp32_and_says_so(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    desk = Workbench(workspace, Settings(models=ModelSettings(precision="int8")))
    desk.sourcing.add_text(some_text(1), title="Title")
    assert desk.index.build().build.precision == "fp32"
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert desk.evidence.search(some_text(1)).hits
