from __future__ import annotations

import asyncio
import json
import time
from typing import TYPE_CHECKING

import pytest

from tests.exchange.faults.conftest import ACCEPT

if TYPE_CHECKING:
    from tests.exchange.faults.conftest import Dial, Trade


@pytest.mark.parametrize(
    "status", [200, 302, 400, 401, 403, 404, 408, 409, 418, 422, 429, 500, 502, 503, 599]
)
async def test_any_status_can_be_the_refusal(trade: Trade, dial: Dial, status: int) -> None:
    trader = await trade(faults=(f"refuse={status}",))
    raw = await dial(trader)
    assert raw.status == status
    assert json.loads(await raw.reader.read()) == {"error": "refused on purpose"}
    assert raw.header("Date") == ["Mon, 01 Dec 2025 04:00:00 GMT"]
    await trader.logged(f"refused, {status}" if status >= 400 else f"answered, {status}")


async def test_a_refusal_is_for_streams_and_for_as_often_as_it_was_asked(trade: Trade, dial: Dial) -> None:
    trader = await trade(faults=("refuse=401x2",))
    assert (await trader.get("/v3/accounts/balance", trader.signed())).status == 200
    assert [(await dial(trader)).status for _ in range(4)] == [401, 401, 101, 101]


@pytest.mark.parametrize("told", ["7", "999999", "-1", "abc"])
async def test_retry_after_says_what_it_was_told_to(trade: Trade, dial: Dial, told: str) -> None:
    raw = await dial(await trade(faults=("refuse=429", f"retry-after={told}")))
    assert raw.header("Retry-After") == [told]


async def test_retry_after_can_be_a_date_ninety_seconds_ahead_of_the_exchange(
    trade: Trade, dial: Dial
) -> None:
    raw = await dial(await trade(faults=("refuse=429", "retry-after=date", "clock=60")))
    assert raw.header("Date") == ["Mon, 01 Dec 2025 04:01:00 GMT"]
    assert raw.header("Retry-After") == ["Mon, 01 Dec 2025 04:02:30 GMT"]


@pytest.mark.parametrize(
    ("kind", "type_", "part", "least"),
    [
        ("message", "application/json; charset=utf-8", '"message": "refused on purpose"', 1),
        ("html", "text/html; charset=utf-8", "<h1>", 1),
        ("huge", "application/json; charset=utf-8", "xxx", 4 << 20),
        ("control", "application/json; charset=utf-8", r"\u001b[2J", 1_000),
        ("empty", "application/json; charset=utf-8", "", 0),
        ("none", "", "", 0),
    ],
)
async def test_a_refusals_body_can_be_of_any_kind(
    trade: Trade, dial: Dial, kind: str, type_: str, part: str, least: int
) -> None:
    trader = await trade(faults=("refuse=403", f"body={kind}"))
    raw = await dial(trader)
    body = (await raw.reader.read()).decode()
    assert "".join(raw.header("Content-Type")) == type_
    assert part in body
    assert len(body) >= least
    assert (await trader.logged("refused, 403")).isprintable()


async def test_a_redirect_goes_to_another_name_or_where_it_is_told(trade: Trade, dial: Dial) -> None:
    trader = await trade(faults=("refuse=302",))
    assert (await dial(trader)).header("Location") == [f"http://localhost:{trader.exchange.port}/elsewhere"]
    trader.exchange.faults.set("location", "https://other.example.test/x")
    assert (await dial(trader)).header("Location") == ["https://other.example.test/x"]


@pytest.mark.parametrize(
    ("clock", "date"), [(-37, "Mon, 01 Dec 2025 03:59:23 GMT"), (90, "Mon, 01 Dec 2025 04:01:30 GMT")]
)
async def test_the_exchanges_clock_dates_answers_and_judges_nonces(
    trade: Trade, dial: Dial, clock: int, date: str
) -> None:
    trader = await trade(faults=(f"clock={clock}", "tolerance"))
    raw = await dial(trader)
    assert (raw.status, raw.header("Date")) == (409, [date])
    trader.nonce += clock * 1_000
    assert (await dial(trader)).status == 101


async def test_the_tolerance_of_nonces_ends_with_its_fault(trade: Trade, dial: Dial) -> None:
    trader = await trade(faults=("tolerance=2",))
    trader.nonce += 5_000
    assert (await dial(trader)).status == 409
    trader.exchange.faults.clear("tolerance")
    assert (await dial(trader)).status == 101


