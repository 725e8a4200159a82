"""Comparing with REST on an exchange that misbehaves: real requests, the book of a real stream."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from tests.feed.tcp import settings_for
from tests.feed.watching import Watch, watching
from tui.core import agreement as rules
from tui.core.agreement import Agreement
from tui.exchange.options import Options
from tui.exchange.server import LocalExchange
from tui.feed import agreeing
from tui.feed.clock import SystemClock
from tui.feed.live import Live


@dataclass
class Comparing:
    """A live feed and its exchange."""

    exchange: LocalExchange
    live: Live
    watch: Watch

    async def compare(self) -> Agreement:
        """Ask, and wait for what comes of it."""
        wishes = self.watch.readings[-1].agreement.wishes
        assert self.live.compare() == ""
        return (await self.watch.until(lambda reading: reading.agreement.wishes > wishes)).agreement


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "SECOND_AFTER", 0.5)
    monkeypatch.setattr(agreeing, "WISHES_APART", 0.0)


@contextlib.asynccontextmanager
async def comparing(*faults: str) -> AsyncIterator[Comparing]:
    async with LocalExchange(Options(rate=0, faults=faults)) as exchange:
        live = Live(settings_for(exchange), clock=SystemClock(), jitter=lambda: 0.0, compares_every=600.0)
        async with watching(live) as watch:
            await watch.until(lambda reading: reading.link.is_live)
            yield Comparing(exchange, live, watch)


async def test_an_exchange_that_keeps_its_word_agrees() -> None:
    async with comparing() as on:
        for _ in range(3):
            assert (await on.compare()).agrees
            await on.exchange.step(5)


async def test_a_value_that_differs_and_stays_is_found_and_its_end_too() -> None:
    async with comparing("rest-differs=ETH") as on:
        found = await on.compare()
        assert set(found.differing) == {"ETH"}
        ours, theirs = found.differing["ETH"].ours, found.differing["ETH"].theirs
        assert ours is not None
        assert theirs is not None
        assert theirs.amount - ours.amount == 1
        on.exchange.faults.clear("rest-differs")
        assert (await on.compare()).agrees


@pytest.mark.parametrize("fault", ["rest-event", "stream-lag=0.3", "rest-lag=1.5"])
async def test_an_event_between_and_either_side_lagging_raise_no_alarm(fault: str) -> None:
    async with comparing(fault) as on:
        for _ in range(3):
            await on.exchange.step(3)
            assert (await on.compare()).agrees


async def test_a_429_is_heeded_and_an_unreadable_row_said() -> None:
    async with comparing("rest-spoilt=ETH", "rest-refuse=429x1", "rest-retry-after=700") as on:
        assert "429" in (await on.compare()).trouble
        assert on.live.compare().startswith("the exchange asked to wait 11 min")
    async with comparing("rest-spoilt=ETH") as on:
        found = await on.compare()
        assert (found.agrees, found.unreadable) == (True, 1)
