from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from claimcheck.domain import Claim, ClaimState
from claimcheck.errors import NotFoundError
from claimcheck.workbench import Workbench
from claimcheck.workspace import Workspace
from commandline import claimcheck

TEXT = (Path(__file__).parents[1] / "data" / "completing" / "wire.txt").read_text(encoding="utf-8")
PREMIER = "The premier flew home on Tuesday."
DELEGATION = TEXT[TEXT.index("A delegation") : TEXT.index(" on Sunday evening")]


@pytest.fixture
def bench(workspace: Workspace) -> Workbench:
    bench = Workbench.open(workspace.root)
    article = bench.articles.add_bytes(TEXT.encode()).article
    bench.drafting.correct_article(article.id, actor="Ana", published=date(2025, 3, 12))
    return bench


def said(bench: Workbench, words: str) -> Claim:
    (article,) = bench.articles.list()
    return bench.claims.add(words, article_id=article.id, actor="Ana")


def test_a_complete_wording_is_proposed_taken_and_undone_and_the_words_as_said_stay(bench: Workbench) -> None:
    claim = said(bench, PREMIER)
    proposed = bench.claims.completion(claim.id)
    assert proposed.text == "Norvik Premier Tomas Eide flew home on 11 March 2025."
    taken = bench.claims.complete(claim.id, actor="Ana", expected_version=claim.version)
    assert (taken.text, taken.said) == (proposed.text, PREMIER)
    assert bench.claims.completion(claim.id) == proposed, (
        "what was taken is still shown as a change of the words as said"
    )
    assert bench.claims.complete(claim.id, actor="Ana") == taken, "taken twice is taken once"
    assert bench.drafting.undo("Ana", claim_id=claim.id).claim.text == PREMIER
    assert bench.record.verify_ledger().intact


def test_a_person_s_wording_is_completed_not_overwritten(bench: Workbench) -> None:
    claim = said(bench, PREMIER)
    bench.claims.edit(claim.id, text="The premier left on Tuesday.", actor="Ana")
    assert bench.claims.completion(claim.id).text == "Norvik Premier Tomas Eide left on 11 March 2025."


def test_a_claim_outside_any_article_has_nothing_to_be_completed_from(bench: Workbench) -> None:
    claim = bench.claims.add("He left on Tuesday.", actor="Ana")
    assert bench.claims.completion(claim.id).text == "He left on Tuesday."
    assert bench.claims.complete(claim.id, actor="Ana") == claim
    with pytest.raises(NotFoundError):
        bench.claims.completion("no such claim")


def test_the_parts_of_a_claim_are_complete_and_become_claims_with_their_words_as_said(bench: Workbench) -> None:
    claim = said(bench, DELEGATION)
    parts = bench.claims.parts(claim.id)
    assert [part.text for part in parts][:2] == [
        "A delegation travelled to the city.",
        "The delegation was led by Norvik Premier Tomas Eide.",
    ]
    added = bench.claims.split(claim.id, parts[1:], actor="Ana", expected_version=claim.version)
    assert added[0].said == "A delegation led by Eide"
    (article,) = bench.articles.list()
    assert article.text[added[1].start : added[1].end] == added[1].said == "Deputy Premier Marta Lund"
    assert bench.claims.show(claim.id).state is ClaimState.DROPPED
    assert (
        bench.claims.completion(added[1].id).text
        == added[1].text
        == "The delegation included Deputy Premier Marta Lund."
    )
    assert bench.drafting.undo("Ana").claim.id == claim.id
    assert [one.id for one in bench.claims.list()] == [claim.id]
    assert bench.record.verify_ledger().intact


def test_the_command_line_completes_splits_and_merges(bench: Workbench) -> None:
    where, premier, delegation = bench.workspace.root, said(bench, PREMIER), said(bench, DELEGATION)
    shown = claimcheck("-w", where, "claims", "complete", premier.id)
    assert "Norvik Premier Tomas Eide flew home on 11 March 2025." in shown.out
    record = claimcheck("-w", where, "claims", "complete", premier.id, "--json").json
    assert list(record) == ["claim", "said", "text", "replacements", "left_open"]
    assert [one["kind"] for one in record["replacements"]] == ["role", "date"]
    taken = claimcheck("-w", where, "claims", "complete", premier.id, "--take", "--reviewer", "Ana", "--json").json
    assert taken["text"] == record["text"]

    listed = claimcheck("-w", where, "claims", "split", delegation.id)
    assert "The delegation included Deputy Premier Marta Lund." in listed.out
    assert len(claimcheck("-w", where, "claims", "split", delegation.id, "--json").json["parts"]) == 4
    refused = claimcheck("-w", where, "claims", "split", delegation.id, "--part", "9")
    assert (refused.exit, "no part 9" in refused.err) == (2, True)
    added = claimcheck("-w", where, "claims", "split", delegation.id, "--part", "3", "--reviewer", "Ana", "--json").json
    assert [claim["text"] for claim in added] == ["The delegation included Deputy Premier Marta Lund."]
    assert claimcheck("-w", where, "claims", "split", premier.id, "--take").exit == 2

    other = said(bench, "He will speak to parliament on Friday.")
    merged = claimcheck("-w", where, "claims", "merge", other.id, premier.id, "--reviewer", "Ana", "--json").json
    assert merged["said"] == "The premier flew home on Tuesday. He will speak to parliament on Friday."
    assert claimcheck("-w", where, "claims", "merge", merged["id"]).exit == 2
