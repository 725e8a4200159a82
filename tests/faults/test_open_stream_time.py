"""ACCEPTANCE.md, On an open stream: signs of life and their absence, sleep, and clocks that step."""

import asyncio
import time
from dataclasses import replace

from tests.clock import FakeClock, idle
from tests.faults.feeding import QUICK, fed_by
from tests.feed.scripted import SNAPSHOT, staged
from tests.feed.tcp import held
from tests.feed.watching import shown
from tui.core import words
from tui.core.link import State
from tui.core.record import Kind
from tui.feed.clock import SystemClock

DAY = 86_400


async def test_data_but_no_pongs_is_not_live() -> None:
    async with fed_by("no-pong", "no-ping") as (exchange, feed):
        await feed.watch.until(lambda reading: getattr(reading.record, "kind", None) is Kind.SNAPSHOT)
        for _ in range(20):
            told = await exchange.step()
            await feed.heard(told[0])
        reading = feed.watch.readings[-1]

        assert shown(reading.book) == held(exchange)
        assert State.LIVE not in feed.states
        assert words.trouble(reading.link) == "waiting for the pong"
        assert len(feed.dials.headers) == 1


async def test_pongs_but_no_data_for_a_day_is_live() -> None:
    """The planned connection of the half-day takes over meanwhile, and answers as the first one did."""
    async with staged() as stage:
        await stage.make_live()
        first = len(stage.watch.readings)
        while stage.clock.now < stage.watch.readings[0].link.since + DAY:
            await stage.clock.advance(14)
            for session in stage.exchange.sessions:
                session.pong_at, session.round_trip = stage.clock.now, 0.035
                if session.on_sign is not None:
                    session.on_sign()
            if len(stage.exchange.sessions) > stage.watch.readings[-1].link.generation:
                await stage.exchange.session.say(SNAPSHOT)
            await idle()

        assert all(reading.link.is_live for reading in stage.watch.readings[first:])
        assert not stage.watch.messages(Kind.UPDATE)
        assert stage.watch.readings[-1].link.generation >= 2


async def test_after_a_sleep_nothing_is_live_until_a_ping_has_come_back() -> None:
    clock = FakeClock()
    async with fed_by(clock=clock, limits=replace(QUICK, silence_seconds=15)) as (exchange, feed):
        await feed.until_live()
        exchange.faults.set("no-pong")
        await asyncio.sleep(0.1)  # the pong that was under way
        await clock.advance(3_600)
        assert await feed.state(State.SYNCING) == "SYNCING no pong for 15 s"

        exchange.faults.clear()
        woken = clock.now
        reading = await feed.watch.until(lambda reading: reading.link.is_live)
        assert reading.link.pong_at == woken
        assert len(feed.dials.headers) == 1


async def test_a_wall_clock_stepped_by_a_day_changes_no_state_and_no_wait() -> None:
    clock = FakeClock()
    async with fed_by(clock=clock) as (exchange, feed):
        await feed.until_live()
        for step in (DAY * 1_000, -2 * DAY * 1_000):
            clock.wall_now += step
            told = await exchange.step()
            await feed.heard(told[0])
            assert feed.watch.readings[-1].link.is_live
        exchange.faults.now("reset")
        link = await feed.watch.state(State.LOST)
        assert link.retry_at == clock.now + 0.5
        assert feed.states == [State.CONNECTING, State.SYNCING, State.LIVE, State.LOST]


def test_durations_count_suspend_where_the_machine_has_a_clock_that_does() -> None:
    clock_id = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)

    assert abs(SystemClock().elapsed() - time.clock_gettime(clock_id)) < 1
