"""What the page Check shows of stance and suggestion, and that it never decides for the person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from claimcheck.domain import CheckResult, Outcome, Searched, SearchFilters, Suggestion, SuggestionState
from claimcheck.ui.check.evidence import card, proposal
from claimcheck.workbench import Workbench
from claimcheck.workbench.checking import Paragraph
from claimcheck.workspace import Workspace
from judgements import evidence_of, scores

if TYPE_CHECKING:
    from ui.conftest import PageRunner

TEXT = "The ferry left at noon. It carried 45 people. Rain fell."
BEARING = (24, 45)


@pytest.fixture
def desk(tmp_path: Path) -> Workbench:
    Workspace(tmp_path / "desk").create()
    (tmp_path / "desk" / "claimcheck.toml").write_text('[models]\nstance = "off"\n', encoding="utf-8")
    desk = Workbench.open(tmp_path / "desk")
    desk.sourcing.add_text(TEXT, title="Harbour log")
    desk.index.build()
    return desk


def test_a_passage_shows_its_stance_in_a_word_and_marks_the_sentence_that_bears(desk: Workbench) -> None:
    claim = desk.claims.add("It carried 40 people.", actor="Bo")
    evidence = evidence_of(1, scores(supports=0.1, refutes=0.85), text=TEXT, bearing=BEARING)
    before = "It was Sunday. "
    paragraph = Paragraph(text=before + TEXT, start=len(before), end=len(before + TEXT))
    made = card(evidence, paragraph, claim, {})
    assert made.says is not None
    assert (made.says.side, made.says.words, made.says.sure) == ("refutes", "refutes", "85%")
    assert sum(made.says.shares) == 100
    assert [words for words, looks in made.pieces if "bearing" in looks] == ["It carried 45 people."]
    unjudged = card(replace(evidence, stance=None, bearing=None), paragraph, claim, {})
    assert unjudged.says is None
    assert not any("bearing" in looks for _, looks in unjudged.pieces)


def test_a_passage_that_takes_no_side_is_said_to_leave_the_claim_open(desk: Workbench) -> None:
    claim = desk.claims.add("It carried 40 people.", actor="Bo")
    made = card(
        evidence_of(1, scores(supports=0.4, refutes=0.1)), Paragraph(text="The ferry.", start=0, end=10), claim, {}
    )
    assert made.says is not None
    assert (made.says.side, made.says.words) == ("open", "leaves it open")


@pytest.mark.parametrize(
    ("outcome", "side", "words"),
    [
        (Outcome.REFUTED, "refutes", "refuted"),
        (Outcome.SUPPORTED, "supports", "supported"),
        (Outcome.CONFLICTING, "conflict", "conflicting"),
        (Outcome.NOT_ENOUGH_EVIDENCE, "open", "not enough evidence"),
        (None, "none", ""),
    ],
)
def test_a_suggestion_has_a_colour_and_a_word(outcome: Outcome | None, side: str, words: str) -> None:
    made = proposal(
        Suggestion(
            state=SuggestionState.EVIDENCE_FOUND if outcome else SuggestionState.COULD_NOT_RUN,
            outcome=outcome,
            confidence=0.8 if outcome else None,
            reason="Because of [1].",
        )
    )
    assert made is not None
    assert (made.side, made.outcome) == (side, words)
    assert made.sure == ("80% sure" if outcome else "")
    assert proposal(None) is None


def test_a_suggestion_chooses_no_rating_and_off_is_said(
    run_page: PageRunner, desk: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = desk.claims.add("It carried 40 people.", claim_date=date(2024, 3, 10), actor="Bo")
    off = desk.evidence.check(claim_id=claim.id)
    assert off.suggestion is not None
    assert off.suggestion.state is SuggestionState.SWITCHED_OFF
    assert all(one.stance is None for one in off.evidence)
    surely = Suggestion(
        state=SuggestionState.EVIDENCE_FOUND,
        outcome=Outcome.REFUTED,
        confidence=0.9,
        reason="Because of [1].",
        cites=(1,),
    )

    def check(*_: object, **__: object) -> CheckResult:
        return CheckResult(
            build="b",
            claim=claim.text,
            claim_id=claim.id,
            as_of=None,
            suggestion=surely,
            evidence=(evidence_of(1, scores(refutes=0.9), text=TEXT),),
            searched=Searched(
                passages=1, documents=1, not_indexed=0, undated_left_out=0, best_similarity=0.7, filters=SearchFilters()
            ),
        )

    monkeypatch.setattr("claimcheck.workbench.evidence.EvidenceDesk.check", check)
    at = run_page("check", desk.workspace.root, claim=claim.id)
    assert not at.exception
    assert at.button_group[0].value is None
    assert "a rating" in "\n".join(element.value for element in at.markdown)
