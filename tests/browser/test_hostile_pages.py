"""Forty hostile strings wherever text enters Check, Verdicts and Library: shown as they are, running nothing."""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from browser.driving import Server, Visit, visiting
from browser.hostile_desk import (
    CROWDED,
    DAY,
    RATINGS,
    READER,
    crowded,
    hostile_desk,
    missing_from,
    what_ran,
    words_of,
)
from claimcheck.domain import PinStance
from claimcheck.ui.safe import harmless, one_line
from claimcheck.workbench import Workbench
from hostile import HOSTILE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator

    from claimcheck.domain import Claim

pytestmark = pytest.mark.slow

PATIENCE_MS = 60_000
"""The first search of a server loads the model."""
SOME = HOSTILE[::5]
"""Where each string would need a dialog of its own."""
IN_PLACES = ("title", "publisher", "date", "url", "author", "language", "id")


@pytest.fixture(scope="module")
def hostile_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile_desk(tmp_path_factory.mktemp("hostile") / "desk").workspace.root


@pytest.fixture
def desk(hostile_root: Path, tmp_path: Path) -> Workbench:
    root = tmp_path / "desk"
    shutil.copytree(hostile_root, root)
    return Workbench.open(root)


@pytest.fixture
def tab(desk: Workbench, browser: Browser, serve: Callable[[Path], Server]) -> Iterator[Visit]:
    with visiting(browser, serve(desk.workspace.root), size=(1920, 1080)) as visit:
        yield visit


def rows(tab: Visit) -> Locator:
    return tab.page.locator(".cc-rt-row[data-id]")


def beside(tab: Visit) -> Locator:
    """What is open beside a table."""
    return tab.page.locator("[class*='st-key-split-open-']")


def dialog(tab: Visit) -> Locator:
    shown = tab.page.get_by_role("dialog")
    expect(shown).to_be_visible()
    tab.settled()
    return shown


