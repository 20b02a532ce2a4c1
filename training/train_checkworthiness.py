"""Train the claim detector on the ClaimBuster sentences and write its weights.

The threshold and the calibration come from predictions on debates a model has not seen (five folds by debate);
the weights then come from all debates. Sentences that also stand in ``--exclude`` are left out. Run it as

    python training/train_checkworthiness.py claimbuster_crowdsourced.jsonl --exclude claimbuster_groundtruth.jsonl
"""

from __future__ import annotations

import argparse
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, precision_recall_curve
from sklearn.model_selection import GroupKFold

from claimcheck.models import load_embedder
from claimcheck.models.checkworthiness import FORMAT, network_input, raw_logits, read_weights, sigmoid
from claimcheck.models.sentence_features import surface, word_sequences
from claimcheck.settings import ModelSettings

Floats = NDArray[np.float64]
OUT = Path(__file__).parent.parent / "src/claimcheck/models/weights/checkworthiness.npz"
FOLDS, NETWORKS, HIDDEN, EPOCHS, BATCH = 5, 3, 192, 12, 256
SURFACE_SHARE = 0.1
"""Scale of the surface beside unit vectors in the regression, so that one penalty suits both."""


@dataclass(frozen=True)
class Sentences:
    """Labelled sentences with their vectors and debates."""

    texts: list[str]
    labels: NDArray[np.int64]
    debates: NDArray[np.str_]
    vectors: Floats

    def part(self, rows: NDArray[np.int64]) -> Sentences:
        """The sentences of some rows."""
        return Sentences([self.texts[row] for row in rows], self.labels[rows], self.debates[rows], self.vectors[rows])


