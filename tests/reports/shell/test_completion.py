"""What `bitotui completion` prints is taken by the shell it is for, and completes what the grammar has."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.command import bitotui
from tui.parser import COMMANDS, parser
from tui.reports.shell.arguments import SHELLS
from tui.reports.shell.completion import script

CHECKS = {"bash": ["bash", "-n"], "zsh": ["zsh", "-n"], "fish": ["fish", "--no-execute"]}

ASK = """\
source "$1"
COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
_shtab_bitotui
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


def completed(folder: Path, *words: str) -> set[str]:
    """What bash offers for the last of `words`."""
    path = folder / "bitotui.bash"
    path.write_text(script(parser(), "bash"))
    ask = ASK.format(words=" ".join(f"'{word}'" for word in words))
    done = subprocess.run(
        ["bash", "--norc", "-c", ask, "bash", str(path)],
        capture_output=True,
        text=True,
        check=True,
        timeout=20,
    )
    assert done.stderr == ""
    return {word.strip() for word in done.stdout.splitlines() if word.strip()}


@pytest.mark.parametrize("shell", SHELLS)
def test_the_shell_itself_takes_the_script(shell: str, tmp_path: Path) -> None:
    done = bitotui("completion", shell, home=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    for name, *_ in COMMANDS:
        assert name in done.stdout.decode()
    if shutil.which(shell) is None:
        pytest.skip(f"there is no {shell} here")
    path = tmp_path / "script"
    path.write_bytes(done.stdout)
    checked = subprocess.run([*CHECKS[shell], str(path)], capture_output=True, check=False, timeout=20)
    assert (checked.returncode, checked.stderr) == (0, b"")


def test_bash_offers_every_command(tmp_path: Path) -> None:
    assert {name for name, *_ in COMMANDS} <= completed(tmp_path, "bitotui", "")
    assert completed(tmp_path, "bitotui", "sn") == {"snapshot"}


def test_bash_offers_a_commands_own_options_and_their_choices(tmp_path: Path) -> None:
    assert completed(tmp_path, "bitotui", "snapshot", "--pro") == {"--profile"}
    assert completed(tmp_path, "bitotui", "watch", "--exit") == {"--exit-when"}
    assert completed(tmp_path, "bitotui", "snapshot", "--format", "") >= {"table", "json", "csv"}
    assert completed(tmp_path, "bitotui", "completion", "") >= set(SHELLS)
    assert completed(tmp_path, "bitotui", "journal", "ver") == {"verify"}


def test_bash_offers_files_where_one_is_meant(tmp_path: Path) -> None:
    (tmp_path / "demo.env").touch()

    assert completed(tmp_path, "bitotui", "--env-file", f"{tmp_path}/dem") == {f"{tmp_path}/demo.env"}


def test_another_shell_is_a_usage_error(tmp_path: Path) -> None:
    done = bitotui("completion", "tcsh", home=tmp_path)

    assert done.returncode == 2
    assert b"invalid choice: 'tcsh'" in done.stderr
