"""An independent client: its own signing, its own reading of the wire, and the book it makes of them."""

import asyncio
import base64
import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect

from tui.exchange.options import Options
from tui.exchange.server import LocalExchange

NOON = 1_764_561_600_000
STREAM = "/ws/v1/pub/auth/account-balance"
BALANCE = "/v3/accounts/balance"


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: str


@dataclass
class Trader:
    """One client of one exchange, whose clock stands at noon and whose nonces count up from there."""

    exchange: LocalExchange
    log: list[str]
    logged_more: asyncio.Event
    nonce: int = NOON
    sockets: list[ClientConnection] = field(default_factory=list)

    def signed(self, **differing: Any) -> dict[str, str]:
        self.nonce += 1
        credentials = self.exchange.credentials
        content = {"identity": credentials.identity, "nonce": self.nonce} | differing
        return self.signed_text(json.dumps(content))

    def signed_text(self, text: str, encode: Callable[[bytes], bytes] = base64.b64encode) -> dict[str, str]:
        credentials = self.exchange.credentials
        payload = encode(text.encode())
        signature = hmac.new(credentials.api_secret.encode(), payload, hashlib.sha384).hexdigest()
        return {
            "X-BITOPRO-APIKEY": credentials.api_key,
            "X-BITOPRO-PAYLOAD": payload.decode(),
            "X-BITOPRO-SIGNATURE": signature,
        }

    async def open(self, headers: dict[str, str] | None = None, **options: Any) -> ClientConnection:
        url = f"ws://127.0.0.1:{self.exchange.port}{STREAM}"
        socket = await connect(
            url, additional_headers=headers or self.signed(), max_size=None, proxy=None, **options
        )
        self.sockets.append(socket)
        return socket

    async def get(self, path: str, headers: dict[str, str] | None = None, method: str = "GET") -> Answer:
        sent = {"Host": "127.0.0.1", **(headers or {})}
        head = "".join(f"{name}: {value}\r\n" for name, value in sent.items())
        raw = await self.say(f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode())
        first, _, rest = raw.decode().partition("\r\n")
        lines, _, body = rest.partition("\r\n\r\n")
        return Answer(int(first.split()[1]), dict(line.split(": ", 1) for line in lines.split("\r\n")), body)

    async def say(self, raw: bytes) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.exchange.port)
        writer.write(raw)
        answer = await reader.read()
        writer.close()
        await writer.wait_closed()
        return answer

    async def logged(self, part: str) -> str:
        """Wait for a log line that holds `part`."""
        async with asyncio.timeout(5):
            while not (found := [line for line in self.log if part in line]):
                self.logged_more.clear()
                await self.logged_more.wait()
        return found[0]


@pytest.fixture
async def trade() -> AsyncIterator[Callable[..., Any]]:
    """Start an exchange that moves by hand unless told otherwise, and give a trader who is let in."""
    async with AsyncExitStack() as stack:

        async def start(**options: Any) -> Trader:
            log: list[str] = []
            logged_more = asyncio.Event()

            def write(line: str) -> None:
                log.append(line)
                logged_more.set()

            chosen: dict[str, Any] = {"rate": 0, "now_ms": lambda: NOON, "log": write} | options
            exchange = await stack.enter_async_context(LocalExchange(Options(**chosen)))
            trader = Trader(exchange, log, logged_more)
            stack.push_async_callback(_hang_up, trader)
            return trader

        yield start


async def _hang_up(trader: Trader) -> None:
    for socket in trader.sockets:
        await socket.close()
