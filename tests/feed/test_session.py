"""The happy path, and what `receive` and `close` promise."""

import asyncio
import time

import pytest

from tests.feed.peers import (
    BINARY,
    CONTINUATION,
    DATE,
    PING,
    PONG,
    QUICK,
    TEXT,
    Peer,
    close_frame,
    descriptors,
    dialled,
    frame,
    listening,
    loss,
)
from tui.feed.session import Lost, Message, dial


async def test_messages_glued_to_the_101_in_one_packet_are_not_lost() -> None:
    async def glue(peer: Peer) -> None:
        await peer.accept(
            glued=frame(TEXT, b'{"snapshot":1}') + frame(TEXT, b"second") + frame(TEXT, b"cut")[:3]
        )
        await peer.send(frame(TEXT, b"cut")[3:])
        await peer.close_code()

    async with listening(glue) as url, dialled(url) as session:
        assert [(await session.receive()).data for _ in range(3)] == [b'{"snapshot":1}', b"second", b"cut"]


async def test_a_large_snapshot_glued_to_the_101_is_not_lost() -> None:
    async def glue(peer: Peer) -> None:
        await peer.accept(glued=frame(TEXT, b"x" * 300_000))
        await peer.close_code()

    async with listening(glue) as url, dialled(url, header_bytes=1000) as session:
        assert len((await session.receive()).data) == 300_000


async def test_text_and_binary_messages_are_told_apart_and_empty_ones_are_messages() -> None:
    async def speak(peer: Peer) -> None:
        await peer.accept(glued=frame(TEXT, "Ω".encode()) + frame(BINARY, b"\xff") + frame(TEXT))
        await peer.close_code()

    async with listening(speak) as url, dialled(url) as session:
        assert await session.receive() == Message("Ω".encode(), text=True)
        assert await session.receive() == Message(b"\xff", text=False)
        assert await session.receive() == Message(b"", text=True)


async def test_the_request_carries_the_headers_and_offers_no_compression() -> None:
    seen: dict[str, str] = {}

    async def look(peer: Peer) -> None:
        await peer.accept()
        seen.update(peer.headers, line=peer.request_line)

    async with listening(look) as url, dialled(url, {"X-BITOPRO-APIKEY": "key"}):
        assert seen["x-bitopro-apikey"] == "key"
        assert seen["line"] == "GET /stream HTTP/1.1"
        assert seen["user-agent"] == "bitotui"
        assert "sec-websocket-extensions" not in seen


async def test_each_attempt_is_signed_once_and_afresh() -> None:
    nonces: list[int] = []
    seen: list[str] = []

    def sign() -> dict[str, str]:
        nonces.append(len(nonces) + 1)
        return {"nonce": str(nonces[-1])}

    async def look(peer: Peer) -> None:
        await peer.accept()
        seen.append(peer.headers["nonce"])

    async with listening(look) as url:
        for _ in range(3):
            async with dial(url, sign, limits=QUICK, clock=time.monotonic):
                pass
    assert (nonces, seen) == ([1, 2, 3], ["1", "2", "3"])


@pytest.mark.parametrize("value", ["line\r\nbreak", "naïve", " blank ", "\x7f"])
async def test_a_header_that_http_cannot_carry_is_a_misuse_and_its_value_is_not_quoted(value: str) -> None:
    with pytest.raises(ValueError, match="X-KEY") as caught:
        async with dialled("ws://127.0.0.1:1/", {"X-KEY": value}):
            pass
    assert value not in str(caught.value)


@pytest.mark.parametrize("url", ["https://example.com/", "ws://", "nonsense"])
async def test_a_url_that_is_no_stream_is_a_misuse(url: str) -> None:
    with pytest.raises(ValueError, match="wss://"):
        async with dialled(url):
            pass


async def test_the_answers_date_and_the_time_of_opening_are_kept() -> None:
    before = time.monotonic()
    async with listening(Peer.accept) as url, dialled(url) as session:
        assert session.date_header == DATE
        assert before < session.opened_at <= time.monotonic()


async def test_messages_before_the_end_are_received_before_the_loss() -> None:
    async def farewell(peer: Peer) -> None:
        await peer.accept()
        await peer.send(b"".join(frame(TEXT, str(n).encode()) for n in range(500)) + close_frame(1001))

    async with listening(farewell) as url, dialled(url) as session:
        await asyncio.sleep(0.05)
        assert [(await session.receive()).data for _ in range(500)] == [str(n).encode() for n in range(500)]
        assert (await loss(session)).code == 1001


