from __future__ import annotations

import csv
from pathlib import Path

import pytest

from claimcheck.demo import read_decisions, run_demo, sample_folder
from claimcheck.protocols import SilentProgress


def test_the_demo_walks_the_whole_journey_and_leaves_what_exists_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = tmp_path / "demo-workspace"
    wanted.mkdir()
    (wanted / "mine.txt").write_text("precious", encoding="utf-8")
    lines: list[str] = []
    workspace = run_demo(wanted, print_line=lines.append, progress=SilentProgress())
    assert [path.name for path in wanted.iterdir()] == ["mine.txt"]
    assert workspace.root == tmp_path / "demo-workspace-2"
    text = "\n".join(lines)
    assert "Medinsky" in text
    assert "differs (role)" in text
    assert "differs (date)" in text
    decisions = read_decisions(sample_folder() / "decisions.json")
    with (workspace.root / "verdicts.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["rating"] for row in rows].count("supported") >= 1
    assert len(rows) == len(decisions)
