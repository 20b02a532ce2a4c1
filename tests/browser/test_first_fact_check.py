"""The guide, followed word by word as a new user would; the run takes its pictures."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, expect

from browser.checking import PATIENCE_MS, evidence, select
from browser.driving import Server, Visit, visiting
from claimcheck.demo import run_demo
from claimcheck.protocols import SilentProgress
from claimcheck.workbench import Workbench
from conftest import ROOT

GUIDE = ROOT / "docs" / "guide" / "first-fact-check.md"
NAME = "Ana Example"
"""Of somebody who has never used it."""
EXPLANATION = "The list released in Moscow names the presidential adviser Vladimir Medinsky as the leader."
SEES_TEXT = """() => [document.body.innerText, ...[...document.querySelectorAll('[aria-label], [placeholder]')]
    .flatMap((one) => [one.getAttribute('aria-label'), one.getAttribute('placeholder')])].join('\\n')"""
COLOURS = 160


class Reader:
    """Does what the guide says, remembers every word seen on the way, and takes the pictures."""

    def __init__(self, tab: Visit, folder: Path) -> None:
        self.tab = tab
        self.page = tab.page
        self.seen = ""
        self.folder = folder

    def looks(self) -> None:
        self.tab.settled()
        self.seen += "\n" + self.page.evaluate(SEES_TEXT)

    def presses(self, key: str) -> None:
        self.looks()
        self.page.keyboard.press(key)

    def takes(self, name: str) -> None:
        """A picture small enough for a repository."""
        self.looks()
        self.page.mouse.move(0, 799)
        target = self.folder / f"{name}.png"
        self.page.screenshot(path=str(target), animations="disabled")
        with Image.open(target) as picture:
            picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(target, optimize=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the pictures go: PICTURES=docs/guide makes those of the guide anew."""
    made = Path(os.environ.get("PICTURES") or tmp_path / "pictures")
    made.mkdir(parents=True, exist_ok=True)
    return made


def test_the_guide_is_true_word_by_word(
    browser: Browser, serve: Callable[[Path], Server], tmp_path: Path, folder: Path
) -> None:
    words = GUIDE.read_text(encoding="utf-8")
    root = demo(tmp_path)
    server = serve(root)
    with visiting(browser, server) as tab:
        tab.page.goto(server.address(reviewer=""))
        reader = Reader(tab, folder)
        begins(reader)
        brings_an_article(reader, pasted(words))
        keeps(reader)
        looks_at_the_evidence(reader)
        decides(reader, Workbench.open(root))
        gives_it_away(reader)
        sees_the_library(reader)
    bold = set(re.findall(r"\*\*(.+?)\*\*", words)) - {"bold"}
    assert len(bold) > 20
    assert {word for word in bold if word not in reader.seen} == set()
    claim = next(claim for claim in Workbench.open(root).claims.list() if "Lavrov" in claim.text)
    with visiting(browser, server, scheme="dark") as tab:
        by_night = Reader(tab, folder)
        takes_every_page_in_the_dark(by_night, claim.id)
    for name in ("article", "check", "verdicts", "library"):
        assert f"({name}-light.png)" in words
        assert f"({name}-dark.png)" in words
        assert [brightness(folder / f"{name}-{scheme}.png") > 128 for scheme in ("light", "dark")] == [True, False]


def demo(folder: Path) -> Path:
    """What the first command of the guide leaves behind, without its waiting."""
    said: list[str] = []
    root = run_demo(folder / "demo-workspace", print_line=said.append, progress=SilentProgress()).root
    assert said[-1].endswith("demo-workspace ui")
    return root


def pasted(words: str) -> str:
    """The article in the guide."""
    (found,) = re.findall(r"```text\n(.*?)```", words, re.DOTALL)
    return str(found)


def begins(reader: Reader) -> None:
    reader.page.get_by_label("Your name").fill(NAME)
    reader.looks()
    reader.page.get_by_role("button", name="Start").click()
    expect(reader.page.get_by_role("heading", name="Bring an article")).to_be_visible()
    reader.looks()


def brings_an_article(reader: Reader, text: str) -> None:
    reader.page.get_by_text("Pasted text", exact=True).click()
    reader.page.get_by_label("Text, as copied from the browser").fill(text)
    reader.looks()
    reader.page.get_by_role("button", name="Bring it and look for claims").click()
    shown = reader.page.locator(".cc-text")
    expect(shown).to_contain_text("The Russian delegation is led by", timeout=PATIENCE_MS)
    for clutter in ("Subscribe", "Photo", "Also read", "newsletter"):
        expect(shown).not_to_contain_text(clutter)


