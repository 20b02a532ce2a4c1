"""Two people save verdicts on the pages while other processes build the index and export: no error, none lost."""

from __future__ import annotations

import csv
import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from browser.driving import REVIEWER, Server, Visit, visiting
from claimcheck.domain import PinStance
from claimcheck.workbench import Workbench

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator

    from claimcheck.domain import Claim

pytestmark = [pytest.mark.process, pytest.mark.slow]

SECONDS = float(os.environ.get("TOGETHER_SECONDS", "60"))
PATIENCE_MS = 90_000
"""Builds and exports leave little of two cores to the pages."""
CLAIMS = 400
PEOPLE = (REVIEWER, "Bo Example")


@dataclass
class Loop:
    """Runs commands of the program one after the other, in processes of their own, until it is told to stop."""

    root: Path
    rounds: int = 0
    failed: list[str] = field(default_factory=list)

    def run(self, *arguments: str) -> None:
        """One command, which must succeed."""
        done = subprocess.run(
            [sys.executable, "-m", "claimcheck", "-w", str(self.root), *arguments],
            capture_output=True,
            text=True,
            check=False,
            cwd=self.root,
        )
        if done.returncode != 0:
            self.failed.append(f"{arguments}: exit {done.returncode}\n{done.stdout}{done.stderr}")


@contextmanager
def repeating(root: Path, once: Callable[[Loop, int], None]) -> Iterator[Loop]:
    """Repeat something beside the test; at the end the last round is awaited."""
    loop, stop = Loop(root), threading.Event()

    def repeat() -> None:
        for number in count():
            if stop.is_set() or loop.failed:
                return
            once(loop, number)
            loop.rounds = number + 1

    thread = threading.Thread(target=repeat)
    thread.start()
    try:
        yield loop
    finally:
        stop.set()
        thread.join()


def add_and_build(loop: Loop, number: int) -> None:
    note = loop.root / f"note-{number}.txt"
    note.write_text(f"Note {number}. The ferry to island {number} left at noon.", encoding="utf-8")
    loop.run("corpus", "add", str(note))
    loop.run("index", "build")


def export(loop: Loop, number: int) -> None:
    loop.run("export", "verdicts", "--out", str(loop.root / f"verdicts-{number % 3}.csv"))


@pytest.fixture
def claims(sample_root: Path) -> list[Claim]:
    """Claims enough for everybody, and one verdict, so that there is something to export."""
    desk = Workbench.open(sample_root)
    made = [desk.claims.add(f"The talks had {number} delegates.", actor="Ada") for number in range(CLAIMS)]
    found = desk.evidence.search(made[-1].text)
    pin = desk.sourcing.pin_hit(found.hits[0], found.hits[0].passage.text, PinStance.REFUTES)
    desk.record.verdict(
        made[-1].id, rating="refuted", explanation="The list has fewer.", pins=[pin], reviewer="Cem", hits=found.hits
    )
    return made[:-1]


@pytest.mark.timeout(600)
def test_verdicts_saved_on_the_pages_while_builds_and_exports_run_are_all_there(
    browser: Browser, serve: Callable[[Path], Server], sample_root: Path, claims: list[Claim]
) -> None:
    server = serve(sample_root)
    acknowledged: dict[str, tuple[str, str]] = {}
    left = iter(claims)
    with visiting(browser, server) as ada, visiting(browser, server) as bo:
        people = list(zip((ada, bo), PEOPLE, strict=True))
        for tab, who in people:  # the first search of a server loads the model
            look_at(tab, who, claims[0])
            evidence(tab, claims[0])
        ends = time.monotonic() + SECONDS
        with repeating(sample_root, add_and_build) as building, repeating(sample_root, export) as exporting:
            while time.monotonic() < ends or min(building.rounds, exporting.rounds) < 2:
                assert (building.failed, exporting.failed) == ([], [])
                turns = [(tab, who, next(left)) for tab, who in people]
                for step in (look_at, pin, explain, save):  # everybody at once
                    for tab, who, claim in turns:
                        step(tab, who, claim)
                for tab, who, claim in turns:
                    shows(tab.page.get_by_text("Decided", exact=True))
                    calm(tab)
                    acknowledged[claim.id] = (who, explanation_of(claim))
    assert building.failed == []
    assert exporting.failed == []
    logging.getLogger(__name__).info(
        "%d verdicts, %d builds, %d exports in %g s", len(acknowledged), building.rounds, exporting.rounds, SECONDS
    )
    assert len(acknowledged) >= 2 * len(PEOPLE)

    desk = Workbench.open(sample_root)
    recorded = {
        row.claim.id: (row.verdict.reviewer, row.verdict.explanation)
        for row in desk.record.list()
        if row.verdict.reviewer in PEOPLE
    }
    assert recorded == acknowledged
    for claim_id in acknowledged:
        (verdict,) = desk.record.history(claim_id)
        assert (len(verdict.pins), bool(verdict.hits), bool(verdict.build)) == (1, True, True)
    assert all(desk.drafting.claims_with_drafts(who) == [] for who in PEOPLE)
    last = Loop(sample_root)
    last.run("ledger", "verify")
    last.run("index", "verify")
    export(last, 0)
    assert last.failed == []
    with (sample_root / "verdicts-0.csv").open(encoding="utf-8", newline="") as table:
        assert sum(1 for _ in csv.DictReader(table)) == len(acknowledged) + 1
    assert "Traceback" not in server.log.read_text(encoding="utf-8")


def look_at(tab: Visit, who: str, claim: Claim) -> None:
    tab.page.goto(tab.server.address("check", claim=claim.id, reviewer=who))


def pin(tab: Visit, who: str, claim: Claim) -> None:
    evidence(tab, claim)
    tab.press("2")


def explain(tab: Visit, who: str, claim: Claim) -> None:
    shows(tab.page.get_by_text("Evidence pinned · 1"))
    tab.page.get_by_role("radio", name="refuted").click()
    tab.page.get_by_label("Explanation").fill(explanation_of(claim))


def save(tab: Visit, who: str, claim: Claim) -> None:
    shows(tab.page.get_by_text("Complete: it can be saved."))
    calm(tab)
    tab.page.keyboard.press("Control+Enter")


def evidence(tab: Visit, claim: Claim) -> None:
    expect(tab.page.locator(".cb-claim")).to_have_text(claim.text, timeout=PATIENCE_MS)
    shows(tab.page.locator(".cb-passage").first)
    tab.settled()


def shows(what: Locator) -> None:
    expect(what).to_be_visible(timeout=PATIENCE_MS)


def calm(tab: Visit) -> None:
    """No error is on the page."""
    expect(tab.page.locator("[data-testid='stException'], [data-testid='stAlertContentError']")).to_have_count(0)


def explanation_of(claim: Claim) -> str:
    return f"The list of those present says otherwise than “{claim.text}”"
