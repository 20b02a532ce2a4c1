from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from browser.driving import Server, Visit, visiting
from claimcheck.domain import Verdict
from claimcheck.workbench import Workbench
from claimcheck.workspace import Workspace
from deskwork import a_pin, a_verdict, an_article, open_desk

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Locator

HOSTILE = [
    "<img src=http://evil.invalid/x onerror=alert(1)>",
    "<script>alert(1)</script><style>*{display:none}</style>",
    "![x](http://evil.invalid/i.png) [go](javascript:alert(1))",
    "**bold** $x^2$ :red[red] :material/home: <b>b</b> `code`",
    "abc\u202e\u2066gnp.exe\u0000\u001b[31m",
    "=cmd|'/c calc'!A1",
    "مرحبا بالعالم 😀 " + "w" * 100_000,
]


@pytest.fixture
def verdicts(sample_root: Path) -> list[Verdict]:
    record = open_desk(Workspace(sample_root))
    article = an_article(title=HOSTILE[0])
    record.add_article(article)
    made = []
    for number in range(55):
        words = HOSTILE[number] if number < len(HOSTILE) else f"The ferry carried {number} people."
        claim = record.add_claim(words, words, article_id=article.id, speaker=words[:300], actor="Ana")
        pin = a_pin(
            text=words[:5000],
            paragraph=f"Before. {words[:5000]} After.",
            title=words[:300],
            publisher=words[:300],
            url="javascript:alert(1)" if number % 2 else "https://sample.invalid/a?<b>",
        )
        made.append(
            record.record_verdict(
                a_verdict(
                    claim, explanation=words[:20_000], pins=(pin,), reviewer="Ben <i>O</i>" if number < 5 else "Ana"
                )
            )
        )
    return made


def rows(visit: Visit) -> Locator:
    return visit.page.locator(".cc-rt-row[data-id]")


def test_the_table_is_walked_with_keys_and_a_verdict_read_beside_it(verdicts: list[Verdict], visit: Visit) -> None:
    visit.open("verdicts")
    expect(rows(visit)).to_have_count(50)
    visit.press("j")
    visit.press("j")
    visit.press("o")
    detail = visit.page.locator("[class*='st-key-split-open-']")
    expect(detail.get_by_text("The ferry carried 52 people.").first).to_be_visible()
    visit.press("j")
    expect(detail.get_by_text("The ferry carried 51 people.").first).to_be_visible()
    assert f"verdict={verdicts[51].id}" in visit.page.url
    visit.page.reload()
    expect(detail.get_by_text("The ferry carried 51 people.").first).to_be_visible()
    expect(rows(visit)).to_have_count(50)
    visit.press("Escape")
    expect(detail).to_have_count(0)
    visit.page.get_by_role("button", name="Page 2").click()
    expect(rows(visit)).to_have_count(5)
    rows(visit).first.click()
    visit.sees("Correct it")
    visit.press("e")
    visit.page.wait_for_url("**/check?**")
    assert f"claim={verdicts[4].claim_id}" in visit.page.url


def test_filters_stand_in_the_address_and_an_export_holds_what_they_leave(
    verdicts: list[Verdict], visit: Visit
) -> None:
    visit.open("verdicts")
    visit.page.get_by_label("Words").fill("carried 1")
    expect(rows(visit)).to_have_count(10)
    visit.page.get_by_label("Words").press("Enter")
    visit.page.locator("h1").click()
    visit.settled()
    visit.page.reload()
    expect(rows(visit)).to_have_count(10)
    visit.press("w")
    visit.sees("with “carried 1”")
    with visit.page.expect_download() as started:
        visit.page.get_by_role("button", name="CSV").click()
    table = list(csv.DictReader(io.StringIO(Path(started.value.path()).read_text(encoding="utf-8"))))
    assert len(table) == 10
    assert {row["ledger_head"] for row in table} == {Workbench.open(visit.server.root).browsing.ledger_head()}
    for name in ("Parquet", "JSON Lines", "ClaimReview"):
        with visit.page.expect_download() as started:
            visit.page.get_by_role("button", name=name).click()
        assert Path(started.value.path()).stat().st_size > 100
        assert started.value.suggested_filename.startswith(("verdicts-", "claimreview-"))


def test_hostile_verdicts_are_shown_as_the_characters_they_are(verdicts: list[Verdict], visit: Visit) -> None:
    for number in range(len(HOSTILE)):
        visit.open("verdicts", verdict=verdicts[number].id)
        detail = visit.page.locator("[class*='st-key-split-open-']")
        expect(detail).to_be_visible()
        shown = detail.inner_text()
        for line in HOSTILE[number].splitlines():
            assert line.replace("\u202e", "▯").replace("\u2066", "▯").replace("\0", "\ufffd").replace("\x1b", "▯")[
                :60
            ] in (shown.replace("\u2060", ""))
        if number < 5:
            assert "Ben <i>O</i>" in shown.replace("\u2060", "")
        assert visit.page.locator("a[href^='javascript']").count() == 0
        assert visit.page.locator("img[src*='evil']").count() == 0


def test_the_record_is_proved_from_the_page(verdicts: list[Verdict], visit: Visit) -> None:
    visit.open("verdicts")
    visit.page.get_by_role("button", name="Prove the record").click()
    visit.sees("The record is intact")


def test_a_verdict_recorded_elsewhere_is_in_the_table_at_the_next_look(
    verdicts: list[Verdict], browser: Browser, serve: Callable[[Path], Server], sample_root: Path
) -> None:
    with visiting(browser, serve(sample_root)) as tab:
        tab.open("verdicts")
        expect(rows(tab).first).to_contain_text("Ana")
        open_desk(Workspace(sample_root)).record_verdict(
            a_verdict(verdicts[20].claim_id, explanation="A reader wrote in.", reviewer="Cem")
        )
        tab.page.reload()
        expect(rows(tab).first).to_contain_text("Cem")
