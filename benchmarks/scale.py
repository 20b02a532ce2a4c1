"""How the index behaves from a thousand to a million passages: build, open, search, memory, disk, resuming.

    python benchmarks/scale.py BEIR_DIR --workspace DIR [--sizes 1000,10000,100000,1000000] [--kill] [--out FILE.md]

One workspace grows from size to size; each figure comes from a process of its own, so that its memory is its own.
What is not as in life, and why: a million passages take hours to embed, so the documents are recombined from real
sentences of the corpus, and their vectors are real ones of real passages, turned a little by the digest of the text.
Queries are embedded by the packaged model and searched as the product does it; the rebuilds with nothing new and with
a hundred new documents are the product's own command, its model included.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from platform import python_version
from statistics import quantiles
from typing import TYPE_CHECKING, Any
from zlib import crc32

from claimcheck.domain import SearchFilters
from claimcheck.settings import load_settings
from claimcheck.text.passages import cut_passages
from claimcheck.text.sentences import sentence_spans
from claimcheck.workbench import Workbench
from claimcheck.workbench.resources import Resources
from claimcheck.workspace import Workspace

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from claimcheck.protocols import EmbedderIdentity

SEED = 20
REAL_PASSAGES = 4000
TURNS = 4096
TURN = 0.35
"""Length of what is added to a unit vector: the cosine to the real one stays at 0.94."""
WORDS = 400
RARE = "The Rare Gazette"
Figures = dict[str, float]


class TurnedVectors:
    """Stands in for the model while building: a real vector and a turn, both chosen by the text."""

    def __init__(self, real: Any, vectors: NDArray[np.float32]) -> None:
        import numpy as np

        self._real, self._vectors = real, vectors
        turns = np.random.default_rng(SEED).standard_normal((TURNS, vectors.shape[1]), dtype=np.float32)
        self._turns = TURN * turns / np.linalg.norm(turns, axis=1, keepdims=True)

    @property
    def identity(self) -> EmbedderIdentity:
        """That of the model, so that the product searches the build."""
        identity: EmbedderIdentity = self._real.identity
        return identity

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Rows of unit vectors in the order of the texts."""
        import numpy as np

        marks = np.array([(crc32(text.encode()), crc32(text[::-1].encode())) for text in texts], dtype=np.int64)
        found = self._vectors[marks[:, 0] % len(self._vectors)] + self._turns[marks[:, 1] % TURNS]
        return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), dtype=np.float32)

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """As the model does it."""
        vector: NDArray[np.float32] = self._real.embed_query(text)
        return vector


def resources_of(workspace: Path) -> Resources:
    """What a search needs, opened anew."""
    return Resources(Workspace(workspace), load_settings(workspace / "claimcheck.toml"))


def corpus_texts(folder: Path) -> list[str]:
    """Texts of the corpus long enough to stand for passages."""
    with (folder / "corpus.jsonl").open(encoding="utf-8") as stream:
        return [row["text"] for row in map(json.loads, stream) if len(row["text"]) > 200]


def documents(sentences: list[str], first: int, count: int) -> Iterator[dict[str, str]]:
    """Documents by their number, the same ones in every run; three of them are of a rare publisher."""
    for number in range(first, first + count):
        chance = random.Random(SEED * 1_000_003 + number)  # noqa: S311 - the same documents in every run
        picked: list[str] = []
        words = 0
        while words < (30 if number < 3 else WORDS):
            picked.append(chance.choice(sentences))
            words += picked[-1].count(" ") + 1
        yield {
            "_id": f"d{number}",
            "title": " ".join(chance.choice(sentences).split()[:8]),
            "text": " ".join(picked),
            "publisher": RARE if number < 3 else f"Paper {chance.randrange(500)}",
            "published": str(date(2000, 1, 1) + timedelta(days=chance.randrange(9000))),
        }


def sentences_of(folder: Path) -> list[str]:
    """Its sentences, but for fragments and endless ones."""
    texts = corpus_texts(folder)
    found = [text[start:end] for text in texts for start, end in sentence_spans(text)]
    return [one for one in found if 5 <= one.count(" ") <= 60]


def passages_per_document(sentences: list[str]) -> float:
    """How many passages the product cuts one of these documents into."""
    cut = load_settings().passages
    made = [
        len(list(cut_passages("d", row["text"], max_words=cut.max_words, overlap_sentences=cut.overlap_sentences)))
        for row in documents(sentences, 3, 200)
    ]
    return sum(made) / len(made)


