"""The process that makes a graph: ``python -m claimcheck.models.graph_making EMBEDDER FOLDER``.

A process of its own, because PyTorch and the exporter need a gigabyte and seconds to import, which nobody needs
afterwards, and because whatever becomes of it, the program that asked for the graph lives on.

The weights of the linear layers become 8-bit integers, one scale per output channel; activations are scaled by the
largest value of each text. The weights use 7 of the 8 bits: on processors without VNNI instructions products of full
range overflow 16 bits and are cut off, differently from those with them. This way every processor computes the same.
"""

from __future__ import annotations

import logging
import shutil
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimcheck.errors import ClaimcheckError, ModelError
from claimcheck.models.embedder import open_model
from claimcheck.models.graph import Graph
from claimcheck.models.graph_cache import keep_graph, key_of, read_graph
from claimcheck.models.running import cores, forbid_telemetry
from claimcheck.storage.files import file_errors

if TYPE_CHECKING:
    import torch
    from sentence_transformers import SentenceTransformer

_OPSET = 17
_MOST_TOKENS = 8192
_LEAST_COSINE, _LEAST_MEAN = 0.95, 0.98
_PROBES = (
    "no",
    "The minister resigned on Tuesday.",
    "Unemployment fell to 3.5% in May, the lowest rate since 1969, the statistics office said.",
    "«Не підтверджено» – said the spokesman; 12,400 people had left the city of Łódź by 6 p.m.",
    "Clinical trial of a vaccine.\nOf 1,204 participants, 37 (3.1%) reported fever within two days; none needed care.",
    "The treaty was signed in 1987 and expired in 2019. It banned missiles with ranges between 500 and 5,500 km. " * 4,
    "Officials denied the report, which three newspapers had carried, and called it an invention of the opposition. "
    * 60,
)
"""Short and long, one of them cut off by any model, with signs of several kinds."""


def main() -> int:
    """Make the graph unless it is there; a failure is the last line on stderr."""
    embedder, folder = sys.argv[1], Path(sys.argv[2])
    try:
        make_graph(embedder, folder)
    except ClaimcheckError as error:
        print(error.message, file=sys.stderr)  # noqa: T201 - what the process that waits for this one reads
        return 1
    return 0


def make_graph(embedder: str, folder: Path) -> None:
    """Export, quantise, prove and keep the graph of a model.

    Raises:
        ModelError: the model is not of a kind that can be exported, or the graph does not compute what it computes.
        StorageError: the cache folder cannot be written.
    """
    with file_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        model, source = open_model(embedder, "fp32", threads=cores())
        prefix = f".making-{key_of(source.digest)}-"
        with _only_one(folder / f".{key_of(source.digest)}.lock"):
            if read_graph(folder, source.digest):
                return
            for left in folder.glob(f"{prefix}*"):  # of a process that was killed
                shutil.rmtree(left, ignore_errors=True)
            with tempfile.TemporaryDirectory(dir=folder, prefix=prefix) as aside:
                made, tokenizer = _make(model, Path(aside))
                dimension = model.get_embedding_dimension() or 0
                _prove(model, Graph(made, tokenizer, dimension))
                keep_graph(folder, made, weights=source.digest, dimension=dimension, tokenizer=tokenizer)


