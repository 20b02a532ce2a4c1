"""The claim detector: how much a sentence is worth checking, by a fine-tuned encoder on onnxruntime.

The lower layers are those of the packaged embedder, with several trained tops over them whose log odds are averaged
and calibrated. It needs no embedder and no PyTorch. See ``cards/checkworthiness.md``.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from claimcheck.errors import ModelError
from claimcheck.models.graph import Graph
from claimcheck.models.running import cores, encodable, foreign_errors
from claimcheck.storage.files import sha256_of_file

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from claimcheck.protocols import ClaimDetector

    Floats = NDArray[np.float64]

FORMAT = 2
_GRAPH, _NUMBERS = "checkworthiness.onnx", "checkworthiness.json"
_REINSTALL = "reinstall claimcheck-workbench"


def load_claim_detector(threads: int | None = None) -> ClaimDetector:
    """The packaged detector; its graph is read at the first sentence.

    Args:
        threads: sentences scored at once; None for one per core.

    Raises:
        ModelError: its numbers are missing or damaged.
    """
    folder = Path(str(resources.files("claimcheck.models") / "weights"))
    return CheckWorthiness(read_numbers(folder / _NUMBERS), folder / _GRAPH, threads)


@dataclass(frozen=True, slots=True, kw_only=True)
class DetectorNumbers:
    """What the training script decided beside the graph."""

    graph_sha256: str
    slope: float
    offset: float
    """Calibration: probability = sigmoid(slope * log odds + offset)."""
    threshold: float
    tokenizer: str
    """A tokenizers JSON document, truncation included."""


class CheckWorthiness:
    """Scores sentences, one by one on each core; safe between threads.

    Args:
        numbers: as trained.
        graph: file of the graph that they belong to.
        threads: sentences scored at once; None for one per core.
    """

    def __init__(self, numbers: DetectorNumbers, graph: Path, threads: int | None = None) -> None:
        self._numbers = numbers
        self._file = graph
        self._threads = threads
        self._loaded: Graph | None = None
        self._loading = Lock()

    @property
    def threshold(self) -> float:
        """Probability from which a sentence is proposed; best F1 on debates held out of the training data."""
        return self._numbers.threshold

    def check_worthiness(self, sentences: Sequence[str]) -> Floats:
        """Calibrated probability per sentence.

        Raises:
            ModelError: the graph is missing, damaged or of another training, or fails.
        """
        import numpy as np

        if not sentences:
            return np.empty(0, dtype=np.float64)
        graph = self._graph()
        order = sorted(range(len(sentences)), key=lambda at: -len(sentences[at]))
        odds = np.empty(len(sentences), dtype=np.float64)
        with (
            foreign_errors("the claim detector cannot score this text"),
            ThreadPoolExecutor(self._threads or cores()) as pool,
        ):
            for at, made in zip(order, pool.map(lambda at: graph.vector(encodable(sentences[at])), order), strict=True):
                odds[at] = made[0]
        return sigmoid(self._numbers.slope * odds + self._numbers.offset)

    def _graph(self) -> Graph:
        with self._loading:
            if self._loaded is None:
                try:
                    found = sha256_of_file(self._file)
                except OSError as error:
                    raise ModelError("the claim detector's weights are not installed", _REINSTALL) from error
                if found != self._numbers.graph_sha256:
                    raise ModelError("the claim detector's weights are damaged", _REINSTALL)
                with foreign_errors("the claim detector cannot be loaded"):
                    self._loaded = Graph(self._file, self._numbers.tokenizer, 1)
            return self._loaded


def sigmoid(odds: Floats) -> Floats:
    """Probability of log odds, without overflow."""
    import numpy as np

    result: Floats = 1 / (1 + np.exp(-np.clip(odds, -40, 40)))
    return result


def read_numbers(file: Path) -> DetectorNumbers:
    """Read what belongs to a graph.

    Raises:
        ModelError: it is missing, damaged or of another format.
    """
    try:
        content: dict[str, Any] = json.loads(file.read_bytes())
        if content["format"] != FORMAT:
            raise ModelError(f"the claim detector's weights have format {content['format']}, not {FORMAT}", _REINSTALL)
        return DetectorNumbers(
            graph_sha256=str(content["graph_sha256"]),
            slope=float(content["slope"]),
            offset=float(content["offset"]),
            threshold=float(content["threshold"]),
            tokenizer=str(content["tokenizer"]),
        )
    except OSError as error:
        raise ModelError("the claim detector's weights are not installed", _REINSTALL) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(f"the claim detector's weights are damaged: {error}", _REINSTALL) from error
