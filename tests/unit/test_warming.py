"""Loading what the first search needs before anybody searches."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from claimcheck.corpus.importer import GivenMetadata
from claimcheck.errors import ClaimcheckError
from claimcheck.models import embedder as module
from claimcheck.workbench import Workbench
from claimcheck.workbench.shared import shared_workbench, start_warming
from claimcheck.workspace import Workspace

PATIENCE_S = 120


@pytest.fixture
def root(workspace: Workspace) -> Path:
    """A workspace with one indexed document."""
    desk = Workbench.open(workspace.root)
    desk.sourcing.add_text("The ferry carried 40 people on Sunday.", title="Log", given=GivenMetadata())
    desk.index.build()
    return workspace.root


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every model that is read from disk from now on."""
    opened: list[str] = []
    really = module.open_model

    def counted(embedder: str, precision: str, *, threads: int) -> object:
        opened.append(embedder)
        return really(embedder, precision, threads=threads)

    monkeypatch.setattr(module, "open_model", counted)
    return opened


def test_a_warmed_workbench_has_model_and_index_open_before_any_search(root: Path, loads: list[str]) -> None:
    warming = start_warming(root)
    assert warming is not None
    warming.join(PATIENCE_S)
    resources = shared_workbench(root)._resources
    assert resources._build is not None
    assert len(loads) == 1
    build = resources._build
    assert shared_workbench(root).evidence.search("How many people did the ferry carry?").hits
    assert resources._build is build
    assert len(loads) == 1


def test_searches_that_come_while_it_warms_do_not_load_again(root: Path, loads: list[str]) -> None:
    with ThreadPoolExecutor(4) as threads:
        start_warming(root)
        found = list(threads.map(lambda _: shared_workbench(root).evidence.search("ferry"), range(4)))
    assert [len(result.hits) for result in found] == [1] * 4
    assert len(loads) == 1


def test_it_is_done_once_and_waits_only_until_somebody_does_not_want_to_wait(root: Path, loads: list[str]) -> None:
    patient = start_warming(root, after_s=3600)
    assert patient is not None
    assert patient.is_alive()
    assert loads == []
    assert start_warming(root, after_s=3600) is patient
    assert patient.is_alive()
    assert start_warming(root) is patient
    patient.join(PATIENCE_S)
    assert not patient.is_alive()
    assert len(loads) == 1


def test_a_folder_is_warmed_once_it_is_a_workspace(tmp_path: Path, loads: list[str]) -> None:
    assert start_warming(tmp_path) is None
    Workspace(tmp_path).create()
    warming = start_warming(tmp_path)
    assert warming is not None
    warming.join(PATIENCE_S)
    assert len(loads) == 1, "without an index the embedder is loaded all the same: bringing an article needs it"


@pytest.mark.filterwarnings("error::pytest.PytestUnhandledThreadExceptionWarning")
@pytest.mark.parametrize("settings", ['[models]\nembedder = "/nowhere"\n', "[models]\nembedder = 3\nnonsense = 1\n"])
def test_what_cannot_be_loaded_is_left_to_the_search_that_says_so(root: Path, settings: str) -> None:
    root.joinpath("claimcheck.toml").write_text(settings, encoding="utf-8")
    warming = start_warming(root)
    assert warming is not None
    warming.join(PATIENCE_S)
    with pytest.raises(ClaimcheckError) as refused:
        shared_workbench(root).evidence.search("ferry")
    assert refused.value.hint
