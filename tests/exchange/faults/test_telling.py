from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from tests.exchange.conftest import NOON
from tests.exchange.faults.reader import Book, read

if TYPE_CHECKING:
    from tests.exchange.conftest import Trader
    from tests.exchange.faults.conftest import Dial, Raw, Trade

HOUR = 3_600_000


@dataclass
class Clock:
    """Goes on by a millisecond whenever it is looked at."""

    now: int = NOON

    def __call__(self) -> int:
        self.now += 1
        return self.now


async def amounts(trader: Trader) -> dict[str, Any]:
    rows = json.loads((await trader.get("/v3/accounts/balance", trader.signed())).body)["data"]
    return {row["currency"].upper(): row["amount"] for row in rows}


async def book_of(raw: Raw, count: int) -> Book:
    book = Book()
    for _ in range(count):
        book.take(await raw.message())
    return book


def shown(book: Book) -> dict[str, str]:
    return {currency: row["amount"] for currency, row in book.rows.items()}


async def test_without_a_fault_the_texts_are_those_of_the_story(trade: Trade, dial: Dial) -> None:
    trader = await trade(faults=("odd=true@3600", "refusex1"))
    trader.exchange.faults.clear()
    raw = await dial(trader)
    await trader.exchange.step(50)
    assert shown(await book_of(raw, 51)) == await amounts(trader)


@pytest.mark.parametrize(("kind", "count"), [("one", 1), ("missing", 23), ("empty", 0), ("old", 24)])
async def test_the_first_message_can_hold_less_than_all(
    trade: Trade, dial: Dial, kind: str, count: int
) -> None:
    trader = await trade(faults=(f"snapshot={kind}x1",))
    raw = await dial(trader)
    content = await raw.content()
    assert len(content["data"]) == count
    assert content["timestamp"] == (NOON - HOUR if kind == "old" else NOON)
    assert set(content["data"]) <= {holding.currency for holding in trader.exchange.account.holdings}
    assert len((await (await dial(trader)).content())["data"]) == 24


async def test_the_first_message_can_fail_to_come(trade: Trade, dial: Dial) -> None:
    trader = await trade(faults=("snapshot=none",))
    raw = await dial(trader)
    (event,) = await trader.exchange.step()
    assert (await raw.content())["eventID"] == event.event_id


async def test_the_first_message_can_be_broken(trade: Trade, dial: Dial) -> None:
    raw = await dial(await trade(faults=("snapshot=broken",)))
    assert (await book_of(raw, 1)).rejected == 1


async def test_the_rest_of_a_first_message_can_come_late_and_is_true_then(trade: Trade, dial: Dial) -> None:
    trader = await trade(faults=("snapshot=latex1",))
    raw = await dial(trader)
    await trader.exchange.step(5)
    book = await book_of(raw, 7)
    assert shown(book) == await amounts(trader)
    leaver = await dial(trader)
    leaver.hang_up()


async def test_whoever_leaves_before_the_rest_is_told_nothing_more(trade: Trade, dial: Dial) -> None:
    trader = await trade(faults=("snapshot=late",))
    raw = await dial(trader)
    await raw.message()
    raw.hang_up()
    assert "after 1 messages" in await trader.logged("closed")


