"""The whole way of a claim in the browser: from a pasted article to the exported table."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, expect

from browser.checking import PATIENCE_MS, evidence, explain, select
from browser.driving import REVIEWER, Server, Visit, visiting
from claimcheck.domain import ClaimState, PinStance
from claimcheck.workbench import Workbench
from claimcheck.workspace import Workspace
from conftest import SAMPLE

PASTED = """Skip to content
Sample Gazette (invented)
HOME
WORLD
Subscribe

The alliance's chief waits for an answer

By Sam Sample
Published 15 May 2025
Share
A palace on the Bosphorus. Photo: Sample Pictures (invented)

Delegations from Russia and Ukraine met in Istanbul on Friday. They are the first direct
talks between the two countries since 2014.

The Russian delegation is led by Foreign Minister Sergei Lavrov. President Vladimir Putin did not travel.

Also read: Tram line to the harbour opens late

In Antalya the alliance's Secretary General Mark Rutte said that “the ball is clearly in Russia's
court”. He added that Ukraine had agreed to a ceasefire of 30 days.

Get our sample newsletter every morning. Sign up
"""
SELECTED = "Ukraine had agreed to a ceasefire of 30 days"
EXPLANATION = "The delegation was led by a presidential adviser; the foreign minister was not in it."


def claimcheck(root: Path, *arguments: str) -> None:
    """One command of the terminal, which must succeed."""
    subprocess.run([sys.executable, "-m", "claimcheck", "-w", str(root), *arguments], check=True, capture_output=True)


def test_an_article_is_pasted_checked_decided_and_exported_and_a_rebuild_elsewhere_is_seen(
    browser: Browser, serve: Callable[[Path], Server], tmp_path: Path
) -> None:
    root = tmp_path / "desk"
    Workspace(root).create()
    claimcheck(root, "corpus", "add", str(SAMPLE / "corpus.jsonl"))
    claimcheck(root, "index", "build")
    desk = Workbench.open(root)
    with visiting(browser, serve(root)) as tab:
        paste(tab)
        keep_two_by_keyboard_and_add_one_by_selecting(tab, desk)
        go_to_check(tab)
        decide(tab, desk)
        see_it_among_the_verdicts_and_export(tab)
        see_a_build_made_on_the_command_line(tab, root)


def paste(tab: Visit) -> None:
    tab.open("article")
    tab.page.get_by_label("Text, as copied from the browser").fill(PASTED)
    tab.page.keyboard.press("Control+Enter")
    text = tab.page.locator(".cc-text")
    expect(text).to_contain_text("The Russian delegation is led by", timeout=PATIENCE_MS)
    for clutter in ("Also read", "Subscribe", "newsletter", "Photo:"):
        expect(text).not_to_contain_text(clutter)
    tab.settled()


def keep_two_by_keyboard_and_add_one_by_selecting(tab: Visit, desk: Workbench) -> None:
    (article,) = desk.articles.list()
    proposed = desk.claims.list(article_id=article.id)
    tab.press("a")
    tab.press("a")
    tab.sees("2 kept")
    select(tab.page.locator(".cc-text"), SELECTED)
    expect(tab.page.get_by_role("button", name="Add these words as a claim")).to_be_visible()
    tab.press("n")
    tab.sees("3 kept")
    kept = desk.claims.list(article_id=article.id, states=[ClaimState.KEPT])
    assert {claim.said for claim in kept} == {*(claim.said for claim in proposed[:2]), SELECTED}
    added = next(claim for claim in kept if claim.said == SELECTED)
    assert article.text[added.start : added.end] == SELECTED


def go_to_check(tab: Visit) -> None:
    tab.page.locator(".cc-text").get_by_text("The Russian delegation is led by").first.click()
    tab.press("g")
    expect(tab.page.locator(".cb-claim")).to_contain_text("Lavrov", timeout=PATIENCE_MS)
    evidence(tab)


def decide(tab: Visit, desk: Workbench) -> None:
    tab.press("2")
    tab.press("j")
    tab.press("2")
    expect(tab.page.get_by_text("Evidence pinned · 2")).to_be_visible()
    tab.page.get_by_role("radio", name="refuted").click()
    tab.page.locator(".cb-list").focus()
    tab.page.keyboard.press("Control+Enter")
    expect(tab.page.get_by_text("Not saved. Missing:")).to_be_visible()
    tab.sees("an explanation")
    assert desk.record.list() == []
    explain(tab, EXPLANATION)
    tab.page.keyboard.press("Control+Enter")
    expect(tab.page.get_by_text("Decided", exact=True)).to_be_visible()
    (row,) = desk.record.list()
    assert (row.verdict.rating, row.verdict.explanation, row.verdict.reviewer) == ("refuted", EXPLANATION, REVIEWER)
    assert [pin.stance for pin in row.verdict.pins] == [PinStance.REFUTES] * 2


def see_it_among_the_verdicts_and_export(tab: Visit) -> None:
    tab.page.get_by_role("link", name="Verdicts").click()
    row = tab.page.locator(".cc-rt-row[data-id]")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("Lavrov")
    expect(row).to_contain_text("refuted")
    tab.settled()
    tab.press("w")
    with tab.page.expect_download() as started:
        tab.page.get_by_role("button", name="CSV").click()
    (line,) = csv.DictReader(io.StringIO(Path(started.value.path()).read_text(encoding="utf-8")))
    assert (line["rating"], line["explanation"]) == ("refuted", EXPLANATION)
    assert "Lavrov" in line["claim"]
    tab.press("Escape")
    expect(tab.page.get_by_role("dialog")).to_have_count(0)


def see_a_build_made_on_the_command_line(tab: Visit, root: Path) -> None:
    """The server goes on with the new index without a restart: what is new in it is found."""
    note = root / "note.jsonl"
    words = "Sergei Lavrov leads no delegation in Istanbul, the ministry's spokeswoman said."
    note.write_text(json.dumps({"_id": "x1", "title": "A denial", "text": words}), encoding="utf-8")
    claimcheck(root, "corpus", "add", str(note))
    claimcheck(root, "index", "build")
    tab.page.get_by_role("link", name="Check").click()
    expect(tab.page.locator(".cb-claim")).to_be_visible()
    tab.press("q")
    tab.page.keyboard.type("Sergei Lavrov leads no delegation")
    tab.page.keyboard.press("Enter")
    expect(tab.page.locator(".cb-words").first).to_contain_text("spokeswoman")
