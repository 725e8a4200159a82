"""ACCEPTANCE.md, On an open stream: leaving in every state, and time that stops or jumps."""

import contextlib
import os
import signal
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.clock import WALL
from tests.command import clean_environment, command, env_file
from tests.core.builders import message, row
from tests.faults.serving import Serving, answers_pings, serving
from tests.feed.peers import PING, PONG, TEXT, Peer, frame
from tests.feed.scripted import staged
from tests.terminal import Terminal, running, terminal
from tests.test_demo_pty import assert_restored
from tui.core import words
from tui.core.link import State

SOON = 2.0
"""Seconds that leaving may take."""


@dataclass
class Run:
    """The program in its terminal, and the server it talks to."""

    it: Terminal
    process: "subprocess.Popen[bytes]"
    server: Serving

    def leave(self, way: str | signal.Signals) -> float:
        """Leave, and say how many seconds that took."""
        start = time.monotonic()
        if isinstance(way, str):
            self.it.press(way)
        else:
            self.process.send_signal(way)
        assert self.it.drain(self.process) == 0
        return time.monotonic() - start


async def black_hole(peer: Peer) -> None:
    await peer.reader.read(-1)


async def refuse(peer: Peer) -> None:
    await peer.refuse("403 Forbidden", b'{"error": "no"}')


@contextlib.contextmanager
def run(folder: Path, kind: str = "live", line: list[str] | None = None) -> Iterator[Run]:
    async def live(peer: Peer) -> None:
        await peer.accept(frame(TEXT, message(row("BTC"), row("ETH"), row("TWD"))))
        await answers_pings(peer, server.goodbyes)

    script = {"black hole": black_hole, "refused": refuse, "live": live}[kind]
    with serving(script) as server, terminal(100, 30) as it:
        whole = [*(line or command()), "--env-file", str(env_file(folder, server.settings))]
        with running(whole, it, environ=clean_environment(folder), folder=folder) as process:
            yield Run(it, process, server)


WAYS: dict[str, str | signal.Signals] = {
    "q": "q",
    "ctrl+c": "\x03",
    "SIGTERM": signal.SIGTERM,
    "SIGHUP": signal.SIGHUP,
}


@pytest.mark.parametrize(
    ("state", "way"),
    [
        ("connecting to a black hole", "q"),
        ("connecting to a black hole", "SIGHUP"),
        ("refused", "ctrl+c"),
        ("refused", "SIGTERM"),
        ("live", "SIGTERM"),
        ("live", "SIGHUP"),
        ("frozen", "q"),
        ("frozen", "SIGHUP"),
        ("a dialog open", "ctrl+c"),
        ("a dialog open", "SIGTERM"),
        ("a filter being typed", "ctrl+c"),
    ],
)
def test_it_leaves_within_2_s_restores_the_terminal_and_says_goodbye(
    state: str, way: str, tmp_path: Path
) -> None:
    kind = {"connecting to a black hole": "black hole", "refused": "refused"}.get(state, "live")
    with run(tmp_path, kind) as on:
        words_shown = {"black hole": "CONNECTING", "refused": "REFUSED 403", "live": "LIVE"}[kind]
        on.it.until(lambda screen: words_shown in screen)
        match state:
            case "frozen":
                on.it.press(" ")
                on.it.until(lambda screen: "FROZEN" in screen)
            case "a dialog open":
                on.it.press("?")
                on.it.until(lambda screen: "In the table" in screen and "Sort by the next column." in screen)
            case "a filter being typed":
                on.it.press("/")
                on.it.until(lambda screen: "enter keeps it" in screen)
                on.it.press("qb")
                on.it.until(lambda screen: "where qb" in screen)
        assert on.leave(WAYS[way]) < SOON
        assert_restored(on.it)
        assert b"Traceback" not in on.it.written
        goodbyes = on.server.goodbyes
    assert kind != "live" or goodbyes in ([1000], [1001])


@pytest.mark.parametrize("way", ["SIGTERM", "SIGHUP"])
def test_a_signal_in_the_first_moments_leaves_as_cleanly(way: str, tmp_path: Path) -> None:
    with run(tmp_path) as on:
        deadline = time.monotonic() + 10
        while b"\x1b[?1049h" not in on.it.written:
            assert time.monotonic() < deadline
            on.it.take_some()
        assert on.leave(WAYS[way]) < SOON
        assert_restored(on.it)


