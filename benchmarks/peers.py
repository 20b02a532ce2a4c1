"""claimcheck beside other ways to search the same passages with the same weights, on a data set in BEIR's layout.

    python benchmarks/peers.py BEIR_DIR [--split test] [--documents N] [--queries N] [--out docs/benchmarks/peers.md]

Needs the extra `peers` (`pip install -e '.[peers]'`) and Linux, whose /proc says what memory a process has. Each
contender runs alone, in a fresh process: claimcheck first, since its build says what the passages are. Run it on an
idle machine: nothing here corrects for others. With `--documents` and `--queries` it takes a part of the data (the
documents judged relevant and the first others), which shows that everything works and says little about quality.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimcheck.evaluation.beir import BeirSplit, Query, read_beir
from claimcheck.index.build import open_build
from claimcheck.index.folder import IndexFolder
from claimcheck.text.passages import text_to_embed
from claimcheck.workspace import Workspace
from peers_contenders import CONTENDERS, Measured
from peers_table import Conditions, Ran, Result, in_markdown, versions

MODULES = ("txtai", "lancedb", "faiss", "sentence_transformers")
PAUSE_S = 0.05
NDCG, RECALL = "nDCG@10", "R@100"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the command line asks for."""

    folder: Path
    split: str
    documents: int | None
    queries: int | None
    out: Path | None


def main() -> None:
    """Run every contender and print the tables."""
    asked = read_arguments()
    missing = [name for name in MODULES if importlib.util.find_spec(name) is None]
    if missing:
        sys.exit(f"{' and '.join(missing)} cannot be imported: install the peers extra, `pip install -e '.[peers]'`")
    load = os.getloadavg()[0]
    data = read_beir(asked.folder, asked.split)
    with tempfile.TemporaryDirectory(prefix="claimcheck-peers-") as temporary:
        work = Path(temporary)
        queries = data.queries[: asked.queries]
        documents = lay_out(data, queries, asked.documents, work)
        print(f"{documents} documents, {len(queries)} queries, {os.cpu_count()} cores, load {load:.1f}", flush=True)
        graph = run_alone("graph", work)
        results = [result_of(name, work, data, queries) for name in CONTENDERS]
    page = in_markdown(
        results,
        Conditions(
            command=command_of(asked),
            data=f"{asked.folder.resolve().name}, split {asked.split}",
            documents=documents,
            queries=len(queries),
            load=load,
            graph=graph,
            versions=versions(),
        ),
    )
    print(f"\n{page}")
    if asked.out is not None:
        asked.out.parent.mkdir(parents=True, exist_ok=True)
        asked.out.write_text(page, encoding="utf-8")


def read_arguments() -> Asked:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, metavar="BEIR_DIR")
    parser.add_argument("--split", default="test")
    parser.add_argument("--documents", type=int, metavar="N", help="only about so many documents")
    parser.add_argument("--queries", type=int, metavar="N", help="only the first N queries")
    parser.add_argument("--out", type=Path, metavar="FILE.md", help="write the tables here as well")
    return Asked(**vars(parser.parse_args()))


def command_of(asked: Asked) -> str:
    """The command that makes the same tables elsewhere; where data and page lie here is nobody's business."""
    limits = {"--documents": asked.documents, "--queries": asked.queries}
    given = [f"{option} {value}" for option, value in limits.items() if value is not None]
    if asked.out is not None:
        given.append(f"--out {asked.out.name if asked.out.is_absolute() else asked.out}")
    return " ".join(["python benchmarks/peers.py", asked.folder.resolve().name, "--split", asked.split, *given])


def lay_out(data: BeirSplit, queries: Iterable[Query], limit: int | None, work: Path) -> int:
    """Write the queries and the documents to search; the number of the latter.

    Of a limited number the documents judged relevant are the first, or most queries would have no answer.
    """
    with (work / "queries.jsonl").open("w", encoding="utf-8") as stream:
        stream.writelines(json.dumps({"_id": query.id, "text": query.text}) + "\n" for query in queries)
    names = {query.id for query in queries}
    wanted = {one.document_id for one in data.judgements if one.query_id in names and one.relevance > 0}
    written, others = 0, None if limit is None else max(0, limit - len(wanted))
    with data.corpus.open(encoding="utf-8") as lines, (work / "corpus.jsonl").open("w", encoding="utf-8") as stream:
        for line in lines:
            if others is not None and str(json.loads(line)["_id"]) not in wanted:
                if others == 0:
                    continue
                others -= 1
            stream.write(line)
            written += 1
    return written


