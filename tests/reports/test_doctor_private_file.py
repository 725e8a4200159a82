"""A report's file: for its owner alone, whole or not at all."""

import os
from pathlib import Path

import pytest

from tui.reports.doctor import private_file


def test_it_is_written_with_mode_0600_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    private_file.write(tmp_path / "report.json", "text")
    assert [each.name for each in tmp_path.iterdir()] == ["report.json"]
    assert (tmp_path / "report.json").read_text() == "text"
    assert (tmp_path / "report.json").stat().st_mode & 0o777 == 0o600


def test_a_link_is_followed_and_stays_one(tmp_path: Path) -> None:
    (tmp_path / "target").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "target")
    private_file.write(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_text() == "new"


@pytest.mark.parametrize("name", [".", "pipe", "none/report.json", "file/report.json"])
def test_what_is_no_place_for_a_file_is_refused_and_left_alone(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "file").write_text("old")
    before = sorted(tmp_path.iterdir())
    assert private_file.fault(tmp_path / name)
    with pytest.raises(OSError, match=r".+"):
        private_file.write(tmp_path / name, "text")
    assert sorted(tmp_path.iterdir()) == before


def test_a_write_that_fails_leaves_the_old_text_and_no_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    file = tmp_path / "report.json"
    file.write_text("old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        private_file.write(file, "new")
    assert file.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["report.json"]
