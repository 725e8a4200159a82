"""What carries a connection's bytes, below the websocket library, where it can be made to fail."""

import asyncio
from collections.abc import Callable
from typing import Any, cast

from websockets.asyncio.server import ServerConnection

Tap = Callable[[ServerConnection, bytes], bytes]
"""Changes what the library writes on a connection, one frame at a time."""


class Line(asyncio.Transport):
    """A transport in front of the real one; without a fault it hands everything on at once."""

    def __init__(self, connection: ServerConnection, real: asyncio.Transport, tap: Tap) -> None:
        super().__init__()
        self.real = real
        """The TCP or TLS transport."""
        self.floor = asyncio.Lock()
        """Held by whoever sends a message in several parts."""
        self.mute = False
        """Whether everything written is thrown away."""
        self.deaf = False
        """Whether everything received is thrown away; the connection's `data_received` asks."""
        self.gait: tuple[int, float] | None = None
        """How many bytes are written at a time, and the seconds after each; None for all at once."""
        self._connection = connection
        self._tap = tap
        self._ended = False
        self._held_until = 0.0
        self._glue: bytearray | None = None
        self._queue = bytearray()
        self._pump: asyncio.Task[None] | None = None

    def write(self, data: "bytes | bytearray | memoryview[Any]") -> None:
        """Take what the library writes."""
        self.put(self._tap(self._connection, bytes(data)))

    def put(self, data: bytes) -> None:
        """Write bytes as they are, in the pace that is set."""
        if self.mute or not data or self.is_closing():
            return
        if self._glue is not None:
            self._glue += data
            if len(self._glue) == len(data):
                return
            data, self._glue = bytes(self._glue), None
        if self._pump is None and self.gait is None and not self._held():
            self.real.write(data)
            return
        self._queue += data
        if self._pump is None:
            self._pump = asyncio.create_task(self._drain_queue())

    def glue(self) -> None:
        """Keep the next write back, to go out in one packet with the one after it."""
        self._glue = bytearray()

    def hold(self, seconds: float) -> None:
        """Write nothing for so long, and everything afterwards."""
        self._held_until = asyncio.get_running_loop().time() + seconds

    async def flushed(self) -> None:
        """Wait until the real transport has taken all that was written."""
        if self._pump is not None:
            await asyncio.wait([self._pump])

    async def _drain_queue(self) -> None:
        try:
            while self._queue and not self.mute:
                if left := self._held():
                    await asyncio.sleep(left)
                    continue
                size, wait = self.gait or (len(self._queue), 0.0)
                self.real.write(bytes(self._queue[:size]))
                del self._queue[:size]
                await asyncio.sleep(wait)
        finally:
            self._pump = None

    def _held(self) -> float:
        return max(self._held_until - asyncio.get_running_loop().time(), 0.0)

    def _hurry(self) -> None:
        """Write what still waits, since the end comes next; what is muted has never been in line."""
        self.real.write(bytes(self._glue or b"") + bytes(self._queue))
        self.forget()

    def forget(self) -> None:
        """Write nothing of what waits; it is over."""
        self._queue.clear()
        self._glue = None
        if self._pump is not None:
            self._pump.cancel()

    def close(self) -> None:
        """Send what waits, and close."""
        self._hurry()
        self.real.close()

    def abort(self) -> None:
        """Close at once."""
        self.forget()
        self.real.abort()

    def write_eof(self) -> None:
        """Send what waits, and the end of the stream; a muted line says nothing of it."""
        if not self.mute:
            self._hurry()
            self._ended = True
            self.real.write_eof()

    def can_write_eof(self) -> bool:
        """Tell whether one direction can be closed alone: not with TLS."""
        return self.real.can_write_eof()

    def is_closing(self) -> bool:
        """Tell whether the end has begun."""
        return self._ended or self.real.is_closing()

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        """Tell what the real transport knows of itself."""
        return self.real.get_extra_info(name, default)

    def set_write_buffer_limits(self, high: int | None = None, low: int | None = None) -> None:
        """Set from where on writers have to wait."""
        self.real.set_write_buffer_limits(high, low)

    def pause_reading(self) -> None:
        """Stop reading."""
        self.real.pause_reading()

    def resume_reading(self) -> None:
        """Read again."""
        self.real.resume_reading()


def line_of(connection: ServerConnection) -> Line:
    """Give the line below a connection that came through the door."""
    return cast("Line", connection.transport)