def test_a_terminal_that_stopped_reading_does_not_keep_it(tmp_path: Path) -> None:
    sent = 0

    async def flood(peer: Peer) -> None:
        nonlocal sent
        await peer.accept(frame(TEXT, message(*(row(f"C{number:02}") for number in range(40)))))
        await peer.send(frame(PONG, await peer.take_until(PING)))
        while True:
            sent += 1
            rows = (row(f"C{each:02}", amount=str(sent * 7 + each)) for each in range(40))
            await peer.send(frame(TEXT, message(*rows)))

    with serving(flood) as server, terminal(200, 60) as it:
        line = [*command(), "--env-file", str(env_file(tmp_path, server.settings))]
        with running(line, it, environ=clean_environment(tmp_path), folder=tmp_path) as process:
            it.until(lambda screen: "LIVE" in screen)
            start, before = time.monotonic(), -1
            while sent != before and time.monotonic() < start + 3:
                before = sent
                time.sleep(0.3)  # until the program takes nothing more, if its terminal can make it do so
            start = time.monotonic()
            process.send_signal(signal.SIGHUP)
            process.wait(timeout=10)
            assert time.monotonic() - start < SOON
            it.drain(process)
            assert it.modes()[1049] is False
            assert it.modes()[25] is True
            assert termios.tcgetattr(it.inner) == it.settings


def test_a_terminal_that_goes_away_ends_it_with_a_goodbye(tmp_path: Path) -> None:
    with run(tmp_path) as on:
        on.it.until(lambda screen: "LIVE" in screen)
        os.close(on.it.inner)
        os.close(on.it.outer)
        assert on.process.wait(timeout=SOON) == 0
        on.it.outer, on.it.inner = os.openpty()
        goodbyes = on.server.goodbyes
    assert goodbyes in ([1000], [1001])
    assert not [*tmp_path.rglob("crash-*")]


# Time that stands still or jumps


def test_a_program_that_was_stopped_is_not_live_on_waking_until_a_pong_comes(tmp_path: Path) -> None:
    """With every span of a connection's a tenth as long: what a minute of SIGSTOP does, in seconds."""
    silent = threading.Event()

    async def script(peer: Peer) -> None:
        await peer.accept(frame(TEXT, message(row("BTC"), row("ETH"), row("TWD"))))
        while True:
            opcode, payload = await peer.take()
            if opcode == PING and not silent.is_set():
                await peer.send(frame(PONG, payload))

    line = [sys.executable, "-m", "tests.faults.hurried"]
    with serving(script) as server, terminal(100, 30) as it:
        line += ["--env-file", str(env_file(tmp_path, server.settings))]
        with running(line, it, environ=clean_environment(tmp_path), folder=tmp_path) as process:
            it.until(lambda screen: "LIVE" in screen)
            process.send_signal(signal.SIGSTOP)
            silent.set()
            time.sleep(2)  # nothing tells how long a stopped program has been stopped
            process.send_signal(signal.SIGCONT)
            woken = time.monotonic()
            it.until(lambda screen: "SYNCING" in screen and "no pong" in screen)
            assert time.monotonic() - woken < 1
            it.forget()
            while time.monotonic() < woken + 1:
                it.take_some()
            assert b"LIVE" not in it.written
            silent.clear()
            it.until(lambda screen: "LIVE" in screen)
            process.send_signal(signal.SIGTERM)
            assert it.drain(process) == 0
            assert termios.tcgetattr(it.inner) == it.settings


async def test_after_a_minute_of_sleep_it_is_not_live_until_a_pong_comes() -> None:
    async with staged() as on:
        await on.make_live()
        told = len(on.watch.readings)
        await on.clock.advance(60)
        await on.exchange.session.say(message(row("BTC", amount="2")))
        assert not any(reading.link.is_live for reading in on.watch.readings[told:])
        assert words.trouble((await on.watch.now()).link) == "no pong for 15 s"
        assert (await on.watch.now()).link.vouched == WALL

        await on.exchange.session.pong()
        assert (await on.watch.now()).link.is_live


@pytest.mark.parametrize("step", [86_400_000, -86_400_000], ids=["a day ahead", "a day back"])
async def test_a_wall_clock_that_steps_by_a_day_moves_no_age_and_no_deadline(step: int) -> None:
    async with staged() as on:
        await on.make_live()
        await on.clock.advance(5)
        on.clock.wall_now += step
        await on.clock.advance(9)
        link = (await on.watch.now()).link
        assert link.is_live
        assert link.heard_at == on.clock.now - 14
        await on.clock.advance(1)
        assert not (await on.watch.now()).link.is_live

        await on.exchange.session.lose()
        link = (await on.watch.now()).link
        assert link.state is State.LOST
        assert link.retry_at is not None
        assert link.retry_at - on.clock.now <= 1
        on.clock.wall_now -= step
        await on.clock.advance(1)
        await on.make_live()
        assert on.exchange.nonces == sorted(set(on.exchange.nonces))
