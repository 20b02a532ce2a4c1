from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import streamlit as st

from claimcheck.domain import PinStance
from claimcheck.ui.components.record_table import _chosen
from claimcheck.ui.paging import paged
from claimcheck.ui.verdicts.taking_out import _made
from claimcheck.ui.verdicts.wording import rests_on
from claimcheck.workbench import Workbench
from claimcheck.workbench.browsing import VerdictFilter, VerdictPage
from deskwork import a_pin, a_verdict, an_article, an_outside_pin, open_desk

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

    from claimcheck.domain import Verdict
    from claimcheck.workspace import Workspace
    from ui.conftest import PageRunner

HOSTILE = "<img src=http://evil.invalid/x onerror=alert(1)> **bold** $x^2$ [go](javascript:alert(1)) :red[x] \u202eabc"


@pytest.fixture
def verdicts(workspace: Workspace) -> list[Verdict]:
    record = open_desk(workspace)
    article = an_article(title=HOSTILE)
    record.add_article(article)
    made = []
    for number in range(12):
        claim = record.add_claim(
            HOSTILE if number == 7 else f"The ferry carried {number} people.",
            HOSTILE,
            article_id=article.id,
            speaker=HOSTILE,
            actor="Ana",
        )
        made.append(
            record.record_verdict(
                a_verdict(
                    claim,
                    rating="refuted" if number == 10 else "supported",
                    pins=(a_pin(PinStance.REFUTES if number == 10 else PinStance.SUPPORTS), an_outside_pin(HOSTILE)),
                    explanation=HOSTILE if number == 7 else "The harbour log counts forty.",
                    reviewer="Ben" if number == 5 else "Ana",
                )
            )
        )
    return made


def counted(at: AppTest) -> str:
    return next(text.value for text in at.markdown if text.value.endswith(("verdict", "verdicts")))


def texts(at: AppTest) -> list[str]:
    return [text.value for text in at.text]


def test_an_empty_desk_says_what_to_do_next(run_page: PageRunner, workspace: Workspace) -> None:
    at = run_page("verdicts", workspace.root)
    assert at.header[0].value == "No verdict yet"
    assert [button.label for button in at.button if button.key and button.key.startswith("verdicts.to.")] == [
        "Bring an article",
        "Check a claim",
    ]


def test_filters_narrow_the_table_and_are_cleared_together(
    run_page: PageRunner, workspace: Workspace, verdicts: list[Verdict]
) -> None:
    at = run_page("verdicts", workspace.root)
    assert counted(at) == "**12** verdicts"
    at.text_input(key="verdicts.text").set_value("CARRIED 1").run()
    assert counted(at) == "**3** verdicts"
    at.selectbox(key="verdicts.rating").set_value("refuted").run()
    assert counted(at) == "**1** verdict"
    at.button(key="verdicts.clear").click().run()
    assert counted(at) == "**12** verdicts"
    at.selectbox(key="verdicts.reviewer").set_value("Ben").run()
    assert counted(at) == "**1** verdict"
    at.date_input(key="verdicts.until").set_value(verdicts[0].recorded_at.date().replace(year=2001)).run()
    assert counted(at) == "**0** verdicts"
    assert at.header[0].value == "No verdict fits"


def test_a_filtered_table_can_be_opened_by_its_address(
    run_page: PageRunner, workspace: Workspace, verdicts: list[Verdict]
) -> None:
    record = open_desk(workspace)
    record.record_verdict(a_verdict(verdicts[5].claim_id, reviewer="Ana"))
    at = run_page("verdicts", workspace.root, **{"verdicts.reviewer": "Ben"})
    assert counted(at) == "**0** verdicts"
    at = run_page("verdicts", workspace.root, **{"verdicts.reviewer": "Ben", "verdicts.replaced": "true"})
    assert counted(at) == "**1** verdict"


