"""Scoring a stance model on pairs of claim and evidence."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimcheck.evaluation.labelled import REFUTES, STANCES, SUPPORTS, LabelledPair, read_pairs
from claimcheck.workbench.judging import judge_texts

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from claimcheck.protocols import Progress, StanceModel

_BINS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassScores:
    """How well one label is told from the others."""

    precision: float
    recall: float
    f1: float
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceEvaluation:
    """How well a model's likeliest stance agrees with the labels, and its probabilities with the truth."""

    accuracy: float
    macro_f1: float
    """Mean over the labels that the file has."""
    per_class: dict[str, ClassScores]
    confusion: dict[str, dict[str, int]]
    """Label, then what the model said."""
    ece: float
    """Expected calibration error of the likeliest stance over ten bins of equal mass."""
    accuracy_2way: float | None
    """Of the pairs that support or refute: whether the likelier of the two is right; None where there are none."""
    pairs_per_s: float
    n: int

    def as_json(self) -> dict[str, Any]:
        """The scores by their names, as `eval stance --json` prints them."""
        return asdict(self)


def evaluate_stance(file: Path, model: StanceModel, *, progress: Progress) -> StanceEvaluation:
    """Score a model on a JSONL file of ``{claim, evidence, label}``, long evidence read as the program reads it.

    Raises:
        UnreadableError: the file or a row of it cannot be used.
        EmptyInputError: no row.
        ModelError: the model fails.
    """
    pairs = read_pairs(file)
    model.stances("warm", ["warm"])
    progress.start("judging", len(pairs), "pair")
    started = time.perf_counter()
    found = stances_of(pairs, model, progress)
    seconds = time.perf_counter() - started
    progress.finish()
    return scored([pair.label for pair in pairs], found, pairs_per_s=len(pairs) / seconds)


def stances_of(pairs: Sequence[LabelledPair], model: StanceModel, progress: Progress) -> NDArray[np.float64]:
    """Probabilities in the order of ``STANCES``, shape (pairs, 3); the pairs of one claim run together."""
    import numpy as np

    found = np.empty((len(pairs), len(STANCES)))
    by_claim: dict[str, list[int]] = {}
    for at, pair in enumerate(pairs):
        by_claim.setdefault(pair.claim, []).append(at)
    for claim, rows in by_claim.items():
        for at, one in zip(rows, judge_texts(model, claim, [pairs[at].evidence for at in rows]), strict=True):
            found[at] = one.supports, one.refutes, one.not_enough_info
        progress.advance(len(rows))
    return found


def scored(labels: Sequence[str], found: NDArray[np.float64], *, pairs_per_s: float) -> StanceEvaluation:
    """The scores of probabilities against labels."""
    import numpy as np
    from sklearn.metrics import confusion_matrix, precision_recall_fscore_support

    truth = np.array([STANCES.index(label) for label in labels])
    said = found.argmax(axis=1)
    precision, recall, f1, counts = precision_recall_fscore_support(
        truth, said, labels=range(len(STANCES)), zero_division=0.0
    )
    table = confusion_matrix(truth, said, labels=range(len(STANCES)))
    sided = truth != len(STANCES) - 1
    sides = found[:, [STANCES.index(SUPPORTS), STANCES.index(REFUTES)]].argmax(axis=1)
    return StanceEvaluation(
        accuracy=float((truth == said).mean()),
        macro_f1=float(f1[counts > 0].mean()),
        per_class={
            name: ClassScores(
                precision=float(precision[at]), recall=float(recall[at]), f1=float(f1[at]), n=int(counts[at])
            )
            for at, name in enumerate(STANCES)
        },
        confusion={
            name: {other: int(table[at][to]) for to, other in enumerate(STANCES)} for at, name in enumerate(STANCES)
        },
        ece=calibration_error(found.max(axis=1), truth == said),
        accuracy_2way=float((truth == sides)[sided].mean()) if sided.any() else None,
        pairs_per_s=pairs_per_s,
        n=len(truth),
    )


def calibration_error(confidence: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """Mean distance between confidence and the share that is right, over ten bins of equal mass, weighed by size."""
    import numpy as np

    order = np.argsort(confidence, kind="stable")
    bins = [part for part in np.array_split(order, _BINS) if len(part)]
    gaps = [abs(confidence[part].mean() - right[part].mean()) * len(part) for part in bins]
    return float(sum(gaps) / len(confidence))
