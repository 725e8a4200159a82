"""The exchange goes away and comes back: LOST, a wait, LIVE again. Over TCP, with a clock that the test moves."""

import base64
import contextlib
import json
from collections.abc import AsyncIterator
from dataclasses import replace

from tests.clock import WALL, FakeClock
from tests.feed.tcp import QUIET, Dials, back_again, held, live_on
from tests.feed.watching import Watch, shown, watching
from tui.core.entry import Cause
from tui.core.link import REDIAL_EVERY, State
from tui.core.record import Kind
from tui.exchange.options import Options
from tui.exchange.server import LocalExchange


def in_time_with(clock: FakeClock) -> Options:
    return replace(QUIET, now_ms=clock.wall)


async def test_redial_connects_again_with_a_strictly_greater_nonce_though_the_clock_stands_still() -> None:
    clock, dials = FakeClock(), Dials()
    async with LocalExchange(in_time_with(clock)) as exchange:
        live = live_on(exchange, clock, dials=dials)
        async with watching(live) as watch:
            for generation in (1, 2, 3):
                link = await watch.state(State.LIVE)
                assert link.generation == generation
                clock.now += REDIAL_EVERY  # the wall clock stands still
                assert live.redial() == ""
                await watch.state(State.CONNECTING)
            await watch.state(State.LIVE)

        payloads = [json.loads(base64.b64decode(headers["X-BITOPRO-PAYLOAD"])) for headers in dials.headers]
        assert [payload["nonce"] for payload in payloads] == [WALL, WALL + 1, WALL + 2, WALL + 3]
        assert exchange.opened == 4


@contextlib.asynccontextmanager
async def gone() -> AsyncIterator[tuple[LocalExchange, FakeClock, Watch]]:
    """A feed that was LIVE on an exchange that has since gone away, and just found that out."""
    clock = FakeClock()
    async with contextlib.AsyncExitStack() as up:
        exchange = await up.enter_async_context(LocalExchange(in_time_with(clock)))
        async with watching(live_on(exchange, clock)) as watch:
            await watch.state(State.LIVE)
            await up.aclose()
            lost = await watch.state(State.LOST)
            assert lost.attempt == 1
            assert lost.retry_at == clock.now + 0.5
            yield exchange, clock, watch


async def test_an_exchange_that_goes_away_is_live_again_after_its_return() -> None:
    async with gone() as (exchange, clock, watch):
        await clock.advance(0.5)
        for attempt, wait in ((2, 1), (3, 2), (4, 4)):
            lost = await watch.state(State.LOST)
            assert lost.attempt == attempt
            assert lost.reason == "connecting to 127.0.0.1: connection refused"
            assert lost.retry_at == clock.now + wait
            if attempt < 4:
                await clock.advance(wait)

        async with back_again(exchange):
            await clock.advance(4)
            assert (await watch.state(State.LIVE)).generation == 2


async def test_what_changed_meanwhile_is_told_as_changed_while_offline() -> None:
    async with gone() as (exchange, clock, watch):
        before = held(exchange)
        async with back_again(exchange) as again:
            await again.step(10)
            await clock.advance(0.5)
            reading = await watch.until(lambda reading: reading.link.is_live)

            after = held(again)
            snapshot = watch.messages(Kind.SNAPSHOT)[-1]
            assert shown(reading.book) == after
            assert snapshot.changes
            assert {change.after.currency for change in snapshot.changes} == {
                currency for currency in after if after[currency] != before[currency]
            }
            assert {change.cause for change in snapshot.changes} == {Cause.OFFLINE}
