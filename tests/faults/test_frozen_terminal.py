"""ACCEPTANCE.md, On an open stream: the terminal stops reading, and the link stays up.

The relay stands between program and terminal, as SSH does: what it takes without showing it is its buffer. The row
says 60 s; here it stops for as long as an exchange needs to drop a client that answers no ping, several times over.
"""

import asyncio
import os
import select
import time
from pathlib import Path

import pytest

from tests.command import clean_environment, command, env_file
from tests.feed.tcp import settings_for
from tests.terminal import Terminal, running, terminal
from tui.exchange.options import Options
from tui.exchange.server import LocalExchange

FROZEN = 5.0
"""Seconds: five pings and their deadlines."""

RATE = 40
"""Events a second, so that a queue of frames would fill within the time."""


def stop_reading(it: Terminal, buffer: int, seconds: float) -> bytes:
    """Show nothing for a while; what a relay with so many bytes of buffer took meanwhile."""
    taken = b""
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        room = buffer - len(taken)
        if not room:
            time.sleep(left)
        elif select.select([it.outer], [], [], left)[0]:
            taken += os.read(it.outer, room)
    return taken


@pytest.mark.parametrize("buffer", [0, 256 * 1024])
async def test_a_terminal_that_stops_reading_stops_neither_link_nor_book(tmp_path: Path, buffer: int) -> None:
    options = Options(rate=RATE, events=3 * RATE, currencies=6, ping_interval=0.5, pong_timeout=0.5)
    async with LocalExchange(options) as exchange:
        settings = env_file(tmp_path, settings_for(exchange))
        with (
            terminal(120, 40) as it,
            running(
                command("--env-file", str(settings)),
                it,
                environ=clean_environment(tmp_path),
                folder=tmp_path,
            ) as process,
        ):
            await asyncio.to_thread(it.until, lambda screen: "LIVE" in screen and "6 of 6" in screen)
            taken = await asyncio.to_thread(stop_reading, it, buffer, FROZEN)

            thawed = time.monotonic()
            it.show(taken)
            amounts = [format(holding.amount, "f") for holding in exchange.account.holdings]
            await asyncio.to_thread(
                it.until,
                lambda screen: all(amount in screen.split() for amount in amounts) and "LIVE" in screen,
            )
            assert time.monotonic() - thawed < 3.0  # a second, and what a busy machine adds
            assert exchange.account.updates == 3 * RATE
            assert exchange.opened == 1

            it.press("q")
            assert await asyncio.to_thread(it.drain, process) == 0
