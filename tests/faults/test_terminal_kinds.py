"""ACCEPTANCE.md, Terminal: every size and kind of terminal, in a real one: no crash, and the state in words."""

import random
import re
import signal
import subprocess
from pathlib import Path

import pytest

from tests.command import clean_environment, command
from tests.terminal import Terminal, running, terminal

ROW = re.compile(r"^ *BTC(?: [▲▼◆!?])* +\d", re.MULTILINE)


def leave(it: Terminal, process: "subprocess.Popen[bytes]", folder: Path) -> None:
    it.press("q")
    assert it.drain(process) == 0
    assert b"Traceback" not in it.written
    assert not [*folder.rglob("crash-*")]


@pytest.mark.parametrize("size", [(1, 1), (20, 5), (300, 100)], ids=str)
def test_in_every_size_it_runs_says_the_state_where_there_is_room_and_leaves(
    size: tuple[int, int], tmp_path: Path
) -> None:
    with (
        terminal(*size) as it,
        running(command("--demo"), it, environ=clean_environment(tmp_path), folder=tmp_path) as process,
    ):
        it.until(lambda screen: ("LIVE" in screen) if size[0] >= 10 else (b"\x1b[5n" in it.written))
        it.press("ej?")
        leave(it, process, tmp_path)


def test_a_storm_of_sizes_ends_with_the_state_on_the_screen(tmp_path: Path) -> None:
    chance = random.Random(7)
    with (
        terminal(80, 24) as it,
        running(command("--demo"), it, environ=clean_environment(tmp_path), folder=tmp_path) as process,
    ):
        it.until(lambda screen: "LIVE" in screen)
        for _ in range(60):
            it.resize(chance.randrange(1, 250), chance.randrange(1, 80))
            process.send_signal(signal.SIGWINCH)
            it.take_some()
        it.resize(100, 30)
        process.send_signal(signal.SIGWINCH)
        it.until(lambda screen: "LIVE" in screen and ROW.search(screen) is not None and "q quit" in screen)
        leave(it, process, tmp_path)


@pytest.mark.parametrize(
    "environ",
    [
        {"TERM": "dumb"},
        {"TERM": ""},
        {"TERM": "linux", "LANG": "C", "LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"LC_ALL": "POSIX", "PYTHONIOENCODING": "ascii"},
        {"NO_COLOR": "1"},
    ],
    ids=str,
)
def test_on_every_kind_of_terminal_the_state_is_in_words(environ: dict[str, str], tmp_path: Path) -> None:
    with (
        terminal(100, 30) as it,
        running(
            command("--demo"), it, environ=clean_environment(tmp_path, **environ), folder=tmp_path
        ) as process,
    ):
        it.until(lambda screen: "LIVE" in screen and ROW.search(screen) is not None)
        leave(it, process, tmp_path)
