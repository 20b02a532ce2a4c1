"""Claims matched with earlier checks: imported ones and the desk's own, with the packaged model."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from claimcheck.domain import EarlierMatch, MatchStrength, Pin, PinStance
from claimcheck.errors import ConflictError, NotFoundError, UsageError
from claimcheck.settings import DeskSettings, Settings
from claimcheck.workbench import Workbench
from claimcheck.workspace import Workspace
from deskwork import a_pin

PAIRS = Path(__file__).parent.parent / "data" / "claim_pairs"


@dataclass(frozen=True)
class Pair:
    claim: str
    check: str
    same: bool


def pairs(name: str) -> list[Pair]:
    rows = map(json.loads, (PAIRS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines())
    return [Pair(row["claim"], row["check"], row["same"]) for row in rows]


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    """A desk with the checks of all pairs."""
    workspace = Workspace(tmp_path_factory.mktemp("imported"))
    workspace.create()
    table = workspace.root / "checks.jsonl"
    every = [*pairs("development"), *pairs("untouched")]
    table.write_text("\n".join(json.dumps({"claim": pair.check, "verdict": "false"}) for pair in every))
    desk = Workbench(workspace, Settings())
    desk.earlier.add([str(table)], publisher="Sample Checkers")
    return desk


def offered(desk: Workbench, pair: Pair) -> EarlierMatch | None:
    return next((match for match in desk.earlier.match(pair.claim) if match.check.claim == pair.check), None)


@pytest.mark.parametrize("name", ["development", "untouched"])
def test_near_misses_are_shown_as_different_and_never_strong(imported: Workbench, name: str) -> None:
    found = [offered(imported, pair) for pair in pairs(name) if not pair.same]
    assert sum(match is not None and match.strength is MatchStrength.DIFFERS for match in found) >= 27
    assert not any(match is not None and match.strength is MatchStrength.STRONG for match in found)
    assert all(match.differences for match in found if match is not None and match.strength is MatchStrength.DIFFERS)


@pytest.mark.parametrize("name", ["development", "untouched"])
def test_the_same_claim_in_other_words_is_offered(imported: Workbench, name: str) -> None:
    found = [offered(imported, pair) for pair in pairs(name) if pair.same]
    assert sum(match is not None and match.strength is not MatchStrength.DIFFERS for match in found) >= 25


def test_the_surest_comes_first_and_differences_last(imported: Workbench) -> None:
    matches = imported.earlier.match("The new hospital in Marlow has 320 beds.")
    assert matches[0].check.claim == "There are 320 beds in Marlow's new hospital."
    assert matches[0].strength is MatchStrength.STRONG
    assert matches[1].check.claim == "Marlow's new hospital has 230 beds."
    assert matches[1].strength is MatchStrength.DIFFERS
    assert [(one.claim, one.passage) for one in matches[1].differences] == [("320", "230")]
    assert matches[1].score < matches[0].score


def test_nothing_is_offered_for_a_claim_of_something_else(imported: Workbench) -> None:
    assert imported.earlier.match("Dolphins sleep with one half of their brain at a time.") == ()
    with pytest.raises(UsageError):
        imported.earlier.match("  ")


def test_an_index_that_was_deleted_is_made_again(imported: Workbench) -> None:
    before = imported.earlier.match("The mayor took bribes from a building firm.")
    shutil.rmtree(imported.workspace.earlier_index)
    again = Workbench(imported.workspace, imported.settings)
    assert again.earlier.match("The mayor took bribes from a building firm.") == before
    assert imported.earlier.match("The mayor took bribes from a building firm.") == before


def a_desk(workspace: Workspace) -> Workbench:
    return Workbench(workspace, Settings(desk=DeskSettings(name="Our desk", reviewer="Ana")))


def test_a_verdict_of_the_desk_is_an_earlier_check_of_later_claims(workspace: Workspace) -> None:
    desk = a_desk(workspace)
    first = desk.claims.add("The ferry to Sand Island carried 40 people.")
    assert desk.earlier.matches(first.id) == ()
    verdict = desk.record.verdict(first.id, rating="supported", explanation="Counted.", pins=[a_pin()], hits=())
    later = desk.claims.add("The Sand Island ferry carried forty people.")
    (match,) = desk.earlier.matches(later.id)
    assert match.strength is MatchStrength.STRONG
    assert (match.check.verdict_id, match.check.publisher) == (verdict.id, "Our desk")
    assert desk.earlier.matches(first.id) == (), "a claim is not matched with the verdict on itself"
    corrected = desk.record.verdict(first.id, rating="refuted", explanation="Recounted.", pins=[_against()], hits=())
    (match,) = desk.earlier.matches(later.id)
    assert (match.check.id, match.check.rating) == (corrected.id, "refuted")
    assert desk.earlier.show(corrected.id).rating == "refuted"


def test_one_call_links_what_was_seen_and_a_rejected_check_is_not_offered_again(workspace: Workspace) -> None:
    desk = a_desk(workspace)
    first = desk.claims.add("The ferry to Sand Island carried 40 people.")
    desk.record.verdict(first.id, rating="supported", explanation="Counted.", pins=[a_pin()], hits=())
    later = desk.claims.add("The Sand Island ferry carried forty people.")
    (seen,) = desk.earlier.matches(later.id)
    linked = desk.earlier.link(later.id, seen.check.id, actor="Ben", expected_version=later.version, seen=seen)
    assert desk.earlier.linked(later.id) == (linked,)
    assert (linked.check, linked.score, linked.actor) == (seen.check, seen.score, "Ben")
    with pytest.raises(ConflictError):
        desk.earlier.reject(later.id, seen.check.id, expected_version=later.version)
    desk.drafting.undo("Ben", claim_id=later.id)
    assert desk.earlier.linked(later.id) == ()
    rejected = desk.earlier.reject(later.id, seen.check.id)
    assert rejected.score == pytest.approx(seen.score), "compared anew, it scores the same"
    assert desk.earlier.matches(later.id) == ()
    assert desk.earlier.decisions() == (rejected,)
    with pytest.raises(NotFoundError):
        desk.earlier.link(later.id, "no such check")


def _against() -> Pin:
    return a_pin(PinStance.REFUTES)
