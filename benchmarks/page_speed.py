"""How long a checker waits for each page and each action, on a desk of 10,000 claims, 50,000 events, 100,000 passages.

    python benchmarks/page_speed.py [--workspace DIR] [--rounds 20] [--only check ...] [--json]

Prints p50 and p95 of each, drives eight sessions at once, and exits with 1 where a p95 is over a second or something
failed. It needs Chromium (CHROMIUM names another than /usr/bin/chromium) and Playwright.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import sync_playwright

sys.path.append(str(Path(__file__).parents[1] / "tests"))

from browser.driving import Server, launch, visiting
from claimcheck.corpus.finding import DocumentFilter
from claimcheck.domain import ClaimState
from claimcheck.workbench import Workbench
from claimcheck.workbench.browsing import VerdictFilter
from page_speed_desk import Sizes, prepare, sample_sentences
from page_speed_together import Together, work_together
from page_speed_walks import WALKS, Clock, Material

LIMIT_S = 1.0
_READY = "ready.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """What one page or action took, in milliseconds."""

    name: str
    times: int
    p50_ms: float
    p95_ms: float
    worst_ms: float


def prepared(root: Path, sizes: Sizes) -> Path:
    """The workspace of these sizes, made unless it is there."""
    ready = root / _READY
    if ready.exists():
        if json.loads(ready.read_text(encoding="utf-8")) == asdict(sizes):
            return root
        raise SystemExit(f"{root} was prepared with other sizes; name another folder")
    if root.exists():
        shutil.rmtree(root)
    prepare(root, sizes)
    ready.write_text(json.dumps(asdict(sizes)), encoding="utf-8")
    return root


def material(desk: Workbench, rounds: int) -> Material:
    """Something of everything to act on."""
    proposed = desk.claims.list(states=[ClaimState.PROPOSED])
    articles = list(dict.fromkeys(claim.article_id for claim in proposed if claim.article_id))
    kept = desk.claims.list(states=[ClaimState.KEPT])
    return Material(
        articles=articles[-rounds:],
        claims=[claim.id for claim in kept],
        verdicts=[row.verdict.id for row in desk.browsing.verdicts(VerdictFilter(), limit=500).rows],
        documents=[row.id for row in desk.browsing.documents(DocumentFilter(), limit=500).rows],
        sentences=sample_sentences(),
        rounds=rounds + 1,
    )


def measured(server: Server, found: Material, walks: list[str], failed: list[str]) -> list[Timing]:
    """Walk through the pages and time it; the first of each is left out, it fills caches."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        with visiting(browser, server) as tab:
            clock = Clock(tab)
            clock.opens("warm-up", "check", "document.querySelectorAll('.cb-passage').length", claim=found.claims[-1])
            for name in walks:
                try:
                    WALKS[name](clock, found)
                except PlaywrightError as error:
                    failed.append(f"{clock.doing}: {str(error).splitlines()[0]}")
                    tab.page.screenshot(path=str(server.log.with_suffix(f".{name}.png")))
                print(f"walked: {name}", file=sys.stderr, flush=True)
        browser.close()
    return [timing(name, taken[1:]) for name, taken in clock.times.items() if len(taken) > 1]


def timing(name: str, taken: list[float]) -> Timing:
    """Median, 95th percentile (nearest rank) and worst."""
    ordered = sorted(taken)
    at = max(-(-len(ordered) * 95 // 100) - 1, 0)
    return Timing(
        name=name,
        times=len(ordered),
        p50_ms=median(ordered) * 1000,
        p95_ms=ordered[at] * 1000,
        worst_ms=ordered[-1] * 1000,
    )


def main() -> int:
    """Prepare, measure, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--workspace", type=Path, help="prepared workspace to keep and use again")
    parser.add_argument("--rounds", type=int, default=20, help="times each thing is done, after one warm-up")
    parser.add_argument("--only", nargs="*", choices=list(WALKS), default=list(WALKS), help="some of the walks")
    parser.add_argument("--together", type=int, default=8, help="sessions at once; 0 leaves them out")
    parser.add_argument("--json", action="store_true")
    for name, value in asdict(Sizes()).items():
        parser.add_argument(f"--{name}", type=int, default=value)
    given = parser.parse_args()
    sizes = Sizes(**{name: getattr(given, name) for name in asdict(Sizes())})
    with tempfile.TemporaryDirectory(prefix="claimcheck-speed-") as scratch:
        source = prepared(given.workspace or Path(scratch) / "prepared", sizes)
        root = Path(scratch) / "desk"
        shutil.copytree(source, root)
        server = Server(root, Path(scratch) / "server.log")
        desk = Workbench.open(root)
        found = material(desk, given.rounds)
        failed: list[str] = []
        server.start()
        try:
            load = os.getloadavg()
            timings = measured(server, found, given.only, failed)
            together = work_together(server, desk, given.together) if given.together else None
        finally:
            server.stop()
        if failed or "Traceback" in server.log.read_text(encoding="utf-8"):
            kept = Path(tempfile.mkdtemp(prefix="claimcheck-speed-failed-"))
            for file in [server.log, *Path(scratch).glob("*.png")]:
                shutil.copy(file, kept)
            failed.append(f"see the server's log and pictures of the pages in {kept}")
    for line in failed:
        print(f"FAILED: {line}", file=sys.stderr)
    if given.json:
        _print_json(sizes, timings, together, load)
    else:
        _print_table(sizes, timings, together, load)
    slow = any(one.p95_ms > LIMIT_S * 1000 for one in timings)
    return 1 if slow or failed or (together is not None and not together.sound) else 0


def _print_json(sizes: Sizes, timings: list[Timing], together: Together | None, load: tuple[float, ...]) -> None:
    print(
        json.dumps(
            {
                "sizes": asdict(sizes),
                "cores": os.cpu_count(),
                "load_before": load,
                "load_after": os.getloadavg(),
                "timings": [asdict(one) for one in timings],
                "together": asdict(together) if together else None,
            },
            indent=1,
        )
    )


def _print_table(sizes: Sizes, timings: list[Timing], together: Together | None, load: tuple[float, ...]) -> None:
    print(
        f"{sizes.claims:,} claims, {sizes.events:,} events, {sizes.passages:,} passages; {os.cpu_count()} cores, "
        f"load {load[0]:.1f} before, {os.getloadavg()[0]:.1f} after"
    )
    print("vectors: means of sentence vectors of the packaged embedder; queries: the packaged embedder\n")
    print("| what | times | p50 ms | p95 ms | worst ms |\n|---|---:|---:|---:|---:|")
    for one in timings:
        print(f"| {one.name} | {one.times} | {one.p50_ms:.0f} | {one.p95_ms:.0f} | {one.worst_ms:.0f} |")
    if together is not None:
        print(f"\n{together.in_words()}")
    worst = max(timings, key=lambda one: one.p95_ms, default=None)
    if worst is not None:
        print(f"\nworst p95: {worst.p95_ms:.0f} ms, {worst.name}")


if __name__ == "__main__":
    sys.exit(main())
