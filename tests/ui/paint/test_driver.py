"""The driver in a real terminal: it sleeps, wakes, leaves, comes back, and never waits for a frozen one."""

from __future__ import annotations

import os
import signal
import time
from typing import TYPE_CHECKING

import pytest

from tests.ui.paint.pseudo import Pseudo

if TYPE_CHECKING:
    from pathlib import Path

APP = "tests.ui.paint.echo_app"
IDLE, BUSY = "0", "200"


def started(child: Pseudo) -> Pseudo:
    child.until(b"CUR00010")
    child.quiet()
    return child


def state(child: Pseudo) -> str:
    """The process's state, as the kernel names it."""
    with open(f"/proc/{child.pid}/stat") as file:  # noqa: PTH123 (as short as it gets)
        return file.read().rsplit(")", 1)[1].split()[0]


def wait_state(child: Pseudo, wanted: str) -> None:
    deadline = time.monotonic() + 10
    while state(child) not in wanted:
        assert time.monotonic() < deadline
        child.show(child.take(0.02))


def test_an_idle_app_is_never_woken_and_writes_nothing() -> None:
    with Pseudo(APP, IDLE) as child:
        started(child)
        woken, written = child.switches(), len(child.written)
        child.quiet(1.2)
        assert child.switches() - woken == 0
        assert len(child.written) == written


def test_a_key_is_echoed_and_quits() -> None:
    with Pseudo(APP, IDLE) as child:
        started(child)
        written = len(child.written)
        child.press(b"\x1b[B")
        child.quiet(0.1)
        assert 0 < len(child.written) - written < 400
        child.press(b"q")
        child.end()
        assert child.ended == 0
        assert b"\x1b[?1049l\x1b[?25h" in child.written


def test_escape_alone_is_a_key_after_its_delay_without_another_wake_up() -> None:
    with Pseudo(APP, IDLE) as child:
        started(child)
        child.press(b"\x1b")
        child.quiet(0.3)
        child.press(b"q")
        child.end()
        assert child.ended == 0


def test_a_character_that_comes_in_two_halves_ends_nothing() -> None:
    with Pseudo(APP, IDLE) as child:
        started(child)
        for half in (b"\xe6", b"\xaf\x94"):
            child.press(half)
            child.quiet(0.1)
        written = len(child.written)
        child.press(b"\x1b[B")
        child.until(b"\x1b[5n", start=written)
        assert b"\x1b[?1049l" not in child.written


def test_ctrl_l_repaints_a_spoilt_terminal() -> None:
    with Pseudo(APP, IDLE) as child:
        started(child)
        truth = child.terminal.cells()
        child.terminal.feed(b"\x1b[m\x1b[2J\x1b[3;5r\x1b[?25hrubbish")
        child.press(b"\x0c")
        child.quiet()
        assert child.terminal.cells() == truth


def test_a_resize_repaints_even_if_the_size_is_the_same_again() -> None:
    with Pseudo(APP, IDLE) as child:
        started(child)
        truth = child.terminal.cells()
        child.terminal.feed(b"\x1b[m\x1b[2J")
        os.kill(child.pid, signal.SIGWINCH)
        child.quiet()
        assert child.terminal.cells() == truth


def test_a_size_told_in_band_is_painted_and_one_told_again_is_not() -> None:
    with Pseudo(APP, IDLE) as child:
        started(child)
        child.press(b"\x1b[?2048;2$y")
        child.until(b"\x1b[?2048h")
        child.quiet()
        written = len(child.written)
        child.press(b"\x1b[48;24;80;480;640t")
        child.quiet()
        assert len(child.written) - written < 60
        child.terminal.resize(100, 30)
        child.press(b"\x1b[48;30;100;600;800t")
        child.quiet()
        assert child.terminal.text()[20].startswith(" CUR00019")


@pytest.mark.parametrize("stop", [signal.SIGTSTP, signal.SIGSTOP])
def test_a_stopped_process_comes_back_and_repaints(stop: signal.Signals) -> None:
    with Pseudo(APP, IDLE) as child:
        started(child)
        truth = child.terminal.cells()
        os.kill(child.pid, stop)
        wait_state(child, "T")
        child.quiet(0.1)
        child.terminal.feed(b"\x1b[?1049h\x1b[m\x1b[2J\x1b[Hthe shell was here")
        os.kill(child.pid, signal.SIGCONT)
        wait_state(child, "SR")
        child.quiet(0.3)
        assert child.terminal.cells() == truth
        assert len(os.listdir(f"/proc/{child.pid}/task")) <= 4  # noqa: PTH208 (names suffice)
        woken = child.switches()
        child.quiet(0.4)
        assert child.switches() == woken
        child.press(b"q")
        child.end()
        assert child.ended == 0


def test_no_answer_is_left_behind_for_the_shell() -> None:
    with Pseudo(APP, BUSY) as child:
        for _ in range(20):
            child.show(child.take(0.05))
        child.press(b"q")
        child.end()
        left = len(child.written)
        assert child.ended == 0
        assert child.written.rfind(b"\x1b[5n") < child.written.rfind(b"\x1b[?1049l") < left


class Report:
    """What the app says of itself when asked by a key."""

    def __init__(self, child: Pseudo, path: Path) -> None:
        child.press(b"r")
        deadline = time.monotonic() + 5
        while not path.exists() or len(words := path.read_text().split()) < 3:
            assert time.monotonic() < deadline
            time.sleep(0.01)
        path.unlink()
        self.stall, self.events, self.frames = float(words[0]), int(words[1]), int(words[2])


@pytest.mark.parametrize("noise", ["", "bells and clipboard"])
def test_a_frozen_terminal_stops_nothing_and_gets_one_frame_on_its_thaw(noise: str, tmp_path: Path) -> None:
    path = tmp_path / "report"
    with Pseudo(APP, BUSY, REPORT=str(path), UNTIL="2.25", BELL=noise) as child:
        child.until(b"CUR00010")
        deadline = time.monotonic() + 0.6
        while time.monotonic() < deadline:
            child.show(child.take(0.05))
        time.sleep(0.4)
        frozen = Report(child, path)
        time.sleep(1.6)
        child.quiet(0.2)
        thawed = Report(child, path)
        shown = child.terminal.cells()
        child.press(b"\x0c")
        child.quiet(0.2)
        assert thawed.stall <= 0.1
        assert frozen.events < thawed.events == 450
        assert thawed.frames - frozen.frames == 1
        assert child.terminal.cells() == shown


def test_quitting_a_frozen_terminal_takes_less_than_two_seconds() -> None:
    with Pseudo(APP, BUSY, BELL="1") as child:
        child.until(b"CUR00010")
        time.sleep(1.0)
        start = time.monotonic()
        child.press(b"q")
        while os.waitpid(child.pid, os.WNOHANG)[0] == 0:
            assert time.monotonic() - start < 2.0
            time.sleep(0.01)
        child.ended = 0


def test_a_terminal_that_hangs_up_ends_the_app() -> None:
    child = started(Pseudo(APP, IDLE))
    os.kill(child.pid, signal.SIGCONT)
    os.close(child.descriptor)
    deadline = time.monotonic() + 5
    while os.waitpid(child.pid, os.WNOHANG)[0] == 0:
        assert time.monotonic() < deadline
        time.sleep(0.02)
