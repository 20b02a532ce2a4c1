"""Train the stance cross-encoder. The same command once more resumes a run that was stopped.

    python training/stance/train.py --pairs natural.jsonl mined.jsonl --dev tenth.jsonl --out runs/general

``--repeat scifact=4`` shows a source four times an epoch, ``--limit fever=4000`` at most so many of its pairs (drawn
anew each epoch). For the sources named by ``--two-way``, which know no "not enough info", only the other two outputs
are compared, so that the model does not learn that a subject leaves two answers. ``--from FILE`` starts from weights of
another run. Uses a GPU when there is one. ``last.pt`` is the checkpoint, ``weights.safetensors`` the averaged weights
with the best score on ``--dev``, ``log.jsonl`` a line per evaluation.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import random
import time
from collections import defaultdict
from contextlib import suppress
from pathlib import Path

import torch
from batches import Batch, batches, encode
from network import CrossEncoder
from pairs import Pair, read_pairs
from safetensors.torch import load_file, save_file
from scoring import IN_DOMAIN, logits_of, macro_f1
from torch.nn import functional

WARMUP, CHECKPOINT_SECONDS = 0.06, 90


def main() -> None:
    """Train to the end, from wherever an earlier run of the same folder stopped."""
    given = arguments()
    torch.set_num_threads(given.threads)
    torch.manual_seed(given.seed)
    pairs, dev = read_pairs(*given.pairs), read_pairs(given.dev)
    encoded = encode(pairs, given.most_tokens)
    steps = [
        batch
        for epoch in range(given.epochs)
        for batch in batches(
            encoded,
            epoch_rows(pairs, given, epoch),
            given.tokens,
            random.Random(f"{given.seed} {epoch}"),  # noqa: S311 - an order, no secret
        )
    ]
    run = Run(given)
    print(f"{len(pairs)} pairs, {len(steps)} steps, from {run.step}, {run.device}", flush=True)
    evaluations = {round(len(steps) * part / given.evaluations) for part in range(1, given.evaluations + 1)}
    two_way, clock, kept, loss_sum, tokens = set(given.two_way), time.time(), time.time(), 0.0, 0
    while run.step < len(steps):
        batch = steps[run.step]
        chosen = [pairs[row] for row in batch.rows]
        target = torch.tensor([pair.target for pair in chosen])
        narrow = torch.tensor([pair.source in two_way for pair in chosen])
        loss_sum += run.advance(batch, target, narrow, given.lr * rate(run.step / len(steps)))
        tokens += batch.input_ids.numel()
        if run.step % 50 == 0:
            speed = tokens / (time.time() - clock)
            print(f"{run.step}/{len(steps)} loss {loss_sum / 50:.4f} {speed:.0f} tok/s", flush=True)
            clock, loss_sum, tokens = time.time(), 0.0, 0
            give_back_memory()
        if run.step in evaluations:
            run.evaluate(dev)
        if time.time() - kept > CHECKPOINT_SECONDS or run.step in evaluations:
            run.keep()
            kept = time.time()


class Run:
    """A model, its optimizer and the moving average of its weights, at some step."""

    def __init__(self, given: argparse.Namespace) -> None:
        self.given = given
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self.model = CrossEncoder().to(self.device)
        if given.start:
            self.model.load_state_dict(load_file(given.start))
        self.trained = {name: weight for name, weight in self.model.named_parameters() if weight.requires_grad}
        groups = [
            {"params": [weight for weight in self.trained.values() if weight.ndim >= 2], "weight_decay": 0.01},
            {"params": [weight for weight in self.trained.values() if weight.ndim < 2], "weight_decay": 0.0},
        ]
        self.optimizer = torch.optim.AdamW(groups, lr=given.lr, betas=(0.9, 0.98), fused=True)
        self.average = {name: weight.detach().clone() for name, weight in self.trained.items()}
        self.step, self.best = 0, -1.0
        given.out.mkdir(parents=True, exist_ok=True)
        self.checkpoint = given.out / "last.pt"
        if self.checkpoint.exists():
            state = torch.load(self.checkpoint, map_location=self.device, weights_only=True)
            self.model.load_state_dict(state["model"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.average, self.step, self.best = state["average"], state["step"], state["best"]
            torch.set_rng_state(state["random"].cpu())

    def advance(self, batch: Batch, target: torch.Tensor, narrow: torch.Tensor, lr: float) -> float:
        """One step; the loss."""
        for group in self.optimizer.param_groups:
            group["lr"] = lr
        tokens = (batch.input_ids, batch.attention_mask, batch.token_type_ids)
        logits = self.model(*(one.to(self.device) for one in tokens), torch.bfloat16)
        loss = loss_of(logits, target.to(self.device), narrow.to(self.device), self.given.smoothing)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.trained.values(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.step += 1
        decay = min(self.given.average, self.step / (self.step + 9))
        with torch.no_grad():
            now = [weight.detach() for weight in self.trained.values()]
            torch._foreach_lerp_(list(self.average.values()), now, 1 - decay)
        return float(loss.detach())

    def evaluate(self, dev: list[Pair]) -> None:
        """Score the averaged weights on the tenth; keep them if none were better."""
        raw = {name: weight.detach().clone() for name, weight in self.trained.items()}
        self._put(self.average)
        scores = tenth_scores(self.model, dev, self.given.most_tokens)
        if scores["score"] > self.best:
            self.best = scores["score"]
            save_file(self.model.state_dict(), self.given.out / "weights.safetensors")
        self._put(raw)
        line = json.dumps({"step": self.step} | {name: round(score, 4) for name, score in scores.items()})
        print(line, flush=True)
        with (self.given.out / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(line + "\n")

    def keep(self) -> None:
        """Write everything the run needs to go on from here."""
        state = {"model": self.model.state_dict(), "optimizer": self.optimizer.state_dict(), "average": self.average}
        state |= {"step": self.step, "best": self.best, "random": torch.get_rng_state()}
        torch.save(state, aside := self.checkpoint.with_suffix(".partial"))
        aside.replace(self.checkpoint)

    def _put(self, weights: dict[str, torch.Tensor]) -> None:
        with torch.no_grad():
            for name, weight in self.trained.items():
                weight.copy_(weights[name])


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=Path, nargs="+", required=True)
    parser.add_argument("--dev", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--from", dest="start", type=Path)
    parser.add_argument("--repeat", nargs="*", default=[])
    parser.add_argument("--limit", nargs="*", default=[])
    parser.add_argument("--without", nargs="*", default=[], help="sources to leave out; a prefix will do")
    parser.add_argument("--two-way", nargs="*", default=[])
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--lr", type=float, default=1e-4)
    parser.add_argument("--tokens", type=int, default=2048, help="tokens in a batch")
    parser.add_argument("--most-tokens", type=int, default=256)
    parser.add_argument("--longest", type=int, help="leave pairs of more words out of training")
    parser.add_argument("--smoothing", type=float, default=0.05)
    parser.add_argument("--average", type=float, default=0.99, help="decay of the moving average of the weights")
    parser.add_argument("--evaluations", type=int, default=2)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


def epoch_rows(pairs: list[Pair], given: argparse.Namespace, epoch: int) -> list[int]:
    """Which pairs an epoch shows, how often."""
    repeat = {name: int(times) for name, times in (one.split("=") for one in given.repeat)}
    limit = {name: int(most) for name, most in (one.split("=") for one in given.limit)}
    by_source: dict[str, list[int]] = defaultdict(list)
    for row, pair in enumerate(pairs):
        words = len(pair.claim.split()) + len(pair.evidence.split())
        if not pair.source.startswith(tuple(given.without)) and words <= (given.longest or words):
            by_source[pair.source].append(row)
    rows = []
    for source, found in sorted(by_source.items()):
        rng = random.Random(f"{given.seed} {epoch} {source}")  # noqa: S311 - a draw, no secret
        most = limit.get(source, len(found))
        rows += rng.sample(found, min(most, len(found))) * repeat.get(source, 1)
    return rows


def give_back_memory() -> None:
    """What batches of other shapes have left behind; glibc would keep gigabytes of it."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").malloc_trim(0)


