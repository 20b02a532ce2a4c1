"""Any other stance model: a cross-encoder for sequence classification from a folder or a hub, run on PyTorch."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from claimcheck.domain import StanceScores
from claimcheck.errors import ModelError
from claimcheck.models.embedder import quiet
from claimcheck.models.running import cores, encodable, foreign_errors
from claimcheck.models.stance_labels import Labels, read_labels

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from claimcheck.settings import ModelSettings

_HINT = (
    "check the setting models.stance: `default`, `off`, a folder, or the name of an NLI cross-encoder whose weights "
    "are safetensors (a name not in the local cache needs the network once)"
)
_MOST_TOKENS = 512
_BATCH = 16
_SILENT = StanceScores(supports=0.0, refutes=0.0, not_enough_info=1.0)


def load_cross_encoder(settings: ModelSettings) -> HubStance:
    """The model that `models.stance` names; what its outputs mean is read before it judges anything.

    Raises:
        ModelError: it is missing, no model of this kind, or its labels cannot be read.
    """
    name = settings.stance
    folder = Path(name).expanduser()
    given = [label.strip() for label in settings.stance_labels.split(",") if label.strip()]
    with foreign_errors(f"the stance model {name} cannot be loaded", _HINT):
        import torch
        from transformers import AutoModelForSequenceClassification, AutoTokenizer

        torch.set_num_threads(settings.threads or cores())
        with quiet():
            place = str(folder) if folder.is_dir() else name
            tokenizer = _local_first(AutoTokenizer, place)
            model = _local_first(AutoModelForSequenceClassification, place, use_safetensors=True, dtype=torch.float32)
        model.eval()
        named = [str(model.config.id2label[at]) for at in range(int(model.config.num_labels))]
    if given and len(given) != len(named):
        raise ModelError(
            f"the stance model {name} has {len(named)} outputs, models.stance_labels names {len(given)}",
            f"its own names are: {', '.join(named)}",
        )
    return HubStance(
        folder.resolve().name if folder.is_dir() else name, model, tokenizer, read_labels(given or named, name)
    )


def _local_first(kind: Any, place: str, **more: Any) -> Any:
    """From the cache where it is there, for nothing is asked of a hub that is not needed."""
    try:
        return kind.from_pretrained(place, local_files_only=True, trust_remote_code=False, **more)
    except OSError:
        if Path(place).is_dir():
            raise
        return kind.from_pretrained(place, trust_remote_code=False, **more)


class HubStance:
    """A cross-encoder of evidence and claim on PyTorch; similar lengths run together. Safe to share between threads."""

    languages: frozenset[str] | None = None
    """Not said in a form that could be relied on."""

    def __init__(self, name: str, model: Any, tokenizer: Any, labels: Labels) -> None:
        self._name, self._model, self._tokenizer, self._labels = name, model, tokenizer, labels
        self._running = Lock()
        longest = getattr(model.config, "max_position_embeddings", _MOST_TOKENS) or _MOST_TOKENS
        self._most_tokens = max(min(int(longest) - 2, int(tokenizer.model_max_length), _MOST_TOKENS), 16)

    @property
    def name(self) -> str:
        """The hub's name, or the folder's."""
        return self._name

    def stances(self, claim: str, passages: Sequence[str]) -> list[StanceScores]:
        """Three probabilities per passage, in their order; a passage without a word leaves the claim open.

        Raises:
            ModelError: the model fails, for want of memory for instance.
        """
        found = [_SILENT] * len(passages)
        spoken = sorted((at for at, text in enumerate(passages) if text.strip()), key=lambda at: -len(passages[at]))
        if not claim.strip():
            return found
        for first in range(0, len(spoken), _BATCH):
            chosen = spoken[first : first + _BATCH]
            with foreign_errors(f"the stance model {self._name} could not run", _HINT):
                logits = self._logits(encodable(claim), [encodable(passages[at]) for at in chosen])
                for at, scores in zip(chosen, self._labels.scores(logits), strict=True):
                    found[at] = scores
        return found

    def _logits(self, claim: str, texts: list[str]) -> NDArray[np.float32]:
        import torch

        with self._running, torch.inference_mode():
            given = self._tokenizer(
                texts,
                [claim] * len(texts),
                padding=True,
                truncation="longest_first",
                max_length=self._most_tokens,
                return_tensors="pt",
            )
            logits: NDArray[np.float32] = self._model(**given).logits.float().numpy()
        return logits
