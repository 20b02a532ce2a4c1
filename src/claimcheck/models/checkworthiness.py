"""The claim detector: how much a sentence is worth checking, from its vector and its surface.

Two heads over the packaged embedder's sentence vectors are averaged: a logistic regression that also sees word
sequences, and a small neural network that also sees the surface. See ``cards/checkworthiness.md``.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

from claimcheck.errors import ModelError
from claimcheck.models.sentence_features import SURFACE_SIZE, surface, word_sequences

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from claimcheck.protocols import ClaimDetector, Embedder

    Floats = NDArray[np.float64]

FORMAT = 1
_WEIGHTS = "checkworthiness.npz"
_REINSTALL = "reinstall claimcheck-workbench"


def load_claim_detector(embedder: Embedder) -> ClaimDetector:
    """The packaged detector over the embedder it was trained with.

    Raises:
        ModelError: the embedder is another one, or the weights are missing or damaged.
    """
    return CheckWorthiness(read_weights(_packaged()), embedder)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckWorthinessWeights:
    """Everything the training script decided; arrays as they are stored."""

    embedder_digest: str
    sequences: dict[str, int]
    """Row of each word sequence in ``sequence_idf`` and ``sequence_weights``."""
    sequence_idf: Floats
    sequence_weights: Floats
    vector_weights: Floats
    surface_mean: Floats
    surface_scale: Floats
    surface_weights: Floats
    bias: float
    hidden: tuple[tuple[Floats, Floats, Floats, float], ...]
    """Per network: weights and bias of the hidden layer, weights and bias of the output."""
    slope: float
    offset: float
    """Calibration: probability = sigmoid(slope * logit + offset)."""
    threshold: float


class CheckWorthiness:
    """Scores sentences; the embedder is run on them, so scoring many at once is quicker.

    Args:
        weights: as trained.
        embedder: must be the one the weights were trained with.

    Raises:
        ModelError: it is another one.
    """

    def __init__(self, weights: CheckWorthinessWeights, embedder: Embedder) -> None:
        if embedder.identity.digest != weights.embedder_digest:
            raise ModelError(
                f"the claim detector was trained with another embedder than {embedder.identity.name}",
                "run it with the packaged embedder (models.embedder = default)",
            )
        self._weights = weights
        self._embedder = embedder

    @property
    def threshold(self) -> float:
        """Probability from which a sentence is proposed; best F1 on folds of the training data."""
        return self._weights.threshold

    def check_worthiness(self, sentences: Sequence[str]) -> Floats:
        """Calibrated probability per sentence."""
        import numpy as np

        if not sentences:
            return np.empty(0, dtype=np.float64)
        vectors = self._embedder.embed_passages(sentences).astype(np.float64)
        logits = raw_logits(self._weights, sentences, vectors)
        return sigmoid(self._weights.slope * logits + self._weights.offset)


def raw_logits(weights: CheckWorthinessWeights, sentences: Sequence[str], vectors: Floats) -> Floats:
    """Mean of the two heads before calibration."""
    import numpy as np

    shown = np.array([surface(sentence) for sentence in sentences]).reshape(-1, SURFACE_SIZE)
    shown = (shown - weights.surface_mean) / weights.surface_scale
    linear = vectors @ weights.vector_weights + shown @ weights.surface_weights + weights.bias
    linear += np.array([_sequence_score(weights, sentence) for sentence in sentences])
    seen = network_input(vectors, shown)
    networks = [
        _gelu(seen @ inner + inner_bias) @ outer + outer_bias for inner, inner_bias, outer, outer_bias in weights.hidden
    ]
    total: Floats = (linear + np.mean(networks, axis=0)) / 2
    return total


def network_input(vectors: Floats, shown: Floats) -> Floats:
    """Vectors brought to the scale of the standardised surface, beside it."""
    import numpy as np

    return np.hstack([vectors * np.sqrt(vectors.shape[1]), shown])


def sigmoid(logits: Floats) -> Floats:
    """Probability of a logit, without overflow."""
    import numpy as np

    result: Floats = 1 / (1 + np.exp(-np.clip(logits, -40, 40)))
    return result


def _sequence_score(weights: CheckWorthinessWeights, sentence: str) -> float:
    """TF-IDF with logarithmic counts and unit length, times the weights; unknown sequences count for nothing."""
    import numpy as np

    counts = Counter(row for word in word_sequences(sentence) if (row := weights.sequences.get(word)) is not None)
    if not counts:
        return 0.0
    rows = list(counts)
    values = (1 + np.log(np.array(list(counts.values()), dtype=np.float64))) * weights.sequence_idf[rows]
    return float(values @ weights.sequence_weights[rows] / np.linalg.norm(values))


def _gelu(values: Floats) -> Floats:
    """The tanh form of GELU, so that no special function is needed."""
    import numpy as np

    result: Floats = 0.5 * values * (1 + np.tanh(np.sqrt(2 / np.pi) * (values + 0.044715 * values**3)))
    return result


def read_weights(content: bytes) -> CheckWorthinessWeights:
    """Read an ``.npz`` of weights; nothing in it is ever executed.

    Raises:
        ModelError: it is damaged or of another format.
    """
    import zipfile
    import zlib

    import numpy as np

    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as stored:
            if int(stored["format"]) != FORMAT:
                raise ModelError(
                    f"the claim detector's weights have format {int(stored['format'])}, not {FORMAT}", _REINSTALL
                )
            words = bytes(stored["sequences"]).decode("utf-8").split("\n")
            wide = {name: stored[name].astype(np.float64) for name in stored.files if stored[name].dtype.kind == "f"}
            networks = tuple(
                (wide["inner"][n], wide["inner_bias"][n], wide["outer"][n], float(wide["outer_bias"][n]))
                for n in range(len(wide["inner"]))
            )
            return CheckWorthinessWeights(
                embedder_digest=str(stored["embedder_digest"]),
                sequences={word: row for row, word in enumerate(words)},
                sequence_idf=wide["sequence_idf"],
                sequence_weights=wide["sequence_weights"],
                vector_weights=wide["vector_weights"],
                surface_mean=wide["surface_mean"],
                surface_scale=wide["surface_scale"],
                surface_weights=wide["surface_weights"],
                bias=float(wide["bias"]),
                hidden=networks,
                slope=float(wide["slope"]),
                offset=float(wide["offset"]),
                threshold=float(wide["threshold"]),
            )
    except (OSError, ValueError, KeyError, zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise ModelError(f"the claim detector's weights are damaged: {error}", _REINSTALL) from error


def _packaged() -> bytes:
    try:
        return (resources.files("claimcheck.models") / "weights" / _WEIGHTS).read_bytes()
    except OSError as error:
        raise ModelError("the claim detector's weights are not installed", _REINSTALL) from error
