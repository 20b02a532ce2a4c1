"""The packaged claim detector and its scores on labelled sentences."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib import resources
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from claimcheck.errors import EmptyInputError, ModelError, UnreadableError
from claimcheck.evaluation.checkworthy import calibration_error, evaluate_checkworthiness
from claimcheck.models.checkworthiness import CheckWorthiness, DetectorNumbers, load_claim_detector, read_numbers
from claimcheck.protocols import ClaimDetector

WORTHY = [
    "Unemployment fell from 7.8 percent to 5.1 percent in the last three years.",
    "The minister voted against the bill eleven times.",
    "Lowland imports forty percent of its gas from abroad.",
]
UNWORTHY = [
    "Thank you very much.",
    "Where do we go from here?",
    "I hope that we can do better.",
    "Good evening, everybody.",
]


@pytest.fixture(scope="module")
def detector() -> ClaimDetector:
    return load_claim_detector()


def test_checkable_sentences_pass_the_threshold_and_courtesies_do_not(detector: ClaimDetector) -> None:
    assert (detector.check_worthiness(WORTHY) >= detector.threshold).all()
    assert (detector.check_worthiness(UNWORTHY) < detector.threshold).all()


def test_scores_are_probabilities_and_do_not_depend_on_the_company(detector: ClaimDetector) -> None:
    together = detector.check_worthiness(WORTHY + UNWORTHY)
    alone = np.concatenate([detector.check_worthiness([sentence]) for sentence in WORTHY + UNWORTHY])
    assert ((together >= 0) & (together <= 1)).all()
    np.testing.assert_allclose(together, alone, atol=1e-3)


def test_no_sentences_have_no_scores(detector: ClaimDetector) -> None:
    assert detector.check_worthiness([]).shape == (0,)


@pytest.mark.parametrize("sentence", ["", " ", "!", "…", "x" * 5000, "ქართული წინადადება.", "word " * 3000])
def test_any_text_gets_a_score(detector: ClaimDetector, sentence: str) -> None:
    assert 0 <= float(detector.check_worthiness([sentence])[0]) <= 1


def packaged() -> tuple[DetectorNumbers, Path]:
    folder = Path(str(resources.files("claimcheck.models") / "weights"))
    return read_numbers(folder / "checkworthiness.json"), folder / "checkworthiness.onnx"


def test_a_graph_of_other_bytes_is_refused(tmp_path: Path) -> None:
    numbers, graph = packaged()
    (tmp_path / "cut.onnx").write_bytes(graph.read_bytes()[:-1])
    with pytest.raises(ModelError, match="damaged"):
        CheckWorthiness(numbers, tmp_path / "cut.onnx").check_worthiness(["It rained."])
    with pytest.raises(ModelError, match="not installed"):
        CheckWorthiness(numbers, tmp_path / "none.onnx").check_worthiness(["It rained."])


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "damaged"),
        (b"{", "damaged"),
        (b"[2]", "damaged"),
        (b'{"format": 99}', "format 99"),
        (b'{"format": 2, "slope": "steep"}', "damaged"),
    ],
)
def test_damaged_numbers_are_refused(tmp_path: Path, content: bytes, says: str) -> None:
    file = tmp_path / "numbers.json"
    file.write_bytes(content)
    with pytest.raises(ModelError, match=says):
        read_numbers(file)


def test_missing_numbers_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="not installed"):
        read_numbers(tmp_path / "none.json")


def test_the_packaged_graph_is_small() -> None:
    assert packaged()[1].stat().st_size < 32_000_000


def rows(path: Path, *lines: object) -> Path:
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), encoding="utf-8")
    return path


class Known:
    """Scores by label, to prove the arithmetic of the scores themselves."""

    threshold = 0.5

    def check_worthiness(self, sentences: Sequence[str]) -> NDArray[np.float64]:
        return np.array([float(sentence) for sentence in sentences])


def test_the_scores_are_those_of_a_hand_calculation(tmp_path: Path) -> None:
    labelled = [("0.9", 1), ("0.8", 0), ("0.6", 1), ("0.4", 1), ("0.1", 0)]
    file = rows(tmp_path / "rows.jsonl", *({"text": text, "label": label} for text, label in labelled), "")
    scores = evaluate_checkworthiness(file, Known())
    assert scores.precision == pytest.approx(2 / 3)
    assert scores.recall == pytest.approx(2 / 3)
    assert scores.f1 == pytest.approx(2 / 3)
    assert scores.average_precision == pytest.approx((1 + 2 / 3 + 3 / 4) / 3)
    assert scores.ece == pytest.approx((0.1 + 0.8 + 0.4 + 0.6 + 0.1) / 5)
    assert scores.n == 5
    assert list(scores.as_json()) == ["f1", "precision", "recall", "average_precision", "ece", "n"]


def test_a_detector_that_says_how_often_it_is_right_has_no_calibration_error() -> None:
    labels = np.tile(np.array([0, 0, 0, 1]), 50)
    assert calibration_error(labels, np.full(200, 0.25)) < 0.02


def test_the_packaged_detector_is_scored_from_a_file(tmp_path: Path, detector: ClaimDetector) -> None:
    labelled = [{"text": text, "label": 1} for text in WORTHY] + [{"text": text, "label": 0} for text in UNWORTHY]
    scores = evaluate_checkworthiness(rows(tmp_path / "rows.jsonl", *labelled), detector)
    assert (scores.f1, scores.average_precision, scores.n) == (1.0, 1.0, 7)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 2 is no JSON"),
        ("[]", "line 2 has no text"),
        ('{"label": 1}', "line 2 has no text"),
        ('{"text": " ", "label": 1}', "line 2 has no text"),
        ('{"text": "a"}', "line 2 has the label None"),
        ('{"text": "a", "label": 2}', "line 2 has the label 2"),
        ('{"text": "a", "label": "1"}', "line 2 has the label '1'"),
        ('{"text": "a", "label": [1]}', r"line 2 has the label \[1\]"),
    ],
)
def test_a_bad_row_is_named_with_its_line(tmp_path: Path, line: str, message: str) -> None:
    file = rows(tmp_path / "rows.jsonl", {"text": "0.5", "label": 1}, line)
    with pytest.raises(UnreadableError, match=message):
        evaluate_checkworthiness(file, Known())


def test_rows_of_one_label_cannot_be_scored(tmp_path: Path) -> None:
    with pytest.raises(EmptyInputError, match="both labels"):
        evaluate_checkworthiness(rows(tmp_path / "rows.jsonl", {"text": "0.5", "label": 1}), Known())
    with pytest.raises(EmptyInputError, match="both labels"):
        evaluate_checkworthiness(rows(tmp_path / "empty.jsonl"), Known())


def test_a_file_that_is_missing_or_no_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="cannot be read"):
        evaluate_checkworthiness(tmp_path / "none.jsonl", Known())
    (tmp_path / "binary.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UnreadableError, match="not UTF-8"):
        evaluate_checkworthiness(tmp_path / "binary.jsonl", Known())
