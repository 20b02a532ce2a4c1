"""A claim of a first is searched twice: for what is like it, and for an earlier case inside its window."""

from __future__ import annotations

from datetime import date

import pytest

from claimcheck.corpus.importer import GivenMetadata
from claimcheck.domain import SearchFilters
from claimcheck.workbench import Workbench
from claimcheck.workspace import Workspace

CLAIM = "The meeting was the first direct contact between the two harbour towns since 2022."
NOTES = {
    "then": ("Envoys of the two harbour towns met in the spring, their last direct contact.", date(2022, 4, 1)),
    "between": ("In Oslo the mayors of the two harbour towns met face to face and shook hands.", date(2024, 2, 3)),
    "after": ("The two harbour towns met again, in direct contact, and agreed on fees.", date(2025, 7, 1)),
    "undated": ("Once the two harbour towns met in direct contact over the ferry.", None),
    "other": ("The bakery on the corner sells rye bread on Mondays.", date(2024, 5, 5)),
}
"""The bread is inside the window and not on the event."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    root = tmp_path_factory.mktemp("firsts") / "desk"
    Workspace(root).create()
    desk = Workbench.open(root)
    for title, (text, day) in NOTES.items():
        desk.sourcing.add_text(text, title=title, given=GivenMetadata(publisher="Gazette", published=day))
    desk.index.build()
    return desk


def test_what_was_published_on_the_event_inside_the_window_is_named_as_such(desk: Workbench) -> None:
    claim = desk.claims.add(CLAIM, claim_date=date(2025, 5, 16), actor="Bo")
    result = desk.evidence.check(claim_id=claim.id)
    examples = result.counter_examples
    assert examples is not None
    assert (examples.first_day, examples.last_day) == (date(2023, 1, 1), date(2025, 5, 15))
    assert examples.event == "The meeting was direct contact between the two harbour towns."
    assert [one.hit.source.title for one in examples.evidence] == ["between"]
    assert examples.evidence[0] in result.evidence  # found twice, shown once
    assert result.shown == result.evidence


def test_an_earlier_case_is_found_where_nearer_passages_fill_the_list(desk: Workbench) -> None:
    claim = desk.claims.add(CLAIM, claim_date=date(2025, 5, 16), actor="Bo")
    result = desk.evidence.check(claim_id=claim.id, top=2)
    assert "between" not in [one.hit.source.title for one in result.evidence]
    assert [(one.hit.rank, one.hit.source.title) for one in result.shown[2:]] == [(3, "between")]


def test_the_filters_of_the_search_hold_for_it_too(desk: Workbench) -> None:
    claim = desk.claims.add(CLAIM, claim_date=date(2025, 5, 16), actor="Bo")
    then = desk.evidence.check(claim_id=claim.id, filters=SearchFilters(as_of=date(2024, 1, 1))).counter_examples
    assert then is not None
    assert (then.last_day, then.evidence) == (date(2024, 1, 1), ())
    elsewhere = desk.evidence.check(claim_id=claim.id, filters=SearchFilters(publisher="Herald")).counter_examples
    assert elsewhere is not None
    assert elsewhere.evidence == ()


def test_other_claims_are_searched_once(desk: Workbench) -> None:
    assert desk.evidence.check("The bakery sells rye bread.").counter_examples is None


def test_a_search_can_be_limited_to_what_was_published_since_a_day(desk: Workbench) -> None:
    found = desk.evidence.search("two harbour towns", filters=SearchFilters(since=date(2024, 2, 3)))
    assert {hit.source.title for hit in found.hits} == {"between", "after", "other"}
    assert found.searched.undated_left_out == 1


def test_the_command_line_prints_the_window(desk: Workbench, capfd: pytest.CaptureFixture[str]) -> None:
    from claimcheck.cli.check import print_check

    claim = desk.claims.add(CLAIM, claim_date=date(2025, 5, 16), actor="Bo")
    print_check(desk.evidence.check(claim_id=claim.id, top=2))
    printed = capfd.readouterr().out
    assert "published from 2023-01-01 to 2025-05-15" in printed
    assert "In Oslo the mayors" in printed
