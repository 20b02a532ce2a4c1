"""Imports that die: by kill -9 at any moment, and by a disk that is full."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from claimcheck.errors import DiskFullError
from claimcheck.settings import CorpusSettings
from claimcheck.workspace import Workspace
from corpora import Importing, write_jsonl

pytestmark = pytest.mark.process

ROWS = 6000
FILES = 400
KILLS = 20
PROGRAM = """
import sys
from pathlib import Path
from claimcheck.corpus.columns import ColumnNames
from claimcheck.corpus.documents import GivenMetadata
from claimcheck.corpus.importer import import_paths
from claimcheck.corpus.store import CorpusStore
from claimcheck.settings import CorpusSettings
from claimcheck.workspace import Workspace

class Acknowledge:
    total = 0
    def start(self, task, total, unit): print("start", flush=True)
    def advance(self, done):
        self.total += done
        print(self.total, flush=True)
    def finish(self): pass

workspace = Workspace(Path(sys.argv[1]))
report = import_paths(
    [Path(sys.argv[2])], store=CorpusStore(workspace, wait_s=10), workspace=workspace,
    settings=CorpusSettings(batch=int(sys.argv[3])), columns=ColumnNames(), metadata=GivenMetadata(),
    progress=Acknowledge(), stop=lambda: False,
)
print("done", report.added, report.already_known, report.rejected_count, flush=True)
"""


def run_import(workspace: Workspace, path: Path, batch: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(workspace.root), str(path), str(batch)], stdout=subprocess.PIPE, text=True
    )


def kill_somewhere(process: subprocess.Popen[str], chance: random.Random) -> int:
    """Kill -9 after some lines of progress and a random moment more; returns what was acknowledged by then."""
    assert process.stdout is not None
    lines = [process.stdout.readline() for _ in range(chance.randint(1, 4))]
    try:
        process.wait(timeout=chance.uniform(0, 0.05))  # a random moment, not a wait for something
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
    rest, _ = process.communicate()
    acknowledged = [int(line) for line in [*lines, *rest.splitlines()] if line.strip().isdigit()]
    return max(acknowledged, default=0)


def check_whole(corpus: Importing, expected: set[str]) -> None:
    ids = [document_id for document_id, _ in corpus.store.document_ids()]
    assert len(ids) == len(set(ids)) == len(expected)
    for first in range(0, len(ids), 1000):
        assert {document.text for document in corpus.store.documents(ids[first : first + 1000])} <= expected
    assert corpus.store.stats().documents == len(expected)


def test_a_table_import_killed_twenty_times_loses_nothing_it_acknowledged(workspace: Workspace, tmp_path: Path) -> None:
    chance = random.Random(2022)
    texts = [f"Row number {number} of the table, in English words." for number in range(ROWS)]
    path = write_jsonl(tmp_path / "t.jsonl", [{"id": n, "text": text, "lang": "en"} for n, text in enumerate(texts)])
    corpus = Importing(workspace)
    kept = 0
    for _ in range(KILLS):
        acknowledged = kill_somewhere(run_import(workspace, path, 50), chance)
        now = corpus.store.stats().documents
        assert now >= max(kept, acknowledged)
        assert now % 50 == 0
        kept = now
    assert kept < ROWS, "the import was over before it could be killed: make the table longer"
    last = run_import(workspace, path, 1000)
    said, _ = last.communicate()
    assert last.returncode == 0
    assert said.splitlines()[-1] == f"done {ROWS - kept} {kept} 0"
    check_whole(corpus, set(texts))
    assert [kept_file.read_bytes() for kept_file in corpus.originals()] == [path.read_bytes()]


def test_a_folder_import_killed_on_and_on_loses_nothing_it_acknowledged(workspace: Workspace, tmp_path: Path) -> None:
    chance = random.Random(2023)
    folder = tmp_path / "notes"
    folder.mkdir()
    texts = [f"Note number {number} of the folder, in English words." for number in range(FILES)]
    for number, text in enumerate(texts):
        (folder / f"{number:04}.txt").write_text(text)
    corpus = Importing(workspace)
    kept = 0
    for _ in range(5):
        acknowledged = kill_somewhere(run_import(workspace, folder, 10), chance)
        now = corpus.store.stats().documents
        assert now >= max(kept, min(acknowledged, FILES))
        kept = now
    last = run_import(workspace, folder, 100)
    said, _ = last.communicate()
    assert said.splitlines()[-1] == f"done {FILES - kept} {kept} 0"
    check_whole(corpus, set(texts))
    for document in corpus.all():
        assert document.original is not None
        assert (workspace.data / document.original).read_text() == document.text


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 24 MB, where the machine lets us mount one."""
    place = tmp_path / "small"
    place.mkdir()
    if os.geteuid() != 0:
        pytest.skip("only the superuser can mount a small disk to fill")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip(f"cannot mount a small disk to fill: {mounted.stderr.decode().strip()}")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_is_said_and_what_was_there_before_stays(small_disk: Path, tmp_path: Path) -> None:
    workspace = Workspace(small_disk / "desk")
    workspace.create()
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(6 << 20))
    corpus = Importing(workspace)
    corpus.add(write_jsonl(tmp_path / "first.jsonl", [{"text": f"First row {n}."} for n in range(100)]))
    before = corpus.all()
    chance = random.Random(7)
    large = write_jsonl(
        tmp_path / "large.jsonl",
        [{"id": n, "lang": "en", "text": chance.randbytes(20_000).hex()} for n in range(700)],
    )
    with pytest.raises(DiskFullError):
        corpus.add(large)
    assert corpus.all() == before
    with pytest.raises(DiskFullError):
        corpus.add(large, settings=CorpusSettings(batch=60, keep_originals=False))
    assert corpus.all()[: len(before)] == before
    ballast.unlink()
    assert corpus.add(write_jsonl(tmp_path / "last.jsonl", [{"text": "A last row."}])).added == 1
