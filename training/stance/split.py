"""Set a tenth of the training pairs aside, and leave out whatever also stands in a reported set.

    python training/stance/split.py STANCE_FOLDER OUT

The tenth (``tenth.jsonl``) chooses models, temperatures and thresholds; ``natural.jsonl`` is trained on. Pairs that
share a claim or evidence always fall on the same side. A pair whose claim or evidence also stands in a reported set is
dropped: two claims of SciFact stand in both halves of it.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from pairs import Pair, folded, write_pairs

TRAINED = {
    "scifact": "scifact_train",
    "check_covid": "check_covid_train",
    "fever": "fever_dev",
    "fm2": "fm2_dev",
    "snli": "snli_dev",
}
REPORTED = ("scifact_dev", "check_covid_dev", "snli_test")
SEED = 6


def main() -> None:
    """Write both parts and the reported sets in the same form."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stance", type=Path, help="folder with the sets as JSON lines")
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    reported = {name: list(read_set(given.stance / f"{name}.jsonl", name)) for name in REPORTED}
    measured = {folded(text) for pairs in reported.values() for pair in pairs for text in (pair.claim, pair.evidence)}
    natural: list[Pair] = []
    tenth: list[Pair] = []
    for source, name in TRAINED.items():
        everything = list(dict.fromkeys(read_set(given.stance / f"{name}.jsonl", source)))
        pairs = [pair for pair in everything if not {folded(pair.claim), folded(pair.evidence)} & measured]
        aside = set(random.Random(SEED).sample(groups := sorted(set(group_of(pairs))), round(len(groups) / 10)))  # noqa: S311 - a split, no secret
        for pair, group in zip(pairs, group_of(pairs), strict=True):
            (tenth if group in aside else natural).append(pair)
        print(f"{source}: {len(pairs)} of {len(everything)} pairs in {len(groups)} groups")
    write_pairs(given.out / "natural.jsonl", natural)
    write_pairs(given.out / "tenth.jsonl", tenth)
    for name, pairs in reported.items():
        write_pairs(given.out / f"{name}.jsonl", pairs)
    print("tenth:", dict(Counter(pair.source for pair in tenth)))


def read_set(file: Path, source: str) -> Iterator[Pair]:
    """The pairs of a data set."""
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield Pair(claim=row["claim"].strip(), evidence=row["evidence"].strip(), label=row["label"], source=source)


def group_of(pairs: list[Pair]) -> list[int]:
    """Per pair, the group of pairs that are linked by a claim or evidence they share."""
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, pair in enumerate(pairs):
        holders["claim", folded(pair.claim)].append(at)
        holders["evidence", folded(pair.evidence)].append(at)
    parent = list(range(len(pairs)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for linked in holders.values():
        for at in linked[1:]:
            parent[root(at)] = root(linked[0])
    return [root(at) for at in range(len(pairs))]


if __name__ == "__main__":
    main()
