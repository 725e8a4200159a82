"""A hostile server on a thread of its own, for a program that runs in another process."""

import asyncio
import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.feed.peers import CLOSE, PING, PONG, Peer, Script, frame, listening
from tui.settings import Secret, Settings


@dataclass
class Serving:
    """Where the server listens, and what it has seen."""

    url: str = ""
    loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)
    goodbyes: list[int] = field(default_factory=list)
    """The close code of every goodbye."""
    headers: list[dict[str, str]] = field(default_factory=list)
    """What requests came with, names in lower case."""
    attempts: int = 0
    """How many connections came; scripts count them."""

    @property
    def settings(self) -> Settings:
        """What leads there."""
        return Settings(
            api_key=Secret(KEY),
            api_secret=Secret(SECRET),
            identity=IDENTITY,
            stream_url=self.url,
            rest_url=self.url.replace("ws://", "http://"),
            timezone=None,
            found_in="the test",
            notices=(),
        )


KEY = "canarykey0123456789abcdef"
SECRET = "canary-secret-$2a$10$XyZ-end"
IDENTITY = "canaryowner@example.com"


@contextlib.contextmanager
def serving(script: Script) -> Iterator[Serving]:
    """Serve for as long as the context lasts; a failed assertion in `script` fails the test."""
    it = Serving()
    ready, stop = threading.Event(), asyncio.Event()
    failures: list[BaseException] = []

    async def serve() -> None:
        async with listening(script) as it.url:
            ready.set()
            await stop.wait()

    def run() -> None:
        try:
            it.loop.run_until_complete(serve())
        except BaseException as error:  # noqa: BLE001 - raised below, in the test
            failures.append(error)
        finally:
            it.loop.close()
            ready.set()

    thread = threading.Thread(target=run)
    thread.start()
    ready.wait()
    try:
        yield it
    finally:
        with contextlib.suppress(RuntimeError):  # it failed, and its loop is closed
            it.loop.call_soon_threadsafe(stop.set)
        thread.join()
    if failures:
        raise failures[0]


async def answers_pings(peer: Peer, goodbyes: list[int]) -> None:
    """Pong until the client says goodbye, and answer that."""
    while True:
        opcode, payload = await peer.take()
        if opcode == PING:
            await peer.send(frame(PONG, payload))
        elif opcode == CLOSE:
            goodbyes.append(int.from_bytes(payload[:2], "big"))
            await peer.send(frame(CLOSE, payload))
            return
