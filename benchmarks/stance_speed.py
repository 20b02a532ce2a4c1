"""How long a claim with ten passages takes to be judged, windows and sentences, as `claimcheck check` does it.

    python benchmarks/stance_speed.py [--claims 8] [--runs 5]

The passages are ten of about 120 words, put together from `data/sample`; retrieval is not part of the time. Beside
clock time stands what the cores did, which a busy machine distorts less: with nothing else on two cores, a run takes
about half of it. Exits with 1 when the median by the clock is over 500 ms while the machine is idle.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import time
from pathlib import Path

from claimcheck.differences import find_differences
from claimcheck.domain import DocumentSource, Evidence, Hit, Passage
from claimcheck.models.stance import load_stance_model
from claimcheck.settings import ModelSettings
from claimcheck.workbench.judging import judge

SAMPLE = Path(__file__).parents[1] / "data/sample/corpus.jsonl"
CLAIMS = (
    "The Russian delegation was led by Sergei Lavrov.",
    "Vladimir Putin did not travel to Istanbul.",
    "The unemployment rate in the region rose to 5.3 percent in April.",
    "Russia and Ukraine exchanged 1,000 prisoners each.",
    "Mark Rutte said that the ball is clearly in Russia's court.",
    "The new tram line to the harbour will open in May.",
    "Direct talks between Russia and Ukraine were held in Geneva.",
    "Beekeepers in the valley lost half of their colonies last winter.",
)
MOST_MS, IDLE_LOAD = 500.0, 0.5


def main() -> int:
    """Print a line per run and the medians."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--claims", type=int, default=len(CLAIMS))
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    model = load_stance_model(ModelSettings())
    if model is None:
        parser.error("the stance model is off")
    passages = passages_of()
    before = os.getloadavg()[0]
    judge(model, CLAIMS[0], evidence_on(CLAIMS[0], passages))
    clock: list[float] = []
    cores: list[float] = []
    for _ in range(given.runs):
        for claim in CLAIMS[: given.claims]:
            evidence = evidence_on(claim, passages)
            started, worked = time.perf_counter(), time.process_time()
            judge(model, claim, evidence)
            clock.append(1000 * (time.perf_counter() - started))
            cores.append(1000 * (time.process_time() - worked))
    words = statistics.mean(len(text.split()) for text in passages)
    print(
        f"{model.name}: {len(passages)} passages of {words:.0f} words, {os.cpu_count()} cores, load {before:.1f} before"
    )
    print(f"by the clock: median {statistics.median(clock):.0f} ms, worst {max(clock):.0f} ms")
    print(f"work of all cores: median {statistics.median(cores):.0f} ms, worst {max(cores):.0f} ms")
    return 1 if before <= IDLE_LOAD and statistics.median(clock) > MOST_MS else 0


def passages_of() -> list[str]:
    """Ten passages as long as an index cuts them."""
    notes = [json.loads(line)["text"] for line in SAMPLE.read_text(encoding="utf-8").splitlines()]
    return [f"{notes[at]} {notes[at + 10]}" for at in range(10)]


def evidence_on(claim: str, passages: list[str]) -> tuple[Evidence, ...]:
    """The passages as hits, with their differences, each of a document of its own."""
    return tuple(
        Evidence(
            hit=Hit(
                rank=rank,
                passage=Passage(id=str(rank), document_id=str(rank), start=0, end=len(text), text=text),
                source=DocumentSource(
                    document_id=str(rank), external_id=None, title=None, publisher=None, published=None, url=None,
                    language="en", sha256="", origin_id=str(rank),
                ),
                similarity=0.6,
                lexical=None,
                score=0.0,
            ),
            stance=None,
            differences=find_differences(claim, text),
        )
        for rank, text in enumerate(passages, start=1)
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
