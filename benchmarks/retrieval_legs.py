"""nDCG@10 of each leg of the search alone and of both fused, on one build of a BEIR folder.

    python benchmarks/retrieval_legs.py DIR [--split test] [--keep WORKSPACE] [--settings claimcheck.toml]

Exits with 1 when the fused search is worse than one of its legs.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from claimcheck.evaluation.retrieval import evaluate_legs
from claimcheck.settings import load_settings


def main() -> int:
    """Print one line per leg."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--split", default="test")
    parser.add_argument("--keep", type=Path, help="workspace to keep and use again")
    parser.add_argument("--settings", type=Path, help="a claimcheck.toml instead of the defaults")
    given = parser.parse_args()
    dense, lexical, fused = evaluate_legs(given.folder, given.split, load_settings(given.settings), keep=given.keep)
    print(f"{given.folder.name} {given.split}: {fused.queries} queries, {fused.passages:,} passages")
    for name, scores in (("dense", dense), ("lexical", lexical), ("fused", fused)):
        print(
            f"{name:<8} nDCG@10 {scores.ndcg_10:.4f}  AP@5 {scores.ap_5:.4f}  R@10 {scores.recall_10:.4f}  "
            f"p50 {scores.p50_ms:.1f} ms  p95 {scores.p95_ms:.1f} ms"
        )
    return 0 if fused.ndcg_10 >= max(dense.ndcg_10, lexical.ndcg_10) else 1


if __name__ == "__main__":
    sys.exit(main())
