r"""Fine-tune the claim detector on the ClaimBuster sentences and write its graph and card of numbers.

The lower layers of the packaged embedder stay as they are, so what they make of each sentence is computed once; the
layers above them are trained, several times from other seeds, on three classes (not factual, factual but unimportant,
worth checking), on four fifths of the debates. The calibration and the threshold come from the debates held out,
scored by the quantised graph as it ships.
Sentences that also stand in ``--exclude`` are left out. Run it as

    python training/train_checkworthiness.py claimbuster_crowdsourced.jsonl --exclude claimbuster_groundtruth.jsonl \
        --work FOLDER

What is in the work folder already (hidden states, trained layers) is not made again.
"""

from __future__ import annotations

import argparse
import copy
import hashlib
import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, precision_recall_curve
from sklearn.model_selection import GroupKFold
from tokenizers import Tokenizer
from transformers import AutoModel, AutoTokenizer

from claimcheck.models.checkworthiness import FORMAT, sigmoid
from claimcheck.models.graph import Graph
from claimcheck.models.graph_making import export_graph, quantise
from claimcheck.models.source import DEFAULT, find_model

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]
OUT = Path(__file__).parent.parent / "src/claimcheck/models/weights"
CLASSES = {"NFS": 0, "UFS": 1, "CFS": 2}
WORTHY = CLASSES["CFS"]
FROZEN, FOLDS, EPOCHS, BATCH, RATE, LONGEST = 2, 5, 2, 64, 1e-4, 96
DROPOUT, DECAY, HEAD_FASTER = 0.1, 0.01, 10


@dataclass(frozen=True)
class Sentences:
    """Labelled sentences as tokens, and what the frozen layers make of them."""

    classes: Rows
    debates: NDArray[np.str_]
    tokens: list[list[int]]
    states: NDArray[np.float16]
    """Of all tokens, one after the other."""
    starts: Rows

    def batch(self, rows: Rows) -> tuple[torch.Tensor, torch.Tensor]:
        """States of some sentences, filled up to the longest, and which of them are real."""
        longest = max(len(self.tokens[row]) for row in rows)
        states, real = torch.zeros(len(rows), longest, self.states.shape[1]), torch.zeros(len(rows), longest)
        for place, row in enumerate(rows):
            length = len(self.tokens[row])
            of_row = self.states[self.starts[row] : self.starts[row] + length]
            states[place, :length] = torch.from_numpy(of_row.astype(np.float32))
            real[place, :length] = 1
        return states, real


@dataclass(frozen=True)
class Course:
    """How a top is trained."""

    seed: int
    epochs: int
    rate: float


class Top(torch.nn.Module):
    """The trained layers, mean pooling and a linear head over three classes."""

    def __init__(self, encoder: Any) -> None:
        super().__init__()
        self.layers = encoder.encoder.layer[FROZEN:]
        self.head = torch.nn.Linear(encoder.config.hidden_size, len(CLASSES))
        torch.nn.init.normal_(self.head.weight, std=0.02)

    def forward(self, states: torch.Tensor, real: torch.Tensor | None = None) -> torch.Tensor:
        """Logits of the classes; ``real`` may be left out where nothing was filled up."""
        mask = None if real is None else ((1.0 - real[:, None, None, :]) * -1e4).to(states.dtype)
        for layer in self.layers:
            made = layer(states, attention_mask=mask)
            states = made[0] if isinstance(made, tuple) else made
        if real is None:
            pooled = states.mean(1)
        else:
            pooled = (states.float() * real.unsqueeze(-1)).sum(1) / real.unsqueeze(-1).sum(1)
        logits: torch.Tensor = self.head(torch.nn.functional.dropout(pooled, DROPOUT, self.training))
        return logits


