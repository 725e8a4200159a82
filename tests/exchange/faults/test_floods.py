from __future__ import annotations

import asyncio
import gc
import json
from typing import TYPE_CHECKING

import pytest
from websockets.exceptions import ConnectionClosedError

from tui.exchange.faults.broken_frames import BROKEN_FRAMES

if TYPE_CHECKING:
    from tests.exchange.conftest import Trader
    from tests.exchange.faults.conftest import Dial, Raw, Trade

CODE_OF = dict.fromkeys(BROKEN_FRAMES, 1002) | {
    "utf8": 1007,
    "utf8-cut": 1007,
    "utf8-over-fragments": 1007,
    "utf8-surrogate": 1007,
    "length-huge": 1009,
    "gigabyte": 1009,
}
LENIENT = {"length-padded", "length-negative"}
"""What the client library of these tests lets through, or calls too long; RFC 6455, 5.2 forbids it."""


async def opened(trade: Trade, dial: Dial, **options: object) -> tuple[Trader, Raw]:
    trader = await trade(close_timeout=0.2, **options)
    raw = await dial(trader)
    await raw.message()
    return trader, raw


@pytest.mark.parametrize("name", sorted(BROKEN_FRAMES))
async def test_a_broken_frame_comes_byte_for_byte(trade: Trade, dial: Dial, name: str) -> None:
    trader, raw = await opened(trade, dial)
    trader.exchange.faults.now("frame", name)
    assert await raw.reader.readexactly(len(BROKEN_FRAMES[name])) == BROKEN_FRAMES[name]


@pytest.mark.parametrize("name", sorted(set(BROKEN_FRAMES) - LENIENT))
async def test_a_strict_client_drops_the_connection_for_it(trade: Trade, name: str) -> None:
    trader = await trade(close_timeout=0.2)
    socket = await trader.open(compression=None)
    socket.protocol.max_message_size = 1 << 20
    await socket.recv()
    trader.exchange.faults.now("frame", name)
    with pytest.raises(ConnectionClosedError) as dropped:
        await socket.recv()
    assert dropped.value.sent is not None
    assert dropped.value.sent.code == CODE_OF[name]


@pytest.mark.parametrize(("name", "opcode"), [("pings", 9), ("pongs", 10)])
async def test_control_frames_flood_in_and_the_stream_goes_on(
    trade: Trade, dial: Dial, name: str, opcode: int
) -> None:
    trader, raw = await opened(trade, dial)
    trader.exchange.faults.now(name, 0.05)
    flood = [await raw.frame() for _ in range(1_000)]
    assert {frame.opcode for frame in flood} == {opcode}
    assert len({frame.payload for frame in flood}) == 1_000
    await trader.exchange.step()
    assert await raw.content()


async def test_a_flood_of_pings_that_reads_nothing_ends_by_hanging_up(trade: Trade, dial: Dial) -> None:
    trader, raw = await opened(trade, dial)
    trader.exchange.faults.now("unread-pings", 0.1)
    pings = 0
    while not raw.reader.at_eof():
        pings += (await raw.reader.read(1 << 16)).count(b"\x89")
    assert pings > 200
    await trader.logged("the connection was lost")


async def test_a_flood_ends_with_its_client(trade: Trade, dial: Dial) -> None:
    trader, raw = await opened(trade, dial)
    trader.exchange.faults.now("pings", 3_600)
    await raw.frame()
    raw.hang_up()
    await trader.logged("closed")
    await asyncio.sleep(0.01)
    assert not [task for task in asyncio.all_tasks() if "_done" in repr(task)]


@pytest.mark.parametrize(
    ("name", "value"),
    [("pings", 3_600), ("endless", 5_000), ("empty-fragments", 10**9), ("gigabyte", 1_023)],
)
async def test_a_flood_ends_with_a_goodbye_too(trade: Trade, dial: Dial, name: str, value: int) -> None:
    trader, raw = await opened(trade, dial)
    went_wrong: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, what: went_wrong.append(what))
    trader.exchange.faults.now(name, value)
    await raw.frame() if name != "gigabyte" else await raw.reader.read(100)
    raw.send(8, b"\x03\xe8")
    async with asyncio.timeout(5):
        while await raw.reader.read(1 << 20):
            pass
        raw.hang_up()
        assert (await trader.logged("closed")).endswith("code 1000")
    await asyncio.sleep(0.01)
    gc.collect()
    assert not went_wrong
    assert not [task for task in asyncio.all_tasks() if "_done" in repr(task)]


async def test_fragments_never_end_until_the_client_does(trade: Trade, dial: Dial) -> None:
    trader, raw = await opened(trade, dial)
    trader.exchange.faults.now("endless", 5_000)
    frames = [await raw.frame() for _ in range(500)]
    assert [(frame.first, len(frame.payload)) for frame in frames] == [(1, 1), *[(0, 5_000)] * 499]
    raw.hang_up()
    await trader.logged("closed")


@pytest.mark.parametrize("count", [1, 450])
async def test_a_message_can_have_many_empty_fragments_and_is_whole_again(
    trade: Trade, dial: Dial, count: int
) -> None:
    trader, raw = await opened(trade, dial)
    trader.exchange.faults.now("empty-fragments", count)
    await trader.exchange.step()
    frames = [await raw.frame() for _ in range(count + 2)]
    assert [frame.payload for frame in frames] == [b"{", *[b""] * count, b"}"]
    assert [frame.first for frame in frames] == [1, *[0] * count, 0x80]
    await raw.content()


async def test_a_client_may_leave_in_the_middle_of_empty_fragments(trade: Trade, dial: Dial) -> None:
    trader, raw = await opened(trade, dial)
    trader.exchange.faults.now("empty-fragments", 10**9)
    await raw.frame()
    raw.hang_up()
    await trader.logged("closed")


async def test_a_frame_claims_a_gigabyte_and_holds_as_much_as_it_is_told_to(trade: Trade, dial: Dial) -> None:
    trader, raw = await opened(trade, dial)
    trader.exchange.faults.now("gigabyte", 3)
    assert await raw.reader.readexactly(10) == b"\x81\x7f\x00\x00\x00\x00\x40\x00\x00\x00"
    assert await raw.reader.readexactly(3 << 20) == b" " * (3 << 20)
    trader.exchange.faults.now("gigabyte", 1_023)
    await raw.reader.readexactly(1 << 20)
    raw.hang_up()
    await trader.logged("closed")


async def test_messages_come_in_single_bytes_in_fragments_and_split_inside_characters(
    trade: Trade, dial: Dial
) -> None:
    trader = await trade(faults=("segments", "split-utf8"))
    raw = await dial(trader)
    first = await raw.content()
    assert first["note"] == "帳戶餘額 €"
    trader.exchange.faults.clear("split-utf8")
    trader.exchange.faults.set("fragments", 11)
    await trader.exchange.step()
    frames = [await raw.frame() for _ in range(7)]
    assert [frame.opcode for frame in frames] == [1, 9, 10, 0, 9, 10, 0]
    await raw.message()
    trader.exchange.faults.now("ignored", "binary")
    assert json.loads(await raw.message()) == {"event": "ACCOUNT_BALANCE"}
