import os
import stat
from pathlib import Path

import pytest
from msgspec.structs import replace

from tui.preferences.file import MOST_BYTES, PreferencesFile, Remembered, preferences_path
from tui.preferences.sections import Look, Preferences, View

KEPT = Preferences(view=View(sort="amount", descending=True))


def opened(path: Path) -> PreferencesFile:
    return PreferencesFile(path, stamp=lambda: "20261125-120000")


def test_the_first_start_remembers_nothing_and_leaves_no_file(tmp_path: Path) -> None:
    file = opened(tmp_path / "state" / "default.toml")

    assert file.load() == Remembered()
    file.save(Preferences())
    assert not file.path.parent.exists()


def test_what_is_saved_is_there_at_the_next_start_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "state" / "default.toml"
    opened(path).save(KEPT)

    assert opened(path).load() == Remembered(KEPT)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in path.parent.iterdir()] == ["default.toml"]


def test_the_folders_are_their_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "bitotui" / "preferences" / "default.toml"
    opened(path).save(KEPT)

    assert [stat.S_IMODE(each.stat().st_mode) for each in (path.parent, path.parent.parent)] == [0o700] * 2


def test_two_sessions_keep_what_the_other_changed(tmp_path: Path) -> None:
    path = tmp_path / "default.toml"
    one, other = opened(path), opened(path)
    for each in (one, other):
        each.load()

    one.save(KEPT)
    other.save(Preferences(look=Look(theme="nord")))

    assert opened(path).load().preferences == Preferences(view=KEPT.view, look=Look(theme="nord"))


def test_a_broken_file_is_set_aside_with_a_word(tmp_path: Path) -> None:
    path = tmp_path / "default.toml"
    path.write_text("[view\n")

    found = opened(path).load()

    (notice,) = found.notices
    aside = tmp_path / "default.toml.broken-20261125-120000"
    assert found.preferences == Preferences()
    assert notice.startswith(f"preferences could not be read and were set aside as {aside}: ")
    assert aside.read_text() == "[view\n"
    assert not path.exists()


def test_one_bad_entry_is_named_and_stays_where_it_is(tmp_path: Path) -> None:
    path = tmp_path / "default.toml"
    path.write_text('[view]\nsort = 1\n[look]\ntheme = "nord"\n')

    found = opened(path).load()

    assert found.notices == ("in default.toml: view.sort cannot be used: Expected `str`, got `int`",)
    assert found.preferences == Preferences(look=Look(theme="nord"))
    assert "sort = 1" in path.read_text()


@pytest.mark.parametrize("content", [b"\xff\xfe", b"#" * (MOST_BYTES + 1)])
def test_what_is_no_text_or_too_much_is_set_aside_too(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "default.toml"
    path.write_bytes(content)
    file = opened(path)

    (notice,) = file.load().notices
    file.save(KEPT)

    aside = tmp_path / "default.toml.broken-20261125-120000"
    assert notice.startswith(f"preferences could not be read and were set aside as {aside}: ")
    assert aside.read_bytes() == content
    assert opened(path).load() == Remembered(KEPT)


@pytest.mark.parametrize(
    "number", ["9" * 5_000, "0x" + "f" * 5_000, "-1e999"], ids=["decimal", "hex", "beyond"]
)
def test_a_number_of_any_length_is_no_crash(tmp_path: Path, number: str) -> None:
    path = tmp_path / "default.toml"
    path.write_text(f"[numbers]\ndecimals = {number}\n[columns.widths]\namount = {number}\n")

    found = opened(path).load()

    assert found.preferences == Preferences()
    assert all(len(notice.replace(str(tmp_path), "")) < 300 for notice in found.notices)
    assert found.notices


@pytest.mark.parametrize("content", [b"[filters.presets\nmine =", b"\xff"])
def test_what_was_broken_while_running_is_set_aside_before_anything_is_written(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "default.toml"
    file = opened(path)
    file.save(KEPT)
    path.write_bytes(content)

    after = replace(KEPT, look=Look(theme="nord"))
    file.save(after)

    assert (tmp_path / "default.toml.broken-20261125-120000").read_bytes() == content
    assert opened(path).load() == Remembered(after)


def test_what_was_taken_away_while_running_is_whole_again(tmp_path: Path) -> None:
    path = tmp_path / "default.toml"
    file = opened(path)
    file.save(KEPT)
    path.unlink()

    file.save(replace(KEPT, look=Look(theme="nord")))

    assert opened(path).load().preferences == replace(KEPT, look=Look(theme="nord"))


def test_a_folder_in_its_place_is_said(tmp_path: Path) -> None:
    assert opened(tmp_path).load().notices == (f"preferences not read: {tmp_path}: Is a directory",)


def test_a_pipe_in_its_place_is_said_and_stays_there(tmp_path: Path) -> None:
    path = tmp_path / "default.toml"
    os.mkfifo(path)
    file = opened(path)

    assert file.load().notices == (f"preferences not read: {path}: it is no regular file",)
    with pytest.raises(OSError, match="regular"):
        file.save(KEPT)
    assert path.is_fifo()


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "dotfiles.toml", tmp_path / "default.toml"
    real.write_text("# mine\n")
    link.symlink_to(real)

    opened(link).save(KEPT)

    assert link.is_symlink()
    assert real.read_text().startswith("# mine\n")


def test_what_cannot_be_written_leaves_nothing_behind_and_is_tried_again(tmp_path: Path) -> None:
    path = tmp_path / "default.toml"
    path.mkdir()
    file = opened(path)

    for _ in range(2):
        with pytest.raises(OSError, match="directory"):
            file.save(KEPT)
    assert list(tmp_path.iterdir()) == [path]


def test_each_profile_has_a_file_of_its_own(tmp_path: Path) -> None:
    names = {
        preferences_path(tmp_path, "").name,
        preferences_path(tmp_path, "default").name,
        preferences_path(tmp_path, "demo").name,
        preferences_path(tmp_path, "", is_demo=True).name,
    }

    assert len(names) == 4
