"""Make the packaged graph from trained weights: 8-bit integers, calibrated, measured against the weights it came from.

    python training/stance/compact.py runs/final0/weights.safetensors --data DATA [--out src/claimcheck/models/weights]

``DATA`` is the folder ``split.py`` wrote. The temperature is the one with the least log loss on the tenth of SciFact
and Check-COVID (captions and encyclopedia are easier, and would make it too sure), by the graph's own logits. The
linear layers take 7 of 8 bits with a scale per output channel (see ``graph_making.py``), after their inputs are
smoothed; the word vectors 8 bits with a scale per word; the head stays in 32, and so do layers named by ``--whole``
(the packaged graph: ``--whole down``). Both are scored against each other; nothing is chosen by the reported sets.
"""

from __future__ import annotations

import argparse
import copy
import hashlib
import json
import logging
import tempfile
import warnings
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from batches import encode
from network import CrossEncoder, Linear
from onnxruntime.quantization import QuantType, quantize_dynamic
from pairs import LABELS, Pair, read_pairs
from safetensors.torch import load_file
from scipy.optimize import minimize_scalar
from scoring import IN_DOMAIN, Floats, logits_of, macro_f1, probabilities
from torch import nn

OUT = Path(__file__).parents[2] / "src/claimcheck/models/weights"
FORMAT, OPSET, MOST_TOKENS = 1, 17, 256
SMOOTHING, SMOOTH_LAYERS = 0.8, ("qkv", "out", "up", "down")
SETS = ("tenth", "scifact_dev", "check_covid_dev", "snli_test")


