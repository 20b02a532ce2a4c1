"""The packaged models and any other that a setting names; heavy libraries load at first use."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from claimcheck.errors import ModelError
from claimcheck.models.embedder import SentenceEmbedder
from claimcheck.models.graph import PRECISION, GraphEmbedder
from claimcheck.models.source import find_model

if TYPE_CHECKING:
    from claimcheck.protocols import Embedder, Progress
    from claimcheck.settings import ModelSettings

__all__ = ["have_graph", "load_embedder", "precision_named", "weights_digest"]

_log = logging.getLogger(__name__)


def load_embedder(settings: ModelSettings, precision: str | None = None) -> Embedder:
    """The embedder that the settings name; weights are read at its first use, not here.

    Args:
        settings: which model, and how many threads run it.
        precision: instead of that in the settings.

    Raises:
        ModelError: another version of the program made a build at a precision that this one does not know.
    """
    chosen = precision or precision_named(settings)
    if chosen == PRECISION:
        return GraphEmbedder(settings)
    if chosen not in {"fp32", "bf16"}:
        raise ModelError(
            f"this version knows no precision {chosen}", "make a new build: `claimcheck index build --full`"
        )
    return SentenceEmbedder(settings, chosen)


def precision_named(settings: ModelSettings) -> str:
    """The precision in the settings, where there is no build to ask: `auto` is decided for builds only."""
    return "fp32" if settings.precision == "auto" else settings.precision


def weights_digest(settings: ModelSettings) -> str | None:
    """Digest of the model that the settings name; None where its files are not here yet."""
    try:
        return find_model(settings.embedder).digest
    except ModelError:
        return None


def have_graph(settings: ModelSettings, progress: Progress) -> bool:
    """Have the int8 graph of the model ready, made if it must be; False, and a line in the log, where it cannot be."""
    embedder = GraphEmbedder(settings)
    try:
        if not embedder.is_made:
            progress.start("making the int8 graph of the model, once", None, "graph")
            try:
                embedder.prepare()
            finally:
                progress.finish()
    except ModelError as error:
        _log.warning("%s; the build goes on at fp32, slower and just as good", error.message)
        return False
    return True
