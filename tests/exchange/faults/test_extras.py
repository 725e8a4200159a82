from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.exchange.faults.reader import Book, RejectedError, read
from tui.exchange.faults.broken_messages import BROKEN
from tui.exchange.faults.hostile_strings import HOSTILE
from tui.exchange.faults.odd_messages import APPLIED, IGNORED, ODD

if TYPE_CHECKING:
    from tests.exchange.conftest import Trader
    from tests.exchange.faults.conftest import Dial, Raw, Trade

MESSAGES = {"duplicate": 2, "conflict": 2}
"""How many messages an odd thing takes, when not one."""


async def told(trader: Trader, raw: Raw, name: str, value: str, count: int = 1) -> list[str]:
    await raw.message()
    trader.exchange.faults.now(name, value)
    return [await raw.message() for _ in range(count)]


@pytest.mark.parametrize("kind", sorted(BROKEN))
async def test_a_broken_message_is_one_that_a_strict_reader_rejects(
    trade: Trade, dial: Dial, kind: str
) -> None:
    trader = await trade()
    (text,) = await told(trader, await dial(trader), "broken", kind)
    with pytest.raises(RejectedError):
        read(text)


def test_every_broken_message_is_broken_in_its_own_way() -> None:
    row = {"currency": "BTC", "amount": "1", "available": "1", "stake": "0", "tradable": True}
    content = {"event": "ACCOUNT_BALANCE", "eventID": "a", "timestamp": 1, "data": {"BTC": row}}
    texts = [spoil(json.loads(json.dumps(content))) for spoil in BROKEN.values()]
    assert len(set(texts)) == len(texts) > 50
    assert json.dumps(content, separators=(",", ":")) not in texts


@pytest.mark.parametrize("kind", sorted(APPLIED))
async def test_an_odd_message_is_taken_and_changes_nothing_the_account_holds(
    trade: Trade, dial: Dial, kind: str
) -> None:
    trader = await trade()
    raw = await dial(trader)
    book = Book()
    book.take(await raw.message())
    before = {currency: dict(row) for currency, row in book.rows.items()}
    trader.exchange.faults.now("odd", kind)
    for _ in range(MESSAGES.get(kind, 1)):
        book.take(await raw.message())
    assert book.rejected == 0
    assert book.passed_over == (kind == "older")
    assert {name: row["amount"] for name, row in book.rows.items() if not name.startswith(ODD)} == {
        name: row["amount"] for name, row in before.items()
    }


@pytest.mark.parametrize(
    ("kind", "row"),
    [
        ("over", {"amount": "1", "available": "1", "stake": "0.5"}),
        ("negative", {"amount": "-1.5", "available": "-2", "stake": "0.5"}),
        ("digits-30", {"amount": "123456789012345678901.123456789"}),
        ("trailing-zeros", {"amount": "1.000000000000000000"}),
    ],
)
async def test_an_odd_row_is_of_a_made_up_currency(
    trade: Trade, dial: Dial, kind: str, row: dict[str, str]
) -> None:
    trader = await trade()
    (text,) = await told(trader, await dial(trader), "odd", kind)
    ((currency, found),) = json.loads(text)["data"].items()
    assert currency.startswith(ODD)
    assert currency not in trader.exchange.account.holdings
    assert found.items() >= row.items()


async def test_a_duplicate_is_the_same_and_a_conflict_says_something_else(trade: Trade, dial: Dial) -> None:
    trader = await trade()
    first, second = await told(trader, await dial(trader), "odd", "duplicate", 2)
    assert first == second
    first, second = map(json.loads, await told(trader, await dial(trader), "odd", "conflict", 2))
    assert first["eventID"] == second["eventID"]
    assert first["data"] != second["data"]


@pytest.mark.parametrize("kind", sorted(IGNORED))
async def test_a_message_of_no_known_kind_is_no_event_and_the_stream_goes_on(
    trade: Trade, dial: Dial, kind: str
) -> None:
    trader = await trade()
    raw = await dial(trader)
    await raw.message()
    trader.exchange.faults.now("ignored", kind)
    frame = await raw.frame()
    assert frame.opcode == (2 if kind == "binary" else 1)
    assert frame.opcode == 2 or read(frame.payload.decode()) is None
    await trader.exchange.step()
    await raw.content()


@pytest.mark.parametrize("kind", sorted(HOSTILE))
async def test_a_hostile_string_stands_in_every_place(trade: Trade, dial: Dial, kind: str) -> None:
    trader = await trade()
    raw = await dial(trader)
    book = Book()
    book.take(await raw.message())
    before = dict(book.rows)
    trader.exchange.faults.now("strings", kind)
    texts = [await raw.message() for _ in range(8)]
    for text in texts:
        book.take(text)
        assert HOSTILE[kind] in _strings(json.loads(text))
    assert (book.rows, book.rejected) == (before, 4)


def _strings(content: object) -> list[str]:
    if isinstance(content, dict):
        return [text for pair in content.items() for part in pair for text in _strings(part)]
    return [content] if isinstance(content, str) else []


@pytest.mark.parametrize("kind", sorted(HOSTILE))
async def test_a_close_reason_can_be_hostile_and_is_utf_8_that_fits(
    trade: Trade, dial: Dial, kind: str
) -> None:
    trader = await trade()
    raw = await dial(trader)
    await raw.message()
    trader.exchange.faults.now("close-reason", kind)
    frame = await raw.frame()
    assert (frame.first, frame.payload[:2]) == (0x88, b"\x03\xe8")
    assert HOSTILE[kind].startswith(frame.payload[2:].decode())
    assert 2 < len(frame.payload) <= 125
