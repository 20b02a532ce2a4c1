"""The sentence embedder on PyTorch: the packaged MiniLM, or any model that sentence-transformers can load."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

from claimcheck.errors import ModelError
from claimcheck.models.running import cores, encodable, foreign_errors, unit_rows
from claimcheck.models.source import DEFAULT, DEFAULT_DIMENSION, ModelSource, find_model
from claimcheck.protocols import EmbedderIdentity

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from sentence_transformers import SentenceTransformer

    from claimcheck.settings import ModelSettings


class SentenceEmbedder:
    """A sentence-transformers model on the CPU, loaded when it is first needed.

    The identity of the packaged model is known without loading it, so that a search against an index of
    another embedder is refused at once. Safe to share between threads.
    """

    def __init__(self, settings: ModelSettings, precision: str) -> None:
        self._settings, self._precision = settings, precision
        self._loaded: tuple[SentenceTransformer, ModelSource, EmbedderIdentity] | None = None
        self._identity: EmbedderIdentity | None = None
        self._loading = Lock()
        if settings.embedder == DEFAULT:
            self._identity = self._identified(find_model(DEFAULT), DEFAULT_DIMENSION)

    @property
    def identity(self) -> EmbedderIdentity:
        """Name, digest, dimension and precision; a model other than the packaged one is loaded for it, never run."""
        return self._identity or self._load()[2]

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Rows of unit vectors in the order of the texts; similar lengths run together, so padding stays small.

        Raises:
            ModelError: the model is missing, not the expected one, or fails on its input.
        """
        import numpy as np

        if not texts:
            return np.empty((0, self.identity.dimension), dtype=np.float32)
        return self._encode([encodable(text) for text in texts], query=False)

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """One unit vector; models made with a prompt for queries get it.

        Raises:
            ModelError: the model is missing, not the expected one, or fails on its input.
        """
        vector: NDArray[np.float32] = self._encode([encodable(text)], query=True)[0]
        return vector

    def _encode(self, texts: list[str], *, query: bool) -> NDArray[np.float32]:
        model, source, identity = self._load()
        encode = model.encode_query if query else model.encode_document
        prompt = source.prompts.query if query else source.prompts.passage
        with foreign_errors(f"{self._settings.embedder} cannot embed this text"):
            raw = encode(
                texts,
                prompt=prompt,
                batch_size=self._settings.batch,
                show_progress_bar=False,
                convert_to_numpy=True,
            )
        return unit_rows(raw, (len(texts), identity.dimension), self._settings.embedder)

    def _load(self) -> tuple[SentenceTransformer, ModelSource, EmbedderIdentity]:
        with self._loading:
            if self._loaded is None:
                model, source = open_model(
                    self._settings.embedder, self._precision, threads=self._settings.threads or cores()
                )
                with foreign_errors(f"{self._settings.embedder} is not a usable embedder"):
                    dimension = model.get_embedding_dimension() or 0
                self._loaded = model, source, self._identity or self._identified(source, dimension)
            return self._loaded

    def _identified(self, source: ModelSource, dimension: int) -> EmbedderIdentity:
        return EmbedderIdentity(name=source.name, digest=source.digest, dimension=dimension, precision=self._precision)


def open_model(embedder: str, precision: str, *, threads: int) -> tuple[SentenceTransformer, ModelSource]:
    """Load a model; one that is named, and not in the local cache yet, is fetched.

    Raises:
        ModelError: it is missing, not the expected one, or no model at all.
    """
    try:
        source = find_model(embedder)
        place, local = str(source.files()), True
    except ModelError:
        if embedder == DEFAULT:
            raise
        place, local = embedder, False
    with foreign_errors(f"the embedder {embedder} cannot be loaded"):
        import torch
        from sentence_transformers import SentenceTransformer

        torch.set_num_threads(threads)
        dtype = torch.bfloat16 if precision == "bf16" else torch.float32
        with quiet():
            model = SentenceTransformer(
                place, device="cpu", local_files_only=local, model_kwargs={"torch_dtype": dtype}
            )
    return model, find_model(embedder)


@contextmanager
def quiet() -> Iterator[None]:
    """No progress bar of a library on a terminal that is ours."""
    from transformers.utils import logging

    before = logging.is_progress_bar_enabled()
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        if before:
            logging.enable_progress_bar()  # type: ignore[no-untyped-call]
