"""Mine passages that are near a claim and yet silent about it, with the program's own search.

    python training/stance/mine.py DATA --scifact RETRIEVAL/scifact

``DATA`` is the folder ``split.py`` wrote; ``mined.jsonl`` goes there. SciFact claims are searched in the abstracts that
nobody annotated for them and that no claim of the test split is about; of a hit, the sentences nearest to the claim in
words are kept, one to three, as often each as annotators left them. The claims of the other sets are searched among the
evidence of other claims. What shares a sentence with the claim's own evidence, or is the evidence of a claim that says
almost the same, is left out.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from pairs import Pair, folded, read_pairs, write_pairs

from claimcheck.settings import Settings
from claimcheck.text.sentences import sentence_spans
from claimcheck.workbench import Workbench
from claimcheck.workspace import Workspace

SEED = 11
MOST_CLAIMS = {"scifact": 900, "check_covid": 800, "fever": 3500, "fm2": 600}
PER_CLAIM = {"scifact": 2, "check_covid": 1, "fever": 1, "fm2": 1}
SENTENCES = (1, 1, 1, 2, 2, 3)


def main() -> None:
    """Index, search, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--scifact", type=Path, required=True, help="folder in BEIR's layout")
    given = parser.parse_args()
    natural = read_pairs(given.data / "natural.jsonl")
    by_source: dict[str, list[Pair]] = defaultdict(list)
    for pair in natural:
        by_source[pair.source].append(pair)
    mined = list(from_abstracts(by_source["scifact"], given.scifact, given.data))
    evidence = {
        folded(pair.evidence): pair.evidence for pair in natural if pair.source in {"fever", "fm2", "check_covid"}
    }
    texts = list(evidence.values())
    corpus = given.data / "evidence.jsonl"
    rows = ({"_id": f"e{at}", "title": "", "text": text} for at, text in enumerate(texts))
    corpus.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    desk = indexed(corpus, given.data / "evidence_workspace")
    for source in ("check_covid", "fm2", "fever"):
        mined += from_evidence(by_source, source, texts, desk)
    write_pairs(given.data / "mined.jsonl", mined)
    print(Counter(pair.source for pair in mined))


def indexed(corpus: Path, folder: Path) -> Workbench:
    """A workspace over a corpus; what was built before is used again."""
    workspace = Workspace(folder)
    workspace.create()
    desk = Workbench(workspace, Settings())
    desk.library.add([corpus], keep_originals=False)
    desk.index.build()
    return desk


def from_abstracts(pairs: Sequence[Pair], scifact: Path, data: Path) -> Iterator[Pair]:
    """Silent sentences of abstracts near the training claims of SciFact."""
    ids = {}
    for line in (scifact / "queries.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        ids[folded(row["text"])] = str(row["_id"])
    annotated: dict[str, set[str]] = defaultdict(set)
    reported = set()
    for split in ("train", "test"):
        with (scifact / "qrels" / f"{split}.tsv").open(encoding="utf-8", newline="") as stream:
            for query, document, *_ in list(csv.reader(stream, delimiter="\t"))[1:]:
                annotated[query].add(document)
                if split == "test":
                    reported.add(document)
    desk = indexed(scifact / "corpus.jsonl", data / "scifact_workspace")
    rng = random.Random(SEED)  # noqa: S311 - a draw, no secret
    own: dict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        own[pair.claim].add(pair.evidence)
    for claim in sorted(own)[: MOST_CLAIMS["scifact"]]:
        left_out = annotated[ids.get(folded(claim), "")] | reported
        found = 0
        for hit in desk.evidence.search(claim, top=12).hits[1:]:  # the first may well speak
            if hit.source.external_id in left_out or found == PER_CLAIM["scifact"]:
                continue
            text = nearest_sentences(claim, hit.passage.text, rng.choice(SENTENCES))
            if text and not any(text in evidence or evidence in text for evidence in own[claim]):
                found += 1
                yield Pair(claim=claim, evidence=text, label="not_enough_info", source="mined:scifact")


def nearest_sentences(claim: str, passage: str, most: int) -> str:
    """The stretch of so many sentences that shares most words with the claim."""
    sentences = [passage[start:end].strip() for start, end in sentence_spans(passage)]
    sentences = [sentence for sentence in sentences if len(sentence.split()) >= 5]
    words = set(folded(claim).split())
    stretches = [" ".join(sentences[at : at + most]) for at in range(max(len(sentences) - most + 1, 1))]
    return max(stretches, key=lambda text: len(words & set(folded(text).split())), default="")


def from_evidence(by_source: dict[str, list[Pair]], source: str, texts: list[str], desk: Workbench) -> Iterator[Pair]:
    """Evidence of other claims near the claims of a set."""
    claims_of: dict[str, list[str]] = defaultdict(list)
    own: dict[str, list[str]] = defaultdict(list)
    for pair in by_source[source]:
        claims_of[folded(pair.evidence)].append(pair.claim)
        own[pair.claim].append(pair.evidence)
    claims = sorted(own)
    random.Random(SEED).shuffle(claims)  # noqa: S311 - an order
    for claim in claims[: MOST_CLAIMS[source]]:
        spoken = {folded(sentence) for evidence in own[claim] for sentence in sentences_of(evidence)}
        words = set(folded(claim).split())
        found = 0
        for hit in desk.evidence.search(claim, top=8).hits:
            text = texts[int((hit.source.external_id or "e0")[1:])]
            others = claims_of.get(folded(text))
            if found == PER_CLAIM[source] or others is None or spoken & {folded(one) for one in sentences_of(text)}:
                continue
            shared = max(len(words & (other := set(folded(one).split()))) / len(words | other) for one in others)
            if shared < 0.5 and len(text.split()) < 110:
                found += 1
                yield Pair(claim=claim, evidence=text, label="not_enough_info", source=f"mined:{source}")


def sentences_of(text: str) -> list[str]:
    """Sentences of a text."""
    return [text[start:end].strip() for start, end in sentence_spans(text)]


if __name__ == "__main__":
    main()
