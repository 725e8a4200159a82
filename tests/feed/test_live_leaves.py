"""Closing the iterator leaves nothing behind: no task, no thread, no descriptor."""

import asyncio
import contextlib
import socket
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from tests.clock import FakeClock
from tests.feed.scripted import SETTINGS
from tests.feed.tcp import QUIET, connected, live_on, until_true
from tests.feed.watching import watching
from tui.core.link import State
from tui.exchange.server import LocalExchange
from tui.feed.clock import SystemClock
from tui.feed.live import Live


def descriptors() -> set[str]:
    """What this process has open, by number and kind."""
    held = set()
    for entry in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(FileNotFoundError):  # the listing's own
            held.add(f"{entry.name} {entry.readlink()}")
    return held


async def while_live() -> None:
    async with connected(SystemClock()) as (exchange, _, watch):
        await exchange.step(20)
        await watch.until(lambda _: len(watch.messages()) == 21)


async def while_refused() -> None:
    async with (
        LocalExchange(QUIET) as exchange,
        watching(live_on(exchange, SystemClock(), secret="wrong")) as watch,
    ):
        await watch.state(State.REFUSED)


async def while_lost() -> None:
    async with LocalExchange(QUIET) as exchange:
        live = live_on(exchange, SystemClock())
    async with watching(live) as watch:
        await watch.state(State.LOST)


async def while_connecting() -> None:
    async with LocalExchange(QUIET) as exchange:
        live = live_on(exchange, SystemClock())
    with socket.create_server(("127.0.0.1", exchange.port)) as silent:
        silent.setblocking(False)
        async with watching(live):
            accepted, _ = await asyncio.get_running_loop().sock_accept(silent)
        accepted.close()


@pytest.mark.parametrize("use", [while_live, while_refused, while_lost, while_connecting])
async def test_nothing_is_left(use: Callable[[], Awaitable[None]]) -> None:
    await use()  # what the libraries keep from the first use on is theirs
    await until_true(lambda: len(asyncio.all_tasks()) == 1)
    before, threads = descriptors(), set(threading.enumerate())

    for _ in range(3):
        await use()

    await until_true(lambda: len(asyncio.all_tasks()) == 1)
    await until_true(lambda: descriptors() == before)
    assert set(threading.enumerate()) == threads


async def test_a_feed_that_was_never_read_has_started_nothing() -> None:
    Live(SETTINGS, clock=FakeClock(), jitter=lambda: 0)

    assert len(asyncio.all_tasks()) == 1
