"""`claimcheck demo`: the whole journey on the sample, in a workspace of its own, with the network off."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from claimcheck.assessment import suggestion_words
from claimcheck.domain import CheckResult, Claim, PinStance
from claimcheck.errors import WorkspaceError
from claimcheck.export import ExportFormat
from claimcheck.protocols import Progress
from claimcheck.workbench import Workbench
from claimcheck.workbench.record import PassagePin
from claimcheck.workspace import Workspace

REVIEWER = "demo reviewer"
_CLAIMS_CHECKED = 4
_EVIDENCE_SHOWN = 2
"""The best hits of a claim are shown, and of the others those that differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleDecision:
    """A verdict written for the sample, so that the demo has something to record and export."""

    phrase: str
    """Words that the claim it decides contains."""
    rating: str
    explanation: str
    pins: tuple[tuple[str, PinStance], ...]
    """(external id of a sample note, what it does for the claim)."""


def sample_folder() -> Path:
    """Where the sample lies: inside the installed package, or in the repository.

    Raises:
        WorkspaceError: the installation lacks it.
    """
    here = Path(__file__).parent
    for folder in (here / "sample", here.parent.parent / "data" / "sample"):
        if (folder / "corpus.jsonl").is_file():
            return folder
    raise WorkspaceError("the sample data is missing from this installation", "install claimcheck-workbench again")


def run_demo(wanted: Path, *, print_line: Callable[[str], object], progress: Progress) -> Workspace:
    """Make a workspace and walk the journey in it: corpus, index, article, claims, evidence, verdicts, table.

    Args:
        wanted: the folder to make; where it exists, a number is appended, for what is there may be precious.
        print_line: prints a line of the result.
        progress: where long steps report to.

    Returns:
        The workspace that was made.
    """
    sample = sample_folder()
    root = _free(wanted)
    Workspace(root).create()
    desk = Workbench.open(root)

    print_line(f"1. a workspace of its own: {root}")
    report = desk.library.add([sample / "corpus.jsonl"], progress=progress)
    print_line(f"2. evidence: {report.added} sample notes, {report.reprints} of them reprints of another")
    built = desk.index.build(progress=progress)
    print_line(f"3. index: build {built.build.id}, {built.build.passages} passages")
    article = desk.articles.add_file(sample / "article.html").article
    print_line(f"4. article: {article.title} ({article.publisher}, {article.published and article.published.day})")
    claims = desk.claims.find(article.id)
    print_line(f"5. {len(claims)} claims worth checking:")
    for proposed in claims:
        print_line(f"   {proposed.check_worthiness or 0:.2f}  {proposed.text}")

    decisions = read_decisions(sample / "decisions.json")
    decided = [(claim, decision) for decision in decisions if (claim := _claim_with(claims, decision.phrase))]
    checked = [claim for claim, _ in decided]
    checked += [claim for claim in claims if claim not in checked][: max(_CLAIMS_CHECKED - len(checked), 0)]
    print_line("6. evidence for the first of them, what concretely differs, and what the program suggests:")
    results = {claim.id: desk.evidence.check(claim_id=claim.id) for claim in checked}
    for claim in checked:
        _print_evidence(results[claim.id], print_line)
    print_line("   A suggestion is no verdict: the rating is a person's.")

    print_line("7. verdicts (written for the sample):")
    for claim, decision in decided:
        result = results[claim.id]
        passages = {evidence.hit.source.external_id: evidence.hit.passage.id for evidence in result.evidence}
        verdict = desk.record.verdict(
            claim.id,
            rating=decision.rating,
            explanation=decision.explanation,
            pins=[
                PassagePin(passage_id=passages[note], stance=stance)
                for note, stance in decision.pins
                if note in passages
            ],
            reviewer=REVIEWER,
            hits=[evidence.hit for evidence in result.evidence],
            build=result.build,
        )
        print_line(f"   {verdict.rating}: {verdict.claim_text}")
    ledger = desk.record.verify_ledger()
    print_line(f"   the record {'proves' if ledger.intact else 'DOES NOT PROVE'}: {ledger.events} events")
    table = desk.record.export(desk.record.list(), ExportFormat.CSV, root / "verdicts.csv")
    print_line(f"8. exported table: {table[0]}")
    print_line(f"Go on in the browser: claimcheck -w {root} ui")
    return desk.workspace


def read_decisions(file: Path) -> tuple[SampleDecision, ...]:
    """The verdicts written for the sample."""
    return tuple(
        SampleDecision(
            phrase=row["phrase"],
            rating=row["rating"],
            explanation=row["explanation"],
            pins=tuple((pin["note"], PinStance(pin["stance"])) for pin in row["pins"]),
        )
        for row in json.loads(file.read_text(encoding="utf-8"))["decisions"]
    )


def _claim_with(claims: list[Claim], phrase: str) -> Claim | None:
    return next((claim for claim in claims if phrase.casefold() in claim.text.casefold()), None)


def _print_evidence(result: CheckResult, print_line: Callable[[str], object]) -> None:
    print_line(f"   claim: {result.claim}")
    for evidence in result.evidence:
        if evidence.hit.rank > _EVIDENCE_SHOWN and not evidence.differences:
            continue
        hit = evidence.hit
        print_line(
            f"     {hit.rank}. {hit.similarity:.2f}  {hit.source.publisher}, {hit.source.published or 'undated'}"
        )
        print_line(f"        {' '.join(hit.passage.text.split())[:300]}")
        for difference in evidence.differences:
            print_line(
                f"        differs ({difference.kind.value}): claim “{difference.claim or '–'}”, "
                f"passage “{difference.passage or '–'}”"
            )
    if result.suggestion is not None:
        print_line(f"     {suggestion_words(result.suggestion)}")


def _free(wanted: Path) -> Path:
    if not wanted.exists():
        return wanted
    number = 2
    while (numbered := wanted.with_name(f"{wanted.name}-{number}")).exists():
        number += 1
    return numbered
