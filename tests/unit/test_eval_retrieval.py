"""Scoring the search on a folder in BEIR's layout."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claimcheck.errors import EmptyInputError, UnreadableError
from claimcheck.evaluation.beir import read_beir
from claimcheck.evaluation.retrieval import bootstrap_interval, evaluate_legs, evaluate_retrieval
from claimcheck.settings import Settings

NOTES = {
    "ferry": "The ferry to the island left the harbour at noon on Sunday.",
    "budget": "Parliament passed the budget after a debate of nine hours.",
    "vaccine": "The new vaccine lowered the risk of measles by ninety percent.",
    "bridge": "Engineers closed the old bridge because of cracks in its pillars.",
}
QUERIES = {
    "1": ("At what time did the boat sail from the port?", "ferry"),
    "2": ("Lawmakers agreed on spending", "budget"),
    "3": ("Measles risk after vaccination", "vaccine"),
}


@pytest.fixture
def beir(tmp_path: Path) -> Path:
    folder = tmp_path / "notes"
    (folder / "qrels").mkdir(parents=True)
    (folder / "corpus.jsonl").write_text(
        "".join(json.dumps({"_id": key, "title": "", "text": text}) + "\n" for key, text in NOTES.items())
    )
    (folder / "queries.jsonl").write_text(
        "".join(json.dumps({"_id": key, "text": text}) + "\n" for key, (text, _) in QUERIES.items())
        + json.dumps({"_id": "9", "text": "of another split"})
    )
    (folder / "qrels" / "test.tsv").write_text(
        "query-id\tcorpus-id\tscore\n" + "".join(f"{key}\t{found}\t1\n" for key, (_, found) in QUERIES.items())
    )
    return folder


def test_every_query_of_the_split_is_scored_through_import_build_and_search(beir: Path) -> None:
    scores = evaluate_retrieval(beir, "test", Settings())
    assert (scores.queries, scores.passages) == (3, 4)
    assert scores.ndcg_10 == scores.rr_10 == scores.ap_5 == scores.recall_100 == 1.0
    assert scores.passages_per_s > 0
    assert 0 < scores.p50_ms <= scores.p95_ms
    assert list(scores.as_json()) == [
        *("nDCG@10", "R@10", "R@100", "AP@5", "RR@10"),
        *("nDCG@10 low", "nDCG@10 high", "AP@5 low", "AP@5 high", "queries", "passages"),
        *("passages_per_s", "p50_ms", "p95_ms", "build"),
    ]


def test_the_legs_are_scored_on_one_build(beir: Path, tmp_path: Path) -> None:
    scores = evaluate_legs(beir, "test", Settings(), keep=tmp_path / "kept")
    assert scores.dense.build == scores.lexical.build == scores.fused.build
    assert scores.fused.ndcg_10 >= max(scores.dense.ndcg_10, scores.lexical.ndcg_10)
    assert scores.as_json()["lexical nDCG@10"] == scores.lexical.ndcg_10
    assert evaluate_retrieval(beir, "test", Settings(), keep=tmp_path / "kept").build == scores.fused.build


def test_a_claim_that_nothing_is_found_for_scores_nothing(beir: Path) -> None:
    with (beir / "qrels" / "test.tsv").open("a") as stream:
        stream.write("9\tnowhere\t1\n")
    scores = evaluate_retrieval(beir, "test", Settings())
    assert scores.queries == 4
    assert scores.ndcg_10 == scores.recall_100 == 0.75


def test_the_interval_is_that_of_the_normal_distribution_where_claims_are_many_and_the_same_every_time() -> None:
    values = [1.0] * 800 + [0.0] * 200
    low, high = bootstrap_interval(values)
    deviation = (0.8 * 0.2 / 1000) ** 0.5
    assert (low, high) == pytest.approx((0.8 - 1.96 * deviation, 0.8 + 1.96 * deviation), abs=0.002)
    assert bootstrap_interval(values) == (low, high)
    assert bootstrap_interval([0.5]) == (0.5, 0.5)


def test_a_folder_of_another_layout_is_refused_by_the_name_of_what_is_missing(beir: Path) -> None:
    with pytest.raises(UnreadableError, match=r"dev\.tsv"):
        read_beir(beir, "dev")
    (beir / "queries.jsonl").write_text("[]\n")
    with pytest.raises(UnreadableError, match="cannot be read"):
        read_beir(beir, "test")


def test_a_split_without_judgements_of_the_queries_is_refused(beir: Path) -> None:
    (beir / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\n77\tferry\t1\n")
    with pytest.raises(EmptyInputError):
        read_beir(beir, "test")
