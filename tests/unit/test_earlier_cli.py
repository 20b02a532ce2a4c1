"""`claimcheck earlier` and `claims import`, from an import to a link that is shown with the claim."""

from __future__ import annotations

from pathlib import Path

from claimcheck.workspace import Workspace
from commandline import claimcheck

TABLE = "claim,verdict,site\nThe bridge at Lindow cost 40 million euros.,False,Example Check\n,True,Example Check\n"


def test_a_claim_of_a_list_is_matched_and_linked_and_shows_its_earlier_rating(workspace: Workspace) -> None:
    desk = ["-w", str(workspace.root), "--set", "desk.reviewer=Ana"]
    checks, claims = workspace.root / "checks.csv", workspace.root / "claims.csv"
    checks.write_text(TABLE)
    claims.write_text("claim,source\nThe Lindow bridge cost 40m euros.,radio\n")
    look = claimcheck(*desk, "earlier", "add", checks, "--preview", "--json").json
    assert look["taken_for"]["rating"] == "verdict"
    added = claimcheck(*desk, "earlier", "add", checks, "--json")
    assert (added.exit, added.json["added"], added.json["rejected"]) == (1, 1, 1)
    claim = claimcheck(*desk, "claims", "import", claims, "--json").json["claim_ids"][0]
    (match,) = claimcheck(*desk, "earlier", "match", "--claim", claim, "--json").json
    assert (match["strength"], match["check"]["outcome"]) == ("strong", "refuted")
    (other,) = claimcheck(*desk, "earlier", "match", "The Lindow bridge cost 45m euros", "--json").json
    assert other["strength"] == "differs"
    assert other["differences"][0]["kind"] == "number"
    assert claimcheck(*desk, "earlier", "link", claim, match["check"]["id"], "--json").json["confirmed"]
    shown = claimcheck(*desk, "claims", "show", claim).out
    assert "False, Example Check: The bridge at Lindow cost 40 million euros." in shown
    assert "radio" in shown
    found = claimcheck(*desk, "claims", "thresholds", "--json").json
    assert found["proposed"] == {"suggest": None, "strong": None}
    assert sum(band["confirmed"] for band in found["bands"]) == 1
    assert claimcheck(*desk, "earlier", "match").exit == 2


def test_what_is_missing_is_one_clear_line(workspace: Workspace, tmp_path: Path) -> None:
    ran = claimcheck("-w", str(workspace.root), "earlier", "add", tmp_path / "missing.json")
    assert ran.exit == 1
    assert "there is no file" in ran.err
