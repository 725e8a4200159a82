"""An afternoon of the seeded local exchange, as the real feed heard it over TCP, with time in our hands."""

import contextlib
from dataclasses import dataclass

from msgspec.structs import replace

from tests.clock import FakeClock
from tests.feed.watching import Watch, watching
from tui.core.link import State
from tui.core.record import LinkRecord, MessageRecord
from tui.exchange.options import Options
from tui.exchange.server import LocalExchange
from tui.feed.live import Live
from tui.feed.source import Reading
from tui.settings import Secret, Settings

HOST = "127.0.0.1:9000"
"""Stands in the pictures for whatever port was free."""

MORNING = (40.0, 200.0, 1_300.0, 2_600.0, 900.0, 3_000.0)
"""Seconds between the first updates."""

NOW = (3.0, 2.2, 0.4, 1.3, 2.1)
"""Seconds between the last ones, before the pictures are taken."""


@dataclass(frozen=True)
class Afternoon:
    """What was heard."""

    live: tuple[Reading, ...]
    """Up to the moment of the pictures."""
    lost: tuple[Reading, ...]
    """What followed when the exchange went away."""
    clock: FakeClock
    """As it stands at that moment."""


async def heard() -> Afternoon:
    """Run exchange and feed through the afternoon."""
    clock = FakeClock()
    options = Options(currencies=24, seed=1, rate=0, now_ms=clock.wall)
    async with contextlib.AsyncExitStack() as leaving:
        exchange = await leaving.enter_async_context(LocalExchange(options))
        live = Live(_settings(exchange), clock=clock, jitter=lambda: 0.5)
        async with watching(live) as watch:
            await watch.state(State.LIVE)
            for seconds in MORNING:
                await _update(exchange, watch, clock, seconds)
            live.redial()
            await watch.until(lambda reading: reading.link.generation > 1 and reading.link.is_live)
            for seconds in NOW:
                await _update(exchange, watch, clock, seconds)
            await clock.advance(1.0)
            before = len(watch.readings)
            await leaving.aclose()
            await watch.state(State.LOST)
        told = tuple(_without_port(reading, exchange.port) for reading in watch.readings)
    return Afternoon(told[:before], told[before:], clock)


async def _update(exchange: LocalExchange, watch: Watch, clock: FakeClock, seconds: float) -> None:
    await clock.advance(seconds)
    await exchange.step()
    await watch.until(lambda reading: isinstance(reading.record, MessageRecord))


def _settings(exchange: LocalExchange) -> Settings:
    key = exchange.credentials
    return Settings(
        api_key=Secret(key.api_key),
        api_secret=Secret(key.api_secret),
        identity=key.identity,
        stream_url=exchange.stream_url,
        rest_url=exchange.rest_url,
        timezone=None,
        found_in="an afternoon",
        notices=(),
    )


def _without_port(reading: Reading, port: int) -> Reading:
    record = reading.record
    if not isinstance(record, LinkRecord):
        return reading
    return replace(reading, record=replace(record, words=record.words.replace(f"127.0.0.1:{port}", HOST)))
