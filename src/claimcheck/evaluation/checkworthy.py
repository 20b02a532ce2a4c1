"""Scoring the claim detector on labelled sentences."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimcheck.errors import EmptyInputError, UnreadableError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from claimcheck.protocols import ClaimDetector

_BINS = 10
_ROW = 'each line must be like {"text": "The tax rose by 4%.", "label": 1}'


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckworthinessScores:
    """How well a detector agrees with the labels, at its own threshold and without one."""

    f1: float
    precision: float
    recall: float
    average_precision: float
    ece: float
    """Expected calibration error over ten bins of equally many sentences."""
    n: int

    def as_json(self) -> dict[str, float | int | str]:
        """The scores by their names, as `eval checkworthy --json` prints them."""
        return asdict(self)


def evaluate_checkworthiness(rows_file: Path, detector: ClaimDetector) -> CheckworthinessScores:
    """Score a detector on a JSONL file of ``{text, label}``; label 1 is worth checking.

    Raises:
        UnreadableError: the file or a row of it cannot be used.
        EmptyInputError: no rows, or all with the same label.
    """
    import numpy as np
    from sklearn.metrics import average_precision_score, precision_recall_fscore_support

    rows = list(_rows(rows_file))
    labels = np.array([label for _, label in rows], dtype=np.int64)
    if len(set(labels.tolist())) < 2:
        raise EmptyInputError(
            f"{rows_file} needs sentences of both labels, it has {len(rows)} of {len(set(labels.tolist()))}", _ROW
        )
    probabilities = detector.check_worthiness([text for text, _ in rows])
    precision, recall, f1, _ = precision_recall_fscore_support(
        labels, probabilities >= detector.threshold, average="binary", zero_division=0.0
    )
    return CheckworthinessScores(
        f1=float(f1),
        precision=float(precision),
        recall=float(recall),
        average_precision=float(average_precision_score(labels, probabilities)),
        ece=calibration_error(labels, probabilities),
        n=len(rows),
    )


def calibration_error(labels: NDArray[np.int64], probabilities: NDArray[np.float64]) -> float:
    """Mean distance between probability and truth over ten bins of equal mass, each weighed by its size."""
    import numpy as np

    order = np.argsort(probabilities, kind="stable")
    bins = [part for part in np.array_split(order, _BINS) if len(part)]
    gaps = [abs(probabilities[part].mean() - labels[part].mean()) * len(part) for part in bins]
    return float(sum(gaps) / len(labels))


def _rows(file: Path) -> Iterator[tuple[str, int]]:
    try:
        with file.open(encoding="utf-8") as stream:
            for number, line in enumerate(stream, start=1):
                if line.strip():
                    yield _row(line, f"{file}, line {number}")
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{file} is not UTF-8 text", _ROW) from error
    except OSError as error:
        raise UnreadableError(f"{file} cannot be read: {error.strerror}", "check the name of the file") from error


def _row(line: str, where: str) -> tuple[str, int]:
    try:
        row: Any = json.loads(line)
    except json.JSONDecodeError as error:
        raise UnreadableError(f"{where} is no JSON: {error.msg}", _ROW) from error
    text = row.get("text") if isinstance(row, dict) else None
    label = row.get("label") if isinstance(row, dict) else None
    if not isinstance(text, str) or not text.strip():
        raise UnreadableError(f"{where} has no text", _ROW)
    if not isinstance(label, (int, float)) or label not in {0, 1}:
        raise UnreadableError(f"{where} has the label {label!r}, not 0 or 1", _ROW)
    return text, int(label)
