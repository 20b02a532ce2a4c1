"""Claims with the evidence that the program finds for them, judged once and kept, to try rules and thresholds on."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from claimcheck.assessment import Reading, outrank, weigh
from claimcheck.domain import Difference, DifferenceKind, DocumentSource, Evidence, Hit, Outcome, Passage, StanceScores
from claimcheck.protocols import StanceModel
from claimcheck.workbench import Workbench
from claimcheck.workbench.judging import readings_of
from claimcheck.workspace import Workspace

OUTCOMES = {
    "supports": Outcome.SUPPORTED,
    "refutes": Outcome.REFUTED,
    "not_enough_info": Outcome.NOT_ENOUGH_EVIDENCE,
}
_BUDGET = 40
Aggregation = Callable[[Sequence[Reading]], StanceScores]


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedClaim:
    """A claim, what people decided, and its evidence with what the model said of windows and sentences."""

    claim: str
    source: str
    truth: Outcome
    evidence: tuple[tuple[Evidence, tuple[Reading, ...]], ...]

    def with_stances(self, aggregate: Aggregation = lambda readings: weigh(readings)[0]) -> list[Evidence]:
        """The evidence with one stance for each passage."""
        return [replace(one, stance=outrank(aggregate(read), one.differences)) for one, read in self.evidence]


def pool(folder: Path, documents: Sequence[tuple[str, str]]) -> Workbench:
    """A workspace with an index of (title, text), made once in a folder."""
    if not folder.is_dir():
        Workspace(folder).create()
        rows = [{"_id": str(at), "title": title, "text": text} for at, (title, text) in enumerate(documents)]
        corpus = folder / "pool.jsonl"
        corpus.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        desk = Workbench.open(folder)
        desk.library.add([corpus])
        desk.index.build()
    return Workbench.open(folder, {"models": {"stance": "off"}})


def claims_of(file: Path, only: frozenset[str] | None = None) -> dict[str, Outcome]:
    """The claims of a file of pairs with what their evidence says, as far as it is one thing."""
    sides: dict[str, set[str]] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if only is None or row["claim"].strip() in only:
            sides.setdefault(row["claim"].strip(), set()).add(row["label"])
    found = {}
    for claim, labels in sides.items():
        decided = labels - {"not_enough_info"}
        if len(decided) <= 1:
            found[claim] = OUTCOMES[next(iter(decided), "not_enough_info")]
    return found


def retrieved(
    desk: Workbench, claims: dict[str, Outcome], source: str, kept: Path, *, top: int = 10
) -> list[JudgedClaim]:
    """What a search finds for each claim, not judged yet; taken from ``kept`` where it was searched before."""
    done = {one.claim: one for one in read(kept)} if kept.is_file() else {}
    with kept.open("a", encoding="utf-8") as out:
        for claim, truth in claims.items():
            if claim not in done:
                found = desk.evidence.check(claim, top=top).evidence
                done[claim] = JudgedClaim(
                    claim=claim, source=source, truth=truth, evidence=tuple((one, ()) for one in found)
                )
                out.write(json.dumps(_row(done[claim])) + "\n")
                out.flush()
    return [done[claim] for claim in claims]


def judged(model: StanceModel, claims: Sequence[JudgedClaim], kept: Path) -> list[JudgedClaim]:
    """The claims with what the model says of windows and sentences; taken from ``kept`` where it was judged before."""
    done = {one.claim: one for one in read(kept)} if kept.is_file() else {}
    with kept.open("a", encoding="utf-8") as out:
        for claim in claims:
            if claim.claim not in done:
                texts = [one.hit.passage.text for one, _ in claim.evidence]
                read_ = readings_of(model, claim.claim, texts, budget=_BUDGET)
                evidence = zip(claim.evidence, read_, strict=True)
                done[claim.claim] = replace(
                    claim, evidence=tuple((one, tuple(readings)) for (one, _), readings in evidence)
                )
                out.write(json.dumps(_row(done[claim.claim])) + "\n")
                out.flush()
    return [done[claim.claim] for claim in claims]


def read(kept: Path) -> Iterator[JudgedClaim]:
    """What was judged before."""
    for line in kept.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield JudgedClaim(
            claim=row["claim"],
            source=row["source"],
            truth=Outcome(row["truth"]),
            evidence=tuple(_evidence(one) for one in row["evidence"]),
        )


def _row(one: JudgedClaim) -> dict[str, object]:
    return {
        "claim": one.claim,
        "source": one.source,
        "truth": one.truth.value,
        "evidence": [
            {
                "rank": each.hit.rank,
                "copy_of": each.hit.copy_of,
                "similarity": each.hit.similarity,
                "document": each.hit.source.external_id,
                "text": each.hit.passage.text,
                "hard": [difference.kind.value for difference in each.differences if difference.hard],
                "readings": [
                    [read.window, _three(read.scores), [[span, _three(scores)] for span, scores in read.sentences]]
                    for read in readings
                ],
            }
            for each, readings in one.evidence
        ],
    }


def _three(scores: StanceScores) -> list[float]:
    return [round(scores.supports, 5), round(scores.refutes, 5), round(scores.not_enough_info, 5)]


def _scores(three: Sequence[float]) -> StanceScores:
    return StanceScores(supports=three[0], refutes=three[1], not_enough_info=three[2])


def _evidence(row: dict[str, object]) -> tuple[Evidence, tuple[Reading, ...]]:
    kept: dict[str, object] = row
    readings = tuple(
        Reading(
            window=(window[0], window[1]),
            scores=_scores(scores),
            sentences=tuple(((span[0], span[1]), _scores(one)) for span, one in sentences),
        )
        for window, scores, sentences in kept["readings"]  # type: ignore[attr-defined]  # as it was written above
    )
    document, text = str(kept["document"]), str(kept["text"])
    hit = Hit(
        rank=int(str(kept["rank"])),
        passage=Passage(id=f"{document}-{kept['rank']}", document_id=document, start=0, end=len(text), text=text),
        source=DocumentSource(
            document_id=document, external_id=document, title=None, publisher=None, published=None, url=None,
            language=None, sha256="", origin_id=document,
        ),
        similarity=float(str(kept["similarity"])),
        lexical=None,
        score=0.0,
        copy_of=int(str(kept["copy_of"])) if kept["copy_of"] is not None else None,
    )  # fmt: skip
    hard = [Difference(kind=DifferenceKind(kind), claim="", passage="") for kind in kept["hard"]]  # type: ignore[attr-defined]
    return Evidence(hit=hit, stance=None, differences=tuple(hard)), readings
