"""ACCEPTANCE.md, On an open stream: floods, peers that never read, and leaving, which is always bounded."""

import asyncio
import contextlib
import socket
import time
from collections.abc import Iterator

import pytest

from tests.feed.peers import PING, PONG, TEXT, Peer, Script, close_frame, dialled, frame, listening, loss
from tui.feed.session import Session

FLOOD = frame(PING, b"flood" * 5) * 2000


@contextlib.contextmanager
def responsive(within: float) -> Iterator[None]:
    """Everybody else on the loop gets a turn at least this often; what the machine gives to others does not count."""
    longest, last = 0.0, time.process_time()

    async def beat() -> None:
        nonlocal longest, last
        while True:
            await asyncio.sleep(0.001)
            longest, last = max(longest, time.process_time() - last), time.process_time()

    beating = asyncio.create_task(beat())
    try:
        yield
    finally:
        beating.cancel()
    assert longest < within


def shrink_buffers(session: Session) -> None:
    """Let the network hold little, so that a peer that does not read is felt soon."""
    session._wire.bytes.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)


async def test_a_ping_flood_that_is_read_leaves_the_loop_responsive() -> None:
    async def flood(peer: Peer) -> None:
        await peer.accept()
        pongs = asyncio.create_task(peer.reader.read())
        for _ in range(20):
            await peer.send(FLOOD)
        await peer.send(frame(TEXT, b"through"))
        await pongs

    async with listening(flood) as url, dialled(url) as session:
        with responsive(within=0.1):
            assert (await session.receive()).data == b"through"


async def test_a_ping_flood_from_a_peer_that_never_reads_ends_by_the_write_deadline() -> None:
    async def flood(peer: Peer) -> None:
        await peer.accept()
        peer.stop_reading()
        while True:
            await peer.send(frame(PING, b"x" * 125))
            await asyncio.sleep(0)

    async with listening(flood, receive_buffer=2048) as url:
        async with dialled(url, write_seconds=0.2, close_seconds=0.2) as session:
            shrink_buffers(session)
            with responsive(within=0.1):
                lost = await loss(session)
            started = time.monotonic()
        assert time.monotonic() - started < 2
    assert lost.reason == "the server does not read: a write took more than 0.2 s"


async def never_reading(peer: Peer) -> None:
    await peer.accept(glued=frame(TEXT, b"hello"))
    peer.stop_reading()
    await asyncio.sleep(60)


async def never_reading_and_flooding(peer: Peer) -> None:
    await peer.accept(glued=frame(TEXT, b"hello"))
    peer.stop_reading()
    while True:
        await peer.send(FLOOD)


async def never_ending(peer: Peer) -> None:
    await peer.accept(glued=frame(TEXT, b"hello"))
    while True:
        await peer.send(frame(TEXT, b"x" * 10_000))


async def dripping_after_the_goodbye(peer: Peer) -> None:
    await peer.accept(glued=frame(TEXT, b"hello"))
    await peer.close_code()
    while True:
        await peer.send(b"\x81")
        await asyncio.sleep(0.01)


async def gone(peer: Peer) -> None:
    await peer.accept(glued=frame(TEXT, b"hello") + close_frame(1001))
    peer.reset()


STUBBORN: list[Script] = [
    never_reading,
    never_reading_and_flooding,
    never_ending,
    dripping_after_the_goodbye,
    gone,
]


@pytest.mark.parametrize("script", STUBBORN)
async def test_leaving_is_bounded_whatever_the_peer_does(script: Script) -> None:
    async with listening(script, receive_buffer=2048) as url:
        async with dialled(url, close_seconds=0.3) as session:
            shrink_buffers(session)
            await session.receive()
            await asyncio.sleep(0.05)
            started = time.monotonic()
        assert time.monotonic() - started < 2


@pytest.mark.parametrize("script", STUBBORN)
async def test_closing_is_bounded_whatever_the_peer_does(script: Script) -> None:
    async with listening(script, receive_buffer=2048) as url, dialled(url, close_seconds=0.3) as session:
        await session.receive()
        started = time.monotonic()
        await session.close()
        assert time.monotonic() - started < 2


async def test_leaving_is_bounded_though_a_write_is_stuck(monkeypatch: pytest.MonkeyPatch) -> None:
    async def stuck(*_args: object) -> None:
        await asyncio.sleep(60)

    async with listening(never_reading) as url:
        async with dialled(url, write_seconds=60, close_seconds=0.3, ping_every=0.01) as session:
            monkeypatch.setattr(session._wire.bytes._inner, "write", stuck)
            await asyncio.sleep(0.03)
            started = time.monotonic()
        assert 0.25 < time.monotonic() - started < 2


async def test_leaving_says_goodbye_and_waits_only_for_the_answer() -> None:
    codes: list[int] = []

    async def part(peer: Peer) -> None:
        await peer.accept()
        codes.append(await peer.close_code())
        await peer.send(close_frame(1000))

    async with listening(part) as url:
        async with dialled(url, close_seconds=5):
            started = time.monotonic()
        assert time.monotonic() - started < 2
    assert codes == [1000]


async def test_an_error_in_the_body_passes_through_as_it_is() -> None:
    async with listening(Peer.accept) as url:
        with pytest.raises(KeyError):
            async with dialled(url):
                raise KeyError("mine")


async def test_cancelling_the_body_passes_through_and_still_says_goodbye() -> None:
    codes: list[int] = []
    opened = asyncio.Event()

    async def listen(peer: Peer) -> None:
        await peer.accept()
        codes.append(await peer.close_code())

    async def use(url: str) -> None:
        async with dialled(url) as session:
            opened.set()
            await session.receive()

    async with listening(listen) as url:
        task = asyncio.create_task(use(url))
        await opened.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert task.cancelled()
    assert codes == [1000]


async def test_a_broken_connection_never_reaches_the_body_as_a_cancellation() -> None:
    async def break_off(peer: Peer) -> None:
        await peer.accept()
        peer.reset()

    async with listening(break_off) as url, dialled(url):
        await asyncio.sleep(0.1)  # an innocent wait, which a cancellation from within would cut short
        task = asyncio.current_task()
        assert task is not None
        assert not task.cancelling()


async def test_pings_that_come_after_our_goodbye_are_harmless() -> None:
    async def ping_late(peer: Peer) -> None:
        await peer.accept()
        await peer.close_code()
        await peer.send(frame(PING, b"late") * 3 + frame(PONG) + frame(TEXT, b"late") + close_frame(1000))

    async with listening(ping_late) as url, dialled(url) as session:
        await session.close()
        assert (await loss(session)).reason == "closed by this side"
