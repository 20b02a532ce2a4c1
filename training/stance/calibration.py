"""Is the packaged graph as sure as it is right? Calibration error on the reported sets, and a reliability plot.

    python training/stance/calibration.py DATA [--plot docs/models/stance-reliability.svg]

``DATA`` is the folder ``split.py`` wrote. Ten bins of equal mass over both sets pooled; the temperature was chosen on
the tenth. The interval is the middle 95 % of a seeded bootstrap over pairs.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import matplotlib as mpl
import numpy as np
from compact import OUT, run_graph
from pairs import read_pairs
from scoring import Floats, calibration_error, macro_f1, per_class, probabilities

POOLED = ("scifact_dev", "check_covid_dev")
BINS, RESAMPLES, SEED = 10, 2000, 20261125


def main() -> None:
    """Print the scores, draw the plot."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--graph", type=Path, default=OUT)
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--also", nargs="*", default=["snli_test"], help="sets to score besides")
    given = parser.parse_args()
    temperature = json.loads((given.graph / "stance.json").read_text(encoding="utf-8"))["temperature"]
    chances, truths = [], []
    for name in (*POOLED, *given.also):
        pairs = read_pairs(given.data / f"{name}.jsonl")
        logits = run_graph(given.graph / "stance.onnx", pairs)
        truth = np.array([pair.target for pair in pairs])
        sure = probabilities(logits, temperature)
        classes = ", ".join(f"{label} {score:.3f}" for label, score in per_class(logits, pairs).items())
        accuracy = (logits.argmax(1) == truth).mean()
        print(f"{name}: n {len(pairs)}, macro-F1 {macro_f1(logits, pairs):.4f} ({classes}), accuracy {accuracy:.4f}, "
              f"calibration error {calibration_error(sure, truth, BINS):.4f}")  # fmt: skip
        if name in POOLED:
            chances.append(sure)
            truths.append(truth)
    sure, truth = np.concatenate(chances), np.concatenate(truths)
    draw = np.random.default_rng(SEED)
    samples = [draw.integers(len(truth), size=len(truth)) for _ in range(RESAMPLES)]
    low, high = np.quantile([calibration_error(sure[rows], truth[rows], BINS) for rows in samples], [0.025, 0.975])
    print(f"pooled: calibration error {calibration_error(sure, truth, BINS):.4f} (95% {low:.4f} to {high:.4f}), "
          f"at temperature {temperature}")  # fmt: skip
    if given.plot:
        plot(sure, truth == sure.argmax(1), given.plot)


def plot(sure: Floats, right: np.ndarray, target: Path) -> None:
    """How often the answer was right, by how sure the model was."""
    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "claimcheck"
    from matplotlib import pyplot

    top = sure.max(1)
    parts = np.array_split(np.argsort(top, kind="stable"), BINS)
    spans = [1.96 * np.sqrt(max(right[part].mean() * (1 - right[part].mean()), 0.01) / len(part)) for part in parts]
    figure, axes = pyplot.subplots(figsize=(5, 5))
    axes.plot([0.3, 1], [0.3, 1], color="#999999", linestyle="--", label="as sure as right")
    axes.errorbar([top[part].mean() for part in parts], [right[part].mean() for part in parts], yerr=spans, fmt="o-",
                  color="#1f5fa8", capsize=3, label="ten bins of equal mass, 95%")  # fmt: skip
    axes.set(xlabel="probability of the answer", ylabel="share of right answers", xlim=(0.3, 1), ylim=(0, 1.02))
    axes.set_title(f"Stance on SciFact dev and Check-COVID dev (n = {len(right)})", fontsize=10)
    axes.legend(loc="upper left")
    target.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(target, metadata={"Date": None}, bbox_inches="tight")


if __name__ == "__main__":
    main()
