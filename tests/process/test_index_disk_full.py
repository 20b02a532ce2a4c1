"""A build on a disk that fills up: one clear error, and the old index stays in use."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from claimcheck.errors import DiskFullError
from claimcheck.index.folder import IndexFolder
from claimcheck.index.verify import verify_build
from indexes import Desk, some_documents, some_text

pytestmark = [pytest.mark.process]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "small"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("may not mount a small disk here")
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


@pytest.mark.parametrize("free", [0, 60_000, 300_000, 1_200_000])
def test_the_old_build_stays_wherever_the_disk_runs_full(tmp_path: Path, small_disk: Path, free: int) -> None:
    desk = Desk.at(tmp_path / "desk")
    desk.folder = IndexFolder(small_disk / "index")
    desk.add(*some_documents(range(20)))
    first = desk.build()
    desk.add(*some_documents(range(20, 1500), sentences=6))
    room = _free(small_disk)
    filler = small_disk / "filler"
    filler.write_bytes(b"x" * (room - free))
    with pytest.raises(DiskFullError) as caught:
        desk.build()
    assert "free some disk space" in (caught.value.hint or "")
    assert not list(desk.folder.path.glob("builds/*.partial"))
    assert desk.folder.current_id() == first.build.id
    assert verify_build(desk.folder, first.build.id).problems == ()
    assert desk.search(some_text(3)).hits[0].source.external_id == "3"

    filler.unlink()
    desk.folder = IndexFolder(tmp_path / "desk" / "index")  # a disk with room
    assert desk.build().build.documents == 1500


def _free(place: Path) -> int:
    found = os.statvfs(place)
    return found.f_bavail * found.f_frsize