def rate(done: float) -> float:
    """Share of the learning rate: warm-up, then straight down."""
    return min(done / WARMUP + 0.01, 1.0) * max(1.0 - done, 0.02)


def loss_of(logits: torch.Tensor, target: torch.Tensor, narrow: torch.Tensor, smoothing: float) -> torch.Tensor:
    """Mean cross-entropy; over two outputs where the set has no third."""
    parts = [
        functional.cross_entropy(logits[rows, :outputs], target[rows], label_smoothing=smoothing, reduction="sum")
        for rows, outputs in ((~narrow, logits.shape[1]), (narrow, 2))
        if rows.any()
    ]
    return torch.stack(parts).sum() / len(target)


def tenth_scores(model: CrossEncoder, dev: list[Pair], most_tokens: int) -> dict[str, float]:
    """Macro-F1 per source, and their mean in which the in-domain sets, taken together, weigh half."""
    logits = logits_of(model, dev, most_tokens)
    scores = {}
    for source in sorted({pair.source for pair in dev}):
        rows = [row for row, pair in enumerate(dev) if pair.source == source]
        scores[source] = macro_f1(logits[rows], [dev[row] for row in rows])
    near = [row for row, pair in enumerate(dev) if pair.source in IN_DOMAIN]
    scores["in_domain"] = macro_f1(logits[near], [dev[row] for row in near])
    others = [score for source, score in scores.items() if source not in (*IN_DOMAIN, "in_domain")]
    scores["score"] = (scores["in_domain"] + sum(others) / max(len(others), 1)) / 2 if others else scores["in_domain"]
    return scores


if __name__ == "__main__":
    main()
