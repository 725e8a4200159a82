"""A disk that is full in the middle of a transaction: said, nothing half written, and nothing lost once there is room."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.command import CODE
from tests.journal.telling import Writing, plain, story, until
from tui.journal.store import Journal
from tui.journal.verify import verify


@pytest.mark.parametrize("most", [0, 5_000, 100_000, 400_000])
def test_files_that_may_not_grow_any_more(most: int, tmp_path: Path) -> None:
    path = tmp_path / "j.db"
    done = subprocess.run(
        [sys.executable, "-m", "tests.journal.filling", str(most), str(path)],
        cwd=CODE, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] in ("the disk does not do as it is told", "the disk is full")
    journal = Journal(path)
    assert [kept.record for kept in journal.records(*journal.span())] == plain(story(2_000).told)
    assert verify(journal).findings == []
    journal.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "small"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("only root, and not in every container, may mount a disk")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_disk_that_is_full(small_disk: Path) -> None:
    told = story(2_000).told
    filler = small_disk / "filler"
    filler.write_bytes(os.urandom(500_000))
    writing = Writing(small_disk / "j.db").put(told[:5])
    assert writing.all_written()
    writing.put(told[5:])

    assert until(lambda: "the disk is full" in writing.said)
    filler.unlink()
    subprocess.run(["mount", "-o", "remount,size=32m", str(small_disk)], check=True)
    assert until(lambda: writing.said[-1] == "")
    assert writing.close()
    journal = Journal(small_disk / "j.db")
    assert [kept.record for kept in journal.records(*journal.span())] == plain(told)
    assert verify(journal).findings == []
    journal.close()
