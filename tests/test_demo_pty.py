"""`bitotui --demo` in a real pseudo-terminal: what a person sees, presses, and is left with."""

import re
import signal
import termios
from pathlib import Path

import pytest

from tests.command import clean_environment, command
from tests.terminal import Terminal, running, terminal

ROW = re.compile(r"^ *([A-Z][A-Z0-9]*)(?: [▲▼◆!?])* +\d", re.MULTILINE)
"""A currency, what marks it, and the first digit of its amount."""

AUTOMATIC_WRAP, CURSOR, ALTERNATE_SCREEN = 7, 25, 1049
"""Private modes; the first two are set in a terminal that nobody has touched."""


def is_live(screen: str) -> bool:
    return "LIVE" in screen and len(ROW.findall(screen)) > 5


def assert_restored(it: Terminal) -> None:
    modes = it.modes()
    assert modes[ALTERNATE_SCREEN] is False
    assert modes.pop(CURSOR) is True
    assert modes.pop(AUTOMATIC_WRAP, True) is True
    assert not any(modes.values()), (
        f"left set: {sorted(number for number, is_set in modes.items() if is_set)}"
    )
    assert termios.tcgetattr(it.inner) == it.settings


def test_a_person_looks_around_and_leaves(tmp_path: Path) -> None:
    with (
        terminal(120, 40) as it,
        running(command("--demo"), it, environ=clean_environment(tmp_path), folder=tmp_path) as process,
    ):
        screen = it.until(lambda screen: is_live(screen) and "24 of 24" in screen)
        assert " bitotui  DEMO  t···@example.test @ 127.0.0.1:" in screen

        it.press("n")
        screen = it.until(lambda screen: "nonzero ·" in screen and "24 of 24" not in screen)
        assert re.search(r"\b\d+ of 24\b", screen)

        it.press("/")
        it.until(lambda screen: "enter keeps it" in screen)
        it.press("bt")
        it.until(lambda screen: "where bt" in screen and "1 of 24" in screen)
        it.press("\r")
        assert ROW.findall(it.until(is_one_row)) == ["BTC"]

        it.press("\x1b")
        it.until(lambda screen: "24 of 24" in screen and "where bt" not in screen and is_live(screen))

        it.press("?")
        it.until(lambda screen: "In the table" in screen and "Show this help." in screen)
        it.press("\x1b")
        it.until(lambda screen: "Show this help." not in screen and is_live(screen))

        it.press("q")
        assert it.drain(process) == 0
        assert_restored(it)
        assert "Traceback" not in it.written.decode(errors="replace")


def test_keys_that_come_in_one_burst_mean_what_they_mean_one_by_one(tmp_path: Path) -> None:
    with (
        terminal(80, 24) as it,
        running(command("--demo"), it, environ=clean_environment(tmp_path), folder=tmp_path) as process,
    ):
        it.until(is_live)
        it.press("/bt")
        screen = it.until(lambda screen: "where bt" in screen and "1 of 24" in screen)
        assert "tradable ·" not in screen
        it.press("\x1b")
        it.until(lambda screen: "24 of 24" in screen)
        it.press("/eth\ry")
        screen = it.until(lambda screen: "clipboard:" in screen and "▌ ETH amount" in screen)
        assert "where eth" in screen
        it.press("?q")
        assert it.drain(process) == 0


def is_one_row(screen: str) -> bool:
    return len(ROW.findall(screen)) == 1


@pytest.mark.parametrize("way", ["\x03", "\x11", signal.SIGTERM, signal.SIGHUP])
def test_every_way_to_leave_restores_the_terminal(way: str | signal.Signals, tmp_path: Path) -> None:
    with (
        terminal(80, 24) as it,
        running(command("--demo"), it, environ=clean_environment(tmp_path), folder=tmp_path) as process,
    ):
        it.until(is_live)
        if isinstance(way, str):
            it.press(way)
        else:
            process.send_signal(way)

        assert it.drain(process) == 0
        assert_restored(it)


@pytest.mark.parametrize(
    ("flags", "environ"), [(["--no-mouse"], {}), ([], {"STY": "7.pts-0.gnu-screen"})], ids=["flag", "screen"]
)
def test_with_no_mouse_and_in_gnu_screen_the_mouse_is_never_taken(
    flags: list[str], environ: dict[str, str], tmp_path: Path
) -> None:
    with (
        terminal(80, 24) as it,
        running(
            command("--demo", *flags), it, environ=clean_environment(tmp_path, **environ), folder=tmp_path
        ) as process,
    ):
        it.until(is_live)
        assert not any(mode in it.modes() and it.modes()[mode] for mode in (1000, 1002, 1003, 1006, 1015))
        it.press("q")
        assert it.drain(process) == 0


def test_a_terminal_of_10_by_3_shows_the_state_and_can_be_left(tmp_path: Path) -> None:
    with (
        terminal(10, 3) as it,
        running(command("--demo"), it, environ=clean_environment(tmp_path), folder=tmp_path) as process,
    ):
        it.until(lambda screen: "LIVE" in screen and "DEMO" in screen)
        it.press("q")
        assert it.drain(process) == 0
        assert_restored(it)
