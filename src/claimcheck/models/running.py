"""What every way of running an embedder shares: threads, texts and vectors that can be used, errors."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from claimcheck.errors import ModelError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

_EMBEDDER_HINT = (
    "check the setting models.embedder: `default`, a folder, or a sentence-transformers model name "
    "(a name not in the local cache needs the network once)"
)


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def forbid_telemetry() -> None:
    """Call before importing onnxruntime: from 1.29 on its wheels send events about models and machine to their maker.

    With this set before it starts there is no uploader, no event, and no identifier or store on the disk; the function
    that it offers for the purpose comes too late for all of these.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"


def encodable(text: str) -> str:
    """Half a surrogate pair, as broken JSON brings it, makes the tokenizer fail."""
    return text.encode("utf-8", "replace").decode("utf-8")


def unit_rows(raw: ArrayLike, shape: tuple[int, int], embedder: str) -> NDArray[np.float32]:
    """Rows of length one.

    Raises:
        ModelError: another shape than expected, or numbers that are none.
    """
    import numpy as np

    vectors = np.asarray(raw, dtype=np.float32)
    if vectors.shape != shape or not np.isfinite(vectors).all():
        raise ModelError(
            f"{embedder} gave vectors that cannot be used (shape {vectors.shape})",
            "name another model in the setting models.embedder, or use precision fp32",
        )
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.ascontiguousarray(vectors / np.maximum(lengths, np.finfo(np.float32).tiny), dtype=np.float32)


@contextmanager
def foreign_errors(what: str, hint: str = _EMBEDDER_HINT) -> Iterator[None]:
    """Turn whatever the model libraries raise into an error a person can act on."""
    try:
        yield
    except ModelError:
        raise
    except ImportError as error:
        raise ModelError(f"{what}: {error}", "install claimcheck-workbench again in a fresh environment") from error
    except Exception as error:  # several libraries, with exception trees of their own
        reason = (str(error).strip() or type(error).__name__).splitlines()[0]
        raise ModelError(f"{what}: {reason}", hint) from error