def run_alone(name: str, work: Path) -> Ran:
    """Run one contender in a process of its own and watch its anonymous memory.

    The watching is done here, from outside: it takes no turn of the process it watches, and sees what that starts.
    """
    # no setting of whoever runs this, no network, and a cache of its own, so that the graph is made and its cost seen
    environment = {key: value for key, value in os.environ.items() if not key.startswith("CLAIMCHECK_")}
    environment |= {"HF_HUB_OFFLINE": "1", "XDG_CACHE_HOME": str(work / "cache")}
    environment["LANCE_LOG"] = "error"  # or it prints two warnings for each query, which is time of LanceDB
    script = Path(__file__).with_name("peers_contenders.py")
    began, peak = time.perf_counter(), 0
    with subprocess.Popen([sys.executable, str(script), name, str(work)], env=environment) as process:
        while process.poll() is None:
            peak = max(peak, anonymous_bytes(process.pid))
            time.sleep(PAUSE_S)
    if process.returncode != 0:
        sys.exit(f"{name} ended with {process.returncode}; what it said is above")
    return Ran(seconds=time.perf_counter() - began, peak_bytes=peak)


def anonymous_bytes(pid: int) -> int:
    """RssAnon of a process and of those it started; 0 for one that has just ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8", errors="replace")
        tasks = Path(f"/proc/{pid}/task").iterdir()
        children = [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return 0
    own = sum(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("RssAnon:"))
    return own + sum(map(anonymous_bytes, children))


def result_of(name: str, work: Path, data: BeirSplit, queries: Iterable[Query]) -> Result:
    """Run a contender and judge its rankings."""
    ran = run_alone(name, work)
    measured = Measured(**json.loads((work / f"{name}.json").read_text(encoding="utf-8")))
    if name == "claimcheck":
        write_passages(work)
    scores = judge(measured.ranking, data, queries)
    result = Result(name=name, ran=ran, measured=measured, ndcg_10=scores[NDCG], recall_100=scores[RECALL])
    print(f"{name}: {result.rate:.1f} passages/s, {ran.seconds:.0f} s in all", flush=True)
    return result


def write_passages(work: Path) -> None:
    """The passages of claimcheck's build, with their titles as it embeds them, for the others."""
    rows = open_build(IndexFolder(Workspace(work / "claimcheck").index)).rows
    with (work / "passages.jsonl").open("w", encoding="utf-8") as stream:
        for segment in rows.segments:
            for at in range(segment.rows):
                source = segment.source(at)
                text = text_to_embed(source.title, segment.passage(at).text)
                row = {"document": source.external_id or source.document_id, "text": text}
                stream.write(json.dumps(row) + "\n")


def judge(ranking: dict[str, list[str]], data: BeirSplit, queries: Iterable[Query]) -> dict[str, list[float]]:
    """Scores of each query by measure, in the order of the queries; 0 where nothing was found."""
    import ir_measures

    names = [query.id for query in queries]
    asked = set(names)
    qrels = [
        ir_measures.Qrel(one.query_id, one.document_id, one.relevance)
        for one in data.judgements
        if one.query_id in asked
    ]
    run = [
        ir_measures.ScoredDoc(name, document, -float(rank))
        for name, found in ranking.items()
        for rank, document in enumerate(found)
    ]
    values: dict[str, dict[str, float]] = {NDCG: {}, RECALL: {}}
    calculated: Iterable[Any] = ir_measures.iter_calc([ir_measures.parse_measure(name) for name in values], qrels, run)
    for one in calculated:
        values[str(one.measure)][one.query_id] = float(one.value)
    return {measure: [of_query.get(name, 0.0) for name in names] for measure, of_query in values.items()}


if __name__ == "__main__":
    main()
