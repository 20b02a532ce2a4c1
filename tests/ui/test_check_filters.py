"""Narrowing the evidence of a claim to one publisher or one language."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from claimcheck.corpus.importer import GivenMetadata
from claimcheck.domain import CheckResult, Claim, Draft, PinStance, SearchFilters
from claimcheck.workbench import Workbench
from claimcheck.workspace import Workspace
from ui.conftest import REVIEWER

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

    from ui.conftest import PageRunner

NOTES = (
    ("Harbour log", "Sample Gazette", "The ferry left the harbour at noon on Sunday. It carried 40 people."),
    ("Fähre", "Musterblatt", "Am Sonntag verließ die Fähre den Hafen mit 45 Menschen, sagte der Hafenmeister gestern."),
    ("Shipping", "sample  gazette", "On Sunday the ferry carried more people than the week before, officials said."),
)


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("filters") / "desk"
    Workspace(root).create()
    made = Workbench.open(root)
    for title, publisher, text in NOTES:
        made.sourcing.add_text(text, title=title, given=GivenMetadata(publisher=publisher))
    made.index.build()
    return root


@pytest.fixture
def desk(indexed: Path, tmp_path: Path) -> Workbench:
    shutil.copytree(indexed, tmp_path / "desk")
    return Workbench.open(tmp_path / "desk")


@pytest.fixture
def claim(desk: Workbench) -> Claim:
    return desk.claims.add("The ferry carried 40 people on Sunday.", claim_date=date(2024, 3, 10), actor="Bo")


def titles(at: AppTest) -> set[str | None]:
    return {evidence.hit.source.title for evidence in result(at).evidence}


def result(at: AppTest) -> CheckResult:
    found: CheckResult = at.session_state["claimcheck.check.screen"].shown.result
    return found


def test_the_filters_offer_what_the_corpus_holds_each_spelling_once(
    run_page: PageRunner, desk: Workbench, claim: Claim
) -> None:
    at = run_page("check", desk.workspace.root, claim=claim.id)
    assert not at.exception
    assert at.selectbox(key="check.publisher").options == ["Musterblatt", "Sample Gazette"]
    assert at.selectbox(key="check.language").options == ["en", "de"]
    assert at.button(key="check.filters.clear").disabled


def test_a_filter_narrows_the_evidence_and_goes_off_again(run_page: PageRunner, desk: Workbench, claim: Claim) -> None:
    at = run_page("check", desk.workspace.root, claim=claim.id)
    before = result(at)
    at.selectbox(key="check.publisher").set_value("Sample Gazette").run()
    assert titles(at) == {"Harbour log", "Shipping"}
    at.selectbox(key="check.publisher").set_value(None).run()
    at.selectbox(key="check.language").set_value("de").run()
    assert titles(at) == {"Fähre"}
    at.selectbox(key="check.publisher").set_value("Sample Gazette").run()
    assert titles(at) == set()
    assert (result(at).searched.filters.publisher, result(at).searched.filters.language) == ("Sample Gazette", "de")
    at.button(key="check.filters.clear").click().run()
    assert result(at) is before
    assert at.selectbox(key="check.publisher").value is None


def test_the_hits_frozen_with_a_verdict_are_those_the_filter_left(
    run_page: PageRunner, desk: Workbench, claim: Claim
) -> None:
    (shown,) = desk.evidence.check(claim_id=claim.id, filters=SearchFilters(language="de")).evidence
    pin = desk.sourcing.pin_hit(shown.hit, shown.hit.passage.text, PinStance.REFUTES)
    desk.drafting.save(claim.id, REVIEWER, Draft(rating="refuted", explanation="It was 45.", pins=(pin,)))
    at = run_page("check", desk.workspace.root, claim=claim.id)
    at.selectbox(key="check.language").set_value("de").run()
    at.button(key="check.save").click().run()
    (verdict,) = desk.record.history(claim.id)
    assert [hit.passage_id for hit in verdict.hits] == [shown.hit.passage.id]


def test_a_publisher_whose_last_document_left_stays_chosen_until_it_is_cleared(
    run_page: PageRunner, desk: Workbench, claim: Claim
) -> None:
    at = run_page("check", desk.workspace.root, claim=claim.id)
    at.selectbox(key="check.publisher").set_value("Musterblatt").run()
    desk.library.remove([desk.library.list(publisher="Musterblatt")[0].id])
    at.run()
    assert not at.exception
    assert at.selectbox(key="check.publisher").value == "Musterblatt"
    assert titles(at) == set()
    at.button(key="check.filters.clear").click().run()
    assert at.selectbox(key="check.publisher").options == ["Sample Gazette"]
    assert titles(at) == {"Harbour log", "Shipping"}
