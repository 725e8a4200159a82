"""The stream beneath a session, over one that does as it is told."""

import asyncio
import time
from typing import Any

import anyio
import httpcore
import pytest

from tests.feed.peers import QUICK
from tui.feed.stream import Stream


class Told(httpcore.AsyncNetworkStream):
    """Reads what is queued: bytes, or an error to raise; writes fail if told so."""

    def __init__(self) -> None:
        self.queue: asyncio.Queue[bytes | Exception] = asyncio.Queue()
        self.write_error: Exception | None = None
        self.closed = 0
        self.is_read = False

    async def read(self, *_: object) -> bytes:
        if self.is_read:
            raise anyio.BusyResourceError("reading from")
        self.is_read = True
        try:
            found = await self.queue.get()
        finally:
            self.is_read = False
        if isinstance(found, Exception):
            raise found
        return found

    async def write(self, *_: object) -> None:
        if self.write_error:
            raise self.write_error

    async def aclose(self) -> None:
        self.closed += 1

    def get_extra_info(self, info: str) -> Any:
        return f"{info} of the inner one"


@pytest.fixture
async def told() -> Told:
    return Told()


@pytest.fixture
async def stream(told: Told) -> Stream:
    return Stream(told, QUICK, time.monotonic)


@pytest.fixture
async def ends(stream: Stream) -> list[str]:
    """How the stream, now open, says that it ended."""
    found: list[str] = []
    stream.opened(found.append)
    return found


async def test_a_write_that_fails_on_an_open_stream_is_left_for_the_reader_to_find(
    told: Told, stream: Stream, ends: list[str]
) -> None:
    told.write_error = httpcore.WriteError()
    await stream.write(b"pong")
    told.queue.put_nowait(b"said before it went")
    assert await stream.read(100) == b"said before it went"
    assert ends == []


async def test_a_write_that_fails_before_the_upgrade_is_an_error(told: Told, stream: Stream) -> None:
    told.write_error = OSError(32, "Broken pipe")
    with pytest.raises(httpcore.WriteError, match="broken pipe"):
        await stream.write(b"GET")


async def test_a_write_past_its_deadline_ends_the_stream(told: Told, stream: Stream, ends: list[str]) -> None:
    told.write_error = httpcore.WriteTimeout()
    with pytest.raises(httpcore.WriteError):
        await stream.write(b"pong")
    assert ends == ["the server does not read: a write took more than 0.3 s"]
    assert stream.ended


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ConnectionResetError(104, "x"), "connection reset by peer"),
        (anyio.EndOfStream(), "the connection broke"),
        (anyio.BrokenResourceError(), "the connection broke"),
        (anyio.BusyResourceError("reading"), "the connection broke"),
        (httpcore.ReadError(), "the connection broke"),
    ],
)
async def test_whatever_breaks_a_read_is_a_read_error_in_words(
    told: Told, stream: Stream, ends: list[str], error: Exception, words: str
) -> None:
    told.queue.put_nowait(error)
    with pytest.raises(httpcore.ReadError):
        await stream.read(100)
    assert ends == [words]


async def test_an_error_is_named_by_what_led_to_it(told: Told, stream: Stream, ends: list[str]) -> None:
    outer = anyio.BrokenResourceError()
    outer.__cause__ = ExceptionGroup("several", [ValueError(), TimeoutError(110, "x")])
    outer.__context__ = outer
    told.queue.put_nowait(outer)
    with pytest.raises(httpcore.ReadError):
        await stream.read(100)
    assert ends == ["connection timed out"]


async def test_closing_waits_for_the_readers_turn_and_reads_to_the_end(
    told: Told, stream: Stream, ends: list[str]
) -> None:
    reading = asyncio.create_task(stream.read(100))
    await asyncio.sleep(0)
    stream.lingers = True
    closing = asyncio.create_task(stream.aclose())
    await asyncio.sleep(0.01)
    assert told.closed == 0
    for data in (b"rest", b"goodbye", b""):
        told.queue.put_nowait(data)
    await closing
    assert await reading == b"rest"
    assert told.queue.empty()
    assert told.closed == 1


async def test_closing_waits_at_most_half_of_its_time_and_closes_once(told: Told, stream: Stream) -> None:
    stream.lingers = True
    started = time.monotonic()
    await stream.aclose()
    await stream.aclose()
    assert 0.15 < time.monotonic() - started < 2
    assert told.closed == 1


async def test_closing_waits_for_nobody_who_does_not_read(
    told: Told, stream: Stream, ends: list[str]
) -> None:
    told.write_error = httpcore.WriteTimeout()
    with pytest.raises(httpcore.WriteError):
        await stream.write(b"pong")
    stream.lingers = True
    await asyncio.wait_for(stream.aclose(), 0.1)
    assert told.closed == 1


async def test_what_the_inner_stream_knows_is_passed_on(stream: Stream) -> None:
    assert stream.get_extra_info("socket") == "socket of the inner one"
