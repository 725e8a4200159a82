from __future__ import annotations

import asyncio
import json
import re
import time
from typing import TYPE_CHECKING, Any

import pytest

from tui.exchange.faults import telling
from tui.exchange.message import message_text
from tui.exchange.options import Options
from tui.exchange.server import LocalExchange
from tui.exchange.signing import Credentials

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from websockets.asyncio.client import ClientConnection

    from tests.exchange.conftest import Trader

    Trade = Callable[..., Awaitable[Trader]]

Book = dict[str, dict[str, Any]]


async def heard(socket: ClientConnection) -> dict[str, Any]:
    message: dict[str, Any] = json.loads(await socket.recv())
    return message


async def rest_book(trader: Trader) -> Book:
    rows = json.loads((await trader.get("/v3/accounts/balance", trader.signed())).body)["data"]
    return {row["currency"].upper(): row | {"currency": row["currency"].upper()} for row in rows}


async def test_the_first_message_is_everything_and_the_next_are_what_changed(trade: Trade) -> None:
    trader = await trade(currencies=50)
    socket = await trader.open()
    book: Book = (await heard(socket))["data"]
    assert len(book) == 50
    assert book == await rest_book(trader)
    for event in await trader.exchange.step(100):
        message = await heard(socket)
        assert message["eventID"] == event.event_id
        assert list(message["data"]) == [holding.currency for holding in event.holdings]
        book |= message["data"]
    assert book == await rest_book(trader)


async def test_the_same_seed_and_clock_give_the_same_bytes(trade: Trade) -> None:
    told: list[list[str | bytes]] = []
    for _ in range(2):
        trader = await trade(seed=7)
        socket = await trader.open()
        await trader.exchange.step(50)
        told.append([await socket.recv() for _ in range(51)])
    assert told[0] == told[1]


async def test_without_a_rate_nothing_moves_but_by_hand(trade: Trade) -> None:
    trader = await trade()
    assert trader.exchange.account.updates == 0
    await trader.exchange.step()
    assert trader.exchange.account.updates == 1


async def test_after_its_limit_the_story_stands_still_and_the_exchange_goes_on_serving(trade: Trade) -> None:
    trader = await trade(events=5)
    assert len(await trader.exchange.step(3)) == 3
    assert len(await trader.exchange.step(3)) == 2
    assert await trader.exchange.step(3) == []
    socket = await trader.open()
    assert (await heard(socket))["data"] == await rest_book(trader)


async def test_clients_that_come_in_between_miss_nothing_and_see_nothing_twice(trade: Trade) -> None:
    trader = await trade(rate=1_000, events=400, currencies=30)
    updates: list[dict[str, Any]] = []

    async def follow(socket: ClientConnection) -> tuple[Book, list[dict[str, Any]]]:
        snapshot = (await heard(socket))["data"]
        messages: list[dict[str, Any]] = []
        ending = dict(snapshot)
        while ending != final:
            messages.append(await heard(socket))
            ending |= messages[-1]["data"]
        return snapshot, messages

    final: Book = {}
    sockets = []
    while trader.exchange.account.updates < 400:
        sockets.append(await trader.open())
        await asyncio.sleep(0.02)
    final = await rest_book(trader)
    told = [await follow(socket) for socket in sockets]
    first, updates = told[0]
    states = [first]
    for update in updates:
        states.append(states[-1] | update["data"])
    for snapshot, messages in told:
        missed = len(updates) - len(messages)
        assert messages == updates[missed:]
        assert snapshot == states[missed]
    assert len({len(messages) for _, messages in told}) > 3


@pytest.mark.parametrize(("rate", "events"), [(2_000, 800), (0.5, 0)])
async def test_the_rate_is_reached_and_not_passed(trade: Trade, rate: float, events: int) -> None:
    trader = await trade(rate=rate, events=events)
    begun = time.monotonic()
    socket = await trader.open()
    snapshot_after = trader.exchange.account.updates
    await heard(socket)
    for _ in range(events - snapshot_after):
        await heard(socket)
    taken = time.monotonic() - begun
    assert events / rate * 0.9 <= taken + 0.05 < 5


async def test_a_client_that_never_answers_a_ping_is_hung_up_on_and_one_that_does_is_not(
    trade: Trade,
) -> None:
    trader = await trade(ping_interval=0.05, pong_timeout=0.1, close_timeout=0.05)
    good = await trader.open()
    await heard(good)
    reader, writer = await asyncio.open_connection("127.0.0.1", trader.exchange.port)
    writer.write(_upgrade(trader))
    async with asyncio.timeout(5):
        everything = await reader.read()
    writer.close()
    assert b"\x89\x04" in everything
    assert b"keepalive ping timeout" in everything
    assert (await trader.logged("stream 2 closed")).endswith("no answer to our 1011, keepalive ping timeout")
    await trader.exchange.step()
    await heard(good)


