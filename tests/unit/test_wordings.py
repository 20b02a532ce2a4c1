"""What a search looks for, made from a claim as it was said."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimcheck.settings import Settings
from claimcheck.text.wordings import wording_of
from claimcheck.workbench import Workbench
from claimcheck.workspace import Workspace


@pytest.mark.parametrize(
    ("claim", "meaning"),
    [
        ("Wheat fell by 3.5% in 2024.", "Wheat fell by 3.5% in 2024."),
        ("#WheatHarvest fell, says @FarmDesk", "Wheat Harvest fell, says Farm Desk"),
        ("#NHSWorkers on strike", "NHS Workers on strike"),
        ("#wheat_harvest", "wheat harvest"),
        ("#COVID19", "COVID19"),
        ("#ÉlectionsÎle", "Élections Île"),
        ("mail ana@farm.example or tag C#Sharp", "mail ana@farm.example or tag C#Sharp"),
        ("the U.S./EU talks, and/or 3.5/10", "the U.S./EU talks, and/or 3.5/10"),
    ],
)
def test_tags_are_opened_and_other_words_stay(claim: str, meaning: str) -> None:
    assert wording_of(claim).meaning == meaning


@pytest.mark.parametrize(
    "address", ["https://t.co/eJtw", "http://farm.example", "www.farm.example/a?b=c", "pic.pictures.example/Jtw"]
)
def test_web_addresses_are_left_out(address: str) -> None:
    assert wording_of(f"Wheat fell {address} by a tenth").meaning.split() == ["Wheat", "fell", "by", "a", "tenth"]
    assert wording_of(address).meaning == address


def test_the_words_keep_a_tag_whole_as_well() -> None:
    assert wording_of("#WheatHarvest fell").words == "Wheat Harvest fell WheatHarvest"


@pytest.mark.parametrize("text", ["a." * 50_000, "#" * 100_000, "#a" * 50_000, "a" * 100_000, "-." * 50_000])
def test_the_longest_strange_text_takes_no_time(text: str) -> None:
    assert wording_of(text).meaning


def test_a_search_reads_a_post_as_the_words_it_says_and_reports_it_as_it_was_said(
    workspace: Workspace, tmp_path: Path
) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "harvest.txt").write_text("The wheat harvest fell by a tenth.\n")
    (notes / "ferry.txt").write_text("The ferry left the harbour at noon.\n")
    desk = Workbench(workspace, Settings())
    desk.library.add([notes])
    desk.index.build()
    said = "#WheatHarvest fell https://ferry.example/harbour"
    post, plain = desk.evidence.search(said), desk.evidence.search("Wheat Harvest fell")
    assert post.query == said
    assert [hit.score for hit in post.hits] == pytest.approx([hit.score for hit in plain.hits], abs=1e-4)
    assert post.hits[0].passage.text.startswith("The wheat harvest")
