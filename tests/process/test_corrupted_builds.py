"""Two hundred damages to the files of a build: every one is found, and no search answers wrongly or crashes."""

from __future__ import annotations

import json
import random
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from claimcheck.index.verify import verify_build
from claimcheck.workspace import Workspace
from indexes import Desk, some_documents, some_text

pytestmark = [pytest.mark.process, pytest.mark.slow]

DAMAGES = 200
QUERIES = (some_text(3), "Item11 begins", "harvest talks in winter")
NOT_READ = {"lexical/.tantivy-meta.lock"}
"""A lock of tantivy's: it is empty, and what is in it says nothing."""
CACHED = {"sealed.json", *NOT_READ}
"""Not a part of the build; the first says what the files looked like at their last proof, and is made anew."""
ANSWERING = Path(__file__).parent.parent / "answering.py"
Answers = list[list[tuple[str, float]]]


@dataclass(frozen=True)
class Damage:
    """What is done to which file."""

    how: str
    file: str
    seed: int

    def apply(self, build: Path, other: Path) -> bool:
        """Do it; False where it changes nothing. The file is a new one, for builds share files by hard links."""
        path, chance = build / self.file, random.Random(self.seed)
        content = path.read_bytes()
        damaged = self._damaged(content, other / self.file, chance)
        if damaged == content:
            return False
        path.unlink()
        if damaged is not None:
            path.write_bytes(damaged)
        return True

    def _damaged(self, content: bytes, elsewhere: Path, chance: random.Random) -> bytes | None:
        if self.how == "delete":
            return None
        if self.how == "swap":
            return elsewhere.read_bytes() if elsewhere.exists() else b"of another build"
        if not content:
            return b"x"
        at = chance.randrange(len(content))
        if self.how == "truncate":
            return content[:at]
        return content[:at] + bytes([content[at] ^ (1 << chance.randrange(8))]) + content[at + 1 :]


def files_of(build: Path) -> list[str]:
    """In an order that does not hang on tantivy's random names, so that the same damages are done each time."""
    paths = [path for path in build.rglob("*") if path.is_file()]
    paths.sort(key=lambda path: (re.sub(r"[0-9a-f]{32}", "", path.name), str(path.parent), path.stat().st_size))
    return [str(path.relative_to(build)) for path in paths]


class Elsewhere:
    """A process that searches, so that a crash is one of its own."""

    def __init__(self, root: Path, exact_limit: int) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(ANSWERING), str(root), str(exact_limit), *QUERIES],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self) -> Answers | str:
        """What is found in the build as it is now, or the refusal."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write("search\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, f"the search crashed: exit {self._process.wait()}"
        answered: Answers | str = json.loads(line)
        return answered

    def end(self) -> None:
        self._process.communicate()


@pytest.fixture(params=[20_000, 0], ids=["Flat", "SQ8"])
def made(request: pytest.FixtureRequest, workspace: Workspace) -> tuple[Path, int]:
    """A workspace whose build shares files with the one before."""
    limit: int = request.param
    desk = Desk(workspace, exact_limit=limit)
    desk.add(*some_documents(range(12)))
    desk.build()
    desk.add(*some_documents(range(12, 18)))
    desk.store.remove([desk.search(QUERIES[0]).hits[0].source.document_id])
    desk.build()
    return workspace.root, limit


@pytest.mark.timeout(300)
def test_every_damage_is_found_and_a_search_refuses_or_answers_as_before(
    made: tuple[Path, int], tmp_path: Path
) -> None:
    root, limit = made
    chance = random.Random(20251124 + limit)
    folder = Desk(Workspace(root), exact_limit=limit).folder
    current = folder.current_id()
    (before,) = {path.name for path in folder.build_path(current).parent.iterdir() if path.is_dir()} - {current}
    build, other = folder.build_path(current), folder.build_path(before)
    names = files_of(build)
    whole = tmp_path / "whole"
    shutil.copytree(build, whole)
    elsewhere = Elsewhere(root, limit)
    try:
        expected = elsewhere.ask()
        assert not isinstance(expected, str)
        done, refused = 0, 0
        while done < DAMAGES // 2:
            damage = Damage(chance.choice(["flip", "truncate", "delete", "swap"]), chance.choice(names), done)
            if not damage.apply(build, other):
                continue
            done += 1
            found = elsewhere.ask()
            refused += isinstance(found, str)
            assert isinstance(found, str) or found == expected, damage
            if damage.file not in CACHED:
                assert verify_build(folder, current).problems, damage
            (build / damage.file).unlink(missing_ok=True)
            shutil.copy2(whole / damage.file, build / damage.file)
        assert refused > done // 2
        assert elsewhere.ask() == expected
    finally:
        elsewhere.end()
    assert verify_build(folder, current).intact