async def test_a_slow_client_is_dropped_and_stops_no_other(
    trade: Trade, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "message_text", lambda event: message_text(event) + " " * 200_000)
    trader = await trade(backlog=5)
    good, slow = await trader.open(compression=None), await trader.open(compression=None)
    slow.transport.pause_reading()
    await heard(good)
    while not any("dropped" in line for line in trader.log):
        await trader.exchange.step()
        await heard(good)
    assert re.search(r"stream 2 closed after \d+ messages: dropped, it fell too far", trader.log[-1])
    await trader.exchange.step()
    await heard(good)
    slow.transport.abort()


async def test_a_client_that_vanishes_is_logged_as_lost(trade: Trade) -> None:
    trader = await trade()
    (await trader.open()).transport.abort()
    assert (await trader.logged("closed")).endswith(": the connection was lost")


def _upgrade(trader: Trader) -> bytes:
    headers = trader.signed() | {
        "Host": "127.0.0.1",
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"GET /ws/v1/pub/auth/account-balance HTTP/1.1\r\n{lines}\r\n".encode()


async def test_what_clients_say_is_ignored(trade: Trade) -> None:
    trader = await trade()
    socket = await trader.open()
    for _ in range(100):
        await socket.send("subscribe!")
    await heard(socket)
    await (await socket.ping())
    await trader.exchange.step()
    await heard(socket)


async def test_openings_and_closings_are_logged_with_counts_and_a_safe_reason(trade: Trade) -> None:
    trader = await trade()
    for reason in ("", "bye\x1b[2J"):
        socket = await trader.open()
        await trader.exchange.step(2)
        for _ in range(3):
            await heard(socket)
        await socket.close(1000, reason)
    await trader.logged("stream 2 closed")
    told = [line.partition(" stream ")[2] for line in trader.log]
    assert told == [
        "1 opened",
        "1 closed after 3 messages: code 1000",
        "2 opened",
        r"2 closed after 3 messages: code 1000, bye\x1b[2J",
    ]
    assert trader.exchange.opened == 2


async def test_leaving_says_going_away_and_frees_the_port() -> None:
    async with LocalExchange(Options(rate=0)) as exchange:
        port = exchange.port
    async with LocalExchange(Options(rate=1, port=port)) as exchange:
        assert exchange.port == port


async def test_open_streams_are_closed_with_1001(trade: Trade) -> None:
    trader = await trade(rate=10)
    socket = await trader.open()
    await trader.exchange.__aexit__(None, None, None)
    await socket.wait_closed()
    assert socket.close_code == 1001


async def test_leaving_does_not_wait_for_a_client_that_reads_nothing(
    trade: Trade, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "message_text", lambda event: message_text(event) + " " * 1_000_000)
    trader = await trade(close_timeout=0.1)
    good, stuck = await trader.open(compression=None), await trader.open(compression=None)
    stuck.transport.pause_reading()
    await heard(good)
    for _ in range(20):
        await trader.exchange.step()
        await heard(good)
    async with asyncio.timeout(2):
        await trader.exchange.__aexit__(None, None, None)
    await good.wait_closed()
    assert good.close_code == 1001
    assert (await trader.logged("stream 2 closed")).endswith("dropped, it took no goodbye")
    stuck.transport.abort()


async def test_a_port_in_use_is_an_error_and_nothing_is_left_running(trade: Trade) -> None:
    trader = await trade()
    with pytest.raises(OSError, match="in use"):
        await LocalExchange(Options(port=trader.exchange.port)).__aenter__()
    assert (await trader.get("/")).status == 200


async def test_it_listens_on_loopback_alone_and_says_where(trade: Trade) -> None:
    trader = await trade()
    exchange = trader.exchange
    assert exchange.stream_url == f"ws://127.0.0.1:{exchange.port}/ws"
    assert exchange.rest_url == f"http://127.0.0.1:{exchange.port}/v3"
    assert exchange.env_lines()[3:] == [
        f"BITOPRO_STREAM_URL={exchange.stream_url}",
        f"BITOPRO_REST_URL={exchange.rest_url}",
    ]
    with pytest.raises(ConnectionRefusedError):
        await asyncio.open_connection("127.0.0.2", exchange.port)


async def test_given_credentials_take_the_place_of_the_seeds_own(trade: Trade) -> None:
    mine = Credentials("my key", "my secret", "me@example.test")
    trader = await trade(credentials=mine)
    assert trader.exchange.env_lines()[0] == "BITOPRO_API_KEY='my key'"
    await heard(await trader.open())


async def test_a_story_that_breaks_is_not_kept_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_now_ms: int) -> None:
        raise ValueError("the story broke")

    exchange = LocalExchange(Options(rate=2_000))
    monkeypatch.setattr(exchange.account, "advance", broken)
    with pytest.raises(ValueError, match="the story broke"):
        async with exchange:
            await asyncio.sleep(0.05)
