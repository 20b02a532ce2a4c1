"""Graphs made from weights, kept in the user's cache folder: safe to delete, made again when they are needed.

A graph is two files: ``<sha256>.onnx`` and the recipe ``<key>.json`` that names it. The recipe is written last, so
that whoever reads it finds a whole graph, and two processes that make the same one at once do no harm.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict, dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from claimcheck.errors import ModelError
from claimcheck.storage.files import file_errors, sha256_of_file, sync_file, sync_folder, write_atomically
from claimcheck.text.identity import digest as digest_of

RECIPE = 1
"""How graphs are made; another number means other vectors, and so another name of the precision."""
_LIBRARIES = ("onnx", "onnxruntime", "torch", "transformers")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What a graph is and how texts are brought to it."""

    weights: str
    """Digest of the model it was made from."""
    graph_sha256: str
    dimension: int
    tokenizer: str
    """A tokenizers JSON document, truncation included."""
    made_with: str


def cache_folder() -> Path:
    """Where graphs are kept: the user's cache, by the platform's convention; ``XDG_CACHE_HOME`` moves it.

    Raises:
        ModelError: the user has no home.
    """
    named = os.environ.get("XDG_CACHE_HOME") or (os.environ.get("LOCALAPPDATA") if sys.platform == "win32" else None)
    if named and Path(named).is_absolute():
        return Path(named) / "claimcheck" / "graphs"
    try:
        home = Path.home()
    except RuntimeError as error:
        raise ModelError(
            "there is no home folder to keep an int8 graph in", "set XDG_CACHE_HOME, or models.precision to fp32"
        ) from error
    return home / ("Library/Caches" if sys.platform == "darwin" else ".cache") / "claimcheck" / "graphs"


def libraries() -> str:
    """The versions that a graph depends on, in words."""
    return ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)


def key_of(weights: str) -> str:
    """Name of the recipe for these weights, made this way by these versions."""
    return digest_of(weights, str(RECIPE), libraries())[:32]


def read_graph(folder: Path, weights: str) -> tuple[Recipe, Path] | None:
    """The graph of some weights, proved by its digest; None where there is none, or none that proves."""
    try:
        content: dict[str, Any] = json.loads((folder / f"{key_of(weights)}.json").read_bytes())
        if content.pop("digest") != _digest(content):
            return None
        recipe = Recipe(**content)
        graph = folder / f"{recipe.graph_sha256}.onnx"
        if recipe.weights != weights or sha256_of_file(graph) != recipe.graph_sha256:
            return None
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
    return recipe, graph


def keep_graph(folder: Path, made: Path, *, weights: str, dimension: int, tokenizer: str) -> Recipe:
    """Move a finished graph into the cache and write its recipe.

    Raises:
        DiskFullError: no space left.
        StorageError: the folder cannot be written.
    """
    with file_errors(folder):
        recipe = Recipe(
            weights=weights,
            graph_sha256=sha256_of_file(made),
            dimension=dimension,
            tokenizer=tokenizer,
            made_with=libraries(),
        )
        sync_file(made)
        made.replace(folder / f"{recipe.graph_sha256}.onnx")
        sync_folder(folder)
    content = asdict(recipe)
    content["digest"] = _digest(content)
    write_atomically(folder / f"{key_of(weights)}.json", json.dumps(content).encode())
    return recipe


def _digest(content: dict[str, Any]) -> str:
    return sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