@contextmanager
def _only_one(lock: Path) -> Iterator[None]:
    """Wait for another process that makes the same graph; where files cannot be locked, both make it, without harm."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    with lock.open("w") as stream:
        with suppress(OSError):
            fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def _make(model: SentenceTransformer, aside: Path) -> tuple[Path, str]:
    transformer, pooling = _parts(model)
    try:
        tokenizer = transformer.tokenizer.backend_tokenizer
        tokenizer.no_padding()
        tokenizer.enable_truncation(min(transformer.max_seq_length or _MOST_TOKENS, _MOST_TOKENS))
        _export(transformer.auto_model, pooling, tokenizer.encode(_PROBES[2]).ids, aside / "whole.onnx")
        quantise(aside / "whole.onnx", aside / "graph.onnx")
    except ClaimcheckError:
        raise
    except Exception as error:  # three libraries, with exception trees of their own
        reason = (str(error).strip() or type(error).__name__).splitlines()[0]
        raise ModelError(f"the export failed: {reason}") from error
    return aside / "graph.onnx", tokenizer.to_str()


def _parts(model: SentenceTransformer) -> tuple[Any, str]:
    """The transformer and how its tokens are pooled.

    Raises:
        ModelError: there is more in the model than a graph would hold.
    """
    modules = list(model)
    kinds = [type(module).__name__ for module in modules]
    if kinds[:2] != ["Transformer", "Pooling"] or kinds[2:] not in ([], ["Normalize"]):
        raise ModelError(f"a model of {', '.join(kinds)} is not exported")
    mode = str(modules[1].pooling_mode)
    if mode not in {"mean", "cls"} or not modules[1].include_prompt:
        raise ModelError(f"a model with pooling {mode} is not exported")
    if not getattr(modules[0].tokenizer, "is_fast", False):
        raise ModelError("a model without a fast tokenizer is not exported")
    return modules[0], mode


def export_graph(
    module: torch.nn.Module, example: torch.Tensor, target: Path, *, output: str, names: tuple[str, str]
) -> None:
    """Write a module of one input, ids of any length, as a graph.

    Args:
        module: ready to run.
        example: ids of a text.
        target: file to write.
        output: name of what it computes, one row per text.
        names: of the two axes of the input.
    """
    import torch

    with warnings.catch_warnings():
        # The exporter that traces: the newer one wants a package more, and its graphs are not fused as well. It warns
        # that it is the older one, and that branches of Python are traced once; a proof afterwards shows that this is
        # no matter.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module,
            (example,),
            str(target),
            input_names=["input_ids"],
            output_names=[output],
            dynamic_axes={"input_ids": dict(enumerate(names)), output: {0: names[0]}},
            opset_version=_OPSET,
            dynamo=False,
        )


def _export(encoder: Any, pooling: str, tokens: list[int], target: Path) -> None:
    import torch

    class OneText(torch.nn.Module):
        """One text at a time: no padding, so no mask; whatever stands beside a text never touches its vector."""

        def __init__(self) -> None:
            super().__init__()
            self.encoder = encoder

        def forward(self, input_ids: torch.Tensor) -> torch.Tensor:
            """Vectors of texts of the same length."""
            hidden: torch.Tensor = self.encoder(input_ids=input_ids).last_hidden_state
            return hidden.mean(1) if pooling == "mean" else hidden[:, 0]

    export_graph(OneText().eval(), torch.tensor([tokens]), target, output="vector", names=("texts", "tokens"))


def quantise(whole: Path, target: Path) -> None:
    """Linear layers of a graph in 8 bits, one scale per output channel."""
    forbid_telemetry()
    from onnxruntime.quantization import QuantType, quantize_dynamic

    logging.getLogger().setLevel(logging.ERROR)  # it recommends a preparation that gains nothing here
    quantize_dynamic(
        whole,
        target,
        op_types_to_quantize=["MatMul"],
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        extra_options={"MatMulConstBOnly": True},
    )


def _prove(model: SentenceTransformer, graph: Graph) -> None:
    import numpy as np

    expected = np.asarray(
        model.encode_document(list(_PROBES), prompt="", convert_to_numpy=True, normalize_embeddings=True)
    )
    made = np.stack([graph.vector(text) for text in _PROBES])
    cosines = (expected * made).sum(axis=1) / np.maximum(np.linalg.norm(made, axis=1), 1e-12)
    if not (cosines.min() >= _LEAST_COSINE and cosines.mean() >= _LEAST_MEAN):
        raise ModelError(
            f"its int8 graph is too far from the model (cosine {cosines.mean():.3f}, at worst {cosines.min():.3f})"
        )


if __name__ == "__main__":
    raise SystemExit(main())
