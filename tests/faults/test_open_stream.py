"""ACCEPTANCE.md, On an open stream: how it ends, how soon that is known and shown, and when it is tried again."""

import asyncio
import contextlib
import gc
import sys
from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.clock import FakeClock
from tests.faults.feeding import QUICK, Feed, at_once, fed_by, feeding
from tests.feed.tcp import back_again, held, live_on, settings_for
from tests.feed.watching import shown, watching
from tui.core.link import PONG_VALID, State
from tui.exchange.options import Options
from tui.exchange.server import LocalExchange
from tui.feed.limits import Limits
from tui.feed.live import Live


@contextlib.asynccontextmanager
async def live_on_tls(
    version: str, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[tuple[LocalExchange, Feed]]:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)
    options = Options(rate=0, tls=True, faults=(f"tls={version}",), now_ms=clock.wall, close_timeout=0.2)
    async with LocalExchange(options) as exchange:
        monkeypatch.setenv("SSL_CERT_FILE", str(exchange.authority_file))
        async with feeding(settings_for(exchange), clock=clock) as feed:
            await feed.until_live()
            yield exchange, feed


async def is_lost_at_once_and_live_again(
    exchange: LocalExchange, feed: Feed, clock: FakeClock, fault: str
) -> str:
    """What is said of the end; between the two states LIVE nothing was LIVE."""
    with at_once():
        exchange.faults.now(fault)
        said = await feed.state(State.LOST)
    assert feed.states[-2:] == [State.LIVE, State.LOST]
    await clock.advance(0.5)
    await feed.until_live()
    assert feed.states[-4:] == [State.LOST, State.CONNECTING, State.SYNCING, State.LIVE]
    assert shown(feed.watch.readings[-1].book) == held(exchange)
    return said


@pytest.mark.parametrize(
    ("fault", "words"),
    [("reset", "connection reset by peer"), ("fin", "ended by the server without a close frame")],
)
async def test_a_tcp_reset_or_fin_is_lost_at_once_and_retried(fault: str, words: str) -> None:
    clock = FakeClock()
    async with fed_by(clock=clock) as (exchange, feed):
        await feed.until_live()
        assert words in await is_lost_at_once_and_live_again(exchange, feed, clock, fault)


