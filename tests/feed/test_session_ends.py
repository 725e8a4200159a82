"""ACCEPTANCE.md, On an open stream: how connections end, and how soon that is known."""

import asyncio
import time

import pytest

from tests.feed.peers import TEXT, Peer, Script, close_frame, dialled, frame, listening, loss
from tui.feed.session import Limits, dial


@pytest.mark.parametrize("code", [1000, 1001, 1008, 1011, 1012, 1013, 3000, 4000, 4999])
@pytest.mark.parametrize("reason", ["", "maintenance"])
async def test_a_close_code_is_passed_on_with_its_reason_and_answered(code: int, reason: str) -> None:
    codes: list[int] = []

    async def close(peer: Peer) -> None:
        await peer.accept(glued=close_frame(code, reason.encode()))
        codes.append(await peer.close_code())

    async with listening(close) as url, dialled(url) as session:
        lost = await loss(session)
        assert (lost.code, lost.close_reason) == (code, reason)
        assert f"closed by the server with code {code}" in lost.reason
    assert codes == [code]


async def test_a_close_frame_without_a_code_has_none() -> None:
    async with listening(lambda peer: peer.accept(glued=close_frame())) as url, dialled(url) as session:
        assert (await loss(session)).args == ("closed by the server without a code", None, "")


async def test_a_close_reason_is_harmless() -> None:
    wild = close_frame(1000, "\x1b[2J\u202e".encode())
    async with listening(lambda peer: peer.accept(glued=wild)) as url, dialled(url) as session:
        lost = await loss(session)
    assert lost.close_reason == r"\u{1b}[2J\u{202e}"
    assert lost.reason.isprintable()


async def resetting(peer: Peer) -> None:
    await peer.accept()
    peer.reset()


async def finishing(peer: Peer) -> None:
    await peer.accept()
    peer.fin()
    await peer.reader.read()


async def finishing_midway(peer: Peer) -> None:
    await peer.accept(glued=frame(TEXT, b"cut off")[:-2])


@pytest.mark.parametrize(
    ("script", "words"),
    [
        (resetting, "connection reset by peer"),
        (finishing, "ended by the server without a close frame"),
        (finishing_midway, "ended by the server without a close frame"),
    ],
)
async def test_a_tcp_reset_or_fin_is_lost_at_once(script: Script, words: str) -> None:
    async with listening(script) as url, dialled(url) as session:
        started = time.monotonic()
        lost = await loss(session)
        assert time.monotonic() - started < 2
    assert (lost.reason, lost.code) == (words, None)


async def test_what_was_said_before_a_fin_is_received_though_our_pings_can_no_longer_be_sent() -> None:
    async def speak(peer: Peer) -> None:
        await peer.accept()
        await peer.send(b"".join(frame(TEXT, str(n).encode()) for n in range(300)))
        peer.writer.close()

    async with listening(speak) as url, dialled(url, ping_every=0.001) as session:
        await asyncio.sleep(0.05)
        assert [(await session.receive()).data for _ in range(300)] == [str(n).encode() for n in range(300)]
        assert (await loss(session)).code is None


async def test_half_open_in_both_directions_is_noticed_within_the_silence_allowed() -> None:
    async def vanish(peer: Peer) -> None:
        await peer.accept(glued=frame(TEXT, b"last"))
        peer.stop_reading()
        await asyncio.sleep(60)

    async with (
        listening(vanish) as url,
        dialled(url, silence_seconds=0.3, pong_within=0.1, close_seconds=5) as session,
    ):
        started = time.monotonic()
        lost = await loss(session)
        assert 0.25 < time.monotonic() - started < 2
        started = time.monotonic()
    assert time.monotonic() - started < 2  # nobody is waited for who is not there
    assert lost.reason == "nothing heard for 0.3 s, and no pong within 0.1 s"


async def test_half_open_towards_us_is_noticed_though_our_pings_arrive() -> None:
    async def swallow(peer: Peer) -> None:
        await peer.accept()
        await peer.reader.read()

    async with listening(swallow) as url, dialled(url, silence_seconds=0.2, ping_every=0.02) as session:
        assert (await loss(session)).reason.startswith("nothing heard for 0.2 s")


async def test_half_open_towards_the_server_keeps_the_connection_and_shows_an_overdue_pong() -> None:
    async def talk(peer: Peer) -> None:
        await peer.accept()
        peer.stop_reading()
        for n in range(1000):
            await peer.send(frame(TEXT, str(n).encode()))
            await asyncio.sleep(0.02)

    async with listening(talk) as url, dialled(url, silence_seconds=0.1, pong_within=0.1) as session:
        for n in range(20):
            assert (await session.receive()).data == str(n).encode()
        assert session.pong_at is None
        assert session.pong_is_overdue


async def test_pongs_but_no_data_keep_the_connection() -> None:
    async def only_pong(peer: Peer) -> None:
        await peer.accept()
        await peer.answer_pings()

    async with listening(only_pong) as url, dialled(url, silence_seconds=0.1, ping_every=0.03) as session:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(session.receive(), 0.4)
        assert session.pong_at is not None
        assert time.monotonic() - session.pong_at < 0.3
        assert not session.pong_is_overdue


async def test_after_a_stop_the_silence_meanwhile_proves_nothing_and_the_server_is_asked() -> None:
    """A process that was stopped, or a machine that slept: here the clock leaps while the loop sleeps."""
    offset = 0.0

    async def only_pong(peer: Peer) -> None:
        await peer.accept()
        await peer.answer_pings()

    async with listening(only_pong) as url:
        limits = Limits(silence_seconds=0.2, ping_every=60, pong_within=0.2, close_seconds=0.2)
        async with dial(url, {}, limits=limits, clock=lambda: time.monotonic() + offset) as session:
            await asyncio.sleep(0.1)
            first = session.pong_at
            assert first is not None
            offset = 60.0
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(session.receive(), 0.25)
            assert session.pong_at is not None
            assert session.pong_at > first + 59
