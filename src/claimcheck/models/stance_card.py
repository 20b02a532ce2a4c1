"""What is written beside the weights of a stance graph: how texts are brought to it and what its outputs mean."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimcheck.errors import ModelError
from claimcheck.models.stance_labels import Labels, read_labels
from claimcheck.storage.files import sha256_of_file

CARD, GRAPH = "stance.json", "stance.onnx"
FORMAT = 1
_REINSTALL = "install claimcheck-workbench again, name another model in models.stance, or set it to `off`"


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceCard:
    """A graph that takes evidence and claim as one pair of texts."""

    name: str
    sha256: str
    """Of the graph."""
    labels: Labels
    temperature: float
    max_tokens: int
    evidence_first: bool
    languages: frozenset[str] | None


def read_card(folder: Path) -> tuple[StanceCard, Path]:
    """The card of the graph in a folder, and the graph, once its digest is proved.

    Raises:
        ModelError: a file is missing or of another format, or the weights are not those of the card.
    """
    try:
        content: Any = json.loads((folder / CARD).read_bytes())
        card = _card(content, str(folder))
        found = sha256_of_file(folder / GRAPH)
    except OSError as error:
        raise ModelError(
            f"the stance model in {folder} cannot be read: {error.strerror or error}", _REINSTALL
        ) from error
    except (ValueError, TypeError, KeyError) as error:
        raise ModelError(f"{folder / CARD} does not describe a stance model: {error}", _REINSTALL) from error
    if found != card.sha256:
        raise ModelError(
            f"the weights of the stance model in {folder} are not the expected ones (sha256 differs)", _REINSTALL
        )
    return card, folder / GRAPH


def _card(content: Any, folder: str) -> StanceCard:
    if not isinstance(content, dict):
        raise TypeError("no object")
    if content["format"] != FORMAT:
        raise ModelError(
            f"the stance model in {folder} is of format {content['format']}, this version reads {FORMAT}", _REINSTALL
        )
    order = list(content["input_order"])
    if sorted(order) != ["claim", "evidence"]:
        raise ValueError(f"input_order {order}")
    temperature, max_tokens = float(content["temperature"]), int(content["max_tokens"])
    if not 0.01 <= temperature <= 100 or not 8 <= max_tokens <= 8192:
        raise ValueError(f"temperature {temperature}, max_tokens {max_tokens}")
    name = str(content.get("name") or "stance")
    languages = content.get("languages")
    return StanceCard(
        name=name,
        sha256=str(content["sha256"]),
        labels=read_labels([str(label) for label in content["labels"]], name),
        temperature=temperature,
        max_tokens=max_tokens,
        evidence_first=order[0] == "evidence",
        languages=frozenset(map(str, languages)) if languages else None,
    )
