"""Where the measured apps' events come from, and what is noted of them: the exchange, or memory."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import random
import time
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

from tui.core import book, link
from tui.core.record import MessageRecord
from tui.exchange.account import Account
from tui.exchange.message import message_text
from tui.feed.clock import SystemClock
from tui.feed.inbox import Message
from tui.feed.ledger import Ledger
from tui.feed.live import Live
from tui.settings import load

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterator

    from tui.feed.source import Reading, Source

STALL_STEP = 0.005
STANDING = 50
"""Messages after which the screen stands."""


class Counted:
    """Another source, with the messages counted that it brought, and the memory taken at some of them."""

    def __init__(self, inner: Source, levels: tuple[int, ...] = ()) -> None:
        self._inner = inner
        self._levels = levels
        self.memory: list[int] = []
        """Resident bytes once so many messages were taken."""
        self.messages = 0
        self.longest_stall = 0.0
        self.host = inner.host

    def redial(self) -> str:
        return self._inner.redial()

    def compare(self) -> str:
        return self._inner.compare()

    async def readings(self) -> AsyncGenerator[Reading, None]:
        watching = asyncio.create_task(self._watch()) if "BENCH_STALLS" in os.environ else None
        async with contextlib.aclosing(self._inner.readings()) as readings:
            async for reading in readings:
                self.messages += isinstance(reading.record, MessageRecord)
                yield reading
                if self.messages in self._levels:
                    self.memory.append(resident())
                    self._levels = self._levels[1:]
        if watching is not None:
            watching.cancel()
        self.note()

    def note(self) -> None:
        """Write what was noted into the file that BENCH_REPORT names."""
        if path := os.environ.get("BENCH_REPORT"):
            noted = {"messages": self.messages, "stall": self.longest_stall, "memory": self.memory}
            Path(path).write_text(json.dumps(noted))

    async def _watch(self) -> None:
        """Note for how long the loop ever stood still, once the screen stands."""
        await asyncio.sleep(3)
        while True:
            before = time.monotonic()
            await asyncio.sleep(STALL_STEP)
            self.longest_stall = max(self.longest_stall, time.monotonic() - before - STALL_STEP)


class Injected:
    """So many events out of memory, decoded and applied as those of the wire are, as fast as that goes."""

    def __init__(self, events: int) -> None:
        self._events = events
        self.host = "memory"

    def redial(self) -> str:
        return ""

    def compare(self) -> str:
        return ""

    async def readings(self) -> AsyncGenerator[Reading, None]:
        ledger = Ledger(SystemClock())
        ledger.link = link.opened(ledger.link, 0.0)
        ledger.book = book.opened(ledger.book, ledger.link.generation)
        for number, raw in enumerate(messages(self._events)):
            ledger.take(Message(raw, text=True), ledger.link.generation)
            while ledger.readings:
                yield ledger.readings.popleft()
            if number % 20 == 0:
                await asyncio.sleep(0)


def resident() -> int:
    """Bytes of this process."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def messages(events: int, currencies: int = 500, stories: int = 2_000) -> Iterator[bytes]:
    """A snapshot and so many updates; the same few thousand told again and again, each with a new eventID."""
    account, chance = Account(seed=1, currencies=currencies), random.Random(1)
    now = time.time_ns() // 1_000_000
    yield message_text(account.snapshot(now)).encode()
    told = [message_text(event) for event in (account.advance(now) for _ in range(min(stories, events)))]
    parts = [(text[: text.index('"eventID":"') + 11], text[text.index('","timestamp"') :]) for text in told]
    for number in range(events):
        before, behind = parts[number % len(parts)]
        yield f"{before}{uuid.UUID(int=chance.getrandbits(128), version=4)}{behind}".encode()


def chosen() -> Counted:
    """What the arguments ask for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--env-file", type=Path)
    parser.add_argument("--inject", type=int, default=0)
    parser.add_argument("--warm", type=int, default=0)
    options = parser.parse_args()
    if options.inject:
        return Counted(Injected(options.inject), (STANDING, options.warm, options.inject))
    folder = Path(options.env_file).parent
    settings = load(env_file=options.env_file, environ={}, working_dir=folder, config_dir=folder)
    return Counted(Live(settings, clock=SystemClock(), jitter=random.random))
