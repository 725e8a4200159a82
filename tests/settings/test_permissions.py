import os
from pathlib import Path

import pytest

from tests.settings.desk import put
from tui.settings.permissions import doubts, file_doubts, folder_doubts

USER = 1000


def status(mode: int, owner: int = USER) -> os.stat_result:
    return os.stat_result((mode, 1, 1, 1, owner, owner, 0, 0, 0, 0))


@pytest.mark.parametrize("owner", [USER, 0])
@pytest.mark.parametrize("mode", [0o600, 0o400, 0o700])
def test_a_private_file_of_the_user_or_of_root_raises_no_doubt(mode: int, owner: int) -> None:
    assert list(file_doubts(status(0o100000 | mode, owner), "./.env", USER)) == []


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o660, 0o604, 0o602, 0o601, 0o610])
def test_a_file_open_to_others_is_doubted_and_the_command_closes_it(mode: int) -> None:
    (doubt,) = file_doubts(status(0o100000 | mode), "./.env", USER)
    assert f"mode {mode:04o}" in doubt.reason
    assert doubt.mend == "chmod 600 ./.env"


def test_a_file_of_another_user_is_doubted() -> None:
    (doubt,) = file_doubts(status(0o100600, 1001), "./.env", USER)
    assert "another user (uid 1001)" in doubt.reason
    assert doubt.mend == 'sudo chown "$(id -un)" ./.env'


@pytest.mark.parametrize(
    ("mode", "doubted"), [(0o755, False), (0o775, False), (0o1777, False), (0o777, True)]
)
def test_a_folder_in_which_everybody_can_replace_files_is_doubted(mode: int, doubted: bool) -> None:
    assert [doubt.mend for doubt in folder_doubts(status(0o040000 | mode), ".")] == ["chmod o-w ."] * doubted


@pytest.mark.parametrize(
    ("place", "command"),
    [
        ("demo.env", "chmod 600 demo.env"),
        ("my env/.env", "chmod 600 'my env/.env'"),
        ("$(reboot).env", "chmod 600 '$(reboot).env'"),
        ("-R.env", "chmod 600 ./-R.env"),
        ("a\x1b[2J", r"chmod 600 'a\x1b[2J'"),
    ],
)
def test_the_command_can_be_pasted_whatever_the_path(place: str, command: str) -> None:
    (doubt,) = file_doubts(status(0o100644), place, USER)
    assert doubt.mend == command


def test_a_link_is_doubted_for_the_folder_of_the_file_it_leads_to(tmp_path: Path) -> None:
    home, open_to_all = tmp_path / "home", tmp_path / "open"
    home.mkdir(mode=0o700)
    open_to_all.mkdir()
    target = put(open_to_all / "real.env", "")
    link = home / ".env"
    link.symlink_to(target)
    open_to_all.chmod(0o777)
    (doubt,) = doubts(target.stat(), link, "./.env")
    assert doubt.mend == f"chmod o-w {open_to_all}"
    open_to_all.chmod(0o755)
    assert doubts(target.stat(), link, "./.env") == ()
