"""How a message is put into frames."""

from collections.abc import Awaitable, Callable

from websockets.asyncio.server import ServerConnection

from tui.exchange.faults.frames import BINARY, PING, PONG, TEXT, fragmented, frame
from tui.exchange.faults.line import line_of
from tui.exchange.faults.switch import Faults

_BETWEEN = frame(PING, b"between") + frame(PONG, b"between")


def sender(connection: ServerConnection, faults: Faults) -> Callable[[str | bytes], Awaitable[None]]:
    """Give what sends a message on a connection: the library, or frames of our own while a fault wants them."""
    line = line_of(connection)

    async def send(message: str | bytes) -> None:
        async with line.floor:
            size = 1 if faults.value("split-utf8") else int(faults.value("fragments") or 0)
            if size:
                payload = message if isinstance(message, bytes) else message.encode()
                opcode = BINARY if isinstance(message, bytes) else TEXT
                between = _BETWEEN if faults.value("fragments") else b""
                line.put(fragmented(payload, size, between, opcode))
                await connection.drain()
            else:
                await connection.send(message)
            await line.flushed()

    return send