def keeps(reader: Reader) -> None:
    reader.presses("a")
    reader.presses("a")
    reader.tab.sees("2 kept")
    reader.page.locator(".cc-text").get_by_text("He added that").first.click()
    proposal = reader.page.locator(".ct-card").filter(has_text="added that Ukraine")
    expect(proposal.locator("ins")).to_have_text("Secretary General Mark Rutte")
    reader.presses("e")
    expect(proposal.locator("ins")).to_have_count(0)
    select(reader.page.locator(".cc-text"), "Ukraine had agreed to a ceasefire of 30 days")
    expect(reader.page.get_by_role("button", name="Add these words as a claim")).to_be_visible()
    reader.looks()
    reader.presses("n")
    reader.tab.sees("3 kept")
    expect(reader.page.get_by_role("button", name="Add these words as a claim")).to_be_hidden()
    reader.takes("article-light")


def looks_at_the_evidence(reader: Reader) -> None:
    reader.page.locator(".cc-text").get_by_text("The Russian delegation is led by").first.click()
    reader.presses("g")
    expect(reader.page.locator(".cb-claim")).to_contain_text("Lavrov", timeout=PATIENCE_MS)
    evidence(reader.tab)
    reader.presses("o")
    dialog = reader.page.get_by_role("dialog")
    expect(dialog.locator(".cc-passage").first).to_be_visible()
    reader.presses("Escape")
    expect(dialog).to_have_count(0)
    reader.presses("t")
    reader.tab.sees("Known by 15 May 2025")
    reader.presses("t")
    reader.tab.sees("Known now")
    evidence(reader.tab)


def decides(reader: Reader, desk: Workbench) -> None:
    passages = reader.page.locator(".cb-passage")
    told = passages.filter(has_text="Vladimir Medinsky")
    expect(told.nth(1)).to_be_visible()
    pins = 0
    for number in range(passages.count()):
        if "Vladimir Medinsky" in passages.nth(number).inner_text() and pins < 2:
            reader.presses("2")
            pins += 1
            expect(reader.page.get_by_text(f"Evidence pinned · {pins}")).to_be_visible()
        reader.presses("j")
    for _ in range(passages.count()):
        reader.presses("k")
    reader.page.get_by_role("radio", name="refuted").click()
    reader.presses("Control+Enter")
    expect(reader.page.get_by_text("Not saved. Missing:")).to_be_visible()
    reader.looks()
    reader.page.get_by_label("Explanation").fill(EXPLANATION)
    reader.tab.sees("Draft kept")
    expect(reader.page.get_by_text("Complete: it can be saved.")).to_be_visible()
    reader.takes("check-light")
    reader.page.get_by_role("button", name="Save verdict").click()
    expect(reader.page.get_by_text("Decided", exact=True)).to_be_visible()
    reader.looks()
    verdict = next(row.verdict for row in desk.record.list() if row.verdict.reviewer == NAME)
    assert (verdict.rating, verdict.explanation, len(verdict.pins)) == ("refuted", EXPLANATION, 2)


def gives_it_away(reader: Reader) -> None:
    reader.page.get_by_role("link", name="Verdicts").click()
    expect(reader.page.locator(".cc-rt-row[data-id]").first).to_contain_text("Lavrov")
    reader.presses("o")
    expect(reader.page.locator("[class*='st-key-split-open-']")).to_contain_text(EXPLANATION)
    reader.takes("verdicts-light")
    reader.presses("w")
    expect(reader.page.get_by_role("dialog").get_by_role("button", name="CSV")).to_be_visible()
    reader.looks()
    with reader.page.expect_download() as started:
        reader.page.get_by_role("button", name="CSV").click()
    assert EXPLANATION in Path(started.value.path()).read_text(encoding="utf-8")
    reader.presses("Escape")
    expect(reader.page.get_by_role("dialog")).to_have_count(0)


def sees_the_library(reader: Reader) -> None:
    reader.page.get_by_role("link", name="Library").click()
    expect(reader.page.locator(".cc-rt-row[data-id]").first).to_be_visible()
    reader.takes("library-light")
    reader.page.get_by_text("Add", exact=True).click()
    reader.looks()
    reader.presses("h")
    expect(reader.page.get_by_role("dialog")).to_contain_text("save what you are writing")


def takes_every_page_in_the_dark(reader: Reader, claim: str) -> None:
    tab = reader.tab
    article = Workbench.open(tab.server.root).claims.show(claim).article_id
    tab.open("article", article=article or "")
    expect(reader.page.locator(".cc-current").first).to_be_visible()
    reader.takes("article-dark")
    tab.open("check", claim=claim)
    evidence(tab)
    reader.takes("check-dark")
    tab.open("verdicts")
    expect(reader.page.locator(".cc-rt-row[data-id]").first).to_be_visible()
    reader.takes("verdicts-dark")
    tab.open("library")
    expect(reader.page.locator(".cc-rt-row[data-id]").first).to_be_visible()
    reader.takes("library-dark")


def brightness(picture: Path) -> float:
    """Of the whole, 0 black to 255 white."""
    with Image.open(picture) as opened:
        grey = opened.convert("L").resize((1, 1))
        return float(grey.tobytes()[0])
