"""A server that sends events as fast as TCP takes them, to whoever connects: `python -m tests.bench.blast EVENTS`.

It prints its port; the blast begins when a line comes in, so that a screen can stand by then.
"""

from __future__ import annotations

import asyncio
import sys

from websockets.asyncio.server import ServerConnection, serve

from tests.bench.sources import messages

_SOME = 50
_MOST_WAITING = 1 << 18


def framed(payload: bytes) -> bytes:
    """A whole text message from a server (RFC 6455, section 5.2)."""
    size = len(payload)
    head = bytes([0x81, size]) if size < 126 else bytes([0x81, 126]) + size.to_bytes(2, "big")
    return head + payload


async def main(events: int) -> None:
    first, *rest = messages(events)
    frames = [framed(message) for message in rest]
    begin = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_reader(sys.stdin.fileno(), lambda: begin.set() if sys.stdin.readline() else None)

    async def blast(connection: ServerConnection) -> None:
        await connection.send(first.decode())
        await begin.wait()
        begin.clear()
        for start in range(0, len(frames), _SOME):
            connection.transport.write(b"".join(frames[start : start + _SOME]))
            while connection.transport.get_write_buffer_size() > _MOST_WAITING:  # noqa: ASYNC110 (a transport has no event)
                await asyncio.sleep(0.001)
        await connection.wait_closed()

    async with serve(blast, "127.0.0.1", 0, ping_interval=None) as server:
        print(server.sockets[0].getsockname()[1], flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
