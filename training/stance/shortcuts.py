"""How far does one get without reading both texts? What a model may learn instead of comparing them.

    python training/stance/shortcuts.py DATA

Two classifiers that cannot compare: words of the claim alone (TF-IDF), and how many words both share with how long they
are. Each is scored on each source of the training pairs by five folds, in which a claim stands in one fold only, beside
the majority. A source on which they are far above the majority has a short cut.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path

import numpy as np
from pairs import Pair, folded, read_pairs
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

GROUPS = {
    "scifact": ("scifact",), "scifact + mined": ("scifact", "mined:scifact"),
    "check_covid": ("check_covid",), "check_covid + mined": ("check_covid", "mined:check_covid"),
    "fever": ("fever",), "fever + mined": ("fever", "mined:fever"),
    "fm2": ("fm2",), "fm2 + mined": ("fm2", "mined:fm2"), "snli": ("snli",),
    "made: numbers, dates, units, names": ("made:number", "kept:number", "made:date", "kept:date", "made:unit",
                                           "kept:unit", "made:name", "kept:name"),
    "made: negation, comparison, quantity": ("made:negation", "made:comparative", "kept:comparative",
                                             "made:quantifier", "kept:quantifier"),
    "made: who did what": ("made:who",),
    "made: roles, parts, order": ("made:role", "made:parts", "kept:passive", "made:order", "kept:order"),
}  # fmt: skip
MOST = 2000


def main() -> None:
    """Print a row per group of sources."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    given = parser.parse_args()
    by_source: dict[str, list[Pair]] = defaultdict(list)
    for pair in read_pairs(*(given.data / f"{part}.jsonl" for part in ("natural", "mined", "made"))):
        by_source[pair.source].append(pair)
    print("| pairs | n | majority | claim alone | overlap alone |\n|---|---|---|---|---|")
    for name, sources in GROUPS.items():
        pairs = [pair for source in sources for pair in by_source[source][:MOST]]
        truth = np.array([pair.target for pair in pairs])
        claims = [pair.claim for pair in pairs]
        folds, groups = GroupKFold(5, shuffle=True, random_state=0), [folded(claim) for claim in claims]
        counted = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
        words = make_pipeline(counted, LogisticRegression(C=3.0, max_iter=1000))
        shared = make_pipeline(StandardScaler(), LogisticRegression())
        scores = [
            accuracy_score(truth, cross_val_predict(model, given_to, truth, groups=groups, cv=folds))
            for model, given_to in ((words, claims), (shared, np.array([overlap(pair) for pair in pairs])))
        ]
        majority = np.bincount(truth).max() / len(truth)
        print(f"| {name} | {len(pairs)} | {majority:.2f} | {scores[0]:.2f} | {scores[1]:.2f} |", flush=True)


def overlap(pair: Pair) -> list[float]:
    """What of the claim stands in the evidence, and lengths; nothing of what is said."""
    claim, evidence = folded(pair.claim).split(), folded(pair.evidence).split()
    there = set(evidence)
    shared = sum(word in there for word in claim) / max(len(claim), 1)
    return [shared, shared * shared, float(len(claim)), float(len(evidence)), len(claim) / max(len(evidence), 1)]


if __name__ == "__main__":
    main()
