import os
import stat
from pathlib import Path

import pytest

from tui.exchange.private_file import write_private


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(autouse=True, params=[0o000, 0o077])
def umask(request: pytest.FixtureRequest) -> object:
    before = os.umask(request.param)
    yield
    os.umask(before)


def test_a_new_file_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    write_private(tmp_path / "demo.env", "A=1\n")
    assert (tmp_path / "demo.env").read_text() == "A=1\n"
    assert mode(tmp_path / "demo.env") == 0o600


def test_an_open_file_is_replaced_in_one_step_by_a_closed_one(tmp_path: Path) -> None:
    place = tmp_path / "demo.env"
    place.write_text("a longer text than the new one\n")
    place.chmod(0o644)
    with place.open() as reader:
        write_private(place, "A=1\n")
        assert reader.read() == "a longer text than the new one\n"
    assert place.read_text() == "A=1\n"
    assert mode(place) == 0o600
    assert list(tmp_path.iterdir()) == [tmp_path / "demo.env"]


def test_a_link_stays_a_link_and_its_target_is_written(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("target")
    write_private(tmp_path / "link", "A=1\n")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_text() == "A=1\n"


def test_a_directory_and_a_pipe_are_refused_and_stay_what_they_are(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="it is a directory"):
        write_private(tmp_path, "A=1\n")
    with pytest.raises(OSError, match="it is not a regular file"):
        write_private(tmp_path / "pipe", "A=1\n")
    assert list(tmp_path.iterdir()) == [tmp_path / "pipe"]


def test_a_place_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_private(tmp_path / "nowhere" / "demo.env", "A=1\n")


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "demo.env").write_text("old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_private(tmp_path / "demo.env", "new")
    assert (tmp_path / "demo.env").read_text() == "old"
    assert list(tmp_path.iterdir()) == [tmp_path / "demo.env"]


def test_a_marked_file_is_written_over_and_no_other(tmp_path: Path) -> None:
    place = tmp_path / ".env"
    place.write_text("BITOPRO_API_SECRET=somebodys own\n")
    with pytest.raises(OSError, match="there is a file that bitotui did not write"):
        write_private(place, "A=1\n", mark="# ours\n")
    assert place.read_text() == "BITOPRO_API_SECRET=somebodys own\n"
    place.write_text("")
    for text in ("A=1\n", "A=2\n"):
        write_private(place, text, mark="# ours\n")
        assert place.read_text() == "# ours\n" + text
