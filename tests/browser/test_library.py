from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from browser.driving import Visit, visiting
from claimcheck.workbench import Workbench
from conftest import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator

LONG_MS = 180_000
HOSTILE = "<img src=http:evil.invalid onerror=alert(1)> **b** [x](javascript:alert(1)) $x^2$ ..%2f\u202egpj.txt"


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    folder = tmp_path / "notes"
    folder.mkdir()
    for number in range(40):
        (folder / f"{number}.txt").write_text(
            f"Note {number}. " + " ".join(f"On day {day} ferry {number} left at noon." for day in range(40))
        )
    (folder / HOSTILE.replace(".txt", ".pdf")).write_bytes(b"%PDF-1.7 and nothing behind it")
    return folder


def rows(visit: Visit) -> Locator:
    return visit.page.locator(".cc-rt-row[data-id]")


def go_to(visit: Visit, *names: str) -> None:
    for name in names:
        visit.page.get_by_role("radio", name=name, exact=True).click()
        visit.settled()


def test_a_folder_is_added_in_the_background_and_found_again_after_a_reload(
    visit: Visit, notes: Path, browser: Browser
) -> None:
    desk = Workbench.open(visit.server.root)
    before = desk.library.stats().documents
    visit.open("library")
    go_to(visit, "Add", "From this machine")
    visit.page.get_by_label("Path of a folder").fill(str(notes))
    visit.page.get_by_label("Path of a folder").press("Enter")
    visit.sees("every document and table in it")
    visit.page.get_by_role("button", name="Add Shortcut").click()
    expect(visit.page.get_by_test_id("stMain").get_by_role("button", name="Stop")).to_be_visible()
    visit.page.reload()
    with visiting(browser, visit.server) as other:  # somebody else sees it too, and is not kept waiting
        other.open("library")
        expect(rows(other).first).to_be_visible()
        expect(visit.page.get_by_text("40 documents added, 1 refused").first).to_be_visible(timeout=LONG_MS)
        expect(other.page.get_by_text("40 documents added, 1 refused").first).to_be_visible(timeout=LONG_MS)
        expect(other.page.get_by_text(f"{before + 40} documents").first).to_be_visible()
    visit.page.get_by_role("button", name="1 refused: why").click()
    refused = visit.page.get_by_role("listitem").filter(has_text="is a damaged PDF")
    expect(refused).to_be_visible()
    assert "onerror=alert(1)>" in refused.inner_text().replace("\u2060", "")
    assert visit.page.locator("a[href^='javascript']").count() == 0
    assert desk.index.status().not_indexed == 0


def test_a_build_goes_on_while_the_server_is_killed_and_is_in_use_afterwards(
    visit: Visit, notes: Path, browser: Browser
) -> None:
    desk = Workbench.open(visit.server.root)
    desk.library.add([notes])
    visit.open("library")
    expect(visit.page.get_by_text("40 documents not indexed yet")).to_be_visible()
    visit.press("b")
    expect(visit.page.get_by_test_id("stMain").get_by_role("button", name="Stop")).to_be_visible()
    visit.server.kill()
    visit.server.start()
    with visiting(browser, visit.server) as later:
        later.open("library")
        expect(later.page.get_by_text("index up to date", exact=True)).to_be_visible(timeout=LONG_MS)
    assert desk.index.status().not_indexed == 0


def test_a_build_made_on_the_command_line_is_picked_up_without_a_restart(visit: Visit) -> None:
    desk = Workbench.open(visit.server.root)
    desk.sourcing.add_text("The lighthouse keeper counted seventy-three herons at dawn.", title="Herons")
    visit.open("library")
    expect(visit.page.get_by_text("1 document not indexed yet")).to_be_visible()
    subprocess.run(
        [sys.executable, "-m", "claimcheck", "-w", str(visit.server.root), "index", "build"],
        check=True,
        cwd=ROOT,
        capture_output=True,
    )
    expect(visit.page.get_by_text("index up to date", exact=True)).to_be_visible(timeout=30_000)
    go_to(visit, "Try a search")
    visit.page.get_by_label("Claim or words").fill("How many herons were there?")
    visit.page.get_by_label("Claim or words").press("Enter")
    expect(visit.page.get_by_text("1. Herons")).to_be_visible(timeout=LONG_MS)
    visit.page.get_by_role("button", name="Open the document").first.click()
    expect(visit.page.locator(".cc-text")).to_contain_text("seventy-three herons")


def test_uploaded_files_keep_their_names_out_of_paths_and_a_table_asks_for_its_column(
    visit: Visit, tmp_path: Path
) -> None:
    desk = Workbench.open(visit.server.root)
    before = desk.library.stats().documents
    visit.open("library")
    go_to(visit, "Add")
    files = [
        {"name": HOSTILE, "mimeType": "text/plain", "buffer": b"A note with a wicked name about the harbour."},
        {"name": "rows.csv", "mimeType": "text/csv", "buffer": b"what,date\nThe ferry left.,2025-05-16\n"},
    ]
    visit.page.locator("input[type=file]").set_input_files(files)  # type: ignore[arg-type]
    visit.sees("which column holds what?")
    expect(visit.page.get_by_role("button", name="Add 2 sources")).to_be_disabled()
    visit.page.get_by_role("combobox", name="Text").click()
    visit.page.get_by_role("option", name="what").click()
    visit.settled()
    visit.page.get_by_text("Then bring the index up to date").click()
    visit.page.get_by_role("button", name="Add 2 sources").click()
    expect(visit.page.get_by_text("2 documents added").first).to_be_visible(timeout=LONG_MS)
    assert desk.library.stats().documents == before + 2
    go_to(visit, "Documents")
    expect(rows(visit).first).to_be_visible()
    assert visit.page.locator("img[src*='evil']").count() == 0
    outside = [path for path in tmp_path.rglob("*evil*") if path.is_file()]
    assert outside == []


def test_documents_are_chosen_removed_and_brought_back(visit: Visit) -> None:
    desk = Workbench.open(visit.server.root)
    document = desk.sourcing.add_text("The ferry left at noon on Friday.", title="Ferry log")
    before = desk.library.stats().documents
    visit.open("library")
    expect(rows(visit).first).to_contain_text("Ferry log")
    rows(visit).nth(0).locator(".cc-rt-box").check()
    visit.sees("Remove 1 chosen")
    visit.settled()
    visit.press("x")
    visit.sees("Remove this document?")
    visit.page.get_by_role("button", name="Remove this document").click()
    visit.sees("Removed 1")
    expect(rows(visit).first).not_to_contain_text("Ferry log")
    assert desk.library.stats().documents == before - 1
    again = desk.sourcing.add_text("The ferry left at noon on Friday.", title="Ferry log")
    assert again.id == document.id


def test_a_job_that_is_killed_is_said_to_be_cut_off(visit: Visit, notes: Path) -> None:
    desk = Workbench.open(visit.server.root)
    desk.library.add([notes])
    visit.open("library")
    visit.press("b")
    expect(visit.page.get_by_test_id("stMain").get_by_role("button", name="Stop")).to_be_visible()
    job = desk.background.jobs()[0].id
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        if job.encode() in path.read_bytes():
            os.kill(int(path.parent.name), signal.SIGKILL)
    visit.sees("its process was killed")
    expect(visit.page.get_by_role("button", name="Bring up to date")).to_be_enabled()
