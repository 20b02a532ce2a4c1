"""Reading a folder in BEIR's layout: corpus.jsonl, queries.jsonl, qrels/<split>.tsv."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path

from claimcheck.errors import EmptyInputError, UnreadableError

_LAYOUT = "a BEIR folder has corpus.jsonl, queries.jsonl and qrels/SPLIT.tsv"


@dataclass(frozen=True, slots=True)
class Judgement:
    """How relevant a document is to a query; 0 is not at all."""

    query_id: str
    document_id: str
    relevance: int


@dataclass(frozen=True, slots=True)
class Query:
    """A query that the split has judgements for."""

    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BeirSplit:
    """One split of a data set; the corpus is left where it is, for the import to stream."""

    corpus: Path
    queries: tuple[Query, ...]
    judgements: tuple[Judgement, ...]


def read_beir(folder: Path, split: str) -> BeirSplit:
    """Read the judgements of a split and the queries they are about.

    Raises:
        UnreadableError: a file is missing or not in the layout.
        EmptyInputError: the split judges nothing.
    """
    corpus, queries, qrels = folder / "corpus.jsonl", folder / "queries.jsonl", folder / "qrels" / f"{split}.tsv"
    for file in (corpus, queries, qrels):
        if not file.is_file():
            raise UnreadableError(f"{file} is not there", _LAYOUT)
    try:
        with qrels.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.reader(stream, delimiter="\t"))
        judgements = tuple(Judgement(row[0], row[1], int(row[2])) for row in rows[1:] if row)
        judged = {judgement.query_id for judgement in judgements if judgement.relevance > 0}
        with queries.open(encoding="utf-8") as stream:
            parsed = (json.loads(line) for line in stream if line.strip())
            asked = tuple(Query(str(row["_id"]), row["text"]) for row in parsed if str(row["_id"]) in judged)
    except (ValueError, KeyError, IndexError, TypeError, OSError) as error:
        raise UnreadableError(f"{folder} cannot be read: {error}", _LAYOUT) from error
    if not asked:
        raise EmptyInputError(f"{qrels} judges no query of {queries.name}", "name another split")
    return BeirSplit(corpus=corpus, queries=asked, judgements=judgements)
