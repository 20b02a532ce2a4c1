"""How long `article add` takes for a page, and how many sentences a second the whole claim pipeline reads.

    python benchmarks/article_speed.py [--pages DIR] [--sentences 3000] [--runs 3] [--json]

Pages are the sample article and, with --pages, the pages of a folder (gzipped or not), brought one after the other into
one desk, after a first one that loads what is needed. Sentences are those of the sample notes, put together to articles
of 100 sentences and numbered, so that none repeats; `claims find` reads them with everything it does for a checker,
the writing to the desk included. Exits with 1 when the median page takes two seconds or more, or fewer than a hundred
sentences a second are read; each is shown with what a second of one core did, which a busy machine distorts less.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from claimcheck.claims.sentences import split_sentences
from claimcheck.errors import InputError
from claimcheck.workbench import Workbench
from claimcheck.workspace import Workspace

SAMPLE = Path(__file__).parents[1] / "data" / "sample"
MOST_SECONDS, LEAST_RATE, PER_ARTICLE = 2.0, 100.0, 100


def main() -> int:
    """Print the rates."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=Path)
    parser.add_argument("--sentences", type=int, default=3000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="claimcheck-speed-") as folder:
        workspace = Workspace(Path(folder) / "desk")
        workspace.create()
        desk = Workbench.open(workspace.root)
        seconds = page_seconds(desk, given.pages)
        rates = [sentence_rate(desk, given.sentences, run) for run in range(given.runs)]
    median, by_clock = statistics.median(seconds), statistics.median(rate for rate, _ in rates)
    results = {
        "pages": len(seconds),
        "page_median_s": median,
        "page_p95_s": sorted(seconds)[int(0.95 * (len(seconds) - 1))],
        "page_worst_s": max(seconds),
        "sentences_per_s": by_clock,
        "sentences_per_core_s": statistics.median(rate for _, rate in rates),
        "cores": os.cpu_count(),
        "load": os.getloadavg()[0],
    }
    if given.json:
        print(json.dumps(results, indent=2))
    else:
        for name, value in results.items():
            print(f"{name:<22} {value:.3f}" if isinstance(value, float) else f"{name:<22} {value}")
    return 0 if median < MOST_SECONDS and by_clock >= LEAST_RATE else 1


def page_seconds(desk: Workbench, folder: Path | None) -> list[float]:
    """Seconds that each page took; the first one, which loads the libraries, is not among them."""
    desk.articles.add_bytes(b"<p>The first page loads what the others need, said the desk.</p>", name="first.html")
    seconds = []
    for content in pages(folder):
        began = time.perf_counter()
        try:
            desk.articles.add_bytes(content, media_type="text/html")
        except InputError as error:
            print(f"left out: {error.message}", file=sys.stderr)
            continue
        seconds.append(time.perf_counter() - began)
    return seconds


def pages(folder: Path | None) -> Iterator[bytes]:
    """The sample article ten times, each time a little other, then the pages of the folder."""
    sample = (SAMPLE / "article.html").read_text(encoding="utf-8")
    for number in range(10):
        yield sample.replace("</title>", f" {number}</title>").replace("<p>", f"<p>{number}: ", 1).encode()
    for file in sorted(folder.iterdir()) if folder else []:
        yield gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()


def sentence_rate(desk: Workbench, wanted: int, run: int) -> tuple[float, float]:
    """Sentences a second by the clock, and a second of one core; the first article of a run is not counted."""
    stock = sentences()
    articles = []
    for start in range(0, wanted + PER_ARTICLE, PER_ARTICLE):
        body = [f"{stock[n % len(stock)][:-1]} in case {run}-{n}." for n in range(start, start + PER_ARTICLE)]
        text = "\n\n".join(" ".join(body[at : at + 4]) for at in range(0, len(body), 4))
        articles.append(desk.articles.add_bytes(text.encode(), media_type="text/plain").article)
    desk.claims.find(articles[0].id)
    read = sum(len(split_sentences(article.text)) for article in articles[1:])
    clock, core = time.perf_counter(), time.process_time()
    for article in articles[1:]:
        desk.claims.find(article.id)
    return read / (time.perf_counter() - clock), read / (time.process_time() - core)


def sentences() -> list[str]:
    """The sentences of the sample notes that end with a full stop."""
    with (SAMPLE / "corpus.jsonl").open(encoding="utf-8") as rows:
        texts = [json.loads(row)["text"] for row in rows if row.strip()]
    found = (sentence.text for text in texts for sentence in split_sentences(text))
    return [sentence for sentence in found if sentence.endswith(".") and len(sentence.split()) >= 6]


if __name__ == "__main__":
    raise SystemExit(main())
