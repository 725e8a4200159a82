"""A live feed on an exchange that misbehaves, over TCP or TLS, and the words that stand on the screen of it."""

import asyncio
import base64
import contextlib
import json
import ssl
import time
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from tests.clock import FakeClock
from tests.feed.peers import Script, listening
from tests.feed.tcp import Dials, settings_for
from tests.feed.watching import Watch, watching
from tui.core import words
from tui.core.link import State
from tui.exchange.account import AccountEvent
from tui.exchange.options import Options
from tui.exchange.server import LocalExchange
from tui.feed.clock import Clock, SystemClock
from tui.feed.limits import Limits
from tui.feed.live import Live
from tui.feed.source import Reading
from tui.settings import Secret, Settings

QUICK: Final = Limits(
    connect_seconds=1.0,
    write_seconds=0.3,
    close_seconds=0.3,
    refusal_seconds=0.3,
    ping_every=0.05,
    pong_within=0.1,
    silence_seconds=0.6,
)
"""What is waited for in real time, shrunk."""

AT_ONCE: Final = 1.0
"""Seconds (ACCEPTANCE.md)."""


@dataclass
class Feed:
    """A feed under test."""

    live: Live
    watch: Watch
    dials: Dials
    clock: Clock

    async def until_live(self) -> None:
        await self.watch.until(lambda reading: reading.link.is_live)

    async def state(self, state: State) -> str:
        """Wait for `state`; everything that the status line says of it."""
        link = await self.watch.state(state)
        return f"{words.state(link, self.clock.elapsed())} {words.trouble(link)}".strip()

    async def heard(self, event: AccountEvent) -> Reading:
        """Wait until this has been told."""
        return await self.watch.until(
            lambda reading: getattr(reading.record, "event_id", "") == event.event_id
        )

    @property
    def nonces(self) -> list[int]:
        """What each attempt was signed with."""
        payloads = [headers["X-BITOPRO-PAYLOAD"] for headers in self.dials.headers]
        return [json.loads(base64.b64decode(payload))["nonce"] for payload in payloads]

    @property
    def states(self) -> list[State]:
        """The states so far, each once, as they followed one another."""
        found: list[State] = []
        for reading in self.watch.readings:
            if not found or found[-1] is not reading.link.state:
                found.append(reading.link.state)
        return found


@contextlib.asynccontextmanager
async def feeding(
    settings: Settings, *, clock: Clock | None = None, limits: Limits = QUICK, jitter: float = 0.0
) -> AsyncIterator[Feed]:
    """A feed that has just begun."""
    ticking, dials = clock or SystemClock(), Dials()
    live = Live(settings, clock=ticking, jitter=lambda: jitter, limits=limits, dial=dials)
    async with watching(live) as watch:
        yield Feed(live, watch, dials, ticking)


@contextlib.asynccontextmanager
async def fed_by(
    *faults: str, clock: FakeClock | None = None, limits: Limits = QUICK, **options: object
) -> AsyncIterator[tuple[LocalExchange, Feed]]:
    """An exchange with `faults`, in time with `clock`, and a feed that has just begun on it."""
    chosen = Options(rate=0, faults=faults, close_timeout=0.2)
    if clock is not None:
        chosen = replace(chosen, now_ms=clock.wall)
    async with (
        LocalExchange(replace(chosen, **options)) as exchange,  # type: ignore[arg-type] # options by name
        feeding(settings_for(exchange), clock=clock, limits=limits) as feed,
    ):
        yield exchange, feed


def settings_to(url: str) -> Settings:
    """Settings that lead to `url`, with credentials of no account."""
    return Settings(
        api_key=Secret("key"),
        api_secret=Secret("secret"),
        identity="dana@example.test",
        stream_url=url,
        rest_url="https://exchange.test/v3",
        timezone=None,
        found_in="the test",
        notices=(),
    )


@contextlib.asynccontextmanager
async def fed_by_peer(
    script: Script, *, clock: Clock | None = None, limits: Limits = QUICK, tls: ssl.SSLContext | None = None
) -> AsyncIterator[Feed]:
    """A feed that has just begun on a raw socket."""
    async with (
        listening(script, tls=tls) as url,
        feeding(settings_to(url), clock=clock, limits=limits) as feed,
    ):
        yield feed


@contextlib.contextmanager
def at_once(seconds: float = AT_ONCE) -> Iterator[None]:
    """What is inside takes no longer."""
    started = time.monotonic()
    yield
    assert time.monotonic() - started < seconds


@contextlib.asynccontextmanager
async def responsive(within: float = 0.1, clock: Callable[[], float] = time.monotonic) -> AsyncIterator[None]:
    """Nine turns of the loop in ten come in time: what shares it, keys among them, is not held up.

    By `time.process_time` the time that a busy machine gives to others does not count.
    """
    waits: list[float] = []

    async def beat() -> None:
        while True:
            before = clock()
            await asyncio.sleep(0.001)
            waits.append(clock() - before)

    beating = asyncio.create_task(beat())
    try:
        yield
    finally:
        beating.cancel()
    waits.sort()
    assert waits[int(len(waits) * 0.9)] < within, waits[-5:]
