"""The faults beside the stream: what the balance call says, and when streams hear of it."""

from __future__ import annotations

import asyncio
import json
import time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tests.exchange.conftest import BALANCE

if TYPE_CHECKING:
    from tests.exchange.conftest import Trader
    from tests.exchange.faults.conftest import Dial, Trade


async def rows(trader: Trader) -> dict[str, dict[str, Any]]:
    answer = await trader.get(BALANCE, trader.signed())
    assert answer.status == 200
    return {row["currency"]: row for row in json.loads(answer.body)["data"]}


async def test_one_row_differs_by_one_for_as_long_as_it_is_set(trade: Trade) -> None:
    trader = await trade(faults=("rest-differs=ETH",))
    held = trader.exchange.account.holdings["ETH"]
    for _ in range(2):
        said = await rows(trader)
        assert Decimal(said["eth"]["amount"]) == held.amount + 1
        assert Decimal(said["eth"]["available"]) == held.available + 1
    trader.exchange.faults.clear("rest-differs")
    assert Decimal((await rows(trader))["eth"]["amount"]) == held.amount


async def test_an_amount_can_be_spoilt(trade: Trade) -> None:
    assert (await rows(await trade(faults=("rest-spoilt=ETH",))))["eth"]["amount"] == "1e5"


async def test_the_call_is_refused_as_often_as_it_was_asked_and_streams_are_not(
    trade: Trade, dial: Dial
) -> None:
    trader = await trade(faults=("rest-refusex1", "rest-retry-after=7"))
    refused = await trader.get(BALANCE, trader.signed())
    assert (refused.status, refused.headers["Retry-After"]) == (429, "7")
    assert (await dial(trader)).status == 101
    assert await rows(trader)


async def test_the_call_can_lag_behind_what_streams_were_told(trade: Trade) -> None:
    trader = await trade(faults=("rest-lag=30",))
    before = await rows(trader)
    await trader.exchange.step(20)
    assert await rows(trader) == before
    trader.exchange.faults.clear("rest-lag")
    assert await rows(trader) != before


async def test_something_can_happen_between_an_answer_and_its_sending(trade: Trade, dial: Dial) -> None:
    trader = await trade(faults=("rest-eventx1",))
    before = await rows(await trade())
    raw = await dial(trader)
    await raw.content()
    assert await rows(trader) == before
    assert (await raw.content())["data"]
    assert trader.exchange.account.updates == 1


async def test_streams_can_hear_late_and_in_order(trade: Trade, dial: Dial) -> None:
    trader = await trade(faults=("stream-lag=0.2",))
    raw = await dial(trader)
    await raw.content()
    begun = time.monotonic()
    told = await trader.exchange.step(2)
    trader.exchange.faults.clear("stream-lag")
    told += await trader.exchange.step(1)
    heard = [(await raw.content())["eventID"] for _ in told]
    assert heard == [event.event_id for event in told]
    assert time.monotonic() - begun > 0.15


async def test_leaving_forgets_what_was_held_back(trade: Trade, dial: Dial) -> None:
    trader = await trade(faults=("stream-lag=30",))
    await dial(trader)
    await trader.exchange.step(2)
    async with asyncio.timeout(5):
        await trader.exchange.__aexit__(None, None, None)
