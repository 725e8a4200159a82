"""A connection is relieved by a second one before it is old (rule 8 of DESIGN.md)."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from tests.clock import idle
from tests.core.builders import message, row
from tests.feed.scripted import BROKEN, SNAPSHOT, Stage, staged
from tui.core.link import PLANNED_EVERY, PLANNED_RETRY, State
from tui.core.record import Kind
from tui.feed.refusal import Unreachable


@contextlib.asynccontextmanager
async def half_a_day_live() -> AsyncIterator[Stage]:
    """LIVE until the moment at which the planned connection has just been opened, and not a word was said on it."""
    async with staged() as stage:
        await stage.make_live()
        await stage.clock.advance(PLANNED_EVERY * 0.9)
        assert len(stage.exchange.sessions) == 2
        await stage.exchange.sessions[0].pong()
        yield stage


async def test_the_second_connection_takes_over_once_it_is_live_and_nothing_is_dimmed() -> None:
    async with half_a_day_live() as stage:
        told = len(stage.watch.readings)
        await stage.exchange.session.pong()
        await stage.exchange.session.say(SNAPSHOT)

        assert stage.exchange.open == 1
        assert all(reading.link.is_live for reading in stage.watch.readings[told:])
        assert (await stage.watch.now()).link.generation == 2
        assert stage.watch.said[-2:] == [
            "a planned connection took over; memory and snapshot agree",
            "snapshot",
        ]

        await stage.exchange.session.say(message(row("BTC", amount="7")))
        assert (await stage.watch.now()).book.entries["BTC"].balance.amount == 7


async def test_what_differs_from_memory_is_called_drift() -> None:
    async with half_a_day_live() as stage:
        await stage.exchange.session.pong()
        await stage.exchange.session.say(message(row("BTC", amount="3"), row("ETH"), row("TWD")))

        assert "a planned connection took over; 1 balance differs" in stage.watch.said


async def test_the_first_connection_stays_while_the_second_is_not_ready() -> None:
    async with half_a_day_live() as stage:
        await stage.exchange.sessions[0].say(message(row("BTC", amount="5")))
        await stage.clock.advance(10)
        await stage.exchange.sessions[0].pong()
        await stage.clock.advance(5)

        reading = await stage.watch.now()
        assert stage.exchange.open == 1
        assert reading.link.is_live
        assert reading.link.generation == 1
        assert reading.book.entries["BTC"].balance.amount == 5
        assert stage.watch.said[-1] == (
            "a planned connection did not come about: no whole snapshot and pong in time"
        )


async def test_a_second_connection_that_is_rejected_is_dropped_and_tried_again_later() -> None:
    async with half_a_day_live() as stage:
        stage.exchange.endless = Unreachable("no route")
        await stage.exchange.session.pong()
        await stage.exchange.session.say(BROKEN)
        assert stage.exchange.open == 1
        assert not (await stage.watch.now()).book.behind

        attempts = len(stage.exchange.attempts)
        await stage.clock.advance(PLANNED_RETRY)
        assert len(stage.exchange.attempts) == attempts + 1
        assert stage.watch.said[-1] == "a planned connection did not come about: no route"


async def test_losing_the_first_connection_ends_both() -> None:
    async with half_a_day_live() as stage:
        await stage.exchange.sessions[0].lose()

        assert (await stage.watch.now()).link.state is State.LOST
        assert stage.exchange.open == 0
        await stage.clock.advance(0.5)
        await stage.make_live()


async def test_the_user_can_redial_while_the_first_connection_says_goodbye() -> None:
    async with half_a_day_live() as stage:
        stage.exchange.goodbye = asyncio.Event()
        await stage.exchange.session.pong()
        await stage.exchange.session.say(SNAPSHOT)
        stage.live.redial()
        await idle()
        stage.exchange.goodbye.set()
        await idle()

        assert len(stage.exchange.sessions) == 3
        assert stage.exchange.open == 1
        await stage.make_live()
        assert len(stage.watch.messages(Kind.SNAPSHOT)) == 3


async def test_leaving_while_the_first_connection_says_goodbye_ends() -> None:
    async with asyncio.timeout(5), half_a_day_live() as stage:
        stage.exchange.goodbye = asyncio.Event()
        await stage.exchange.session.pong()
        await stage.exchange.session.say(SNAPSHOT)
        assert stage.watch.task is not None
        stage.watch.task.cancel()
        await idle()
        stage.exchange.goodbye.set()
