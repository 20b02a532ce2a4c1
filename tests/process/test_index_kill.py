"""kill -9 in the middle of `index build`: the old index stays, the next run goes on."""

from __future__ import annotations

import json
import multiprocessing
import random
import signal
import subprocess
import sys
import time
import types
from pathlib import Path

import pytest

from claimcheck.errors import NoIndexError
from claimcheck.index.verify import verify_build
from claimcheck.workspace import Workspace
from dying import build_and_die, use_small_batches
from indexes import Desk, some_documents, some_text

pytestmark = [pytest.mark.process, pytest.mark.slow]

KILLS = 20


def test_twenty_killed_builds_leave_an_index_that_proves_and_a_next_build_that_completes(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A test of a page may have left its script as the main module, which every new process would run.
    monkeypatch.setitem(sys.modules, "__main__", types.ModuleType("__main__"))
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["dying", "faiss", "tantivy", "pyarrow.compute", "duckdb"])
    survived = tmp_path / "survived"

    def build_in_a_process(deadly: int) -> int | None:
        process = context.Process(target=build_and_die, args=(workspace.root, deadly, survived))
        process.start()
        process.join(60)
        assert process.exitcode in {0, -signal.SIGKILL}
        return process.exitcode

    desk = Desk(workspace)
    use_small_batches(desk)
    chance = random.Random(20)
    killed, number, moments, went_on = 0, 0, 80, 0
    current: str | None = None
    while killed < KILLS:
        desk.add(*some_documents(range(number, number + 12)))
        number += 12
        if number % 48 == 0:
            desk.store.remove([one.id for one in some_documents([number - 13, number - 25])])
        if build_in_a_process(chance.randint(1, moments)) == 0:
            moments = int(survived.read_text())
            current = desk.folder.current_id()
            continue
        killed += 1
        try:
            left = desk.folder.current_id()
        except NoIndexError:
            assert current is None
        else:
            assert verify_build(desk.folder, left).problems == ()
            if left == current:  # what was searched before still is
                assert desk.search(some_text(2)).hits[0].source.external_id == "2"
        report = desk.build()
        went_on += report.reused
        current = desk.folder.current_id()
        assert verify_build(desk.folder, current).problems == ()
        assert report.build.documents == len(desk.store.document_ids())
        assert desk.search(some_text(number - 1)).hits[0].source.external_id == str(number - 1)
        assert not list(desk.folder.path.glob("builds/*.partial"))
        assert len(desk.folder.list()) <= 2
    assert went_on > 0


@pytest.mark.parametrize("batches", [1, 2])
def test_a_killed_build_with_the_packaged_model_goes_on_from_its_batches(tmp_path: Path, batches: int) -> None:
    def claimcheck(*arguments: str) -> list[str]:
        return [sys.executable, "-m", "claimcheck", "--workspace", str(tmp_path / "desk"), *arguments]

    table = tmp_path / "table.jsonl"
    table.write_text("".join(json.dumps({"text": some_text(n, 6)}) + "\n" for n in range(300)), encoding="utf-8")
    subprocess.run(claimcheck("init", str(tmp_path / "desk")), check=True, capture_output=True)
    subprocess.run(claimcheck("corpus", "add", str(table)), check=True, capture_output=True)
    keys = tmp_path / "desk" / "index" / "journal" / "keys"
    building = subprocess.Popen(claimcheck("index", "build"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not keys.exists() or keys.stat().st_size < batches * 64 * 16:
        assert building.poll() is None, "the build ended before it could be killed"
        time.sleep(0.005)
    building.send_signal(signal.SIGKILL)
    assert building.wait(30) == -signal.SIGKILL

    ran = subprocess.run(claimcheck("index", "build", "--json"), check=True, capture_output=True, text=True)
    report = json.loads(ran.stdout)
    assert report["reused"] >= batches * 64
    assert report["embedded"] + report["reused"] == report["build"]["passages"]
    assert subprocess.run(claimcheck("index", "verify"), check=False, capture_output=True).returncode == 0