@pytest.mark.parametrize(
    ("kind", "timestamps"),
    [
        ("equal", [NOON + 3, NOON + 3, NOON + 3]),
        ("zero", [0, 0, 0]),
        ("negative", [-1, -1, -1]),
        ("future", [NOON + 86_400_003, NOON + 86_400_004, NOON + 86_400_005]),
        ("soon", [NOON + 30_003, NOON + 30_004, NOON + 30_005]),
        ("seconds", [NOON // 1_000] * 3),
    ],
)
async def test_timestamps_can_say_anything_and_the_book_still_becomes_right(
    trade: Trade, dial: Dial, kind: str, timestamps: list[int]
) -> None:
    trader = await trade(now_ms=Clock(), faults=(f"timestamps={kind}",))
    raw = await dial(trader)
    await trader.exchange.step(2)
    texts = [await raw.message() for _ in range(3)]
    told = [json.loads(text)["timestamp"] for text in texts]
    assert [each - told[0] for each in told] == [each - timestamps[0] for each in timestamps]
    assert abs(told[0] - timestamps[0]) < 10
    await trader.exchange.step(30)
    book = await book_of(raw, 30)
    for text in texts[::-1]:
        book.rows = json.loads(text)["data"] | book.rows
    assert shown(book) == await amounts(trader)


async def test_equal_timestamps_begin_anew_when_the_fault_is_set_again(trade: Trade, dial: Dial) -> None:
    trader = await trade(now_ms=Clock())
    raw = await dial(trader)
    for kind in ("equal", "equal", "zero", "equal"):
        trader.exchange.faults.set("timestamps", kind)
        await trader.exchange.step()
    told = [(await raw.content())["timestamp"] for _ in range(5)]
    assert told[1] == told[2] < told[4]
    assert told[3] == 0


async def test_datetime_can_be_what_it_says(trade: Trade, dial: Dial) -> None:
    trader = await trade()
    assert (await (await dial(trader)).content())["datetime"] == "2025-12-01T12:00:00.000Z"
    trader.exchange.faults.set("datetime")
    assert (await (await dial(trader)).content())["datetime"] == "2025-12-01T04:00:00.000Z"


async def test_updates_can_name_every_currency_and_come_twice(trade: Trade, dial: Dial) -> None:
    trader = await trade(faults=("everything", "twicex1"))
    raw = await dial(trader)
    await raw.message()
    await trader.exchange.step(2)
    first, second, third = [await raw.content() for _ in range(3)]
    assert first == second
    assert first["eventID"] != third["eventID"]
    assert {currency: row["amount"] for currency, row in third["data"].items()} == await amounts(trader)
    assert len(third["data"]) == 24


async def test_updates_can_be_out_of_order_and_only_when_their_times_differ(trade: Trade, dial: Dial) -> None:
    clock = Clock()
    trader = await trade(now_ms=clock, faults=("disorderx20",))
    raw = await dial(trader)
    events = await trader.exchange.step(41)
    texts = [await raw.message() for _ in range(42)]
    told = [json.loads(text)["eventID"] for text in texts[1:]]
    expected = [event.event_id for event in events]
    assert told[:40] == [expected[place ^ 1] for place in range(40)]
    assert told[40] == expected[40]
    book = Book()
    for text in texts:
        book.take(text)
    assert shown(book) == await amounts(trader)
    assert book.passed_over > 0


async def test_updates_of_the_same_millisecond_keep_their_order(trade: Trade, dial: Dial) -> None:
    trader = await trade(faults=("disorder",))
    raw = await dial(trader)
    await raw.message()
    events = await trader.exchange.step(4)
    assert [(await raw.content())["eventID"] for _ in range(4)] == [event.event_id for event in events]


async def test_an_update_can_be_broken_and_its_right_form_withheld(trade: Trade, dial: Dial) -> None:
    trader = await trade(faults=("instead=nanx1",))
    raw = await dial(trader)
    before = await amounts(trader)
    (broken, right) = await trader.exchange.step(2)
    book = await book_of(raw, 3)
    assert book.rejected == 1
    moved = {holding.currency for holding in right.holdings}
    unheard = {holding.currency for holding in broken.holdings} - moved
    assert {name: shown(book)[name] for name in unheard} == {name: before[name] for name in unheard}
    assert shown(await book_of(await dial(trader), 1)) == await amounts(trader)


async def test_what_happens_while_refused_is_in_the_next_snapshot(trade: Trade, dial: Dial) -> None:
    trader = await trade()
    raw = await dial(trader)
    await raw.message()
    trader.exchange.faults.set("refuse", 503, times=1)
    trader.exchange.faults.now("reset")
    await trader.logged("closed")
    assert (await dial(trader)).status == 503
    await trader.exchange.step(10)
    assert shown(await book_of(await dial(trader), 1)) == await amounts(trader)


async def test_an_exchange_that_was_away_comes_back_with_its_account_port_and_faults(
    trade: Trade, dial: Dial
) -> None:
    trader = await trade(close_timeout=0.1, faults=("twice", "stray-pong@3600"))
    (await dial(trader)).hang_up()
    await trader.exchange.__aexit__(None, None, None)
    with pytest.raises(ConnectionRefusedError):
        await dial(trader)
    await trader.exchange.step(10)
    await trader.exchange.__aenter__()
    raw = await dial(trader)
    await trader.exchange.step()
    assert shown(await book_of(raw, 2)) == await amounts(trader)
    assert read(await raw.message())
    await trader.exchange.__aexit__(None, None, None)
