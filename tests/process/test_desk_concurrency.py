"""Two processes record while a thread exports and another reads, as two people and a nightly export do."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from pyarrow import parquet

from claimcheck.export import ExportFormat, write_verdicts
from claimcheck.settings import DeskSettings
from claimcheck.workspace import Workspace
from deskwork import a_claim, open_desk

pytestmark = pytest.mark.process

SECONDS = 8
RECORDER = """
import sys, time
from pathlib import Path
from claimcheck.domain import Draft
from claimcheck.workspace import Workspace
from deskwork import a_claim, a_verdict, open_desk

root, name, shared, seconds = Path(sys.argv[1]), sys.argv[2], sys.argv[3], float(sys.argv[4])
desk = open_desk(Workspace(root))
ends = time.monotonic() + seconds
number = 0
while time.monotonic() < ends or number < 3:
    claim = a_claim(desk, f"{name} claims number {number}.", actor=name)
    desk.save_draft(claim.id, name, Draft(rating=None, explanation="soon"))
    print(desk.record_verdict(a_verdict(claim, reviewer=name)).id, flush=True)
    print(desk.record_verdict(a_verdict(shared, reviewer=name, explanation=f"Take {number} of {name}.")).id, flush=True)
    number += 1
"""


def test_two_processes_record_while_threads_export_and_read(workspace: Workspace) -> None:
    desk = open_desk(workspace)
    shared = a_claim(desk).id
    failures: list[BaseException] = []
    exported: list[int] = []
    finished = threading.Event()

    def export() -> None:
        try:
            while not finished.is_set():
                rows = desk.list_verdicts(include_replaced=True)
                for format_ in (ExportFormat.CSV, ExportFormat.PARQUET):
                    target = workspace.root / f"verdicts.{format_}"
                    write_verdicts(rows, format_, target, ledger_head=desk.ledger_head(), desk=DeskSettings())
                exported.append(parquet.read_metadata(workspace.root / "verdicts.parquet").num_rows)
        except BaseException as error:  # noqa: BLE001 - shown by the assertion below
            failures.append(error)

    def read() -> None:
        try:
            while not finished.is_set():
                assert desk.verify_ledger().problems == ()
                desk.list_claims(limit=5)
        except BaseException as error:  # noqa: BLE001 - shown by the assertion below
            failures.append(error)

    threads = [threading.Thread(target=work) for work in (export, read)]
    recorders = [
        subprocess.Popen(
            [sys.executable, "-W", "error", "-c", RECORDER, str(workspace.root), name, shared, str(SECONDS)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
        )
        for name in ("Ana", "Ben")
    ]
    for thread in threads:
        thread.start()
    began = time.monotonic()
    acknowledged: list[str] = []
    for process in recorders:
        out, err = process.communicate(timeout=120)
        assert process.returncode == 0, err
        acknowledged += out.split()
    finished.set()
    for thread in threads:
        thread.join(60)
    assert failures == []
    rows = desk.list_verdicts(include_replaced=True)
    assert {row.verdict.id for row in rows} == set(acknowledged)
    assert len(rows) == len(acknowledged) >= 12
    history = desk.verdict_history(shared)
    assert [verdict.replaces for verdict in history[1:]] == [verdict.id for verdict in history[:-1]]
    assert {verdict.reviewer for verdict in history} == {"Ana", "Ben"}
    assert exported == sorted(exported), "an export never has fewer verdicts than the one before"
    assert desk.verify_ledger().problems == ()
    assert time.monotonic() - began >= SECONDS / 2