class SmallEmbedding(torch.nn.Module):
    """Word embeddings in 8 bits with a scale per word: a quarter of the size."""

    def __init__(self, weight: torch.Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("table", (weight / scale).round().to(torch.int8))

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """Vectors of words."""
        vectors: torch.Tensor = self.table[ids].float() * self.scale[ids]  # type: ignore[index]  # buffers
        return vectors


class Whole(torch.nn.Module):
    """Frozen layers and all trained tops: the mean of their log odds that a sentence is worth checking."""

    def __init__(self, encoder: Any, tops: list[Top]) -> None:
        super().__init__()
        self.lower = copy.deepcopy(encoder)
        self.lower.encoder.layer = self.lower.encoder.layer[:FROZEN]
        self.lower.embeddings.word_embeddings = SmallEmbedding(encoder.embeddings.word_embeddings.weight.detach())
        self.tops = torch.nn.ModuleList(tops)

    def forward(self, input_ids: torch.Tensor) -> torch.Tensor:
        """Log odds, one row per text."""
        states = self.lower(input_ids=input_ids).last_hidden_state
        odds = [log_odds(top(states)) for top in self.tops]
        return torch.stack(odds).mean(0).unsqueeze(1)


def log_odds(logits: torch.Tensor) -> torch.Tensor:
    """Of being worth checking, against both other classes together."""
    others = torch.logsumexp(logits[:, :WORTHY], dim=1)
    return logits[:, WORTHY] - others


def main() -> None:
    """Train, report the held-out debates, write graph and numbers."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sentences", type=Path)
    parser.add_argument("--exclude", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True, help="keeps hidden states and trained layers")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2])
    given = parser.parse_args()
    torch.set_num_threads(1)  # the sums of several threads differ in the last digits
    folder = str(find_model(DEFAULT).files())
    quiet = {"hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0.0, "attn_implementation": "eager"}
    encoder = AutoModel.from_pretrained(folder, **quiet).eval()
    tokenizer = AutoTokenizer.from_pretrained(folder)
    texts, data = load(given.sentences, given.exclude, tokenizer, encoder, given.work)
    folds = GroupKFold(FOLDS).split(texts, data.classes, data.debates)
    train, held_out = next(iter(folds))
    print(f"{len(train)} sentences to train on, {len(held_out)} of {len(set(data.debates[held_out]))} debates held out")

    tops = []
    for seed in given.seeds:
        torch.manual_seed(seed)
        fresh = Top(copy.deepcopy(encoder))
        tops.append(trained(fresh, data, train, Course(seed, EPOCHS, RATE), given.work / f"top_{seed}.pt"))
    kept: Tokenizer = tokenizer.backend_tokenizer
    kept.no_padding()
    kept.enable_truncation(LONGEST)
    content, odds = graph_of(encoder, tops, kept.to_str(), [texts[row] for row in held_out])
    exact = np.mean([odds_of(top, data, held_out) for top in tops], axis=0)
    print(f"the graph's log odds are {np.abs(odds - exact).mean():.3f} from those of the layers it was made of")
    worthy = (data.classes[held_out] == WORTHY).astype(np.int64)
    slope, offset = calibrate(odds, worthy)
    probabilities = sigmoid(slope * odds + offset)
    f1, threshold = best_threshold(worthy, probabilities)
    average = average_precision_score(worthy, probabilities)
    print(f"debates held out: F1 {f1:.4f} at {threshold:.4f}, average precision {average:.4f}")
    numbers = {
        "format": FORMAT,
        "graph_sha256": hashlib.sha256(content).hexdigest(),
        "slope": slope,
        "offset": offset,
        "threshold": threshold,
        "tokenizer": kept.to_str(),
    }
    (given.out / "checkworthiness.onnx").write_bytes(content)
    (given.out / "checkworthiness.json").write_text(json.dumps(numbers, indent=1), encoding="utf-8")
    print(f"{given.out}: {len(content) / 1e6:.1f} MB, sha256 {numbers['graph_sha256']}")


def graph_of(encoder: Any, tops: list[Top], tokenizer: str, probes: list[str]) -> tuple[bytes, Floats]:
    """The quantised graph, and the log odds it gives to some texts."""
    with tempfile.TemporaryDirectory() as aside:
        whole, small = Path(aside, "whole.onnx"), Path(aside, "small.onnx")
        example = torch.tensor([[101, 7592, 102]])
        export_graph(Whole(encoder, tops).eval(), example, whole, output="log_odds", names=("texts", "tokens"))
        quantise(whole, small)
        graph = Graph(small, tokenizer, 1)
        return small.read_bytes(), np.array([float(graph.vector(text)[0]) for text in probes])


def odds_of(top: Top, data: Sentences, rows: Rows) -> Floats:
    """Log odds of some sentences."""
    odds = np.empty(len(rows))
    order = np.argsort([len(data.tokens[row]) for row in rows], kind="stable")
    for places in np.array_split(order, -(-len(order) // BATCH)):
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            odds[places] = log_odds(top(*data.batch(rows[places])).float()).numpy()
    return odds


def load(file: Path, exclude: Path, tokenizer: Any, encoder: Any, work: Path) -> tuple[list[str], Sentences]:
    """Read the sentences but those that are measured on, and run the frozen layers over them."""

    def rows(path: Path) -> list[dict[str, Any]]:
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]

    def folded(text: str) -> str:
        return " ".join(text.casefold().split())

    measured = {folded(row["text"]) for row in rows(exclude)}
    kept = [row for row in rows(file) if folded(row["text"]) not in measured]
    texts = [row["text"] for row in kept]
    tokens = [tokenizer(text, truncation=True, max_length=LONGEST)["input_ids"] for text in texts]
    starts = np.concatenate([[0], np.cumsum([len(ids) for ids in tokens])[:-1]]).astype(np.int64)
    made = work / "states.npy"
    if not made.exists():
        work.mkdir(parents=True, exist_ok=True)
        np.save(made, states_of(encoder, tokens, starts))
    return texts, Sentences(
        classes=np.array([CLASSES[row["class"]] for row in kept]),
        debates=np.array([row["file"] for row in kept]),
        tokens=tokens,
        states=np.load(made, mmap_mode="r"),
        starts=starts,
    )


def states_of(encoder: Any, tokens: list[list[int]], starts: Rows) -> NDArray[np.float16]:
    """Hidden states after the frozen layers, of all tokens one after the other."""
    states = np.empty((int(starts[-1]) + len(tokens[-1]), encoder.config.hidden_size), dtype=np.float16)
    order = np.argsort([len(ids) for ids in tokens], kind="stable")
    for rows in np.array_split(order, -(-len(order) // BATCH)):
        longest = max(len(tokens[row]) for row in rows)
        ids, real = torch.zeros(len(rows), longest, dtype=torch.long), torch.zeros(len(rows), longest, dtype=torch.long)
        for place, row in enumerate(rows):
            ids[place, : len(tokens[row])] = torch.tensor(tokens[row])
            real[place, : len(tokens[row])] = 1
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            made = encoder(input_ids=ids, attention_mask=real, output_hidden_states=True).hidden_states[FROZEN]
        for place, row in enumerate(rows):
            length = len(tokens[row])
            states[starts[row] : starts[row] + length] = made[place, :length].float().numpy()
    return states


def trained(top: Top, data: Sentences, rows: Rows, course: Course, kept: Path) -> Top:
    """The top trained on some sentences, from the work folder where it is there."""
    if kept.exists():
        top.load_state_dict(torch.load(kept, weights_only=True))
        return top.eval()
    torch.manual_seed(course.seed)
    chance = np.random.default_rng(course.seed)
    layers = {"params": top.layers.parameters(), "lr": course.rate}
    head = {"params": top.head.parameters(), "lr": course.rate * HEAD_FASTER}
    optimiser = torch.optim.AdamW([layers, head], weight_decay=DECAY, fused=True)
    steps = course.epochs * -(-len(rows) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser,
        [course.rate, course.rate * HEAD_FASTER],
        total_steps=steps + 1,
        pct_start=0.1,
        anneal_strategy="linear",
    )
    targets = torch.tensor(data.classes)
    top.train()
    for epoch in range(course.epochs):
        losses = []
        for batch in batches(data, rows, chance):
            states, real = data.batch(batch)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = top(states, real)
            loss = torch.nn.functional.cross_entropy(logits.float(), targets[batch])
            optimiser.zero_grad()
            torch.autograd.backward(loss)
            torch.nn.utils.clip_grad_norm_(top.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            losses.append(loss.item())
        print(f"{kept.name}, epoch {epoch + 1}: loss {np.mean(losses):.4f}", flush=True)
    torch.save(top.state_dict(), kept)
    return top.eval()


def batches(data: Sentences, train: Rows, chance: np.random.Generator) -> list[Rows]:
    """Batches of sentences of like length, in random order."""
    mixed, found = chance.permutation(train), []
    for start in range(0, len(mixed), BATCH * 40):
        near = mixed[start : start + BATCH * 40]
        near = near[np.argsort([len(data.tokens[row]) for row in near], kind="stable")]
        found += [near[place : place + BATCH] for place in range(0, len(near), BATCH)]
    return [found[place] for place in chance.permutation(len(found))]


def calibrate(odds: Floats, worthy: Rows) -> tuple[float, float]:
    """Slope and offset of a logistic curve through the log odds of unseen debates."""
    curve = LogisticRegression(C=1e6).fit(odds.reshape(-1, 1), worthy)
    return float(curve.coef_[0, 0]), float(curve.intercept_[0])


def best_threshold(labels: Rows, probabilities: Floats) -> tuple[float, float]:
    """Highest F1 and the probability that gives it."""
    precision, recall, thresholds = precision_recall_curve(labels, probabilities)
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-12)
    best = int(f1[:-1].argmax())
    return float(f1[best]), float(thresholds[best])


if __name__ == "__main__":
    main()
