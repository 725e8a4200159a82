"""ACCEPTANCE.md, On an open stream: frames that are wrong, cut up, or too many; what is no balance message."""

import asyncio
import time
import tracemalloc
from dataclasses import replace

import pytest

from tests.clock import FakeClock
from tests.faults.feeding import QUICK, fed_by, responsive
from tests.feed.tcp import held
from tests.feed.watching import shown
from tui.core import words
from tui.core.link import State
from tui.core.record import Kind
from tui.exchange.faults.broken_frames import BROKEN_FRAMES
from tui.exchange.faults.odd_messages import IGNORED

CODES = {
    **dict.fromkeys(BROKEN_FRAMES, 1002),
    **dict.fromkeys(("utf8", "utf8-cut", "utf8-over-fragments", "utf8-surrogate"), 1007),
    **dict.fromkeys(("gigabyte", "length-huge"), 1009),
}
"""What the connection is dropped with (RFC 6455, section 7.4.1)."""


@pytest.mark.parametrize("kind", BROKEN_FRAMES)
async def test_a_frame_that_breaks_the_protocol_drops_the_connection_with_the_right_code_and_is_retried(
    kind: str,
) -> None:
    clock, log = FakeClock(), list[str]()
    async with fed_by(clock=clock, log=log.append) as (exchange, feed):
        await feed.until_live()
        exchange.faults.now("frame", kind)
        said = await feed.state(State.LOST)
        assert said.startswith("LOST  retry in 1 s (first) the server broke the protocol")
        assert said.isprintable()
        await clock.advance(0.5)
        await feed.until_live()
        assert shown(feed.watch.readings[-1].book) == held(exchange)

    assert f"({CODES[kind]})" in said
    assert (
        len([line for line in log if f"code {CODES[kind]}" in line or f"our {CODES[kind]}" in line]) == 1
    ), log


@pytest.mark.parametrize("fault", ["segments", "fragments=1", "fragments=7", "fragments=1000", "split-utf8"])
async def test_one_byte_segments_fragments_with_pings_between_and_split_utf_8_are_reassembled_exactly(
    fault: str,
) -> None:
    async with fed_by(fault, currencies=6) as (exchange, feed):
        await feed.until_live()
        told = await exchange.step(10)
        await feed.heard(told[-1])

        assert [record.event_id for record in feed.watch.messages(Kind.UPDATE)] == [
            event.event_id for event in told
        ]
        assert shown(feed.watch.readings[-1].book) == held(exchange)
        assert len(feed.dials.headers) == 1


@pytest.mark.parametrize(
    ("fault", "value", "words"),
    [
        ("endless", 1_000, "a message of more than 1048576 bytes"),
        ("endless", 1, "a message of more than 4096 fragments"),
        ("empty-fragments", 100_000, "a message of more than 4096 fragments"),
        ("gigabyte", 64, "a message of more than 1048576 bytes"),
    ],
)
async def test_a_message_without_end_is_dropped_with_1009_and_memory_grows_by_less_than_10_mb(
    fault: str, value: int, words: str
) -> None:
    clock = FakeClock()
    async with fed_by(clock=clock, limits=replace(QUICK, silence_seconds=5)) as (exchange, feed):
        await feed.until_live()
        tracemalloc.start()
        try:
            before = tracemalloc.get_traced_memory()[0]
            exchange.faults.now(fault, value)
            said = await feed.state(State.LOST)
            grown = tracemalloc.get_traced_memory()[1] - before
        finally:
            tracemalloc.stop()
        assert f"(1009): {words}" in said
        assert grown < 10_000_000
        await clock.advance(0.5)
        await feed.until_live()


@pytest.mark.parametrize("kind", IGNORED)
async def test_what_is_no_balance_message_is_ignored_counted_and_logged_and_the_connection_stays(
    kind: str,
) -> None:
    async with fed_by() as (exchange, feed):
        await feed.until_live()
        exchange.faults.now("ignored", kind)
        reading = await feed.watch.until(
            lambda reading: getattr(reading.record, "kind", None) is Kind.IGNORED
        )

        assert reading.record is not None
        assert words.summary(reading.record)
        assert shown(reading.book) == held(exchange)
        told = await exchange.step()
        await feed.heard(told[0])
        assert feed.watch.readings[-1].link.is_live
        assert [record.kind for record in feed.watch.messages()] == [Kind.SNAPSHOT, Kind.IGNORED, Kind.UPDATE]
        assert len(feed.dials.headers) == 1


async def test_a_ping_flood_that_is_read_leaves_time_for_keys_and_the_connection_up() -> None:
    async with fed_by(limits=replace(QUICK, write_seconds=5, silence_seconds=5)) as (exchange, feed):
        await feed.until_live()
        async with responsive(clock=time.process_time):
            exchange.faults.now("pings", 0.5)
            await asyncio.sleep(0.7)
        told = await exchange.step()
        await feed.heard(told[0])

        assert len(feed.dials.headers) == 1


async def test_a_ping_flood_from_a_peer_that_never_reads_is_ended_by_a_deadline() -> None:
    async with fed_by(limits=replace(QUICK, silence_seconds=30, pings_unanswered=3)) as (exchange, feed):
        await feed.until_live()
        async with responsive(clock=time.process_time):
            exchange.faults.now("unread-pings", 60)
            said = await feed.state(State.LOST)

    assert "3 pings in a row had no pong" in said or "a write took more than 0.3 s" in said


@pytest.mark.parametrize("fault", ["double-pong", "empty-pong"])
async def test_doubled_and_empty_pongs_mean_nothing(fault: str) -> None:
    async with fed_by(fault) as (_, feed):
        await feed.until_live()
        first = feed.watch.readings[-1].link.pong_at
        await feed.watch.until(lambda reading: reading.link.pong_at != first)

        assert feed.watch.readings[-1].link.is_live
        assert len(feed.dials.headers) == 1


async def test_stray_pongs_are_ignored_and_prove_no_life() -> None:
    async with fed_by("no-pong", "no-ping", limits=replace(QUICK, silence_seconds=5)) as (exchange, feed):
        assert await feed.state(State.SYNCING)
        exchange.faults.now("stray-pong")
        told = await exchange.step()
        reading = await feed.heard(told[0])

        assert reading.link.pong_at is None
        assert not reading.link.is_live
        assert len(feed.dials.headers) == 1