def main() -> None:
    """Export, quantise, calibrate, write, compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--whole", nargs="*", default=[], help="layers to leave in 32 bits, such as down")
    parser.add_argument("--sets", nargs="*", default=SETS, help="compare on these")
    given = parser.parse_args()
    torch.set_num_threads(1)
    model = CrossEncoder()
    model.load_state_dict(load_file(given.weights))
    model.eval()
    given.out.mkdir(parents=True, exist_ok=True)
    graph = given.out / "stance.onnx"
    make_graph(model, graph, read_pairs(given.data / "natural.jsonl")[::230], given.whole)
    near = [pair for pair in read_pairs(given.data / "tenth.jsonl") if pair.source in IN_DOMAIN]
    temperature = best_temperature(near, run_graph(graph, near))
    content = graph.read_bytes()
    card = {
        "format": FORMAT, "name": "claimcheck-stance-minilm", "sha256": hashlib.sha256(content).hexdigest(),
        "labels": LABELS, "temperature": round(temperature, 4), "max_tokens": MOST_TOKENS,
        "input_order": ["evidence", "claim"], "tokenizer": "all-MiniLM-L6-v2", "languages": ["en"],
        "weights_sha256": hashlib.sha256(given.weights.read_bytes()).hexdigest(), "licence": "CC-BY-SA-4.0",
    }  # fmt: skip
    (given.out / "stance.json").write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")
    print(f"{graph}: {len(content) / 1e6:.1f} MB, temperature {temperature:.3f}")
    for name in given.sets:
        pairs = read_pairs(given.data / f"{name}.jsonl")
        whole, compact = logits_of(model, pairs, MOST_TOKENS, torch.float32), run_graph(graph, pairs)
        for part in sorted({pair.source for pair in pairs}):
            rows = [row for row, pair in enumerate(pairs) if pair.source == part]
            chosen = [pairs[row] for row in rows]
            before, after = macro_f1(whole[rows], chosen), macro_f1(compact[rows], chosen)
            print(f"{name} {part}: macro-F1 {before:.4f} fp32, {after:.4f} int8, {100 * (after - before):+.2f} points")


class CompactWords(nn.Module):
    """Word vectors as integers with a scale per word."""

    def __init__(self, words: torch.Tensor) -> None:
        super().__init__()
        scales = words.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("scales", scales)
        self.register_buffer("numbers", (words / scales).round().to(torch.int8))

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """Vectors of the words."""
        found: torch.Tensor = self.numbers[ids].float() * self.scales[ids]
        return found


class Smoothed(nn.Module):
    """A linear layer whose input is divided, channel by channel, by what its weights are multiplied with.

    A few channels carry values many times those of the others, and one scale for all would leave the others no steps.
    Part of that spread moves into the weights, which have a scale per output (SmoothQuant, Xiao et al., ICML 2023).
    """

    def __init__(self, layer: Linear, most: torch.Tensor) -> None:
        super().__init__()
        weights = layer.weight.detach().abs().amax(0).clamp(min=1e-4)
        factor = most.clamp(min=1e-4) ** SMOOTHING / weights ** (1 - SMOOTHING)
        factor = (factor / factor.mean()).clamp(min=1e-3)
        self.layer = layer
        with torch.no_grad():
            self.layer.weight.mul_(factor)
        self.register_buffer("divided", 1 / factor)

    def forward(self, given: torch.Tensor) -> torch.Tensor:
        """The same product and sum."""
        found: torch.Tensor = self.layer(given * self.divided)
        return found


def smooth(model: CrossEncoder, seen: Sequence[Pair]) -> None:
    """Put smoothed layers in the place of all linear layers of the encoder, by the largest inputs on some pairs."""
    most: dict[Linear, torch.Tensor] = {}

    def look(layer: Linear, inputs: tuple[torch.Tensor], _output: torch.Tensor) -> None:
        largest = inputs[0].abs().flatten(0, -2).amax(0)
        most[layer] = torch.maximum(most.get(layer, largest), largest)

    layers = [(block, name, getattr(block, name)) for block in model.layers for name in SMOOTH_LAYERS]
    hooks = [layer.register_forward_hook(look) for _, _, layer in layers]
    logits_of(model, seen, MOST_TOKENS, torch.float32)
    for hook in hooks:
        hook.remove()
    for block, name, layer in layers:
        setattr(block, name, Smoothed(layer, most[layer].clone()))


class InFullPrecision(nn.Module):
    """The model without the choice of a precision, which a graph cannot hold."""

    def __init__(self, model: CrossEncoder) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, segments: torch.Tensor) -> torch.Tensor:
        """Logits."""
        logits: torch.Tensor = self.model(ids, mask, segments)
        return logits


def make_graph(model: CrossEncoder, target: Path, seen: Sequence[Pair], whole_layers: Sequence[str] = ()) -> None:
    """Write the int8 graph of a model.

    Args:
        model: trained.
        target: where to.
        seen: some pairs, for the range of what the layers are given.
        whole_layers: names of layers to leave in 32 bits.
    """
    exported = copy.deepcopy(model)
    smooth(exported, seen)
    exported.eval()
    exported.words = CompactWords(model.words.weight.detach())  # type: ignore[assignment]
    [(ids, segments)] = encode([Pair(claim="A claim.", evidence="What is held.", label="supports", source="")], 64)
    names = ["input_ids", "attention_mask", "token_type_ids"]
    logging.getLogger().setLevel(logging.ERROR)  # it recommends a preparation that gains nothing here
    with tempfile.TemporaryDirectory() as aside, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that this is the older exporter, and that it traces
        torch.onnx.export(
            InFullPrecision(exported),
            (torch.tensor([ids]), torch.ones(1, len(ids), dtype=torch.long), torch.tensor([segments])),
            str(whole := Path(aside) / "whole.onnx"),
            input_names=names,
            output_names=["logits"],
            dynamic_axes={name: {0: "pairs", 1: "tokens"} for name in names} | {"logits": {0: "pairs"}},
            opset_version=OPSET,
            dynamo=False,
        )
        left = ("inner", "outer", *whole_layers)
        kept = [node.name for node in onnx.load(whole).graph.node if any(part in node.name for part in left)]
        quantize_dynamic(
            whole,
            target,
            op_types_to_quantize=["MatMul"],
            nodes_to_exclude=kept,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            extra_options={"MatMulConstBOnly": True},
        )


def run_graph(graph: Path, pairs: Sequence[Pair]) -> Floats:
    """Logits of the graph, a pair at a time, as the program runs it."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    found = np.zeros((len(pairs), len(LABELS)))
    for row, (ids, segments) in enumerate(encode(pairs, MOST_TOKENS)):
        given = {"input_ids": ids, "attention_mask": [1] * len(ids), "token_type_ids": segments}
        found[row] = session.run(None, {name: np.array([values], np.int64) for name, values in given.items()})[0][0]
    return found


def best_temperature(pairs: Sequence[Pair], logits: Floats) -> float:
    """The temperature with the least log loss."""
    truth = np.array([pair.target for pair in pairs])

    def loss(temperature: float) -> float:
        chances = probabilities(logits, temperature)[np.arange(len(truth)), truth]
        return float(-np.log(np.clip(chances, 1e-9, 1)).mean())

    return float(minimize_scalar(loss, bounds=(0.2, 5.0), method="bounded").x)


if __name__ == "__main__":
    main()
