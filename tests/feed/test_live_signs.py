"""What LIVE means: a snapshot on this connection, and a fresh sign of life (DESIGN.md, Link states)."""

import pytest

from tests.core.builders import message, row
from tests.feed.scripted import SNAPSHOT, staged
from tui.core import words
from tui.core.link import State
from tui.core.record import Kind


async def test_a_snapshot_alone_is_not_live() -> None:
    async with staged() as stage:
        await stage.exchange.session.say(SNAPSHOT)

        link = (await stage.watch.now()).link
        assert link.state is State.SYNCING
        assert words.trouble(link) == "waiting for the pong"


async def test_a_pong_alone_is_not_live() -> None:
    async with staged() as stage:
        await stage.exchange.session.pong()

        link = (await stage.watch.now()).link
        assert link.state is State.SYNCING
        assert words.trouble(link) == "waiting for the snapshot"


@pytest.mark.parametrize("pong_comes_first", [True, False])
async def test_both_are_live_in_either_order(pong_comes_first: bool) -> None:
    async with staged() as stage:
        session = stage.exchange.session
        if pong_comes_first:
            await session.pong(round_trip=0.2)
        await session.say(SNAPSHOT)
        if not pong_comes_first:
            await session.pong(round_trip=0.2)

        link = (await stage.watch.now()).link
        assert link.is_live
        assert link.round_trip == 0.2


async def test_a_pong_that_came_before_anyone_listened_counts() -> None:
    async with staged(signs_first=True) as stage:
        await stage.exchange.session.say(SNAPSHOT)

        assert (await stage.watch.now()).link.is_live


async def test_the_snapshot_stands_in_the_log_before_the_word_that_it_made_live() -> None:
    async with staged(signs_first=True) as stage:
        await stage.exchange.session.say(SNAPSHOT)

        assert stage.watch.said == ["connected to exchange.test", "snapshot", "live"]


async def test_live_ends_15_s_after_the_last_pong_and_not_before() -> None:
    async with staged() as stage:
        await stage.make_live()

        await stage.clock.advance(14.999)
        assert (await stage.watch.now()).link.is_live

        await stage.clock.advance(0.001)
        link = (await stage.watch.now()).link
        assert link.state is State.SYNCING
        assert words.trouble(link) == "no pong for 15 s"
        assert stage.watch.said[-1] == "not live: no pong for 15 s"


async def test_every_pong_gives_15_s_more() -> None:
    async with staged() as stage:
        await stage.make_live()
        await stage.clock.advance(14)
        await stage.exchange.session.pong()

        await stage.clock.advance(14.999)
        assert (await stage.watch.now()).link.is_live
        await stage.clock.advance(0.001)
        assert not (await stage.watch.now()).link.is_live


async def test_data_without_pongs_is_not_live() -> None:
    async with staged() as stage:
        await stage.make_live()
        for second in range(1, 21):
            await stage.clock.advance(1)
            await stage.exchange.session.say(message(row("BTC", amount=str(second))))

        reading = await stage.watch.now()
        assert not reading.link.is_live
        assert reading.book.entries["BTC"].balance.amount == 20


async def test_pongs_without_data_are_live_for_hours() -> None:
    async with staged() as stage:
        await stage.make_live()
        await stage.live_for(3 * 3_600)

        assert (await stage.watch.now()).link.is_live
        assert "not live" not in " ".join(stage.watch.said)
        assert len(stage.watch.messages(Kind.SNAPSHOT)) == 1


async def test_a_pong_after_a_silence_makes_it_live_again() -> None:
    async with staged() as stage:
        await stage.make_live()
        await stage.clock.advance(60)
        await stage.exchange.session.pong()

        assert (await stage.watch.now()).link.is_live
        assert stage.watch.said[-2:] == ["not live: no pong for 15 s", "live"]


async def test_pings_from_the_exchange_count_for_25_s_where_no_pong_ever_came() -> None:
    async with staged() as stage:
        await stage.exchange.session.say(SNAPSHOT)
        await stage.exchange.session.ping()
        link = (await stage.watch.now()).link
        assert link.is_live
        assert link.rests_on_peer_pings

        await stage.clock.advance(24.999)
        assert (await stage.watch.now()).link.is_live
        await stage.clock.advance(0.001)
        link = (await stage.watch.now()).link
        assert link.state is State.SYNCING
        assert words.trouble(link) == "no ping for 25 s"


async def test_once_a_pong_came_pings_from_the_exchange_count_no_longer() -> None:
    async with staged() as stage:
        await stage.make_live()
        await stage.clock.advance(14)
        await stage.exchange.session.ping()
        await stage.clock.advance(1)

        assert not (await stage.watch.now()).link.is_live


async def test_a_pong_of_the_connection_before_proves_nothing() -> None:
    async with staged() as stage:
        await stage.make_live()
        await stage.exchange.session.lose()
        await stage.clock.advance(1)
        assert len(stage.exchange.sessions) == 2
        await stage.exchange.session.say(SNAPSHOT)

        link = (await stage.watch.now()).link
        assert link.state is State.SYNCING
        assert link.generation == 2
