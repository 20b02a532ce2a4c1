"""A process that records verdicts is killed again and again; nothing it acknowledged may be lost."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from claimcheck.workspace import Workspace
from deskwork import a_claim, a_verdict, open_desk

pytestmark = [pytest.mark.process, pytest.mark.slow]

KILLS = 20
CLAIMS = 400
RECORDER = """
import sys
from pathlib import Path
from claimcheck.workspace import Workspace
from deskwork import a_verdict, open_desk

desk = open_desk(Workspace(Path(sys.argv[1])))
for claim in sys.argv[2:]:
    print("start", claim, "-", flush=True)
    verdict = desk.record_verdict(a_verdict(claim, idempotency_key=f"key-{claim}"))
    print("saved", claim, verdict.id, flush=True)
"""


def recorder(workspace: Workspace, claims: list[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", RECORDER, str(workspace.root), *claims],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
    )


def killed(workspace: Workspace, claims: list[str], lines: int) -> list[tuple[str, str, str]]:
    """Kill a recorder after it has printed so many lines: after "start" in the middle of a save, else between two.

    Returns:
        Everything it printed, also what came between our decision and its end.
    """
    with recorder(workspace, claims) as process:
        assert process.stdout is not None
        printed = [process.stdout.readline() for _ in range(lines)]
        process.send_signal(signal.SIGKILL)
        printed += process.stdout.readlines()
        assert process.wait(30) == -signal.SIGKILL
    whole = [line.split() for line in printed if line.endswith("\n")]
    return [(what, claim, verdict) for what, claim, verdict in whole]


def test_no_acknowledged_verdict_is_lost_and_a_retry_records_nothing_twice(workspace: Workspace) -> None:
    desk = open_desk(workspace)
    with desk.held():
        claims = [a_claim(desk, f"Claim number {number}.").id for number in range(CLAIMS)]
    chance = random.Random(20261123)
    todo = list(claims)
    acknowledged: dict[str, str] = {}
    unsure = 0
    for _ in range(KILLS):
        printed = killed(workspace, todo, lines=chance.randint(1, 12))
        saved = {claim: verdict for what, claim, verdict in printed if what == "saved"}
        acknowledged |= saved
        assert desk.verify_ledger().problems == ()
        present = {row.verdict.claim_id: row.verdict.id for row in desk.list_verdicts(include_replaced=True)}
        assert acknowledged.items() <= present.items()
        started = {claim for what, claim, _ in printed if what == "start"} - saved.keys()
        unsure += len(started)
        assert present.keys() <= acknowledged.keys() | started, "only the save in the middle may be there unseen"
        acknowledged |= present
        todo = [*started, *(claim for claim in todo if claim not in acknowledged and claim not in started)]
    assert unsure, "some kill hit the middle of a save"

    with recorder(workspace, claims[:60]) as last:
        out, _ = last.communicate(timeout=120)
    assert last.returncode == 0
    retried = {claim: verdict for what, claim, verdict in map(str.split, out.splitlines()) if what == "saved"}
    assert len(retried) == 60
    rows = desk.list_verdicts(include_replaced=True)
    assert set(Counter(row.verdict.claim_id for row in rows).values()) == {1}, "each claim was decided once"
    assert all(verdict == acknowledged.get(claim, verdict) for claim, verdict in retried.items())
    for row in rows:
        assert desk.get_verdict(row.verdict.id).pins == a_verdict("any").pins
    assert desk.verify_ledger().problems == ()
