"""The embedder as an int8 graph on onnxruntime: several times as many passages per second, and no PyTorch to load."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from claimcheck.errors import ModelError
from claimcheck.models.graph_cache import cache_folder, read_graph
from claimcheck.models.running import cores, encodable, forbid_telemetry, foreign_errors, unit_rows
from claimcheck.models.source import DEFAULT, DEFAULT_DIMENSION, ModelSource, find_model
from claimcheck.protocols import EmbedderIdentity

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from claimcheck.settings import ModelSettings

PRECISION = "int8"
_REPAIR = (
    "make a new build without it: set models.precision to fp32 and run `claimcheck index build`; "
    "or make the cache folder writable and try again"
)


class Graph:
    """A graph and its tokenizer, loaded.

    Texts run one by one, each on one thread: nothing is padded, and a text has the same vector whatever is embedded
    with it, which a scale shared by a batch would not give.
    """

    def __init__(self, file: Path, tokenizer: str, dimension: int) -> None:
        forbid_telemetry()
        import onnxruntime
        from tokenizers import Tokenizer

        onnxruntime.disable_telemetry_events()  # Windows has another way of collecting them
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_mem_pattern = False  # a plan per length of text would be kept for nothing
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_str(tokenizer)
        self.dimension = dimension

    def vector(self, text: str) -> NDArray[np.float32]:
        """The vector of a text, of any length; safe to call from several threads."""
        import numpy as np

        ids = self._tokenizer.encode_batch_fast([text])[0].ids
        found: NDArray[np.float32] = self._session.run(None, {"input_ids": np.array([ids], dtype=np.int64)})[0][0]
        return found


class GraphEmbedder:
    """A model at precision int8; its graph is taken from the cache, or made at the first use. Safe between threads."""

    def __init__(self, settings: ModelSettings) -> None:
        self._settings = settings
        self._loaded: tuple[Graph, ModelSource, EmbedderIdentity] | None = None
        self._identity: EmbedderIdentity | None = None
        self._loading = Lock()
        if settings.embedder == DEFAULT:
            self._identity = _identified(find_model(DEFAULT), DEFAULT_DIMENSION)

    @property
    def identity(self) -> EmbedderIdentity:
        """Name, digest, dimension and precision; a model other than the packaged one is loaded for it, never run."""
        return self._identity or self._load()[2]

    @property
    def is_made(self) -> bool:
        """Whether the graph lies in the cache."""
        try:
            return read_graph(cache_folder(), find_model(self._settings.embedder).digest) is not None
        except ModelError:
            return False

    def prepare(self) -> None:
        """Have the graph ready, made if it must be.

        Raises:
            ModelError: it cannot be made from this model, or on this machine.
        """
        self._load()

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Rows of unit vectors in the order of the texts; every core takes the longest text that is left.

        Raises:
            ModelError: there is no graph and none can be made, or it fails on its input.
        """
        import numpy as np

        if not texts:
            return np.empty((0, self.identity.dimension), dtype=np.float32)
        graph, source, identity = self._load()
        prompted = [source.prompts.passage + encodable(text) for text in texts]
        order = sorted(range(len(texts)), key=lambda at: -len(prompted[at]))
        raw = np.empty((len(texts), identity.dimension), dtype=np.float32)
        with (
            foreign_errors(f"{self._settings.embedder} cannot embed this text"),
            ThreadPoolExecutor(self._settings.threads or cores()) as pool,
        ):
            for at, vector in zip(order, pool.map(lambda at: graph.vector(prompted[at]), order), strict=True):
                raw[at] = vector
        return unit_rows(raw, raw.shape, self._settings.embedder)

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """One unit vector; models made with a prompt for queries get it.

        Raises:
            ModelError: there is no graph and none can be made, or it fails on its input.
        """
        graph, source, identity = self._load()
        with foreign_errors(f"{self._settings.embedder} cannot embed this text"):
            raw = graph.vector(source.prompts.query + encodable(text))
        row: NDArray[np.float32] = unit_rows(raw[None], (1, identity.dimension), self._settings.embedder)[0]
        return row

    def _load(self) -> tuple[Graph, ModelSource, EmbedderIdentity]:
        with self._loading:
            if self._loaded is None:
                name, folder = self._settings.embedder, cache_folder()
                try:
                    source: ModelSource | None = find_model(name)
                except ModelError:
                    source = None  # not fetched yet: the process that makes the graph fetches it
                found = read_graph(folder, source.digest) if source else None
                if source is None or found is None:
                    _have_made(name, folder)
                    source = find_model(name)
                    found = read_graph(folder, source.digest)
                if found is None:
                    raise ModelError(f"the int8 graph of {name} was made, but does not prove in {folder}", _REPAIR)
                recipe, file = found
                with foreign_errors(f"the int8 graph of {name} cannot be loaded"):
                    graph = Graph(file, recipe.tokenizer, recipe.dimension)
                self._loaded = graph, source, self._identity or _identified(source, recipe.dimension)
            return self._loaded


def _have_made(embedder: str, folder: Path) -> None:
    """Make the graph in a process of its own, out of reach of a Ctrl+C that is meant to stop after a batch."""
    command = [sys.executable, "-m", "claimcheck.models.graph_making", embedder, str(folder)]
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            command, capture_output=True, text=True, errors="replace", check=False, start_new_session=True
        )
    except OSError as error:
        raise ModelError(f"the int8 graph of {embedder} cannot be made: {error.strerror or error}", _REPAIR) from error
    if done.returncode:
        said = done.stderr.strip().splitlines() or [f"its process ended with {done.returncode}"]
        raise ModelError(f"the int8 graph of {embedder} cannot be made: {said[-1]}", _REPAIR)


def _identified(source: ModelSource, dimension: int) -> EmbedderIdentity:
    return EmbedderIdentity(name=source.name, digest=source.digest, dimension=dimension, precision=PRECISION)
