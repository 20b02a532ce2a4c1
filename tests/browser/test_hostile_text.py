"""Forty hostile strings where articles and claims enter: shown as they are, running and fetching nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from browser.driving import visiting
from claimcheck.domain import Article, PublicationDate
from claimcheck.ui.safe import LABEL_LENGTH, harmless, one_line, web_address
from claimcheck.workbench import Workbench
from hostile import HOSTILE

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from browser.driving import Server
    from claimcheck.workspace import Workspace

AS_SAID = """(all) => all.map((one) => [...one.childNodes].filter((part) => part.tagName !== "INS")
    .map((part) => part.textContent).join("").trim())"""
"""The words of the cards without those of a proposed wording."""
INVISIBLE = re.compile("\u2060")


def article_of(text: str, hostile: str) -> Article:
    """An article every field of which is hostile, as if a reader had let it through."""
    digest = sha256(f"{hostile}{text}".encode()).hexdigest()
    return Article(
        id=digest[:20],
        title=hostile,
        text=text,
        author=hostile,
        publisher=hostile,
        published=PublicationDate(day=date(2025, 5, 15), origin=hostile),
        url=hostile,
        language="en",
        sha256=digest,
        added_at=datetime.now(UTC),
        original=None,
    )


@pytest.fixture
def desk(workspace: Workspace) -> Workbench:
    return Workbench.open(workspace.root)


def stored(desk: Workbench, article: Article) -> Article:
    desk._resources.desk.add_article(article)
    return desk.articles.show(article.id)


def test_titles_come_out_as_they_went_in(browser: Browser, serve: Callable[..., Server], desk: Workbench) -> None:
    wanted = set()
    for hostile in HOSTILE[:25]:
        wanted.add(one_line(stored(desk, article_of("Something was said here.", hostile)).title, 110))
    server = serve(desk.workspace.root)
    with visiting(browser, server) as visit:
        visit.open("article")
        visit.sees("Articles of this desk")
        expect(visit.page.locator("[class*='st-key-row-'] strong")).to_have_count(25)
        shown = visit.page.locator("[class*='st-key-row-'] strong").all_inner_texts()
        assert {INVISIBLE.sub("", words) for words in shown} == wanted
        assert visit.page.locator("[class*='st-key-row-'] :is(a, img, svg.emoji, code, em, del, .katex)").count() == 0


def test_text_and_claims_come_out_as_they_went_in(
    browser: Browser, serve: Callable[..., Server], desk: Workbench
) -> None:
    article = stored(desk, article_of("\n\n".join(HOSTILE), HOSTILE[0]))
    for hostile in HOSTILE:
        start = article.text.find(hostile)
        assert start >= 0, hostile
        desk.claims.add(
            hostile, article_id=article.id, start=start, end=start + len(hostile), speaker=hostile, actor=HOSTILE[1]
        )
    checks = desk.workspace.root / "checks.jsonl"
    names = ("claim", "rating", "publisher", "speaker", "title", "url")
    checks.write_text("\n".join(json.dumps(dict.fromkeys(names, words)) for words in HOSTILE), encoding="utf-8")
    desk.earlier.add([str(checks)])
    server = serve(desk.workspace.root)
    with visiting(browser, server) as visit:
        visit.open("article", article=article.id, reviewer=HOSTILE[16])
        expect(visit.page.locator(".cc-current").first).to_be_visible()
        assert visit.page.locator(".cc-text").evaluate("box => box.textContent") == harmless(article.text)
        assert visit.page.locator(".cc-text :not(span)").count() == 0
        cards = visit.page.locator(".ct-card")
        expect(cards).to_have_count(len(HOSTILE))
        shown = cards.locator(".ct-words").evaluate_all(AS_SAID)
        claims = desk.claims.list(article_id=article.id)
        assert shown == [harmless(claim.text).strip() for claim in claims]
        speakers = cards.locator(".ct-chip[title='Speaker']").evaluate_all("all => all.map(one => one.textContent)")
        assert speakers == [f"said by {one_line(claim.speaker, 60)}" for claim in claims]
        assert cards.locator("img, script, svg, iframe, .katex, code, em").count() == 0
        earlier = cards.locator(".ct-earlier")
        assert earlier.count() > len(HOSTILE) // 2
        known = {one_line(check.claim, 300) for check in desk.earlier.list(limit=100)}
        assert set(earlier.locator(".ct-other").all_text_contents()) <= known
        links = earlier.locator("a").evaluate_all("all => all.map((one) => [one.getAttribute('href'), one.rel])")
        assert {(web_address(href), rel) for href, rel in links} <= {(href, "noopener noreferrer") for href, _ in links}
        visit.press("e")
        expect(visit.page.get_by_role("textbox", name="Speaker")).to_have_value(claims[0].speaker or "")
        visit.press("Escape")
        visit.page.get_by_role("button", name="Details").click()
        expect(visit.page.get_by_role("textbox", name="Title")).to_have_value(article.title)


def test_one_word_of_a_megabyte_is_bounded_and_the_page_stays_usable(
    browser: Browser, serve: Callable[..., Server], desk: Workbench
) -> None:
    article = stored(desk, article_of("A sentence. " + "x" * 1_000_000, "y" * 100_000))
    desk.claims.add("x" * 50_000, article_id=article.id, start=12, end=50_012, actor="Ada")
    server = serve(desk.workspace.root)
    with visiting(browser, server) as visit:
        visit.open("article", article=article.id)
        visit.sees("Shown: characters 1 to 200,000 of 1,000,012.")
        width = visit.page.evaluate("document.documentElement.scrollWidth")
        assert width <= 1280
        assert len(visit.page.locator("h1").inner_text()) <= LABEL_LENGTH


def test_selected_words_have_true_offsets_among_emoji_repeats_and_right_to_left(
    browser: Browser, serve: Callable[..., Server], desk: Workbench
) -> None:
    text = "Yes 👩‍👩‍👧 yes.\nשלום עולם, yes 🇫🇷 yes.\n\u202eevil\u202c 𝒴𝑒𝓈 yes, the end yes."
    article = stored(desk, article_of(text, "Offsets"))
    server = serve(desk.workspace.root)
    select = """([from, to]) => {
      const node = document.querySelector('.cc-text').firstChild;
      const range = document.createRange();
      range.setStart(node, from); range.setEnd(node, to);
      getSelection().removeAllRanges(); getSelection().addRange(range);
    }"""

    def units(point: int) -> int:
        return len(text[:point].encode("utf-16-le")) // 2

    with visiting(browser, server) as visit:
        for words in ("𝒴𝑒𝓈", "🇫🇷 yes", "עולם", "yes."):
            before = len(desk.claims.list(article_id=article.id))
            visit.open("article", article=article.id)
            expect(visit.page.locator(".cc-text")).to_be_visible()
            visit.page.evaluate(
                "document.querySelector('.cc-text').replaceChildren(document.querySelector('.cc-text').textContent)"
            )
            start = text.rindex(words)
            visit.page.evaluate(select, [units(start), units(start + len(words))])
            visit.page.get_by_role("button", name="Add these words as a claim").click()
            visit.sees(f"{before + 1} kept")
            added = [claim for claim in desk.claims.list(article_id=article.id) if claim.start == start]
            assert [claim.said for claim in added] == [words]
