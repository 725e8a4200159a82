"""A client of its own making: it reads the wire byte by byte, and believes nothing."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
import ssl
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from tests.exchange.conftest import Trader

    Trade = Callable[..., Awaitable[Trader]]
    Dial = Callable[..., Awaitable["Raw"]]

KEY = "dGhlIHNhbXBsZSBub25jZQ=="
ACCEPT = base64.b64encode(
    hashlib.sha1((KEY + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").encode()).digest()
).decode()
MASK = b"\x00\x00\x00\x00"


@dataclass(frozen=True)
class Frame:
    """A frame as it came."""

    first: int
    payload: bytes

    @property
    def opcode(self) -> int:
        return self.first & 0x0F

    @property
    def fin(self) -> bool:
        return self.first >= 0x80


@dataclass
class Raw:
    """One TCP or TLS connection."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    head: str = ""

    def ask(self, trader: Trader) -> None:
        fields = trader.signed() | {
            "Host": "127.0.0.1",
            "Connection": "Upgrade",
            "Upgrade": "websocket",
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": KEY,
        }
        lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
        self.writer.write(f"GET /ws/v1/pub/auth/account-balance HTTP/1.1\r\n{lines}\r\n".encode())

    async def answer(self) -> str:
        self.head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        return self.head

    def header(self, name: str) -> list[str]:
        pairs = (line.partition(": ") for line in self.head.split("\r\n")[1:] if line)
        return [value for found, _, value in pairs if found.lower() == name.lower()]

    @property
    def status(self) -> int:
        return int(self.head.split()[1])

    def hang_up(self) -> None:
        self.writer.transport.abort()

    def send(self, opcode: int, payload: bytes = b"") -> None:
        self.writer.write(bytes([0x80 | opcode, 0x80 | len(payload)]) + MASK + payload)

    async def frame(self) -> Frame:
        first, second = await self.reader.readexactly(2)
        size = second & 0x7F
        if size > 125:
            size = int.from_bytes(await self.reader.readexactly(2 if size == 126 else 8))
        if second & 0x80:
            await self.reader.readexactly(4)
        return Frame(first, await self.reader.readexactly(size))

    async def message(self) -> str:
        """Join the next message from its fragments, passing over what lies between."""
        joined = b""
        while True:
            frame = await self.frame()
            if frame.opcode in (0, 1, 2):
                joined += frame.payload
                if frame.fin:
                    return joined.decode()

    async def content(self) -> dict[str, Any]:
        content: dict[str, Any] = json.loads(await self.message())
        return content


@pytest.fixture
async def dial() -> AsyncIterator[Dial]:
    """Connect to an exchange and, unless told otherwise, ask for the stream and read the answer."""
    async with AsyncExitStack() as stack:

        async def connect(trader: Trader, *, asks: bool = True, reads: bool = True, **options: Any) -> Raw:
            reader, writer = await asyncio.open_connection("127.0.0.1", trader.exchange.port, **options)
            raw = Raw(reader, writer)
            stack.callback(raw.hang_up)
            if asks:
                raw.ask(trader)
                if reads:
                    await raw.answer()
            return raw

        yield connect


@pytest.fixture
def trusting() -> Callable[[Trader], ssl.SSLContext]:
    def context(trader: Trader) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(trader.exchange.authority_file))

    return context
