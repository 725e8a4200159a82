from __future__ import annotations

import asyncio
import base64
import contextlib
import json
from typing import TYPE_CHECKING

import pytest
from websockets.exceptions import InvalidStatus

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.exchange.conftest import Trader

    Trade = Callable[..., Awaitable[Trader]]

STREAM = "/ws/v1/pub/auth/account-balance"
BALANCE = "/v3/accounts/balance"
NOON_SAID = "Mon, 01 Dec 2025 04:00:00 GMT"
UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}


@pytest.mark.parametrize("encode", [base64.b64encode, base64.urlsafe_b64encode])
@pytest.mark.parametrize("text", ['{"identity":"%s","nonce":%d}', ' {"nonce" : %2$d, "identity" : "%1$s"}'])
async def test_any_documented_way_to_sign_opens_the_stream(
    trade: Trade, text: str, encode: Callable[[bytes], bytes]
) -> None:
    trader = await trade()
    content = text.replace("%1$s", "%s").replace("%2$d", "%d")
    values: tuple[object, ...] = (trader.exchange.credentials.identity, trader.nonce)
    signed = trader.signed_text(content % (values if content == text else values[::-1]), encode)
    socket = await trader.open(signed)
    assert json.loads(await socket.recv())["event"] == "ACCOUNT_BALANCE"


@pytest.mark.parametrize("path", [STREAM, BALANCE])
@pytest.mark.parametrize(
    ("differing", "status", "reason"),
    [
        ({"identity": "someone@example.test"}, 401, "the identity does not belong to the API key"),
        ({"nonce": "1"}, 401, "the nonce is not a whole number"),
        ({"nonce": 1}, 409, "the nonce is too far from the exchange's time"),
    ],
)
async def test_a_refusal_says_why_in_json_with_the_exchanges_date(
    trade: Trade, path: str, differing: dict[str, object], status: int, reason: str
) -> None:
    trader = await trade()
    answer = await trader.get(path, trader.signed(**differing) | UPGRADE)
    assert (answer.status, json.loads(answer.body)) == (status, {"error": reason})
    assert answer.headers["Date"] == NOON_SAID
    assert f"refused, {status}: {reason} (GET {path})" in await trader.logged("refused")


@pytest.mark.parametrize("header", ["X-BITOPRO-APIKEY", "X-BITOPRO-PAYLOAD", "X-BITOPRO-SIGNATURE"])
async def test_a_header_that_is_missing_wrong_or_doubled_is_refused(trade: Trade, header: str) -> None:
    trader = await trade()
    signed = trader.signed()
    without = {name: value for name, value in signed.items() if name != header}
    for headers in (without, without | {header: "x"}, signed | {header.lower(): signed[header]}):
        assert (await trader.get(BALANCE, headers)).status == 401
        assert (await trader.get(STREAM, headers | UPGRADE)).status == 401


async def test_a_nonce_is_taken_once_for_stream_and_rest_alike(trade: Trade) -> None:
    trader = await trade()
    signed = trader.signed()
    await trader.open(signed)
    assert (await trader.get(BALANCE, signed)).status == 409
    with pytest.raises(InvalidStatus) as refused:
        await trader.open(signed)
    assert refused.value.response.status_code == 409
    assert (await trader.get(BALANCE, trader.signed())).status == 200


@pytest.mark.parametrize(
    "path", ["/", "/ws", "/ws/v1/pub/auth/account-balances", "/ws/v2/pub/auth/account-balance", "//x"]
)
async def test_a_wrong_path_gets_200_with_nothing(trade: Trade, path: str) -> None:
    trader = await trade()
    answer = await trader.get(path, trader.signed() | UPGRADE)
    assert (answer.status, answer.body, answer.headers["Content-Length"]) == (200, "", "0")
    assert answer.headers["Date"] == NOON_SAID
    assert f"answered, 200, 0 bytes (GET {path})" in await trader.logged("answered")


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/v3/tickers"), ("POST", BALANCE), ("GET", f"{BALANCE}/")]
)
async def test_an_unknown_call_is_404_in_json(trade: Trade, method: str, path: str) -> None:
    trader = await trade()
    answer = await trader.get(path, trader.signed(), method)
    assert (answer.status, json.loads(answer.body)) == (404, {"error": "there is no such call"})
    assert answer.headers["Date"] == NOON_SAID


async def test_the_balance_call_gives_the_account_with_a_query_or_without(trade: Trade) -> None:
    trader = await trade(currencies=5_000)
    for path in (BALANCE, f"{BALANCE}?x=1"):
        answer = await trader.get(path, trader.signed())
        rows = json.loads(answer.body)["data"]
        assert answer.headers["Content-Type"] == "application/json"
        assert [row["currency"].upper() for row in rows] == [
            h.currency for h in trader.exchange.account.holdings
        ]


async def test_a_signed_request_that_asks_for_no_websocket_is_refused_with_the_exchanges_date(
    trade: Trade,
) -> None:
    trader = await trade()
    answer = await trader.get(STREAM, trader.signed())
    assert (answer.status, answer.headers["Date"]) == (426, NOON_SAID)
    assert "missing Connection header" in await trader.logged("refused, 426")


async def test_an_opened_stream_carries_the_exchanges_date_too(trade: Trade) -> None:
    trader = await trade()
    socket = await trader.open()
    assert socket.response is not None
    assert socket.response.headers.get_all("Date") == [NOON_SAID]


@pytest.mark.parametrize(
    "nonsense", [b"\x16\x03\x01\x02\x00\x01\xff", b"hello\r\n\r\n", b"GET / HTTP/9\r\n\r\n"]
)
async def test_what_is_no_request_is_hung_up_on_and_logged(trade: Trade, nonsense: bytes) -> None:
    trader = await trade()
    with contextlib.suppress(ConnectionResetError):
        reader, writer = await asyncio.open_connection("127.0.0.1", trader.exchange.port)
        writer.write(nonsense)
        writer.write_eof()
        await reader.read()
        writer.close()
    assert "closed without a request" in await trader.logged("without")
    await trader.open()


async def test_foreign_text_in_a_path_is_escaped_in_the_log(trade: Trade) -> None:
    trader = await trade()
    await trader.say(b"GET /\x1b[2J\x07" + b"x" * 300 + b" HTTP/1.1\r\n\r\n")
    line = await trader.logged("answered")
    assert r"GET /\x1b[2J\x07xxx" in line
    assert line.isprintable()
    assert len(line) < 300


async def test_the_log_holds_no_secret_signature_or_payload(trade: Trade) -> None:
    trader = await trade()
    signed = trader.signed()
    await trader.get(BALANCE, signed | {"X-BITOPRO-SIGNATURE": "0" * 96})
    await trader.get(f"{BALANCE}?signature={signed['X-BITOPRO-SIGNATURE']}", signed)
    socket = await trader.open()
    await socket.close()
    await trader.logged("closed")
    log = "\n".join(trader.log)
    unwanted = (trader.exchange.credentials.api_secret, *signed.values())
    assert not any(text in log for text in unwanted)


async def test_closing_does_not_wait_for_those_who_never_asked_for_anything(trade: Trade) -> None:
    trader = await trade()
    reader, writer = await asyncio.open_connection("127.0.0.1", trader.exchange.port)
    await trader.get("/")  # once this is answered, the silent one has been accepted
    async with asyncio.timeout(1):
        await trader.exchange.__aexit__(None, None, None)
    with contextlib.suppress(ConnectionResetError):
        assert await reader.read() == b""
    writer.close()
