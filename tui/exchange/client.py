"""One open stream: what waits to be sent, and the sending of it."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed

from tui.tongue import marked


class Client:
    """Sends one client its messages in order, and drops it when it takes them too slowly."""

    def __init__(
        self,
        connection: ServerConnection,
        *,
        backlog: int,
        send_timeout: float,
        send: Callable[[str | bytes], Awaitable[None]] | None = None,
    ) -> None:
        self._connection = connection
        self._send = send or connection.send
        self._waiting: asyncio.Queue[str | bytes] = asyncio.Queue(backlog)
        self._send_timeout = send_timeout
        self.sent = 0
        """Messages handed to the connection."""
        self.dropped: str | None = None
        """Why the exchange hung up without a close frame, if it did; to be said where it is shown."""

    def post(self, text: str | bytes) -> None:
        """Put a message in line; a client whose line is full is dropped, and never waited for."""
        try:
            self._waiting.put_nowait(text)
        except asyncio.QueueFull:
            self.drop(marked("it fell too far behind"))

    async def serve(self) -> None:
        """Send what is posted until the connection is closed, by whichever side."""
        sending = asyncio.create_task(self._send_all())
        try:
            # What a client says means nothing here, but unread it would keep its pongs from being seen.
            with contextlib.suppress(ConnectionClosed):
                async for _ in self._connection:
                    pass
        finally:
            sending.cancel()
            await asyncio.gather(sending, return_exceptions=True)

    async def _send_all(self) -> None:
        try:
            while True:
                text = await self._waiting.get()
                async with asyncio.timeout(self._send_timeout):
                    await self._send(text)
                self.sent += 1
        except TimeoutError:
            self.drop(marked("it stopped reading"))

    def drop(self, why: str) -> None:
        """Hang up at once, without a close frame."""
        self.dropped = why
        self._connection.transport.abort()