@pytest.mark.parametrize("version", ["1.2", "1.3"])
@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("reset", "connection reset by peer"),
        ("fin", "ended by the server without a close frame"),
        ("cut", "ended by the server without a close frame"),
        ("record", "TLS: "),
    ],
)
async def test_a_tls_stream_that_breaks_is_lost_at_once_and_retried(
    fault: str, words: str, version: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = FakeClock()
    async with live_on_tls(version, clock, monkeypatch) as (exchange, feed):
        assert words in await is_lost_at_once_and_live_again(exchange, feed, clock, fault)


@pytest.mark.parametrize(
    ("direction", "words"),
    [("both", "nothing heard for 0.6 s"), ("out", "nothing heard for 0.6 s"), ("in", "3 pings")],
)
async def test_half_open_is_noticed_and_dimmed_before_the_redial(direction: str, words: str) -> None:
    assert Limits().silence_seconds == PONG_VALID == 15
    limits = (
        replace(QUICK, silence_seconds=30) if direction == "in" else replace(QUICK, pings_unanswered=1_000)
    )
    async with fed_by(limits=limits) as (exchange, feed):
        await feed.until_live()
        exchange.faults.now("half-open", direction)
        assert words in await feed.state(State.LOST)
        await feed.until_live()
        assert feed.states[-4:] == [State.LOST, State.CONNECTING, State.SYNCING, State.LIVE]


@pytest.mark.parametrize("direction", ["both", "in", "out"])
async def test_half_open_is_dimmed_15_s_after_the_last_pong_at_the_latest(direction: str) -> None:
    clock = FakeClock()
    limits = replace(QUICK, silence_seconds=30, pings_unanswered=1_000)
    async with fed_by(clock=clock, limits=limits) as (exchange, feed):
        await feed.until_live()
        exchange.faults.now("half-open", direction)
        await asyncio.sleep(0.1)  # the pong that was under way
        await clock.advance(15)
        assert await feed.state(State.SYNCING) == "SYNCING no pong for 15 s"


RETRIED = ["1000", "1001", "1011", "1012", "1013", "3000"]
NONSENSE = ["2999", "none", "zero", "65535", "one-byte", "bad-reason", "long-reason", "control-reason"]


@pytest.mark.parametrize("code", RETRIED + NONSENSE)
async def test_ordinary_close_codes_none_and_nonsense_are_retried(code: str) -> None:
    clock = FakeClock()
    async with fed_by(clock=clock) as (exchange, feed):
        await feed.until_live()
        exchange.faults.now("close", code)
        said = await feed.state(State.LOST)
        assert said.startswith("LOST  retry in 1 s (first) ")
        assert (code in said) is (code in RETRIED)
        assert said.isprintable()
        await clock.advance(0.5)
        await feed.until_live()


@pytest.mark.parametrize("code", ["1008", "4000", "4999"])
async def test_policy_closes_are_retried_no_sooner_than_30_s_and_refused_after_3_in_a_row(code: str) -> None:
    clock = FakeClock()
    async with fed_by(clock=clock) as (exchange, feed):
        for ordinal in ("first", "second"):
            await feed.until_live()
            exchange.faults.now("close", code)
            assert (await feed.state(State.LOST)).startswith(f"LOST  retry in 30 s ({ordinal}) ")
            await clock.advance(29)
            assert feed.states[-1] is State.LOST
            await clock.advance(1)
        await feed.until_live()
        exchange.faults.now("close", code)
        said = await feed.state(State.REFUSED)
        assert f"closed 3 times in a row with code {code}; r tries again" in said


def holds() -> tuple[int, int, int]:
    """Blocks of memory, tasks and descriptors."""
    gc.collect()
    return sys.getallocatedblocks(), len(asyncio.all_tasks()), sum(1 for _ in Path("/dev/fd").iterdir())


async def attempts(live: Live, clock: FakeClock) -> AsyncGenerator[float, None]:
    """The moment of each failed attempt; the clock goes on to the next one as soon as this one has failed."""
    async with contextlib.aclosing(live.readings()) as readings:
        async for reading in readings:
            retry_at = reading.link.retry_at
            if reading.link.state is State.LOST and retry_at is not None:
                yield clock.now
                clock.wall_now += round((retry_at - clock.now) * 1_000)
                clock.now = retry_at
                for rung in clock.alarms:
                    if not rung.done():
                        rung.set_result(None)


@pytest.mark.parametrize(("kind", "times", "kept"), [("bare", 1_000, 0.6), ("snapshot", 300, 4.0)])
async def test_accept_then_close_a_thousand_times_backs_off_and_holds_nothing(
    kind: str, times: int, kept: float
) -> None:
    """Of a snapshot its eventID is remembered, among the latest few thousand: three blocks of memory."""
    clock, started = FakeClock(), FakeClock().now
    options = Options(rate=0, faults=(f"flap={kind}",), now_ms=clock.wall, close_timeout=0.2)
    early, done, half = 0, 0, (0, 0, 0)
    async with LocalExchange(options) as exchange:
        live = Live(settings_for(exchange), clock=clock, jitter=lambda: 0)
        async with contextlib.aclosing(attempts(live, clock)) as failed:
            async for at in failed:
                early += at < started + 60
                done += 1
                if done == times // 2:
                    half = holds()
                if done == times:
                    break
            whole = holds()

    assert early < 10
    assert clock.now > started + (times - 10) * 20
    assert whole[0] - half[0] < 300 + kept * times / 2
    assert whole[1] - half[1] <= 2
    assert whole[2] - half[2] <= 2


async def test_backoff_starts_over_only_after_a_snapshot_and_30_s_of_health() -> None:
    clock = FakeClock()
    async with fed_by(clock=clock) as (exchange, feed):
        await feed.until_live()
        for attempt, wait in (("first", 0.5), ("second", 1.0), ("third", 2.0)):
            exchange.faults.now("reset")
            assert f"({attempt})" in await feed.state(State.LOST)
            await clock.advance(wait)
            await feed.until_live()
        for _ in range(3):
            await clock.advance(10)
            await feed.watch.until(lambda reading: reading.link.pong_at == clock.now)
        exchange.faults.now("reset")
        assert "(first)" in await feed.state(State.LOST)


async def test_a_server_that_was_away_for_an_hour_is_live_within_60_s_of_its_return() -> None:
    clock = FakeClock()
    async with contextlib.AsyncExitStack() as up:
        exchange = await up.enter_async_context(
            LocalExchange(Options(rate=0, now_ms=clock.wall, close_timeout=0.2))
        )
        async with watching(live_on(exchange, clock)) as watch:
            await watch.state(State.LIVE)
            await up.aclose()
            left = clock.now
            while clock.now < left + 3_600:
                retry_at = (await watch.state(State.LOST)).retry_at
                assert retry_at is not None
                await clock.advance(retry_at - clock.now)
            returned = clock.now
            async with back_again(exchange) as again:
                await again.step(5)
                retry_at = (await watch.state(State.LOST)).retry_at
                assert retry_at is not None
                await clock.advance(retry_at - clock.now)
                reading = await watch.until(lambda reading: reading.link.is_live)
                assert clock.now - returned <= 60
                assert shown(reading.book) == held(again)
