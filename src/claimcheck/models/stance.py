"""The stance model: the packaged int8 graph, or any cross-encoder that a setting names; loaded at its first use."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.domain import StanceScores
from claimcheck.models.running import cores, encodable, forbid_telemetry, foreign_errors
from claimcheck.models.source import packaged_folder
from claimcheck.models.stance_card import CARD, StanceCard, read_card

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from claimcheck.protocols import StanceModel
    from claimcheck.settings import ModelSettings

DEFAULT, OFF = "default", "off"
_SIGNS_PER_TOKEN = 12
HINT = "check the setting models.stance: `default`, `off`, a folder, or the name of an NLI cross-encoder"
SILENT = StanceScores(supports=0.0, refutes=0.0, not_enough_info=1.0)
"""What a text without a word says."""


def load_stance_model(settings: ModelSettings) -> StanceModel | None:
    """The stance model that the settings name, weights proved and ready to run; None where it is switched off.

    Raises:
        ModelError: it is missing or not the expected one, or what its outputs mean cannot be told.
    """
    if settings.stance == OFF:
        return None
    threads = settings.threads or cores()
    if settings.stance == DEFAULT:
        return GraphStance(Path(__file__).with_name("weights"), threads)
    given = Path(settings.stance).expanduser()
    if (given / CARD).is_file():
        return GraphStance(given, threads)
    from claimcheck.models.stance_hub import load_cross_encoder

    return load_cross_encoder(settings)


class GraphStance:
    """A cross-encoder as an int8 graph on onnxruntime, with the tokenizer of the packaged embedder.

    Pairs run one by one, each on one thread, the longest first: nothing is padded, and a pair is judged alike whatever
    is judged beside it. Safe to share between threads.
    """

    def __init__(self, folder: Path, threads: int) -> None:
        self._card, graph = read_card(folder)
        self._threads = threads
        with foreign_errors(f"the stance model in {folder} cannot be loaded", HINT):
            forbid_telemetry()
            import onnxruntime
            from tokenizers import Tokenizer

            onnxruntime.disable_telemetry_events()  # Windows has another way of collecting them
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = options.inter_op_num_threads = 1
            options.enable_mem_pattern = False  # a plan per length of text would be kept for nothing
            options.log_severity_level = 3
            self._session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
            own = folder / "tokenizer.json"
            self._tokenizer = Tokenizer.from_file(str(own if own.is_file() else packaged_folder() / "tokenizer.json"))
            self._tokenizer.no_padding()
            self._tokenizer.enable_truncation(self._card.max_tokens, strategy="longest_first")
            self._inputs = {one.name for one in self._session.get_inputs()}

    @property
    def name(self) -> str:
        """As its card says."""
        return self._card.name

    @property
    def languages(self) -> frozenset[str] | None:
        """As its card says."""
        return self._card.languages

    @property
    def card(self) -> StanceCard:
        """What stands beside its weights."""
        return self._card

    def stances(self, claim: str, passages: Sequence[str]) -> list[StanceScores]:
        """Three probabilities per passage, in their order; a passage without a word leaves the claim open.

        Raises:
            ModelError: the graph fails, for want of memory for instance.
        """
        found = [SILENT] * len(passages)
        spoken = sorted((at for at, text in enumerate(passages) if text.strip()), key=lambda at: -len(passages[at]))
        if not spoken or not claim.strip():
            return found
        with foreign_errors(f"the stance model {self.name} could not run", HINT):
            rows = self._logits(encodable(claim), [encodable(passages[at]) for at in spoken])
            for at, scores in zip(spoken, self._card.labels.scores(rows, self._card.temperature), strict=True):
                found[at] = scores
        return found

    def _logits(self, claim: str, texts: list[str]) -> NDArray[np.float32]:
        import numpy as np

        most = _SIGNS_PER_TOKEN * self._card.max_tokens  # what is cut off a pair costs the product of both lengths
        cut = [(text[:most], claim[:most]) for text in texts]
        pairs = cut if self._card.evidence_first else [(said, text) for text, said in cut]
        encoded = self._tokenizer.encode_batch(pairs)

        def run(at: int) -> NDArray[np.float32]:
            tokens = encoded[at]
            given = {
                "input_ids": tokens.ids,
                "attention_mask": tokens.attention_mask,
                "token_type_ids": tokens.type_ids,
            }
            feed = {name: np.array([values], dtype=np.int64) for name, values in given.items() if name in self._inputs}
            row: NDArray[np.float32] = self._session.run(None, feed)[0][0]
            return row

        if len(pairs) == 1:
            return np.stack([run(0)])
        with ThreadPoolExecutor(self._threads) as pool:
            return np.stack(list(pool.map(run, range(len(pairs)))))