# Steps: each runs in a process of its own and prints its figures as JSON


def step_build(workspace: Path, folder: Path) -> Figures:
    """The build with turned vectors instead of the model."""
    import numpy as np

    from claimcheck.index_build import build_index
    from claimcheck.models import load_embedder

    resources = resources_of(workspace)
    real = load_embedder(resources.settings.models, "int8")
    kept = workspace / "real-vectors.npy"
    if not kept.exists():
        np.save(kept, real.embed_passages(corpus_texts(folder)[:REAL_PASSAGES]))
    embedder = TurnedVectors(real, np.load(kept))
    report = build_index(resources.index_folder, resources.corpus, embedder, resources.settings)
    return {
        "passages": report.build.passages,
        "embedded": report.embedded,
        "reused": report.reused,
        "seconds": report.seconds,
    }


def step_search(workspace: Path, folder: Path) -> Figures:
    """Searches as the product does them, one at a time, after a first one."""
    desk = Workbench.open(workspace)
    claims = queries(folder)
    started = time.perf_counter()
    resources_of(workspace).build()
    opened = time.perf_counter() - started
    desk.evidence.search("the first search loads the model")
    seconds = []
    for claim in claims:
        started = time.perf_counter()
        desk.evidence.search(claim)
        seconds.append(time.perf_counter() - started)
    rare = desk.evidence.search(claims[0], filters=SearchFilters(publisher=RARE))
    cuts = quantiles(seconds, n=20, method="inclusive")
    return {
        "open_ms": opened * 1000,
        "p50_ms": cuts[9] * 1000,
        "p95_ms": cuts[18] * 1000,
        "rare_hits": len(rare.hits),
        "recall_10": float("nan"),
    }


def step_recall(workspace: Path, folder: Path) -> Figures:
    """How many of the ten exactly nearest passages the dense leg returns."""
    import numpy as np

    resources = resources_of(workspace)
    build, embedder = resources.build(), resources.embedder()
    asked = np.stack([embedder.embed_query(claim) for claim in queries(folder)[:50]])
    scores = np.concatenate([np.asarray(asked @ segment.vectors.T) for segment in build.rows.segments], axis=1)
    shares = []
    for vector, exact in zip(asked, scores, strict=True):
        nearest = set(np.argpartition(-exact, 10)[:10].tolist())
        shares.append(len(nearest & set(list(build.dense.search(vector, 10, None))[:10])) / 10)
    return {"recall_10": sum(shares) / len(shares)}


def queries(folder: Path) -> list[str]:
    """The first claims of the collection."""
    with (folder / "queries.jsonl").open(encoding="utf-8") as stream:
        return [json.loads(line)["text"] for line in stream][:200]


STEPS = {"build": step_build, "search": step_search, "recall": step_recall}


