"""Several sessions at once on one server: each decides claims and reads on, and none may see an error."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable
from dataclasses import dataclass
from statistics import median

from playwright.async_api import BrowserContext, Page, async_playwright

from browser.driving import CHROMIUM, FLAGS, Server
from claimcheck.domain import ClaimState
from claimcheck.workbench import Workbench
from claimcheck.workbench.browsing import VerdictFilter
from page_speed_walks import BESIDE, PASSAGES, ROWS, SETTLED

_CLAIMS_EACH = 6
_PATIENCE_MS = 60_000
_ERRORS = "[data-testid='stAlertContentError'], [data-testid='stException']"


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """What came of the sessions; times are from a key or click to the outcome, all steps of all sessions."""

    sessions: int
    steps: int
    seconds: float
    p50_ms: float
    p95_ms: float
    saved: int
    in_the_record: int
    errors: tuple[str, ...]
    record_intact: bool

    @property
    def sound(self) -> bool:
        """Whether nothing failed and nothing was lost."""
        return not self.errors and self.saved == self.in_the_record and self.record_intact

    def in_words(self) -> str:
        """One line."""
        return (
            f"{self.sessions} sessions at once, {self.seconds:.0f} s without a pause: {self.steps} steps, "
            f"p50 {self.p50_ms:.0f} ms, p95 {self.p95_ms:.0f} ms; {self.in_the_record} of {self.saved} verdicts in the "
            f"record, {len(self.errors)} errors, ledger {'intact' if self.record_intact else 'BROKEN'}"
            + "".join(f"\n  {error}" for error in self.errors[:5])
        )


def work_together(server: Server, desk: Workbench, sessions: int) -> Together:
    """Run the sessions and look into the record afterwards."""
    kept = [claim.id for claim in desk.claims.list(states=[ClaimState.KEPT])]
    articles = list(dict.fromkeys(c.article_id for c in desk.claims.list(states=[ClaimState.PROPOSED]) if c.article_id))
    began = time.perf_counter()
    walks = asyncio.run(_run(server, kept, articles, sessions))
    seconds = time.perf_counter() - began
    times = sorted(taken for walk in walks for taken in walk.times)
    decided = sum(
        desk.browsing.verdicts(VerdictFilter(reviewer=_name(number)), limit=1).total for number in range(sessions)
    )
    return Together(
        sessions=sessions,
        steps=len(times),
        seconds=seconds,
        p50_ms=median(times) * 1000 if times else 0.0,
        p95_ms=times[max(-(-len(times) * 95 // 100) - 1, 0)] * 1000 if times else 0.0,
        saved=sessions * _CLAIMS_EACH,
        in_the_record=decided,
        errors=tuple(error for walk in walks for error in walk.errors),
        record_intact=desk.record.verify_ledger().intact,
    )


def _name(number: int) -> str:
    return f"Session {number} Sample"


async def _run(server: Server, kept: list[str], articles: list[str], sessions: int) -> list[_Walk]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        walks = []
        for number in range(sessions):
            context: BrowserContext = await browser.new_context(viewport={"width": 1280, "height": 800})
            claims = kept[number * _CLAIMS_EACH : (number + 1) * _CLAIMS_EACH]
            article = articles[number % len(articles)]
            walks.append(_Walk(server, _name(number), await context.new_page(), claims, article))
        await asyncio.gather(*(walk.all() for walk in walks))
        await browser.close()
    return walks


class _Walk:
    """One session."""

    def __init__(self, server: Server, who: str, page: Page, claims: list[str], article: str) -> None:
        self._server, self._who, self._page, self._claims, self._article = server, who, page, claims, article
        self.times: list[float] = []
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(f"{who}: {error}"))

    async def all(self) -> None:
        """Walk; what goes wrong is kept as an error and ends this session only."""
        try:
            await self._open("article", "document.querySelector('.cc-current')", article=self._article)
            for key in "axz":
                was = await self._page.evaluate("document.querySelector('.st-key-article-counts')?.innerText")
                counts = "document.querySelector('.st-key-article-counts')?.innerText !== was"
                await self._step(self._page.keyboard.press(key), counts, was)
            for claim in self._claims:
                await self._decide(claim)
                await self._open("verdicts", f"{ROWS} === 50")
                await self._step(self._page.locator(".cc-rt-row[data-id]").first.click(), BESIDE)
                await self._open("library", f"{ROWS} === 50")
        except Exception as error:  # noqa: BLE001 - whatever it is, it is the result
            shown = await self._page.locator(_ERRORS).all_inner_texts()
            self.errors.append(f"{self._who}: {str(error).splitlines()[0]} {' '.join(shown)}")

    async def _decide(self, claim: str) -> None:
        page = self._page
        decision = "(document.querySelector('.st-key-check-decision')?.innerText ?? '')"
        await self._open("check", PASSAGES, claim=claim)
        await self._step(page.keyboard.press("1"), f"{decision}.includes('Evidence pinned · 1')")
        rating = page.get_by_role("radio", name="supported", exact=True)
        await self._step(rating.click(), f"!{decision}.includes('a rating')")
        await self._step(
            page.get_by_label("Explanation").fill(f"{self._who} read it."), f"{decision}.includes('Complete')"
        )
        await self._step(page.keyboard.press("Control+Enter"), f"{decision}.includes('Decided')")

    async def _open(self, page: str, shown: str, **places: str) -> None:
        address = self._server.address(page, reviewer=self._who, **places)
        await self._step(self._page.goto(address, wait_until="commit"), shown)

    async def _step(self, act: Awaitable[object], shown: str, was: object = None) -> None:
        began = time.perf_counter()
        await act
        await self._page.wait_for_function(f"(was) => ({SETTLED}) && ({shown})", arg=was, timeout=_PATIENCE_MS)
        self.times.append(time.perf_counter() - began)
        for message in await self._page.locator(_ERRORS).all_inner_texts():
            self.errors.append(f"{self._who}: {message}")
