"""The live feed against the real local exchange, over TCP, with the machine's own clock."""

import pytest

from tests.feed.tcp import QUIET, asked, connected, held, live_on
from tests.feed.watching import shown, watching
from tui.core import words
from tui.core.entry import Cause
from tui.core.link import State
from tui.core.record import Kind
from tui.exchange.options import Options
from tui.exchange.server import LocalExchange
from tui.feed.clock import SystemClock


async def test_it_connects_signs_and_becomes_live_with_everything_the_account_holds() -> None:
    async with connected(SystemClock()) as (exchange, live, watch):
        reading = watch.readings[-1]

        assert live.host == f"127.0.0.1:{exchange.port}"
        assert [reading.link.state for reading in watch.readings][:2] == [State.CONNECTING, State.SYNCING]
        assert set(watch.said) == {f"connected to {live.host}", "snapshot", "live"}
        assert shown(reading.book) == held(exchange)
        assert reading.link.round_trip is not None
        assert 0 <= reading.link.round_trip < 5


async def test_every_update_arrives_once_and_in_order() -> None:
    async with connected(SystemClock()) as (exchange, _, watch):
        told = await exchange.step(300)
        await watch.until(lambda reading: getattr(reading.record, "event_id", "") == told[-1].event_id)

        updates = watch.messages(Kind.UPDATE)
        assert [record.event_id for record in updates] == [event.event_id for event in told]
        assert [set(record.currencies) for record in updates] == [
            {holding.currency for holding in event.holdings} for event in told
        ]
        assert {change.cause for record in updates for change in record.changes} == {Cause.UPDATE}
        assert shown(watch.readings[-1].book) == held(exchange)


@pytest.mark.parametrize(("currencies", "seed"), [(2, 1), (24, 7), (500, 3)])
async def test_once_it_stands_still_every_value_is_right_to_the_last_digit(
    currencies: int, seed: int
) -> None:
    options = Options(currencies=currencies, rate=2_000, events=1_000, seed=seed)
    async with connected(SystemClock(), options) as (exchange, _, watch):
        await watch.until(
            lambda reading: (
                exchange.account.updates == options.events and shown(reading.book) == held(exchange)
            )
        )

        assert shown(watch.readings[-1].book) == await asked(exchange)
        assert len(watch.readings[-1].book.entries) == currencies
        assert watch.readings[-1].link.is_live
        assert not watch.messages(Kind.REJECTED)


async def test_a_wrong_secret_is_refused_with_reason_and_advice_and_not_tried_again() -> None:
    log: list[str] = []
    async with LocalExchange(Options(rate=0, log=log.append)) as exchange:
        async with watching(live_on(exchange, SystemClock(), secret="wrong")) as watch:
            link = await watch.state(State.REFUSED)

            assert link.status == 401
            assert link.reason == "the signature does not match"
            assert link.advice.startswith("check the API key, its secret and the identity")
            assert link.retry_at is None
            assert "wrong" not in repr(watch.readings)
            assert not (await watch.now()).book.entries
        assert len([line for line in log if "refused, 401" in line]) == 1
        assert exchange.opened == 0


async def test_a_wrong_path_is_refused_as_a_matter_of_configuration() -> None:
    async with LocalExchange(QUIET) as exchange:
        live = live_on(exchange, SystemClock())
        object.__setattr__(live._settings, "stream_url", f"ws://127.0.0.1:{exchange.port}/elsewhere")
        async with watching(live) as watch:
            link = await watch.state(State.REFUSED)

            assert link.status == 200
            assert link.advice == "check the stream URL"


@pytest.mark.parametrize("hours", [1, -1])
async def test_a_clock_that_is_off_either_way_is_measured_and_signed_for(hours: int) -> None:
    clock = SystemClock()
    off = Options(rate=0, now_ms=lambda: clock.wall() + hours * 3_600_000)
    async with connected(clock, off) as (exchange, _, watch):
        link = watch.readings[-1].link

        assert exchange.opened == 1
        assert abs(link.offset - hours * 3_600_000) <= 1_000
        side = "behind" if hours > 0 else "ahead"
        assert words.clock_skew(link) in {f"clock 1 h {side}", f"clock 59 min {side}"}
