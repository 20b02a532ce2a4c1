"""The pinned scores, and the script that proves them."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "run_floors.py"
LEGS = {"dense nDCG@10": 0.6, "lexical nDCG@10": 0.7}


@pytest.fixture(scope="module")
def floors() -> ModuleType:
    spec = importlib.util.spec_from_file_location("run_floors", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["run_floors"] = module
    spec.loader.exec_module(module)
    return module


def run(script: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(script), *map(str, arguments)], capture_output=True, text=True, env=os.environ, check=False
    )


def test_a_score_below_its_floor_or_below_a_leg_is_named(floors: ModuleType) -> None:
    floor = floors.Floor(
        name="a set", command=(), files=(), sha256="", quick=True, at_least={"nDCG@10": 0.7}, best=["nDCG@10"]
    )
    assert floors.shortfalls(floor, LEGS | {"nDCG@10": 0.7}) == []
    below = floors.shortfalls(floor, LEGS | {"nDCG@10": 0.65})
    assert len(below) == 2
    assert "floor 0.7000" in below[0]
    assert "lexical leg alone, 0.7000" in below[1]
    assert len(floors.shortfalls(floor, {"nDCG@10": float("nan")} | LEGS)) == 3


def test_every_pinned_score_is_that_of_a_command_on_data_with_a_digest(floors: ModuleType) -> None:
    pinned = floors.read_floors()
    assert len({floor.name for floor in pinned}) == len(pinned)
    for floor in pinned:
        assert floor.command[0] == "eval"
        assert floor.at_least
        assert len(floor.sha256) == 64
        assert not floor.best or "--legs" in floor.command


def test_without_the_data_nothing_is_proved_and_other_data_is_refused(tmp_path: Path, floors: ModuleType) -> None:
    absent = run(SCRIPT, tmp_path / "nothing")
    assert (absent.returncode, "floors not checked" in absent.stdout) == (0, True)
    for floor in floors.read_floors():
        for name in floor.files:
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text("other data\n")
    other = run(SCRIPT, tmp_path, "--quick")
    assert other.returncode == 1
    assert "the data has digest" in other.stdout


def test_an_evaluation_is_run_and_compared(tmp_path: Path, floors: ModuleType) -> None:
    script = tmp_path / "run_floors.py"
    script.write_text(SCRIPT.read_text(encoding="utf-8"), encoding="utf-8")
    rows = [{"text": "The tax rose by 4% in 2020.", "label": 1}, {"text": "Good evening to all of you.", "label": 0}]
    data = tmp_path / "sentences.jsonl"
    data.write_text("".join(json.dumps(row) + "\n" for row in rows))
    pinned = {
        "name": "two sentences",
        "command": ["eval", "checkworthy", "{datasets}/sentences.jsonl"],
        "files": ["sentences.jsonl"],
        "sha256": floors.digest_of([data]),
        "quick": True,
        "at_least": {"average_precision": 1.0},
    }
    (tmp_path / "floors.json").write_text(json.dumps([pinned]))
    reached = run(script, tmp_path)
    assert (reached.returncode, "1 of 1 evaluations reach" in reached.stdout) == (0, True), reached.stderr
    (tmp_path / "floors.json").write_text(json.dumps([pinned | {"at_least": {"average_precision": 1.1}}]))
    missed = run(script, tmp_path)
    assert (missed.returncode, "below its floor 1.1000" in missed.stdout) == (1, True)
