"""Two processes record and export while a third imports and builds, as on a desk at night."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from claimcheck.domain import PinStance
from claimcheck.workbench import Workbench
from claimcheck.workbench.record import PassagePin
from claimcheck.workspace import Workspace

pytestmark = [pytest.mark.process, pytest.mark.slow]

SECONDS = 30

RECORDER = """
import sys, time
from pathlib import Path
from claimcheck.domain import Pin, PinStance
from claimcheck.export import ExportFormat
from claimcheck.workbench import Workbench

root, name, seconds = Path(sys.argv[1]), sys.argv[2], float(sys.argv[3])
desk = Workbench.open(root)
pin = Pin(stance=PinStance.SUPPORTS, text="They said so.", paragraph="They said so.", passage_id=None, document_id=None,
          document_sha256=None, start=None, end=None, title="A call", publisher=name, url=None, published=None)
ends = time.monotonic() + seconds
count = 0
while time.monotonic() < ends:
    claim = desk.claims.add(f"{name} claims number {count}.", actor=name)
    verdict = desk.record.verdict(claim.id, rating="supported", explanation="A call settled it.", pins=[pin],
                                  reviewer=name, hits=[])
    print(verdict.id, flush=True)
    count += 1
    if count % 20 == 0:
        desk.record.export(desk.record.list(), ExportFormat.CSV, root / f"{name}.csv")
"""

BUILDER = """
import json, sys, time
from pathlib import Path
from claimcheck.workbench import Workbench

root, seconds = Path(sys.argv[1]), float(sys.argv[2])
desk = Workbench.open(root)
ends = time.monotonic() + seconds
builds = 0
while time.monotonic() < ends or builds < 2:
    table = root / f"night-{builds}.jsonl"
    table.write_text("\\n".join(json.dumps({"text": f"Night {builds}, note {n}: the ferry left at {n} o'clock."})
                                for n in range(50)), encoding="utf-8")
    desk.library.add([table])
    desk.index.build()
    builds += 1
    print(builds, flush=True)
"""


def test_verdicts_exports_and_builds_at_once_lose_nothing(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "note.jsonl").write_text(json.dumps({"text": "The ferry left at noon."}), encoding="utf-8")
    desk = Workbench.open(workspace.root)
    desk.library.add([tmp_path / "note.jsonl"])
    desk.index.build()

    def started(code: str, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-W", "error::ResourceWarning", "-c", code, str(workspace.root), *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    recorders = [started(RECORDER, name, str(SECONDS)) for name in ("Ana", "Ben")]
    builder = started(BUILDER, str(SECONDS))
    acknowledged: set[str] = set()
    for process in (*recorders, builder):
        out, err = process.communicate(timeout=240)
        assert process.returncode == 0, err
        if process is not builder:
            acknowledged |= set(out.split())
    rows = desk.record.list()
    assert acknowledged <= {row.verdict.id for row in rows}
    assert len(rows) == len(acknowledged)
    assert len(acknowledged) > 20
    assert desk.record.verify_ledger().problems == ()
    assert desk.index.verify().problems == ()
    hit = desk.evidence.search("when did the ferry leave").hits[0]
    assert desk.record.pin_passage(PassagePin(passage_id=hit.passage.id, stance=PinStance.CONTEXT)).text
    for name in ("Ana", "Ben"):
        assert (workspace.root / f"{name}.csv").stat().st_size > 0
