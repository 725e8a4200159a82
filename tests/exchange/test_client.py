import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import cast

import pytest
from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosedError

from tui.exchange.client import Client


class Wire:
    """Stands for a connection whose other end takes messages only while `reads` is set."""

    def __init__(self) -> None:
        self.reads = asyncio.Event()
        self.gone = asyncio.Event()
        self.taken: list[str] = []
        self.transport = self

    def abort(self) -> None:
        self.gone.set()

    async def send(self, text: str) -> None:
        await self.reads.wait()
        self.taken.append(text)

    async def __aiter__(self) -> AsyncIterator[str]:
        yield "what a client says"
        await self.gone.wait()
        raise ConnectionClosedError(None, None)


@contextlib.asynccontextmanager
async def served(wire: Wire, *, backlog: int = 3, send_timeout: float = 60) -> AsyncIterator[Client]:
    client = Client(cast("ServerConnection", wire), backlog=backlog, send_timeout=send_timeout)
    serving = asyncio.create_task(client.serve())
    yield client
    wire.abort()
    async with asyncio.timeout(5):
        await serving


async def turns() -> None:
    """Let every other task run as far as it can without time passing."""
    for _ in range(20):
        await asyncio.sleep(0)


async def test_messages_are_sent_in_order_and_counted() -> None:
    wire = Wire()
    wire.reads.set()
    async with served(wire) as client:
        for text in "abc":
            client.post(text)
        await turns()
        assert (wire.taken, client.sent, client.dropped) == (["a", "b", "c"], 3, None)


async def test_a_client_that_falls_too_far_behind_is_dropped_at_once() -> None:
    wire = Wire()
    async with served(wire, backlog=3) as client:
        client.post("in the sending")
        await turns()
        for text in "abc":
            client.post(text)
        assert not wire.gone.is_set()
        client.post("one too many")
        assert wire.gone.is_set()
    assert (wire.taken, client.sent, client.dropped) == ([], 0, "it fell too far behind")


async def test_a_client_that_stops_reading_is_dropped_when_its_time_is_up() -> None:
    wire = Wire()
    async with served(wire, send_timeout=0.01) as client:
        client.post("a")
        async with asyncio.timeout(5):
            await wire.gone.wait()
    assert client.dropped == "it stopped reading"


@pytest.mark.parametrize("posts", [0, 2])
async def test_serving_ends_with_the_connection_and_leaves_no_task(posts: int) -> None:
    wire = Wire()
    async with served(wire) as client:
        for _ in range(posts):
            client.post("a")
        await turns()
    assert asyncio.all_tasks() == {asyncio.current_task()}
    assert client.dropped is None