async def test_a_lost_session_says_so_again_and_again_and_never_blocks() -> None:
    async def hang_up(peer: Peer) -> None:
        await peer.accept(glued=close_frame(1000))

    async with listening(hang_up) as url, dialled(url) as session:
        first = await loss(session)
        for _ in range(3):
            with pytest.raises(Lost) as again:
                await session.receive()
            assert again.value.args == first.args
            assert again.value is not first


async def test_racing_receive_against_timeouts_loses_no_message() -> None:
    async def speak(peer: Peer) -> None:
        await peer.accept()
        for n in range(2000):
            await peer.send(frame(TEXT, str(n).encode()))
            if n % 10 == 0:
                await asyncio.sleep(0.0005 if n % 100 == 0 else 0)  # now and then longer than a wait
        await peer.send(close_frame(1000))

    got: list[int] = []
    timeouts = 0
    async with listening(speak) as url, dialled(url) as session:
        while len(got) < 2000:
            try:
                got.append(int((await asyncio.wait_for(session.receive(), 0.0002)).data))
            except TimeoutError:
                timeouts += 1
    assert got == list(range(2000))
    assert timeouts > 0


async def test_pongs_go_out_while_the_consumer_pauses() -> None:
    done = asyncio.Event()

    async def insist(peer: Peer) -> None:
        await peer.accept()
        for n in range(200):
            await peer.send(frame(TEXT, b"x" * 1000) + frame(PING, str(n).encode()))
            assert await peer.take_until(PONG) == str(n).encode()
        done.set()

    async with listening(insist) as url, dialled(url) as session:
        async with asyncio.timeout(5):
            await done.wait()
        assert len([await session.receive() for _ in range(200)]) == 200


@pytest.mark.parametrize("bound", ["behind_messages=10", "behind_bytes=10000"])
async def test_a_consumer_too_far_behind_ends_the_session_after_what_was_kept(bound: str) -> None:
    name, _, most = bound.partition("=")
    codes: list[int] = []

    async def pour(peer: Peer) -> None:
        await peer.accept(glued=frame(TEXT, b"x" * 1000) * 40)
        codes.append(await peer.close_code())

    async with listening(pour) as url:
        async with dialled(url, None, **{name: int(most)}) as session:
            await asyncio.sleep(0.05)
            kept = [await session.receive() for _ in range(11)]
            assert {len(message.data) for message in kept} == {1000}
            with pytest.raises(Lost, match="reader overrun"):
                await session.receive()
        assert codes == [1008]


async def test_closing_sends_the_code_and_ends_receiving() -> None:
    codes: list[int] = []

    async def listen(peer: Peer) -> None:
        await peer.accept()
        codes.append(await peer.close_code())
        await peer.send(close_frame(1000))

    async with listening(listen) as url, dialled(url, close_seconds=5) as session:
        started = time.monotonic()
        await session.close(1001)
        assert codes == [1001]
        assert time.monotonic() - started < 2
        assert (await loss(session)).reason == "closed by this side"
        await session.close()


async def test_fragments_of_a_text_become_one_message() -> None:
    parts = frame(TEXT, b"a", fin=False) + frame(CONTINUATION, b"b", fin=False) + frame(CONTINUATION, b"c")

    async def speak(peer: Peer) -> None:
        await peer.accept(glued=parts)
        await peer.close_code()

    async with listening(speak) as url, dialled(url) as session:
        assert await session.receive() == Message(b"abc", text=True)


async def test_accept_then_close_again_and_again_leaves_no_task_and_no_descriptor_behind() -> None:
    async def accept_then_close(peer: Peer) -> None:
        await peer.accept(glued=close_frame(1001))
        await peer.close_code()

    async with listening(accept_then_close) as url:
        counts: set[tuple[int, int]] = set()
        for n in range(60):
            async with dialled(url) as session:
                assert (await loss(session)).code == 1001
            if n >= 10:
                counts.add((len(asyncio.all_tasks()), descriptors() // 4))
    assert len(counts) <= 2  # the server may lag behind by one