def test_a_page_beyond_the_last_one_is_the_last_one(monkeypatch: pytest.MonkeyPatch) -> None:
    state: dict[str, object] = {"p": 99}
    monkeypatch.setattr(st, "session_state", state)

    asked: list[tuple[int, int]] = []

    def get(limit: int, offset: int) -> VerdictPage:
        asked.append((limit, offset))
        return VerdictPage(rows=(), total=60)

    paged("p", 50, get)
    assert asked == [(50, 4900), (50, 50)]
    assert state["p"] == 2
    for wrong in (None, -1, "x"):
        state["p"] = wrong
        paged("p", 50, get)
        assert asked[-1] == (50, 0)


def test_one_verdict_is_shown_whole_and_hostile_text_as_text(
    run_page: PageRunner, workspace: Workspace, verdicts: list[Verdict]
) -> None:
    at = run_page("verdicts", workspace.root, verdict=verdicts[7].id)
    assert not at.exception
    assert not at.error
    shown = HOSTILE.replace("\u202e", "▯")
    assert shown in texts(at)
    for element in [*at.markdown, *at.caption, *at.button]:
        words = element.label if hasattr(element, "label") and element.type == "button" else element.value
        assert "<img" not in str(words).replace("\\<", "").replace("<\u2060", "")
        assert "javascript:" not in str(words)
    assert any("Correct it" in button.label for button in at.button)


def test_a_replaced_verdict_says_so_and_leads_to_the_one_that_stands(
    run_page: PageRunner, workspace: Workspace, verdicts: list[Verdict]
) -> None:
    newer = open_desk(workspace).record_verdict(a_verdict(verdicts[0].claim_id, explanation="A reader wrote in."))
    at = run_page("verdicts", workspace.root, verdict=verdicts[0].id)
    assert "no longer stands" in at.warning[0].value
    assert not [button for button in at.button if button.key == "verdicts.correct"]
    at.button(key="verdicts.newer").click().run()
    assert at.query_params["verdict"] == newer.id
    assert "A reader wrote in." in texts(at)
    assert any("Verdicts on this claim" in text.value for text in at.markdown)


def test_an_address_of_no_verdict_is_an_error_beside_the_table(
    run_page: PageRunner, workspace: Workspace, verdicts: list[Verdict]
) -> None:
    at = run_page("verdicts", workspace.root, verdict="../../nothing")
    assert not at.exception
    assert "no verdict has the id" in at.error[0].value.replace("\\", "")
    assert counted(at) == "**12** verdicts"


def test_the_record_is_proved_on_demand(run_page: PageRunner, workspace: Workspace, verdicts: list[Verdict]) -> None:
    at = run_page("verdicts", workspace.root)
    at.button(key="verdicts.prove").click().run()
    assert "intact" in at.success[0].value
    assert at.code[0].value == Workbench.open(workspace.root).browsing.ledger_head()


@pytest.mark.parametrize("format_", ["csv", "parquet", "jsonl", "claimreview"])
def test_every_format_is_made_with_the_filter_applied(
    workspace: Workspace, verdicts: list[Verdict], format_: str
) -> None:
    desk = Workbench.open(workspace.root)
    few = _made(desk, VerdictFilter(reviewer="Ben"), format_)
    assert 0 < len(few) < len(_made(desk, VerdictFilter(), format_))


def test_what_a_verdict_rests_on_is_counted_by_stance() -> None:
    assert rests_on((a_pin(), a_pin(), a_pin(PinStance.REFUTES))) == "2 for, 1 against"
    assert rests_on(()) == "nothing pinned"


def test_only_well_formed_choices_of_a_table_count(monkeypatch: pytest.MonkeyPatch) -> None:
    state: dict[str, object] = {}
    monkeypatch.setattr(st, "session_state", state)
    assert _chosen("t", 0) == frozenset()
    for sent in (None, "x", {"ids": ["a"], "reset": 1}, {"ids": "a", "reset": 0}, {"reset": 0}):
        state["t"] = {"chosen": sent}
        assert _chosen("t", 0) == frozenset()
    state["t"] = {"chosen": {"ids": ["a", 3, None], "reset": 0}}
    assert _chosen("t", 0) == {"a"}
