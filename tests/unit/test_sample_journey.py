"""The sample's journey with the packaged models: what is suggested, why, and what changes it."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from claimcheck.cli.check import print_check
from claimcheck.corpus.importer import GivenMetadata
from claimcheck.domain import CheckResult, Outcome, SearchFilters, SuggestionState
from claimcheck.workbench import Workbench
from claimcheck.workspace import Workspace
from conftest import SAMPLE

DAY = date(2025, 5, 16)
FIRST = "The talks in Istanbul were the first direct contact between Russia and Ukraine since 2022."
NOTE = "no earlier dated counter-example was found in the corpus"


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("journey") / "desk"
    Workspace(root).create()
    desk = Workbench.open(root)
    desk.library.add([SAMPLE / "corpus.jsonl"])
    desk.index.build()
    return root


@pytest.fixture
def desk(indexed: Path, tmp_path: Path) -> Workbench:
    shutil.copytree(indexed, tmp_path / "desk")
    return Workbench.open(tmp_path / "desk")


def check(desk: Workbench, words: str, *, day: date | None = None, as_of: date | None = None) -> CheckResult:
    claim = desk.claims.add(words, claim_date=day, actor="Bo")
    return desk.evidence.check(claim_id=claim.id, filters=SearchFilters(as_of=as_of))


def test_another_leader_of_the_delegation_is_refuted_by_the_role(
    desk: Workbench, capfd: pytest.CaptureFixture[str]
) -> None:
    result = check(desk, "The Russian delegation was led by Sergei Lavrov.")
    made = result.suggestion
    assert made is not None
    assert made.outcome is Outcome.REFUTED
    assert "role: “" in made.reason
    assert "Medinsky” where the claim says “Sergei Lavrov”" in made.reason
    assert made.refuting_origins >= 3 * made.supporting_origins
    by_note = {one.hit.source.external_id: one for one in result.evidence}
    for note in ("s01", "s09"):
        stance = by_note[note].stance
        assert stance is not None
        assert stance.supports < max(stance.refutes, stance.not_enough_info)
    print_check(result)
    printed = capfd.readouterr().out
    assert "Suggestion, not a verdict: refuted" in printed
    assert "refutes (" in printed


def test_a_first_is_supported_as_of_its_day_until_an_earlier_case_comes_into_the_corpus(desk: Workbench) -> None:
    made = check(desk, FIRST, day=DAY, as_of=DAY).suggestion
    assert made is not None
    assert made.outcome is Outcome.SUPPORTED
    assert made.reason.startswith("As of 2025-05-16")
    assert NOTE in made.reason
    desk.sourcing.add_text(
        "Direct contact between Russia and Ukraine took place in Ankara on 3 March 2024. Envoys of the two sides met "
        "face to face for two hours.",
        title="Envoys meet in Ankara",
        given=GivenMetadata(publisher="Sample Wire", published=date(2024, 3, 4)),
    )
    desk.index.build()
    after = check(desk, FIRST, day=DAY, as_of=DAY)
    assert after.suggestion is not None
    assert after.suggestion.outcome is Outcome.REFUTED
    assert "2024-03-0" in after.suggestion.reason
    cited = {one.hit.rank: one.hit.source.title for one in after.shown}
    assert [cited[rank] for rank in after.suggestion.cites] == ["Envoys meet in Ankara"]


def test_an_unrelated_claim_finds_nothing_close(desk: Workbench) -> None:
    made = check(desk, "The price of copper doubled on the Chilean exchange last winter.").suggestion
    assert made is not None
    assert (made.state, made.outcome) == (SuggestionState.NOTHING_CLOSE, Outcome.NOT_ENOUGH_EVIDENCE)
    assert "Nothing close" in made.reason


def test_a_claim_in_another_language_is_said_to_be_and_never_surely_refuted(desk: Workbench) -> None:
    german = "Die russische Delegation in Istanbul wurde bei den Gesprächen vom Außenminister Sergej Lawrow geleitet."
    made = check(desk, german).suggestion
    assert made is not None
    assert made.outcome is not Outcome.REFUTED
    assert "another language (de)" in made.reason
    assert (made.confidence or 0) <= 0.5


def test_no_database_is_open_while_the_stance_model_runs(desk: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    from claimcheck.models.stance import GraphStance
    from claimcheck.storage import handles

    judge = GraphStance.stances
    open_while_judging: list[int] = []

    def judged(self: GraphStance, claim: str, passages: list[str]) -> object:
        open_while_judging.append(sum(handle._users for handle in handles._HANDLES.values()))
        return judge(self, claim, passages)

    monkeypatch.setattr(GraphStance, "stances", judged)
    check(desk, "The Russian delegation was led by Sergei Lavrov.")
    assert open_while_judging
    assert set(open_while_judging) == {0}
