"""What peers.py found, as a page of tables."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import fmean, quantiles

from claimcheck.evaluation.retrieval import bootstrap_interval
from peers_contenders import LONG, SHORT, Measured

TITLES = {
    "claimcheck": "claimcheck",
    "txtai": "txtai (hybrid)",
    "lancedb": "LanceDB (hybrid)",
    "faiss": "sentence-transformers + FAISS",
}
PACKAGES = ("txtai", "lancedb", "sentence-transformers", "faiss-cpu", "torch", "transformers", "onnxruntime", "tantivy")
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """A process that has ended."""

    seconds: float
    peak_bytes: int
    """Most anonymous memory of it and of the processes it started."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Everything about one contender."""

    name: str
    ran: Ran
    measured: Measured
    ndcg_10: Sequence[float]
    recall_100: Sequence[float]

    @property
    def rate(self) -> float:
        """Passages indexed per second."""
        return self.measured.passages / self.measured.build_s


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """What a reader needs to make the same tables."""

    command: str
    data: str
    documents: int
    queries: int
    load: float
    graph: Ran
    versions: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A row of the tables."""

    title: str
    of: Callable[[Result], float]
    shape: str
    more_is_better: bool

    def show(self, result: Result) -> str:
        """The figure in a cell."""
        return format(self.of(result), self.shape)

    def advantage(self, ours: Result, peer: Result) -> float:
        """How many times better ours is; under 1 where the peer is ahead."""
        one, other = self.of(ours), self.of(peer)
        return one / other if self.more_is_better else other / one


def percentile(twentieth: int, *, long: bool) -> Callable[[Result], float]:
    """Milliseconds of a query at so many twentieths."""

    def of(result: Result) -> float:
        seconds = result.measured.long_s if long else result.measured.short_s
        cuts = quantiles(seconds, n=20, method="inclusive") if len(seconds) > 1 else seconds * 19
        return cuts[twentieth - 1] * 1000

    return of


def _less(title: str, of: Callable[[Result], float], shape: str) -> Measure:
    return Measure(title=title, of=of, shape=shape, more_is_better=False)


def _more(title: str, of: Callable[[Result], float], shape: str) -> Measure:
    return Measure(title=title, of=of, shape=shape, more_is_better=True)


MEASURES = (
    _less("build, s", lambda one: one.measured.build_s, ".1f"),
    _more("build, passages/s", lambda one: one.rate, ".1f"),
    _less(f"query p50, {SHORT} documents, ms", percentile(10, long=False), ".1f"),
    _less(f"query p95, {SHORT} documents, ms", percentile(19, long=False), ".1f"),
    _less(f"query p50, {LONG} documents, ms", percentile(10, long=True), ".1f"),
    _less(f"query p95, {LONG} documents, ms", percentile(19, long=True), ".1f"),
    _less("peak anonymous memory, MB", lambda one: one.ran.peak_bytes / MEGABYTE, ".0f"),
    _less("index on disk, MB", lambda one: one.measured.disk_bytes / MEGABYTE, ".1f"),
    _more("nDCG@10", lambda one: fmean(one.ndcg_10), ".4f"),
    _more("R@100", lambda one: fmean(one.recall_100), ".4f"),
)


def in_markdown(results: Sequence[Result], conditions: Conditions) -> str:
    """The page, claimcheck's result being the first."""
    ours, *peers = results
    parts = [
        "# claimcheck beside its peers",
        "Written by the command below; do not edit. What is measured and how to read it: "
        "[benchmarks/README.md](../../benchmarks/README.md#peerspy).",
        f"    {conditions.command}",
        _setting(ours, conditions),
        "\n".join(_figures(results)),
        "How many times better claimcheck is; under 1 the peer is ahead. The last row is the difference of the means, "
        "with the middle 95% of what other claims of the same kind would have given.",
        "\n".join(_advantages(ours, peers)),
        "## Where a peer is ahead",
        "\n".join(_losses(ours, peers)) or "Nowhere in this run.",
    ]
    return "\n\n".join(parts) + "\n"


def versions() -> str:
    """Every library that takes part, and the commit of claimcheck where git knows it."""
    where = Path(__file__).parent
    asked = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=where, capture_output=True, text=True, check=False
    )
    commit = f" at {asked.stdout.strip()}" if asked.returncode == 0 else ""
    libraries = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return f"claimcheck {version('claimcheck-workbench')}{commit}, Python {platform.python_version()}, {libraries}"


def _setting(ours: Result, conditions: Conditions) -> str:
    today = datetime.now(UTC).strftime("%-d %B %Y")
    graph = conditions.graph
    return (
        f"{today}; {conditions.data}: {conditions.documents:,} documents, {ours.measured.passages:,} passages, "
        f"{conditions.queries:,} queries. {os.cpu_count()} cores ({_processor()}), load {conditions.load:.1f} before "
        f"the start. {conditions.versions}.\n\n"
        f"Making claimcheck's int8 graph, once for each machine, took {graph.seconds:.0f} s and "
        f"{graph.peak_bytes / MEGABYTE:,.0f} MB in a process of its own, and is in no figure below."
    )


def _figures(results: Sequence[Result]) -> list[str]:
    rows = [[measure.title, *map(measure.show, results)] for measure in MEASURES]
    ways = ["how", *(one.measured.note for one in results)]
    return _table(["", *(TITLES[one.name] for one in results)], [*rows, ways])


def _advantages(ours: Result, peers: Sequence[Result]) -> list[str]:
    rows = [
        [measure.title.split(", MB")[0].split(", ms")[0], *(f"{measure.advantage(ours, peer):.2f}" for peer in peers)]
        for measure in MEASURES[1:]
    ]
    return _table(
        ["", *(TITLES[one.name] for one in peers)], [*rows, ["nDCG@10, difference", *map(_difference(ours), peers)]]
    )


def _difference(ours: Result) -> Callable[[Result], str]:
    def to(peer: Result) -> str:
        of_queries = [one - other for one, other in zip(ours.ndcg_10, peer.ndcg_10, strict=True)]
        low, high = bootstrap_interval(of_queries)
        return f"{fmean(of_queries):+.4f} ({low:+.4f} to {high:+.4f})"

    return to


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    lines = [list(head), ["---", *("---:" for _ in head[1:])], *map(list, rows)]
    return [f"| {' | '.join(line)} |".replace("|  |", "| |") for line in lines]


def _losses(ours: Result, peers: Sequence[Result]) -> list[str]:
    found = []
    for measure in MEASURES[1:]:  # the rate says the same as the seconds
        found += [
            f"- {measure.title}: {TITLES[peer.name]}, {measure.show(peer)} against {measure.show(ours)}. "
            f"{why(measure.title, peer.name)}".rstrip()
            for peer in peers
            if measure.advantage(ours, peer) < 1
        ]
    return found


def why(title: str, peer: str) -> str:
    """What in the way a peer works puts it ahead there, where that is known."""
    del title, peer
    return ""


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.machine()