@pytest.mark.parametrize(
    ("kind", "values"),
    [("wrong", [ACCEPT[::-1]]), ("missing", []), ("empty", [""]), ("doubled", [ACCEPT] * 2)],
)
async def test_the_upgrade_is_accepted_wrongly(
    trade: Trade, dial: Dial, kind: str, values: list[str]
) -> None:
    trader = await trade(faults=(f"accept={kind}x1",))
    raw = await dial(trader)
    assert (raw.status, raw.header("Sec-WebSocket-Accept")) == (101, values)
    assert (await dial(trader)).header("Sec-WebSocket-Accept") == [ACCEPT]


async def test_silence_is_broken_by_nothing_until_the_client_leaves(trade: Trade, dial: Dial) -> None:
    trader = await trade(faults=("silencex1",))
    raw = await dial(trader, reads=False)
    await dial(trader)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1):
            await raw.reader.read(1)
    raw.writer.close()
    await raw.writer.wait_closed()


async def test_leaving_does_not_wait_for_the_silence_to_end(trade: Trade, dial: Dial) -> None:
    trader = await trade(faults=("silencex1",))
    raw = await dial(trader, reads=False)
    (await dial(trader)).hang_up()
    async with asyncio.timeout(1):
        await trader.exchange.__aexit__(None, None, None)
        assert await raw.reader.read() == b""


async def test_an_answer_drips(trade: Trade, dial: Dial) -> None:
    trader = await trade(faults=("drip=0.01x1",))
    begun = time.monotonic()
    raw = await dial(trader, reads=False)
    told = [await raw.reader.read(100) for _ in range(10)]
    assert b"".join(told).startswith(b"HTTP/1.1 1")
    assert time.monotonic() - begun > 0.08
    raw.writer.close()


async def test_headers_can_be_too_many(trade: Trade, dial: Dial) -> None:
    trader = await trade(faults=("headers=50001x1",))
    raw = await dial(trader)
    assert raw.status == 101
    filler = [line for line in raw.head.split("\r\n") if line.startswith("X-Filler")]
    assert sum(line.count("x") for line in filler) == 50_001
    assert len((await dial(trader)).head) < 500


async def test_the_snapshot_can_come_glued_to_the_101(trade: Trade, dial: Dial) -> None:
    raw = await dial(await trade(faults=("glue",)), reads=False)
    packet = await raw.reader.read(100_000)
    head, _, rest = packet.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 101")
    assert rest.startswith(b"\x81\x7e")
    assert len(rest) == 4 + int.from_bytes(rest[2:4])


@pytest.mark.parametrize(("kind", "opcodes"), [("snapshot", [1, 8]), ("bare", [8])])
async def test_a_stream_can_be_closed_as_soon_as_it_is_open(
    trade: Trade, dial: Dial, kind: str, opcodes: list[int]
) -> None:
    trader = await trade(faults=(f"flap={kind}x1",))
    raw = await dial(trader)
    frames = [await raw.frame() for _ in opcodes]
    assert [frame.opcode for frame in frames] == opcodes
    assert frames[-1].payload == b"\x03\xe9"
    raw.send(8, b"\x03\xe9")
    assert await raw.reader.read() == b""
    raw.hang_up()
    await trader.logged("stream 1 closed at once, on purpose")
    assert (await (await dial(trader)).frame()).opcode == 1


@pytest.mark.parametrize(
    ("fault", "pongs"),
    [("no-pong", []), ("double-pong", [b"hi", b"hi"]), ("empty-pong", [b"", b"hi"]), ("no-ping", [b"hi"])],
)
async def test_pongs_can_fail_to_come_come_twice_or_come_empty(
    trade: Trade, dial: Dial, fault: str, pongs: list[bytes]
) -> None:
    trader = await trade()
    raw = await dial(trader)
    await raw.message()
    trader.exchange.faults.set(fault)
    raw.send(9, b"hi")
    raw.send(8, b"\x03\xe8")
    frames = []
    while (frame := await raw.frame()).opcode != 8:
        frames.append(frame.payload)
    assert frames == pongs


async def test_without_its_pings_the_exchange_believes_in_the_client(trade: Trade, dial: Dial) -> None:
    trader = await trade(ping_interval=0.05, pong_timeout=0.05, faults=("no-ping",))
    raw = await dial(trader)
    await raw.message()
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.4):
            await raw.frame()
    trader.exchange.faults.clear()
    assert (await raw.frame()).opcode == 9
