"""One open stream, as the faults see it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from websockets.asyncio.server import ServerConnection

from tui.exchange.faults.line import Line, line_of
from tui.exchange.faults.truth import Truth


@dataclass(frozen=True, slots=True, eq=False)
class Stream:
    """What a fault may lay hands on: the connection, what lies below it, and what is said on it."""

    connection: ServerConnection
    post: Callable[[str | bytes], None]
    """Puts a message in line behind the ones before it; bytes go as a binary frame."""
    truth: Truth
    """The account, for messages that are to be true."""

    @property
    def line(self) -> Line:
        """What carries the stream's bytes."""
        return line_of(self.connection)

    async def room(self) -> None:
        """Wait until the client has taken enough of what was sent for more to follow."""
        await self.line.flushed()
        await self.connection.drain()
        await asyncio.sleep(0)
