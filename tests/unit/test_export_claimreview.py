from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from claimcheck.domain import PinStance, VerdictRow
from claimcheck.errors import StorageError, UsageError
from claimcheck.export import ExportFormat, write_verdicts
from claimcheck.settings import DeskSettings
from claimcheck.workspace import Workspace
from deskwork import a_claim, a_pin, a_proposal, a_verdict, an_article, an_outside_pin, open_desk

HEAD = "ab" * 32
DESK = DeskSettings(name="Harbour Desk", url="https://desk.invalid")


@pytest.fixture
def row(workspace: Workspace) -> VerdictRow:
    desk = open_desk(workspace)
    desk.add_article(an_article())
    (claim,) = desk.propose_claims(an_article().id, [a_proposal(23, 44)], "claimcheck")
    desk.record_verdict(a_verdict(claim, pins=(a_pin(), a_pin(text="Again."), an_outside_pin())))
    return desk.list_verdicts()[0]


def reviewed(row: VerdictRow, folder: Path, desk: DeskSettings = DESK) -> dict[str, Any]:
    (file,) = write_verdicts([row], ExportFormat.CLAIMREVIEW, folder, ledger_head=HEAD, desk=desk)
    assert file == folder / f"{row.claim.id}.json"
    record: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return record


def test_a_claim_review_says_who_claimed_what_where_and_how_the_desk_rates_it(row: VerdictRow, tmp_path: Path) -> None:
    assert reviewed(row, tmp_path / "reviews") == {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "creativeWorkStatus": "Draft",
        "datePublished": row.verdict.recorded_at.date().isoformat(),
        "url": "https://desk.invalid",
        "author": {"@type": "Organization", "name": "Harbour Desk", "url": "https://desk.invalid"},
        "claimReviewed": row.verdict.claim_text,
        "itemReviewed": {
            "@type": "Claim",
            "text": row.claim.said,
            "author": {"@type": "Person", "name": "the harbour master"},
            "datePublished": "2024-03-10",
            "appearance": {
                "@type": "CreativeWork",
                "headline": "A ferry leaves",
                "url": "https://sample.invalid/ferry",
                "datePublished": "2024-03-10",
                "inLanguage": "en",
                "author": {"@type": "Person", "name": "Ada Quill"},
                "publisher": {"@type": "Organization", "name": "Sample Wire"},
            },
        },
        "reviewRating": {
            "@type": "Rating",
            "alternateName": "supported",
            "ratingValue": 5,
            "bestRating": 5,
            "worstRating": 1,
        },
        "reviewBody": "The harbour log counts forty.",
        "citation": [
            {
                "@type": "CreativeWork",
                "headline": "Harbour log",
                "url": "https://sample.invalid/log",
                "datePublished": "2024-03-11",
                "publisher": {"@type": "Organization", "name": "Sample Gazette"},
            }
        ],
        "identifier": [
            {"@type": "PropertyValue", "propertyID": "claimcheck verdict", "value": row.verdict.id},
            {"@type": "PropertyValue", "propertyID": "claimcheck ledger head", "value": HEAD},
        ],
    }


@pytest.mark.parametrize(
    ("rating", "pins", "value"),
    [
        ("refuted", (a_pin(PinStance.REFUTES),), 1),
        ("conflicting", (a_pin(PinStance.REFUTES), a_pin()), 3),
        ("not enough evidence", (), None),
    ],
)
def test_the_rating_has_its_place_on_the_scale_and_not_enough_evidence_has_none(
    workspace: Workspace, tmp_path: Path, rating: str, pins: tuple[Any, ...], value: int | None
) -> None:
    desk = open_desk(workspace)
    desk.record_verdict(
        a_verdict(a_claim(desk), rating=rating, pins=pins, explanation="The passenger list is missing.")
    )
    shown = reviewed(desk.list_verdicts()[0], tmp_path)["reviewRating"]
    assert shown["alternateName"] == rating
    assert shown.get("ratingValue") == value
    assert ("bestRating" in shown, "worstRating" in shown) == (value is not None,) * 2


def test_what_is_not_known_is_left_out(workspace: Workspace, tmp_path: Path) -> None:
    desk = open_desk(workspace)
    desk.record_verdict(a_verdict(a_claim(desk), pins=(an_outside_pin(),)))
    review = reviewed(desk.list_verdicts()[0], tmp_path, DeskSettings())
    assert review["itemReviewed"] == {"@type": "Claim", "text": "The ferry carried 40 people."}
    assert review["author"] == {"@type": "Organization", "name": "unnamed desk"}
    assert "url" not in review
    assert "citation" not in review, "a phone call is no address a reader can open"


def test_no_text_can_end_the_script_element_it_may_stand_in(row: VerdictRow, tmp_path: Path) -> None:
    evil = "</script><script>alert(1)</script><!-- & \u2028"
    hostile = replace(row, verdict=replace(row.verdict, explanation=evil, claim_text=evil))
    assert reviewed(hostile, tmp_path)["reviewBody"] == evil
    written = (tmp_path / f"{row.claim.id}.json").read_text(encoding="utf-8")
    assert not set(written) & {"<", ">", "&", "\u2028"}


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//x", "http://[", " "]
)
def test_an_address_that_is_no_web_page_is_left_out(row: VerdictRow, tmp_path: Path, url: str) -> None:
    assert row.article is not None
    hostile = replace(
        row,
        article=replace(row.article, url=url),
        verdict=replace(row.verdict, pins=(a_pin(url=url),)),
    )
    review = reviewed(hostile, tmp_path, DeskSettings(name="D", url=url))
    assert "url" not in review
    assert "url" not in review["author"]
    assert "url" not in review["itemReviewed"]["appearance"]
    assert "citation" not in review


def test_there_is_one_file_per_claim_with_the_verdict_that_stands(workspace: Workspace, tmp_path: Path) -> None:
    desk = open_desk(workspace)
    claim, other = a_claim(desk), a_claim(desk, "It rained.")
    desk.record_verdict(a_verdict(claim))
    desk.record_verdict(a_verdict(other))
    desk.record_verdict(a_verdict(claim, rating="refuted", pins=(a_pin(PinStance.REFUTES),)))
    rows = desk.list_verdicts(include_replaced=True)
    files = write_verdicts(rows, ExportFormat.CLAIMREVIEW, tmp_path / "r", ledger_head=HEAD, desk=DESK)
    assert sorted(files) == sorted((tmp_path / "r").iterdir())
    assert {file.stem for file in files} == {claim.id, other.id}
    assert json.loads((tmp_path / "r" / f"{claim.id}.json").read_text())["reviewRating"]["ratingValue"] == 1


def test_a_claim_id_that_is_a_path_is_refused(row: VerdictRow, tmp_path: Path) -> None:
    hostile = replace(row, verdict=replace(row.verdict, claim_id="../escape"))
    with pytest.raises(StorageError, match="escape"):
        write_verdicts([hostile], ExportFormat.CLAIMREVIEW, tmp_path / "r", ledger_head=HEAD, desk=DESK)
    assert not (tmp_path / "escape.json").exists()


def test_a_file_in_the_place_of_the_folder_is_refused(row: VerdictRow, tmp_path: Path) -> None:
    (tmp_path / "r").write_bytes(b"")
    with pytest.raises(UsageError, match="is a file"):
        write_verdicts([row], ExportFormat.CLAIMREVIEW, tmp_path / "r", ledger_head=HEAD, desk=DESK)
