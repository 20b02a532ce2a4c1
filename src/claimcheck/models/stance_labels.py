"""What the outputs of a stance model mean: read from its own names for them, or from a setting; never guessed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from claimcheck.domain import StanceScores
from claimcheck.errors import ModelError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Says(StrEnum):
    """What one output of a model speaks for."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    OPEN = "not_enough_info"


_NAMES = {
    Says.SUPPORTS: "supports support supported supporting entailment entails entailed entail consistent",
    Says.REFUTES: "refutes refute refuted refuting contradiction contradicts contradicted contradict contradictory",
    Says.OPEN: (
        "not_enough_info not_enough_information not_enough_evidence nei neutral unverifiable not_supported "
        "unsupported not_entailment not_entailed non_entailment no_entailment"
    ),
}
_MEANING = {name: says for says, names in _NAMES.items() for name in names.split()}
_HINT = (
    "set models.stance_labels to what its outputs mean, in their order: for example "
    "`supports,not_enough_info,refutes`, or `not_supported,supported`"
)


@dataclass(frozen=True, slots=True)
class Labels:
    """What each output of a model speaks for, in the order of the outputs."""

    outputs: tuple[Says, ...]

    def scores(self, logits: NDArray[np.float32], temperature: float = 1.0) -> list[StanceScores]:
        """Probabilities from rows of raw outputs, shape (texts, outputs).

        Raises:
            ModelError: not a number for each output, or numbers that are none.
        """
        import numpy as np

        rows = np.asarray(logits, dtype=np.float64)
        if rows.ndim != 2 or rows.shape[1] != len(self.outputs) or not np.isfinite(rows).all():
            raise ModelError(f"the stance model gave outputs that cannot be used (shape {rows.shape})", _HINT)
        rows = rows / temperature
        if len(self.outputs) == 1:
            rows = np.hstack([rows, np.zeros_like(rows)])
        powers = np.exp(rows - rows.max(axis=1, keepdims=True))
        shares = powers / powers.sum(axis=1, keepdims=True)
        outputs = self.outputs if len(self.outputs) > 1 else (*self.outputs, Says.OPEN)
        sums = {says: shares[:, [one is says for one in outputs]].sum(axis=1) for says in Says}
        return [
            StanceScores(supports=float(supports), refutes=float(refutes), not_enough_info=float(open_))
            for supports, refutes, open_ in zip(*(sums[says] for says in Says), strict=True)
        ]


def read_labels(names: Sequence[str], model: str) -> Labels:
    """What outputs of these names speak for: those of NLI, of fact-checking, and of two-way models of support.

    A model that never leaves a claim open is refused: it would call every silent passage a refutation.

    Raises:
        ModelError: a name whose meaning is not known, or no name for what must be there.
    """
    meanings = [_MEANING.get(re.sub(r"[\W_]+", "_", name.strip().casefold()).strip("_")) for name in names]
    shown = ", ".join(names)
    outputs = tuple(says for says in meanings if says is not None)
    if len(outputs) < len(meanings) or not outputs:
        raise ModelError(f"the labels of the stance model {model} cannot be read: {shown}", _HINT)
    if Says.SUPPORTS not in outputs:
        raise ModelError(f"the stance model {model} has no output for support: {shown}", _HINT)
    if len(outputs) > 1 and Says.OPEN not in outputs:
        raise ModelError(
            f"the stance model {model} cannot leave a claim open: {shown}",
            "name a model that also knows not enough info (neutral), or read `refutes` as `not_supported` "
            "in models.stance_labels",
        )
    return Labels(outputs)
