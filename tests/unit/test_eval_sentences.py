"""Scoring sentence boundaries, on the hard cases of this folder and on small files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claimcheck.errors import EmptyInputError, UnreadableError
from claimcheck.evaluation.sentences import evaluate_sentences
from commandline import claimcheck

GOLDEN = Path(__file__).parent.parent / "data" / "sentences_golden.jsonl"


def written(folder: Path, *rows: object) -> Path:
    file = folder / "rows.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file


def test_the_hard_cases_of_news_text_are_split_where_a_reader_would() -> None:
    scores = evaluate_sentences(GOLDEN)
    assert scores.texts >= 150
    assert scores.n >= 120
    assert scores.f1 >= 0.97


def test_only_the_boundaries_between_sentences_count(tmp_path: Path) -> None:
    right = {"text": "It rained. We left.", "sentences": ["It rained.", "We left."]}
    one_too_many = {"text": "It rained. We left.", "sentences": ["It rained. We left."]}
    missed = {"text": "the river the quay", "sentences": ["the river", "the quay"]}
    scores = evaluate_sentences(written(tmp_path, right, one_too_many, missed))
    assert (scores.precision, scores.recall, scores.f1, scores.n) == (0.5, 0.5, 0.5, 2)
    assert scores.whole == pytest.approx(1 / 3)


def test_the_command_prints_the_promised_keys(tmp_path: Path) -> None:
    file = written(tmp_path, {"text": "It rained. We left.", "sentences": ["It rained.", "We left."]})
    printed = claimcheck("eval", "sentences", file, "--json").json
    assert {"f1", "precision", "recall", "n"} <= printed.keys()
    assert printed["f1"] == 1.0


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "line 1 is no JSON"),
        ('["It rained."]', "no text or no list"),
        ('{"text": "It rained.", "sentences": "It rained."}', "no text or no list"),
        ('{"text": "It rained.", "sentences": ["It snowed."]}', "are not the text"),
    ],
)
def test_a_row_that_cannot_be_scored_is_named(tmp_path: Path, line: str, says: str) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text(line, encoding="utf-8")
    with pytest.raises(UnreadableError, match=says):
        evaluate_sentences(file)


def test_a_file_without_a_boundary_or_without_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EmptyInputError):
        evaluate_sentences(written(tmp_path, {"text": "One.", "sentences": ["One."]}))
    with pytest.raises(UnreadableError):
        evaluate_sentences(tmp_path / "nothing.jsonl")
    (tmp_path / "latin.jsonl").write_bytes(b'{"text": "caf\xe9"}')
    with pytest.raises(UnreadableError, match="UTF-8"):
        evaluate_sentences(tmp_path / "latin.jsonl")
