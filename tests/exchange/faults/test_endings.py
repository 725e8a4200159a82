from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.exchange.conftest import Trader
    from tests.exchange.faults.conftest import Dial, Raw, Trade


async def opened(trade: Trade, dial: Dial, **options: object) -> tuple[Trader, Raw]:
    trader = await trade(close_timeout=0.2, **options)
    raw = await dial(trader)
    await raw.message()
    return trader, raw


async def nothing_comes(raw: Raw, seconds: float = 0.1) -> None:
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(seconds):
            await raw.reader.read(1)


async def test_a_reset_is_a_reset(trade: Trade, dial: Dial) -> None:
    trader, raw = await opened(trade, dial)
    assert trader.exchange.faults.now("reset") == 1
    with pytest.raises(ConnectionResetError):
        await raw.reader.read()
    assert (await trader.logged("closed")).endswith("the connection was lost")


@pytest.mark.parametrize("name", ["fin", "cut"])
async def test_the_stream_can_end_without_a_close_frame(trade: Trade, dial: Dial, name: str) -> None:
    trader, raw = await opened(trade, dial)
    trader.exchange.faults.now(name)
    assert await raw.reader.read() == b""
    await trader.logged("the connection was lost")


@pytest.mark.parametrize(
    ("value", "payload"),
    [
        (1000, b"\x03\xe8on purpose"),
        (1001, b"\x03\xe9on purpose"),
        (1008, b"\x03\xf0on purpose"),
        (1011, b"\x03\xf3on purpose"),
        (1012, b"\x03\xf4on purpose"),
        (1013, b"\x03\xf5on purpose"),
        (4001, b"\x0f\xa1on purpose"),
        (4999, b"\x13\x87on purpose"),
        (1005, b"\x03\xedon purpose"),
        ("none", b""),
        ("zero", b"\x00\x00"),
        ("65535", b"\xff\xff"),
        ("one-byte", b"\x03"),
        ("bad-reason", b"\x03\xe8\xff\xfe"),
        ("long-reason", b"\x03\xe8" + b"x" * 123),
        ("control-reason", b"\x03\xe8" + "\x1b[2J\x07\x9b31m\u202egnol[bold]".encode()),
    ],
)
async def test_a_close_frame_can_hold_anything(
    trade: Trade, dial: Dial, value: object, payload: bytes
) -> None:
    trader, raw = await opened(trade, dial)
    trader.exchange.faults.now("close", value)
    frame = await raw.frame()
    assert (frame.first, frame.payload) == (0x88, payload)
    raw.send(8, b"\x03\xe8")
    assert (await raw.reader.read()).startswith(b"\x88")  # the library's own answer
    raw.hang_up()
    await trader.logged("closed")


async def test_half_open_both_ways_nothing_comes_and_nothing_is_heard(trade: Trade, dial: Dial) -> None:
    trader, raw = await opened(trade, dial, ping_interval=0.05, pong_timeout=0.05)
    trader.exchange.faults.now("half-open")
    await asyncio.sleep(0)
    raw.send(9, b"hello?")
    await trader.exchange.step()
    await nothing_comes(raw, 0.3)
    raw.send(8, b"\x03\xe8")
    await nothing_comes(raw)
    raw.writer.close()
    await trader.logged("closed")


async def test_half_open_outwards_the_client_is_heard_and_gets_nothing(trade: Trade, dial: Dial) -> None:
    trader, raw = await opened(trade, dial, ping_interval=0.05, pong_timeout=0.05)
    trader.exchange.faults.now("half-open", "out")
    await nothing_comes(raw, 0.3)
    raw.send(8, b"\x03\xe8")
    await trader.logged("code 1000")


async def test_half_open_inwards_messages_come_and_pongs_do_not(trade: Trade, dial: Dial) -> None:
    trader, raw = await opened(trade, dial, ping_interval=0.05, pong_timeout=0.05)
    trader.exchange.faults.now("half-open", "in")
    await asyncio.sleep(0)
    raw.send(9, b"hello?")
    frames = [await raw.frame() for _ in range(5)]
    assert {frame.opcode for frame in frames} == {9}
    await trader.exchange.step()
    assert (await raw.message()).startswith('{"event"')


async def test_after_a_stall_everything_comes(trade: Trade, dial: Dial) -> None:
    trader, raw = await opened(trade, dial)
    trader.exchange.faults.now("stall", 0.2)
    await asyncio.sleep(0)
    begun = time.monotonic()
    raw.send(9, b"hello?")
    await trader.exchange.step(3)
    await nothing_comes(raw)
    assert sorted([(await raw.frame()).opcode for _ in range(4)]) == [1, 1, 1, 10]
    assert 0.15 < time.monotonic() - begun < 2
    await trader.exchange.step()
    await raw.message()


async def test_a_client_that_leaves_during_a_stall_leaves_no_task(trade: Trade, dial: Dial) -> None:
    trader, raw = await opened(trade, dial)
    trader.exchange.faults.now("stall", 3_600)
    await asyncio.sleep(0)
    await trader.exchange.step()
    raw.hang_up()
    await trader.logged("closed")
    await asyncio.sleep(0)
    assert not [task for task in asyncio.all_tasks() if "_drain_queue" in repr(task)]


async def test_an_end_during_a_stall_lets_what_waits_go_first(trade: Trade, dial: Dial) -> None:
    trader, raw = await opened(trade, dial)
    trader.exchange.faults.now("stall", 3_600)
    await trader.exchange.step()
    await asyncio.sleep(0.01)
    trader.exchange.faults.now("fin")
    assert (await raw.reader.read()).startswith(b"\x81")


async def test_what_is_not_read_piles_up_until_it_is(trade: Trade, dial: Dial) -> None:
    trader, raw = await opened(trade, dial, ping_interval=0.05, pong_timeout=0.05)
    trader.exchange.faults.now("unread", 0.3)
    await asyncio.sleep(0)
    raw.send(10, b"nobody asked")
    raw.send(9, b"hello?")
    begun = time.monotonic()
    while (frame := await raw.frame()).opcode == 9:
        raw.send(10, frame.payload)
    assert (frame.opcode, frame.payload) == (10, b"hello?")
    assert time.monotonic() - begun > 0.2
