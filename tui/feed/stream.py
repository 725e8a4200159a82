"""Bytes to and from the peer: where every low-level failure gets its name and every wait its end."""

import asyncio
import contextlib
import os
import socket
import ssl
from collections.abc import Callable, Iterator
from typing import Any

import anyio
import httpcore

from tui.feed.limits import READ_BYTES, Limits
from tui.tongue import say

_FAILURES = (
    httpcore.NetworkError,
    httpcore.TimeoutException,
    anyio.EndOfStream,
    anyio.ClosedResourceError,
    anyio.BrokenResourceError,
    anyio.BusyResourceError,
    OSError,
)


def chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and all that led to it, outermost first."""
    seen: set[int] = set()
    ahead: list[BaseException | None] = [error]
    while ahead:
        found = ahead.pop(0)
        if found is None or id(found) in seen:
            continue
        seen.add(id(found))
        yield found
        if isinstance(found, BaseExceptionGroup):
            ahead.extend(found.exceptions)
        ahead.extend((found.__cause__, found.__context__))


def in_words(error: BaseException, otherwise: str = "") -> str:
    """Say what the network did, by the outermost error that names it; else `otherwise`, or that it broke."""
    for found in chain(error):
        if isinstance(found, ssl.SSLError) and found.reason:
            return f"TLS: {found.reason.lower().replace('_', ' ')}"
        if isinstance(found, socket.gaierror) and found.strerror:
            return found.strerror.lower()
        if isinstance(found, OSError) and found.errno:
            return os.strerror(found.errno).lower()
    return otherwise or say("the connection broke")


class Stream(httpcore.AsyncNetworkStream):
    """A network stream whose failures are httpcore's `ReadError` and `WriteError`, which httpx-ws handles.

    Until `opened` it reads no more than it is allowed to; from then on it reports how it ended.
    """

    def __init__(
        self, inner: httpcore.AsyncNetworkStream, limits: Limits, clock: Callable[[], float]
    ) -> None:
        self.heard_at = clock()
        """When the last byte came in, by the clock."""
        self.ended = False
        """Whether the peer's side is over, or out of reach."""
        self.tls_name: str | None = None
        """Whose certificate was asked for last."""
        self.lingers = False
        """Whether closing waits for the peer's goodbye: after a close frame was sent, and not before."""
        self._inner = inner
        self._limits = limits
        self._clock = clock
        self._allowance = limits.header_bytes
        self._on_end: Callable[[str], None] | None = None
        self._closed = False
        self._idle = asyncio.Event()
        self._idle.set()

    def opened(self, on_end: Callable[[str], None]) -> None:
        """Take note that the upgrade is done, and tell `on_end` in words when the stream breaks or ends."""
        self._on_end = on_end

    def refused(self) -> None:
        """Take note that the answer is a refusal: from here on its body counts."""
        self._allowance = self._limits.refusal_bytes

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109 - httpcore's
        """Read at most `max_bytes`, and let everybody else have a turn first.

        Raises `ReadError`, and `RemoteProtocolError` for an answer that goes on for too long.
        """
        if self._on_end is None and self._allowance <= 0:
            words = say("headers of more than {limit} bytes", limit=self._limits.header_bytes)
            raise httpcore.RemoteProtocolError(words)
        self._idle.clear()
        try:
            data = await self._inner.read(max_bytes if self._on_end is None else READ_BYTES, timeout)
            # A TLS stream with data at hand returns without ever giving way.
            await asyncio.sleep(0)
        except _FAILURES as error:
            self._end(in_words(error))
            raise httpcore.ReadError(in_words(error)) from error
        finally:
            self._idle.set()
        if data:
            self.heard_at = self._clock()
            self._allowance -= len(data)
        else:
            self._end(say("ended by the server without a close frame"))
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109 - httpcore's
        """Write within the deadline, or raise `WriteError`.

        On an open stream only the deadline ends it: a write that fails outright is left for the reader to
        find, who first takes what the peer said before it went.
        """
        del timeout
        try:
            await self._inner.write(buffer, self._limits.write_seconds)
        except httpcore.WriteTimeout as error:
            reason = say(
                "the server does not read: a write took more than {seconds} s",
                seconds=f"{self._limits.write_seconds:g}",
            )
            self._end(reason)
            raise httpcore.WriteError(reason) from error
        except _FAILURES as error:
            if self._on_end is None:
                raise httpcore.WriteError(in_words(error)) from error

    async def aclose(self) -> None:
        """Close; with `lingers`, read to the peer's end first, for at most half of `close_seconds`."""
        if self._closed:
            return
        self._closed = True
        try:
            if self.lingers and not self.ended:
                with contextlib.suppress(*_FAILURES), anyio.move_on_after(self._limits.close_seconds / 2):
                    await self._idle.wait()
                    await self._drain()
        finally:
            with contextlib.suppress(*_FAILURES), anyio.CancelScope(shield=True):
                await self._inner.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's signature
    ) -> httpcore.AsyncNetworkStream:
        """Continue under TLS, in the same place."""
        self.tls_name = server_hostname
        self._inner = await self._inner.start_tls(ssl_context, server_hostname, timeout)
        self._allowance = self._limits.header_bytes
        return self

    def get_extra_info(self, info: str) -> Any:
        """Pass on what the wrapped stream knows of itself."""
        return self._inner.get_extra_info(info)

    async def _drain(self) -> None:
        while not self.ended and await self._inner.read(READ_BYTES):
            pass

    def _end(self, reason: str) -> None:
        self.ended = True
        if self._on_end is not None:
            self._on_end(reason)
