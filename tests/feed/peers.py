"""Peers that do what no well-behaved server can: raw sockets that speak as badly as a test asks for."""

import asyncio
import contextlib
import os
import socket
import ssl
import struct
import time
import weakref
from asyncio import trsock
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from tui.feed.handshake import accept_key
from tui.feed.session import Limits, Lost, Session, SessionError, dial

CONTINUATION: Final = 0x0
TEXT: Final = 0x1
BINARY: Final = 0x2
CLOSE: Final = 0x8
PING: Final = 0x9
PONG: Final = 0xA

DATE: Final = "Sun, 22 Nov 2026 21:00:00 GMT"


def frame(
    opcode: int,
    payload: bytes = b"",
    *,
    fin: bool = True,
    reserved: int = 0,
    masked: bool = False,
    announced: int | None = None,
    length_bytes: int | None = None,
) -> bytes:
    """One frame (RFC 6455, section 5.2), right unless told otherwise.

    `announced` lies about the length of the payload, `length_bytes` (0, 2 or 8) about how it is written.
    """
    size = len(payload) if announced is None else announced
    if length_bytes is None:
        length_bytes = 0 if size < 126 else 2 if size < 1 << 16 else 8
    short = {0: size, 2: 126, 8: 127}[length_bytes]
    head = bytes([fin << 7 | reserved << 4 | opcode, masked << 7 | short])
    head += (size.to_bytes(length_bytes, "big") if length_bytes else b"") + (b"\0\0\0\0" if masked else b"")
    return head + payload


def close_frame(code: int | None = None, reason: bytes = b"") -> bytes:
    return frame(CLOSE, (b"" if code is None else struct.pack("!H", code)) + reason)


class Peer:
    """The server's side of one connection."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer
        self.request_line = ""
        self.headers: dict[str, str] = {}

    async def request(self) -> None:
        """Read the request."""
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode()
        self.request_line, *lines = head.split("\r\n")
        self.headers = {
            name.lower(): value for name, _, value in (line.partition(": ") for line in lines) if name
        }

    async def accept(self, glued: bytes = b"", headers: Mapping[str, str | None] | None = None) -> None:
        """Read the request and answer 101, with `glued` in the same packet; a header of None is left out."""
        await self.request()
        answer: dict[str, str | None] = {
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Accept": accept_key(self.headers["sec-websocket-key"]),
            "Date": DATE,
            **(headers or {}),
        }
        lines = "".join(f"{name}: {value}\r\n" for name, value in answer.items() if value is not None)
        await self.send(f"HTTP/1.1 101 Switching Protocols\r\n{lines}\r\n".encode() + glued)

    async def refuse(self, status: str, body: bytes = b"", headers: Mapping[str, str] | None = None) -> None:
        """Read the request and answer something else."""
        await self.request()
        answer = {"Content-Length": str(len(body)), "Date": DATE, **(headers or {})}
        lines = "".join(f"{name}: {value}\r\n" for name, value in answer.items())
        await self.send(f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body)

    async def send(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()

    async def take(self) -> tuple[int, bytes]:
        """Read one frame of the client's: its opcode and its payload, unmasked."""
        first, second = await self.reader.readexactly(2)
        assert second & 0x80, "a client masks"
        size = second & 0x7F
        if size > 125:
            size = int.from_bytes(await self.reader.readexactly(2 if size == 126 else 8), "big")
        mask = await self.reader.readexactly(4)
        data = await self.reader.readexactly(size)
        return first & 0x0F, bytes(byte ^ mask[i % 4] for i, byte in enumerate(data))

    async def take_until(self, opcode: int) -> bytes:
        """Read frames until one of the kind, and return its payload."""
        while True:
            found, payload = await self.take()
            if found == opcode:
                return payload

    async def close_code(self) -> int:
        """Wait for the client's goodbye and return its code."""
        payload = await self.take_until(CLOSE)
        return int(struct.unpack("!H", payload[:2])[0])

    async def answer_pings(self) -> None:
        while True:
            await self.send(frame(PONG, await self.take_until(PING)))

    @property
    def socket(self) -> trsock.TransportSocket:
        """The TCP socket, below any TLS."""
        found = self.writer.get_extra_info("socket")
        assert isinstance(found, trsock.TransportSocket)
        return found

    def reset(self) -> None:
        """Send a TCP reset."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()

    def fin(self) -> None:
        """Send a TCP FIN, below TLS: without its close_notify."""
        self.socket.shutdown(socket.SHUT_WR)

    def below_tls(self, data: bytes) -> None:
        """Write past TLS."""
        os.write(self.socket.fileno(), data)

    def stop_reading(self) -> None:
        self.writer.transport.pause_reading()  # type: ignore[attr-defined] # every stream's transport has it


Script = Callable[[Peer], Awaitable[None]]


@contextlib.asynccontextmanager
async def listening(
    script: Script, *, tls: ssl.SSLContext | None = None, host: str = "127.0.0.1", receive_buffer: int = 0
) -> AsyncIterator[str]:
    """A server that runs `script` on each connection; yields its stream URL.

    A failed assertion in a script fails the test; what breaks when the client leaves does not.
    """
    failures: list[BaseException] = []
    running: set[asyncio.Task[None]] = set()
    transports: weakref.WeakSet[asyncio.WriteTransport] = weakref.WeakSet()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        running.add(task)
        transports.add(writer.transport)
        try:
            await script(Peer(reader, writer))
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # the client has left, or the test is over
        except Exception as error:  # noqa: BLE001 - handed to the test below
            failures.append(error)
        finally:
            running.discard(task)
            writer.close()

    listener = socket.create_server((host, 0))
    if receive_buffer:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
    server = await asyncio.start_server(serve, sock=listener, ssl=tls)
    try:
        yield f"{'wss' if tls else 'ws'}://{'localhost' if tls else host}:{listener.getsockname()[1]}/stream"
    finally:
        server.close()
        for task in running.copy():
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        for transport in list(transports):
            transport.abort()
    if failures:
        raise failures[0]


QUICK: Final = Limits(
    connect_seconds=2.0, write_seconds=0.3, close_seconds=0.4, refusal_seconds=0.3, silence_seconds=5.0
)


def dialled(
    url: str, headers: Mapping[str, str] | None = None, **changes: float
) -> contextlib.AbstractAsyncContextManager[Session]:
    """A session with deadlines fit for a test, and with changes to its limits."""
    limits = replace(QUICK, **changes)  # type: ignore[arg-type] # counts are passed as whole numbers
    return dial(url, headers or {}, limits=limits, clock=time.monotonic)


async def failure(url: str, headers: Mapping[str, str] | None = None, **changes: float) -> SessionError:
    """How an attempt that must fail ends."""
    try:
        async with dialled(url, headers, **changes):
            pass
    except SessionError as error:
        return error
    raise AssertionError("it was accepted")


async def loss(session: Session) -> Lost:
    """How an open session ends, its messages skipped."""
    try:
        async with asyncio.timeout(5):
            while True:
                await session.receive()
    except Lost as lost:
        return lost


def descriptors() -> int:
    """How many files and sockets this process holds open."""
    return sum(1 for _ in Path("/dev/fd").iterdir())
