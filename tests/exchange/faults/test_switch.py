from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from tui.exchange.faults.switch import Faults

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.exchange.faults.conftest import Dial, Raw, Trade


async def opcodes(raw: Raw, count: int) -> list[int]:
    return [(await raw.frame()).opcode for _ in range(count)]


def test_a_standing_fault_has_a_value_until_it_is_cleared() -> None:
    faults = Faults(("refuse=401",))
    assert (faults.value("refuse"), faults.value("body")) == ("401", None)
    faults.set("refuse", 403)
    faults.set("body")
    assert (faults.value("refuse"), faults.take("refuse"), faults.take("body")) == ("403", "403", "error")
    faults.clear("refuse")
    assert (faults.value("refuse"), faults.value("body")) == (None, "error")
    faults.clear()
    assert (faults.value("body"), faults.take("body")) == (None, None)


def test_a_fault_is_over_after_so_many_times_and_can_be_set_again() -> None:
    faults = Faults()
    for _ in range(2):
        faults.set("refuse", times=2)
        assert [faults.take("refuse") for _ in range(3)] == ["503", "503", None]
    faults.set("refuse", times=1)
    faults.set("refuse")
    assert [faults.take("refuse") for _ in range(3)] == ["503"] * 3


@pytest.mark.parametrize(
    ("do", "sentence"),
    [
        (lambda faults: faults.set("x"), "there is no fault 'x'"),
        (lambda faults: faults.set("refuse", "x"), "refuse cannot be 'x'"),
        (lambda faults: faults.clear("x"), "there is no fault 'x'"),
        (lambda faults: faults.now("x"), "there is no fault 'x'"),
        (
            lambda faults: faults.now("refuse"),
            "refuse stands for as long as it is set, and happens at no moment",
        ),
        (lambda faults: faults.now("record"), "record needs an exchange that serves TLS"),
        (
            lambda faults: faults.set("certificate", "expired"),
            "certificate needs an exchange that serves TLS",
        ),
    ],
)
def test_what_is_no_fault_cannot_be_switched(do: Callable[[Faults], None], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        do(Faults())


async def test_something_done_now_happens_once_to_each_open_stream(trade: Trade, dial: Dial) -> None:
    trader = await trade()
    assert trader.exchange.faults.now("stray-pong") == 0
    raws = [await dial(trader) for _ in range(2)]
    for raw in raws:
        assert await opcodes(raw, 1) == [1]
    assert trader.exchange.faults.now("stray-pong") == 2
    await asyncio.sleep(0)
    await trader.exchange.step()
    for raw in raws:
        assert await opcodes(raw, 4) == [10, 10, 10, 1]


async def test_an_act_that_is_set_happens_again_and_again_to_streams_old_and_new(
    trade: Trade, dial: Dial
) -> None:
    trader = await trade()
    old = await dial(trader)
    assert await opcodes(old, 1) == [1]
    trader.exchange.faults.set("close", "none", after=0.02)
    assert await opcodes(old, 3) == [8, 8, 8]
    new = await dial(trader)
    assert await opcodes(new, 3) == [1, 8, 8]


async def test_an_act_happens_no_more_than_so_many_times_over_all_streams(trade: Trade, dial: Dial) -> None:
    trader = await trade(faults=("stray-pongx3@0.01",))
    raw = await dial(trader)
    assert await opcodes(raw, 10) == [1, *[10] * 9]
    assert trader.exchange.faults.value("stray-pong") is None
    await asyncio.sleep(0.03)
    await trader.exchange.step()
    assert await opcodes(raw, 1) == [1]


async def test_of_two_streams_only_one_gets_what_happens_once(trade: Trade, dial: Dial) -> None:
    trader = await trade()
    raws = [await dial(trader) for _ in range(2)]
    for raw in raws:
        await raw.frame()
    trader.exchange.faults.set("stray-pong", times=1, after=0)
    assert await opcodes(raws[0], 3) == [10] * 3
    await trader.exchange.step()
    assert [await opcodes(raw, 1) for raw in raws] == [[1], [1]]


async def test_what_is_cleared_happens_no_more(trade: Trade, dial: Dial) -> None:
    trader = await trade(faults=("stray-pong@0.05",))
    raw = await dial(trader)
    trader.exchange.faults.clear("stray-pong")
    await asyncio.sleep(0.1)
    await trader.exchange.step()
    assert await opcodes(raw, 2) == [1, 1]


async def test_an_act_that_is_set_twice_with_two_values_happens_with_both(trade: Trade, dial: Dial) -> None:
    raw = await dial(await trade(faults=("close=nonex1@0", "close=zerox1@0.01")))
    assert [(await raw.frame()).payload for _ in range(3)][1:] == [b"", b"\x00\x00"]


async def test_leaving_ends_what_is_still_happening(trade: Trade, dial: Dial) -> None:
    trader = await trade(close_timeout=0.1)
    raw = await dial(trader)
    await raw.message()
    trader.exchange.faults.now("pings", 60)
    await opcodes(raw, 1)
    async with asyncio.timeout(2):
        await trader.exchange.__aexit__(None, None, None)