def main() -> None:
    """Train, report the folds, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sentences", type=Path)
    parser.add_argument("--exclude", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--seed", type=int, default=20240517)
    parser.add_argument("--vectors", type=Path, help="keep the vectors here, for the next run")
    given = parser.parse_args()
    torch.set_num_threads(1)  # the sums of several threads differ in the last digits
    embedder = load_embedder(ModelSettings())
    data = load(given.sentences, given.exclude, embedder, given.vectors)
    print(f"{len(data.texts)} sentences, {int(data.labels.sum())} worth checking, {len(set(data.debates))} debates")

    logits = np.zeros(len(data.texts))
    folds = GroupKFold(FOLDS)
    for number, (train, held_out) in enumerate(folds.split(data.texts, data.labels, data.debates)):
        arrays = fit(data.part(train), given.seed + number, embedder.identity.digest)
        weights = read_weights(packed(arrays))
        part = data.part(held_out)
        logits[held_out] = raw_logits(weights, part.texts, part.vectors)
    slope, offset = calibrate(logits, data.labels)
    probabilities = sigmoid(slope * logits + offset)
    f1, threshold = best_threshold(data.labels, probabilities)
    average = average_precision_score(data.labels, probabilities)
    print(f"unseen debates: F1 {f1:.4f} at {threshold:.4f}, average precision {average:.4f}")

    arrays = fit(data, given.seed, embedder.identity.digest)
    arrays |= {"slope": np.float64(slope), "offset": np.float64(offset), "threshold": np.float64(threshold)}
    content = packed(arrays)
    given.out.write_bytes(content)
    print(f"{given.out}: {len(content) / 1e6:.2f} MB, sha256 {hashlib.sha256(content).hexdigest()}")


def load(file: Path, exclude: Path, embedder: Any, kept_vectors: Path | None) -> Sentences:
    """Read the sentences but those that are measured on, and embed them."""

    def rows(path: Path) -> list[dict[str, Any]]:
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]

    def folded(text: str) -> str:
        return " ".join(text.casefold().split())

    measured = {folded(row["text"]) for row in rows(exclude)}
    kept = [row for row in rows(file) if folded(row["text"]) not in measured]
    texts = [row["text"] for row in kept]
    if kept_vectors is not None and kept_vectors.exists():
        vectors = np.load(kept_vectors)
    else:
        vectors = embedder.embed_passages(texts)
        if kept_vectors is not None:
            np.save(kept_vectors, vectors)
    labels, debates = np.array([row["label"] for row in kept]), np.array([row["file"] for row in kept])
    return Sentences(texts, labels, debates, vectors.astype(np.float64))


def fit(data: Sentences, seed: int, digest: str) -> dict[str, Any]:
    """Both heads, as the arrays that are stored; not calibrated."""
    counter = TfidfVectorizer(analyzer=lambda text: list(word_sequences(text)), min_df=3, sublinear_tf=True)
    sequences = counter.fit_transform(data.texts)
    shown = np.array([surface(text) for text in data.texts])
    mean, scale = shown.mean(axis=0), shown.std(axis=0) + 1e-9
    shown = (shown - mean) / scale

    columns = sparse.hstack([sequences, sparse.csr_matrix(data.vectors), sparse.csr_matrix(shown * SURFACE_SHARE)])
    regression = LogisticRegression(C=1.0, solver="liblinear", max_iter=2000, random_state=seed)
    regression.fit(columns.tocsr(), data.labels)
    weights, words = regression.coef_[0], sequences.shape[1]
    vector_size = data.vectors.shape[1]

    seen = network_input(data.vectors, shown)
    networks = [fit_network(seen, data.labels, seed * 100 + number) for number in range(NETWORKS)]
    half = np.float16
    return {
        "format": np.int64(FORMAT),
        "embedder_digest": np.array(digest),
        "sequences": np.frombuffer("\n".join(counter.get_feature_names_out()).encode(), dtype=np.uint8),
        "sequence_idf": counter.idf_.astype(half),
        "sequence_weights": weights[:words].astype(half),
        "vector_weights": weights[words : words + vector_size].astype(np.float32),
        "surface_mean": mean,
        "surface_scale": scale,
        "surface_weights": weights[words + vector_size :] * SURFACE_SHARE,
        "bias": np.float64(regression.intercept_[0]),
        "inner": np.stack([inner.T for inner, _, _, _ in networks]).astype(half),
        "inner_bias": np.stack([inner_bias for _, inner_bias, _, _ in networks]),
        "outer": np.stack([outer[0] for _, _, outer, _ in networks]),
        "outer_bias": np.array([float(outer_bias[0]) for _, _, _, outer_bias in networks], dtype=np.float32),
        "slope": np.float64(1.0),
        "offset": np.float64(0.0),
        "threshold": np.float64(0.5),
    }


def fit_network(seen: Floats, labels: NDArray[np.int64], seed: int) -> list[NDArray[np.float32]]:
    """Weights and biases of one hidden layer and the output; dropout keeps it from learning debates by heart."""
    torch.manual_seed(seed)
    network = torch.nn.Sequential(
        torch.nn.Linear(seen.shape[1], HIDDEN),
        torch.nn.GELU(approximate="tanh"),
        torch.nn.Dropout(0.5),
        torch.nn.Linear(HIDDEN, 1),
    )
    inputs, targets = torch.tensor(seen, dtype=torch.float32), torch.tensor(labels, dtype=torch.float32)
    steps = EPOCHS * -(-len(labels) // BATCH)
    optimiser = torch.optim.AdamW(network.parameters(), lr=1e-3, weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 3e-3, total_steps=steps)
    for _ in range(EPOCHS):
        for rows in torch.split(torch.randperm(len(labels)), BATCH):
            optimiser.zero_grad()
            noisy = torch.nn.functional.dropout(inputs[rows], 0.1)
            loss = torch.nn.functional.binary_cross_entropy_with_logits(network(noisy).squeeze(1), targets[rows])
            torch.autograd.backward(loss)
            optimiser.step()
            schedule.step()
    return [parameter.detach().numpy() for parameter in network.parameters()]


def calibrate(logits: Floats, labels: NDArray[np.int64]) -> tuple[float, float]:
    """Slope and offset of a logistic curve through the logits of unseen debates."""
    curve = LogisticRegression(C=1e6).fit(logits.reshape(-1, 1), labels)
    return float(curve.coef_[0, 0]), float(curve.intercept_[0])


def best_threshold(labels: NDArray[np.int64], probabilities: Floats) -> tuple[float, float]:
    """Highest F1 and the probability that gives it."""
    precision, recall, thresholds = precision_recall_curve(labels, probabilities)
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-12)
    best = int(f1[:-1].argmax())
    return float(f1[best]), float(thresholds[best])


def packed(arrays: dict[str, Any]) -> bytes:
    """The arrays as the bytes of an ``.npz``; the same arrays give the same bytes."""
    import io
    import zipfile

    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(arrays):
            member = io.BytesIO()
            np.lib.format.write_array(member, np.asanyarray(arrays[name]), allow_pickle=False)
            archive.writestr(
                zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0)), member.getvalue(), zipfile.ZIP_DEFLATED
            )
    return target.getvalue()


if __name__ == "__main__":
    main()
