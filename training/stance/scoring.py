"""Scores of logits: macro-F1, accuracy, calibration error."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from batches import batches, encode
from network import CrossEncoder
from numpy.typing import NDArray
from pairs import LABELS, SILENT, Pair
from sklearn.metrics import f1_score

Floats = NDArray[np.float64]
IN_DOMAIN = ("scifact", "check_covid")
"""The sets nearest to what is reported."""


def logits_of(
    model: CrossEncoder, pairs: Sequence[Pair], most_tokens: int, precision: torch.dtype = torch.bfloat16
) -> Floats:
    """Logits in the order of the pairs."""
    device = next(model.parameters()).device
    model.eval()
    encoded = encode(pairs, most_tokens)
    found = np.zeros((len(pairs), model.outer.out_features))
    with torch.inference_mode():
        for batch in batches(encoded, range(len(pairs)), 4096, None):
            given = (batch.input_ids, batch.attention_mask, batch.token_type_ids)
            found[batch.rows] = model(*(one.to(device) for one in given), precision).float().cpu().numpy()
    model.train()
    return found


def macro_f1(logits: Floats, pairs: Sequence[Pair]) -> float:
    """Mean of the F1 of the classes that occur; sets of two classes are scored on the two."""
    truth = np.array([pair.target for pair in pairs])
    if SILENT not in truth:
        logits = logits[:, :2]
    return float(f1_score(truth, logits.argmax(1), average="macro", labels=range(logits.shape[1]), zero_division=0))


def per_class(logits: Floats, pairs: Sequence[Pair]) -> dict[str, float]:
    """F1 of each class."""
    truth = np.array([pair.target for pair in pairs])
    found = f1_score(truth, logits.argmax(1), average=None, labels=range(len(LABELS)), zero_division=0)
    return dict(zip(LABELS, map(float, found), strict=True))


def probabilities(logits: Floats, temperature: float = 1.0) -> Floats:
    """Softmax of the logits divided by the temperature."""
    scaled = logits / temperature
    grown = np.exp(scaled - scaled.max(1, keepdims=True))
    return np.asarray(grown / grown.sum(1, keepdims=True))


def calibration_error(chances: Floats, truth: NDArray[np.int64], bins: int = 10) -> float:
    """Expected calibration error of the top class over bins of equal mass."""
    sure, right = chances.max(1), chances.argmax(1) == truth
    parts = np.array_split(np.argsort(sure, kind="stable"), bins)
    return float(
        sum(len(part) * abs(sure[part].mean() - right[part].mean()) for part in parts if len(part)) / len(sure)
    )