def anonymous_mb(pid: int) -> float:
    """Memory of a process that is not mapped from files."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("RssAnon")), 0.0)


def run(command: list[str]) -> tuple[str, float, float]:
    """Output, seconds, and peak anonymous memory in MB of a command."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    peak = [0.0]
    done = threading.Event()

    def watch() -> None:
        while not done.wait(0.05):
            peak[0] = max(peak[0], anonymous_mb(process.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    output, _ = process.communicate()
    done.set()
    watcher.join()
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return output, time.perf_counter() - started, peak[0]


def step(name: str, workspace: Path, folder: Path) -> Figures:
    """Run one step and add what it took."""
    output, seconds, peak = run([sys.executable, __file__, str(folder), "--workspace", str(workspace), "--step", name])
    figures: Figures = json.loads(output.splitlines()[-1])
    return figures | {"wall_s": seconds, "peak_mb": peak}


def product(workspace: Path, *command: str) -> tuple[float, float]:
    """Seconds and memory of one of the product's own commands."""
    _, seconds, peak = run([sys.executable, "-m", "claimcheck", "-w", str(workspace), *command])
    return seconds, peak


def grow(workspace: Path, sentences: list[str], have: int, want: int) -> float:
    """Import documents ``have`` to ``want``; seconds of the import."""
    if have >= want:
        return 0.0
    file = workspace / "more.jsonl"
    with file.open("w", encoding="utf-8") as stream:
        for row in documents(sentences, have, want - have):
            stream.write(json.dumps(row) + "\n")
    seconds, _ = product(workspace, "corpus", "add", str(file), "--no-originals")
    file.unlink()
    return seconds


def kill_half_way(workspace: Path, folder: Path, expected: int) -> int:
    """Kill a build when half of its vectors are in the journal; how many there are."""
    command = [sys.executable, __file__, str(folder), "--workspace", str(workspace), "--step", "build"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    keys = workspace / "index" / "journal" / "keys"
    while process.poll() is None and not (keys.exists() and keys.stat().st_size // 16 >= expected // 2):
        time.sleep(0.05)
    process.kill()
    process.wait()
    return keys.stat().st_size // 16


def size_on_disk(folder: Path) -> int:
    """Bytes that the files of a folder take."""
    return sum(file.stat().st_blocks * 512 for file in folder.rglob("*") if file.is_file())


def new_files_mb(builds: Path) -> float:
    """What the newest build does not share with the one before."""
    newest = max((path for path in builds.iterdir() if path.is_dir()), key=lambda path: path.name)
    return sum(file.stat().st_size for file in newest.rglob("*") if file.is_file() and file.stat().st_nlink == 1) / 1e6


def measure(workspace: Path, folder: Path, sentences: list[str], size: int, kill: bool) -> Figures:
    """Grow to a size and measure everything there."""
    per_document = passages_per_document(sentences)
    want = max(3, round(size / per_document))
    have = Workbench.open(workspace).library.stats().documents
    imported = grow(workspace, sentences, have, want)
    finished = kill_half_way(workspace, folder, round((want - have) * per_document)) if kill else 0
    built = step("build", workspace, folder)
    print(f"built: {built}; import {imported:.1f} s", flush=True)
    searched = step("search", workspace, folder)
    recall = step("recall", workspace, folder)["recall_10"]
    nothing_s, _ = product(workspace, "index", "build")
    disk = size_on_disk(workspace / "index" / "builds" / (workspace / "index" / "CURRENT").read_text().strip())
    current = Workbench.open(workspace).library.stats().documents
    grow(workspace, sentences, current, current + 100)
    hundred_s, hundred_mb = product(workspace, "index", "build")
    return {
        "passages": built["passages"],
        "build_s": built["seconds"],
        "finished_when_killed": finished,
        "embedded": built["embedded"],
        "reused": built["reused"],
        "rate": (built["embedded"] + built["reused"]) / built["seconds"],
        "build_mb": built["peak_mb"],
        "disk_mb": disk / 1e6,
        "open_ms": searched["open_ms"],
        "p50_ms": searched["p50_ms"],
        "p95_ms": searched["p95_ms"],
        "search_mb": searched["peak_mb"],
        "recall_10": recall,
        "rare_hits": searched["rare_hits"],
        "nothing_s": nothing_s,
        "hundred_s": hundred_s,
        "hundred_mb": hundred_mb,
        "hundred_new_mb": new_files_mb(workspace / "index" / "builds"),
    }


COLUMNS = (
    ("passages", "passages", "{:,.0f}"),
    ("p50_ms", "claim to hits, p50 ms", "{:.0f}"),
    ("p95_ms", "p95 ms", "{:.0f}"),
    ("search_mb", "memory while searching, MB", "{:.0f}"),
    ("recall_10", "recall@10 against exact", "{:.4f}"),
    ("open_ms", "open, ms", "{:.0f}"),
    ("rate", "build without the model, passages/s", "{:,.0f}"),
    ("build_mb", "memory while building, MB", "{:.0f}"),
    ("disk_mb", "disk, MB", "{:,.0f}"),
    ("nothing_s", "rebuild, nothing new, s", "{:.1f}"),
    ("hundred_s", "rebuild, 100 new documents, s", "{:.1f}"),
    ("hundred_mb", "its memory, MB", "{:.0f}"),
    ("rare_hits", "hits of a publisher with 3 passages", "{:.0f}"),
)


def table(rows: list[Figures]) -> str:
    """The figures as a Markdown table, one size per column."""
    lines = [
        "| | " + " | ".join(f"{row['passages']:,.0f}" for row in rows) + " |",
        "|---|" + "---|" * len(rows),
    ]
    lines += [
        f"| {name} | " + " | ".join(form.format(row[key]) for row in rows) + " |" for key, name, form in COLUMNS[1:]
    ]
    return "\n".join(lines)


def plot(rows: list[Figures]) -> str:
    """Time from claim to hits by size, both axes logarithmic, as SVG."""
    from math import log10

    width, height, left, low = 640, 320, 70, 270

    def x(value: float) -> float:
        return left + (log10(value) - 3) * (width - left - 40) / 3

    def y(value: float) -> float:
        return low - (log10(max(value, 1))) * (low - 30) / 3

    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif">']
    parts.append('<rect width="100%" height="100%" fill="white"/>')
    for power, label in ((0, "1 ms"), (1, "10 ms"), (2, "100 ms"), (3, "1 s")):
        parts.append(f'<line x1="{left}" x2="{width - 40}" y1="{y(10**power)}" y2="{y(10**power)}" stroke="#ddd"/>')
        parts.append(f'<text x="{left - 8}" y="{y(10**power) + 4}" text-anchor="end" font-size="12">{label}</text>')
    for power, label in ((3, "1k"), (4, "10k"), (5, "100k"), (6, "1M")):
        parts.append(f'<text x="{x(10**power)}" y="{low + 20}" text-anchor="middle" font-size="12">{label}</text>')
    for key, name, colour in (("p50_ms", "p50", "#1d4e6b"), ("p95_ms", "p95", "#c2622d")):
        points = " ".join(f"{x(row['passages']):.1f},{y(row[key]):.1f}" for row in rows)
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2.5"/>')
        across, down = x(rows[-1]["passages"]) + 5, y(rows[-1][key])
        parts.append(f'<text x="{across:.1f}" y="{down:.1f}" font-size="12" fill="{colour}">{name}</text>')
    parts.append(f'<text x="{left}" y="18" font-size="13">From claim to hits, embedding included, by passages</text>')
    return "\n".join([*parts, "</svg>"])


def resumed(row: Figures) -> str:
    """What became of a build that was killed."""
    if not row["finished_when_killed"]:
        return ""
    return f"""
The largest build was killed (SIGKILL) when {row["finished_when_killed"]:,.0f} vectors were in its journal. The next one
took {row["reused"]:,.0f} from there and embedded {row["embedded"]:,.0f}: no finished batch was made again.
"""


def report(rows: list[Figures], options: argparse.Namespace) -> str:
    """The page with table and plot."""
    kill = " --kill" if options.kill else ""
    return f"""# From a thousand to a million passages

Measured on {datetime.now(UTC):%Y-%m-%d} with {os.cpu_count()} cores, Python {python_version()}:

```
python benchmarks/scale.py scifact --workspace DIR --sizes {options.sizes}{kill} --out docs/benchmarks/scale.md
```

{table(rows)}

![From claim to hits by size](scale.svg)

Memory is the peak of `RssAnon`: what is not mapped from files. One workspace grew from size to size. The documents are
recombined from real sentences of the SciFact abstracts; their vectors are real ones of {REAL_PASSAGES:,} of these
abstracts, turned by the digest of the text (the cosine to the real one stays at 0.94), since a million passages take
more than an hour to embed on two cores: the rate of building leaves the model out. The claims are the first 200 of
SciFact, embedded by the packaged model at int8. Rebuilds are whole runs of `claimcheck index build`, start of the
program included, and those with 100 new documents embed them with the model.
{resumed(rows[-1])}"""


def main() -> int:
    """Measure each size and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--workspace", type=Path, required=True)
    parser.add_argument("--sizes", default="1000,10000,100000,1000000")
    parser.add_argument("--kill", action="store_true", help="kill the largest build half-way, and go on")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--step", choices=STEPS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        print(json.dumps(STEPS[options.step](options.workspace, options.folder)))
        return 0
    Workspace(options.workspace).create()
    (options.workspace / "claimcheck.toml").write_text('[models]\nprecision = "int8"\n', encoding="utf-8")
    sentences = sentences_of(options.folder)
    sizes = [int(size) for size in options.sizes.split(",")]
    rows = []
    for size in sizes:
        rows.append(measure(options.workspace, options.folder, sentences, size, options.kill and size == max(sizes)))
        print(json.dumps(rows[-1]), flush=True)
        print(table(rows), flush=True)
        if options.out:
            options.out.parent.mkdir(parents=True, exist_ok=True)
            options.out.write_text(report(rows, options), encoding="utf-8")
            options.out.with_suffix(".svg").write_text(plot(rows), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