def holds(seen: Callable[[], bool]) -> bool:
    """Whether it is seen within the usual patience; a dialog may show its last words for a moment."""
    deadline = time.monotonic() + PATIENCE_MS / 1000
    while not (found := seen()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return found


def close(tab: Visit) -> None:
    tab.press("Escape")
    expect(tab.page.get_by_role("dialog")).to_have_count(0)
    tab.settled()


def open_claims(desk: Workbench) -> list[Claim]:
    return [desk.claims.show(claim_id) for claim_id in desk.checking.queue()]


def test_every_verdict_in_the_table_and_beside_it(tab: Visit, desk: Workbench) -> None:
    tab.open("verdicts", reviewer=READER)
    expect(rows(tab)).to_have_count(len(HOSTILE) + 1)
    by_id = {row.verdict.id: row for row in desk.record.list()}
    for row in rows(tab).all():
        held = by_id[row.get_attribute("data-id") or ""]
        article = held.article.title if held.article else ""
        wanted = [held.verdict.rating, held.verdict.claim_text, held.verdict.reviewer, article]
        assert missing_from(words_of(row), wanted) == []
    assert what_ran(tab.page) == []

    shown = [by_id[row.get_attribute("data-id") or ""] for row in rows(tab).all()]
    tab.press("o")
    for held in shown:
        verdict = held.verdict
        expect(tab.page.locator(f".st-key-split-open-{verdict.id}")).to_be_visible()
        tab.settled()
        words = words_of(beside(tab))
        said = held.claim.said if held.claim.text == CROWDED else ""
        wanted = [verdict.claim_text, verdict.explanation, verdict.reviewer, verdict.rating, said, verdict.build or ""]
        wanted += [part for pin in verdict.pins for part in (pin.text, pin.title or "", pin.publisher or "")]
        wanted += [hit.text for hit in verdict.hits]
        assert missing_from(words, wanted) == []
        assert what_ran(tab.page) == []
        tab.press("j")


def test_everybody_who_decided_a_claim_in_turn(tab: Visit, desk: Workbench) -> None:
    claim = crowded(desk)
    last = desk.record.history(claim.id)[-1]
    tab.open("verdicts", reviewer=READER, verdict=last.id)
    expect(beside(tab)).to_be_visible()
    tab.settled()
    words = words_of(beside(tab))
    assert missing_from(words, HOSTILE) == []
    assert missing_from(words, [f"corrected by {who}" for who in HOSTILE[1:]]) == []
    assert harmless("\n".join(HOSTILE)) in beside(tab).locator("[data-testid='stText']").all_text_contents()
    assert what_ran(tab.page) == []


def test_filters_and_exports_name_what_was_looked_for(tab: Visit, desk: Workbench) -> None:
    tab.open("verdicts", reviewer=READER)
    for words in SOME:
        tab.page.get_by_label("Words").fill(words)
        tab.page.get_by_label("Words").press("Enter")
        tab.page.locator("h1").click()
        tab.settled()
        tab.press("w")
        named = f"with “{one_line(words, 60)}”"
        assert holds(lambda named=named: named in words_of(dialog(tab))), named  # type: ignore[misc]  # a default binds it
        assert what_ran(tab.page) == []
        close(tab)
    tab.page.get_by_role("button", name="Clear the filters").click()
    tab.settled()
    for name in ("Rating", "Reviewer", "Article"):
        tab.page.get_by_role("combobox", name=name).click()
        options = tab.page.get_by_role("option")
        expect(options.first).to_be_visible()
        known = {one_line(words, 100) for words in (*RATINGS, *HOSTILE)}
        assert {one_line(option) for option in options.all_text_contents()} <= known
        assert what_ran(tab.page) == []
        tab.press("Escape")


def test_every_claim_on_the_check_page_with_its_evidence_and_draft(tab: Visit, desk: Workbench) -> None:
    claims = open_claims(desk)
    assert {claim.text for claim in claims} == {words.strip() for words in HOSTILE}
    tab.page.goto(tab.server.address("check", claim=claims[0].id, reviewer=READER))
    expect(tab.page.locator(".cb-passage").first).to_be_visible(timeout=PATIENCE_MS)
    titles = {one_line(document.title, 200) for document in desk.library.list(limit=100)}
    for number, claim in enumerate(claims):
        expect(tab.page.locator(".cb-said")).to_contain_text(f"Number {HOSTILE.index(claim.said)} was said here")
        expect(tab.page.get_by_label("Explanation")).to_have_value(claim.said)
        tab.settled()
        assert tab.page.locator(".cb-claim").text_content() == harmless(claim.text)
        assert missing_from(words_of(tab.page.locator(".cb-facts")), [claim.speaker or "", claim.said]) == []
        assert {*tab.page.locator(".cb-title").all_text_contents()} <= titles
        tray = tab.page.locator(".st-key-scroll-pins [data-testid='stCaptionContainer']")
        expect(tray).to_have_count(3)
        assert [missing_from(words_of(pin), [claim.said], 30) for pin in tray.all()] == [[], [], []]
        assert what_ran(tab.page) == []
        if number % 4 == 0:
            tab.press("o")
            expect(dialog(tab).locator(".cc-text")).to_be_visible()
            assert what_ran(tab.page) == []
            close(tab)
        if number % 4 == 1:
            tab.press("e")
            expect(dialog(tab).get_by_role("textbox", name="Speaker")).to_have_value(" ".join(claim.said.split()))
            assert what_ran(tab.page) == []
            close(tab)
        tab.press("Shift+J")


def test_choosing_comparing_and_the_history_of_a_claim(tab: Visit, desk: Workbench) -> None:
    claim = crowded(desk)
    tab.page.goto(tab.server.address("check", claim=claim.id, reviewer=READER))
    expect(tab.page.locator(".cb-passage").first).to_be_visible(timeout=PATIENCE_MS)
    tab.settled()
    tab.page.get_by_role("button", name="Compare").click()
    compared = dialog(tab).locator("[data-testid='stColumn']")
    for side in compared.all():
        assert missing_from(words_of(side), HOSTILE) == []
    assert what_ran(tab.page) == []
    close(tab)
    expect(tab.page.locator(".st-key-scroll-pins [data-testid='stCaptionContainer']")).to_have_count(2 * len(HOSTILE))
    assert missing_from(words_of(tab.page.locator(".st-key-scroll-pins")), HOSTILE) == []
    tab.page.get_by_role("button", name="History").click()
    words = words_of(dialog(tab))
    assert all(f"decided anew by {one_line(who, 60)}" in words for who in HOSTILE[1:])
    assert missing_from(words, HOSTILE) == []
    assert what_ran(tab.page) == []
    close(tab)

    tab.page.get_by_role("button", name="to check").click()
    left = {claim.id: claim for claim in open_claims(desk)}
    listed = dialog(tab).locator("[class*='st-key-choice-']")
    expect(listed).to_have_count(30)
    assert missing_from(words_of(dialog(tab)), [one.text for one in list(left.values())[:30]]) == []
    assert what_ran(tab.page) == []
    for one in list(left.values())[30:]:
        dialog(tab).get_by_label("Words in the claim").fill(max(re.findall(r"[ -~]+", one.text), key=len))
        dialog(tab).get_by_label("Words in the claim").press("Enter")
        expect(listed.filter(has=tab.page.locator(f".st-key-check-choose-{one.id}"))).to_be_visible()
        assert missing_from(words_of(dialog(tab)), [one.text]) == []
        assert what_ran(tab.page) == []


def test_evidence_brought_on_the_way(tab: Visit, desk: Workbench) -> None:
    claim = open_claims(desk)[0]
    desk.drafting.forget(claim.id, READER)
    tab.page.goto(tab.server.address("check", claim=claim.id, reviewer=READER))
    expect(tab.page.locator(".cb-passage").first).to_be_visible(timeout=PATIENCE_MS)
    tab.settled()
    tab.page.get_by_role("button", name="Filters", exact=True).click()
    tab.page.get_by_role("combobox", name="Publisher").click()
    expect(tab.page.get_by_role("option").first).to_be_visible()
    listed = {one_line(option) for option in tab.page.get_by_role("option").all_text_contents()}
    assert listed <= {one_line(document.publisher) for document in desk.library.list(limit=100)}
    assert what_ran(tab.page) == []
    tab.press("Escape")
    expect(tab.page.get_by_role("option")).to_have_count(0)
    tab.press("Escape")
    tab.page.locator("h1").click()
    for number, words in enumerate(SOME):
        tab.press("n")
        dialog(tab).get_by_text("Outside the corpus", exact=True).click()
        dialog(tab).get_by_label("Who or what").fill(words)
        dialog(tab).get_by_role("spinbutton", name="year, When").click()
        tab.page.keyboard.type("20250515")
        dialog(tab).get_by_label("What it says").fill(f"{number} {words}")
        dialog(tab).get_by_role("button", name="Pin it").click()
        expect(tab.page.get_by_text(f"Evidence pinned · {number + 1}", exact=True)).to_be_visible()
        tab.settled()
    assert missing_from(words_of(tab.page.locator(".st-key-scroll-pins")), SOME, 30) == []
    for words in SOME:
        tab.press("n")
        dialog(tab).get_by_text("Paste", exact=True).click()
        dialog(tab).get_by_label("Title").fill(words.replace("\n", " "))
        dialog(tab).get_by_role("textbox", name="Publisher").fill(words)
        dialog(tab).get_by_label("Text", exact=True).fill(f"A note.\n\n{words}")
        dialog(tab).get_by_role("button", name="Read it").click()
        shown = dialog(tab).locator(".cc-text")
        expect(shown).to_contain_text("A note.", timeout=PATIENCE_MS)
        assert missing_from(words_of(shown), [words.replace("\x07", "").replace("\x01", "")]) == []
        assert what_ran(tab.page) == []
        close(tab)
    tab.page.get_by_label("Explanation").fill("\n".join(HOSTILE))
    tab.page.keyboard.press("Control+Enter")
    expect(tab.page.get_by_text("Not saved. Missing:")).to_be_visible()
    assert what_ran(tab.page) == []


def test_every_document_in_the_table_and_beside_it(tab: Visit, desk: Workbench) -> None:
    tab.open("library", reviewer=READER)
    expect(rows(tab)).to_have_count(len(HOSTILE))
    documents = [desk.library.show(row.get_attribute("data-id") or "") for row in rows(tab).all()]
    for row, document in zip(rows(tab).all(), documents, strict=True):
        assert missing_from(words_of(row), [document.title or "?", document.publisher or "?"]) == []
    assert what_ran(tab.page) == []
    tab.press("o")
    for document in documents:
        expect(tab.page.locator(f".st-key-split-open-{document.id}")).to_be_visible()
        tab.settled()
        words = words_of(beside(tab))
        known = [document.title, document.publisher, document.author, document.url, document.external_id]
        assert missing_from(words, [part or "?" for part in known]) == []
        assert beside(tab).locator(".cc-text").text_content() == harmless(document.text)
        assert what_ran(tab.page) == []
        tab.press("j")


def test_files_folders_and_tables_with_wicked_names(tab: Visit, desk: Workbench, tmp_path: Path) -> None:
    folder = tmp_path / HOSTILE[16].replace("/", " ")
    folder.mkdir()
    names = [words.replace("/", " ").lstrip(".") for words in HOSTILE]  # a hidden file would be passed over
    for number, name in enumerate(names):
        (folder / f"{name}.txt").write_text(f"The lighthouse counted {number} herons.", encoding="utf-8")
        (folder / f"{name}.pdf").write_bytes(b"%PDF-1.7 and nothing behind it")
    tab.open("library", reviewer=READER)
    tab.page.get_by_role("radio", name="Add", exact=True).click()
    tab.page.get_by_role("radio", name="From this machine").click()
    tab.page.get_by_label("Path of a folder").fill(str(folder))
    tab.page.get_by_label("Path of a folder").press("Enter")
    tab.sees("every document and table in it")
    tab.page.get_by_text("Then bring the index up to date").click()
    tab.page.get_by_role("button", name="Add Shortcut").click()
    expect(tab.page.get_by_text("40 documents added, 40 refused").first).to_be_visible(timeout=PATIENCE_MS)
    tab.page.get_by_role("button", name="40 refused: why").click()
    refused = tab.page.get_by_role("listitem").filter(has_text="is a damaged PDF")
    expect(refused).to_have_count(len(HOSTILE))
    shown = " ".join(words_of(line) for line in refused.all())
    assert missing_from(shown, names) == []
    assert what_ran(tab.page) == []
    tab.press("Escape")

    tab.page.get_by_role("radio", name="Files", exact=True).click()
    tables = []
    for number in range(3):
        lines = [dict(zip(("text", *IN_PLACES), HOSTILE[at : at + 8], strict=True)) for at in (16 * number % 32, 8)]
        lines[0] |= {HOSTILE[number]: "more"}
        content = "\n".join(map(json.dumps, lines)).encode()
        tables.append({"name": f"{names[number]}.jsonl", "mimeType": "text/plain", "buffer": content})
    tab.page.locator("input[type=file]").set_input_files(tables)  # type: ignore[arg-type]
    expect(tab.page.get_by_text("which column holds what?")).to_have_count(3)
    tab.settled()
    assert missing_from(words_of(tab.page.locator("[data-testid='stMain']")), HOSTILE[:24], 50) == []
    assert what_ran(tab.page) == []


def test_searches_and_addresses_that_steer(tab: Visit, desk: Workbench) -> None:
    tab.open("library", reviewer=READER)
    tab.page.get_by_role("radio", name="Try a search").click()
    for words in SOME:
        tab.page.get_by_label("Claim or words").fill(words)
        tab.page.get_by_label("Claim or words").press("Enter")
        tab.page.get_by_text("passages shown of").wait_for(timeout=PATIENCE_MS)
        tab.settled()
        assert what_ran(tab.page) == []
    tab.page.get_by_role("radio", name="Add", exact=True).click()
    tab.page.get_by_role("radio", name="Web addresses").click()
    wrong = [words for words in HOSTILE if "\n" not in words and words.isprintable()][:5]
    tab.page.get_by_label("Web addresses, one on each line").fill("\n".join(wrong))
    tab.page.locator("h1").click()
    expect(tab.page.get_by_text("Not a web address")).to_have_count(5)
    assert missing_from(words_of(tab.page.locator("[data-testid='stMain']")), wrong) == []
    for page, place in (("article", "article"), ("check", "claim"), ("verdicts", "verdict"), ("library", "document")):
        for words in (HOSTILE[1], HOSTILE[27]):
            tab.open(page, **{"reviewer": HOSTILE[2], place: words})
            expect(tab.page.get_by_role("alert").first).to_be_visible()
            assert what_ran(tab.page) == []


def test_one_word_of_a_megabyte_everywhere_leaves_the_pages_usable(tab: Visit, desk: Workbench) -> None:
    word = "\u202e" + "x" * 1_000_000
    document = desk.sourcing.add_text(f"Once. {word}", title=word)
    desk.index.build()
    call = desk.sourcing.pin_outside(who=word, when=DAY, what=word, stance=PinStance.SUPPORTS)
    claims = [desk.claims.add(f"{number} {word}", speaker=word, actor="Ada") for number in range(2)]
    verdict = desk.record.verdict(
        claims[0].id, rating=HOSTILE[0], explanation=word, pins=[call], reviewer=word[:1000], hits=()
    )
    for page, places in (
        ("check", {"claim": claims[1].id}),
        ("check", {"claim": claims[0].id}),
        ("verdicts", {"verdict": verdict.id}),
        ("library", {"document": document.id}),
    ):
        tab.page.goto(tab.server.address(page, **places))
        expect(tab.page.locator(".cb-passage, .cc-rt-row[data-id]").first).to_be_visible(timeout=PATIENCE_MS)
        tab.settled()
        assert tab.page.evaluate("document.documentElement.scrollWidth") <= 1920
        shown = words_of(tab.page.locator("[data-testid='stMain']"))
        assert "xxx" in shown
        assert "\u202e" not in shown
        assert len(shown) < 600_000
        tab.press("h")
        close(tab)
