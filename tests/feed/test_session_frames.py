"""ACCEPTANCE.md, On an open stream: what is reassembled, and what is dropped with which code."""

import asyncio
import tracemalloc

import pytest
from wsproto.events import CloseConnection, Ping

from tests.feed.peers import (
    BINARY,
    CLOSE,
    CONTINUATION,
    PING,
    PONG,
    TEXT,
    Peer,
    close_frame,
    dialled,
    frame,
    listening,
    loss,
)
from tui.feed.frames import Frames, Hears
from tui.feed.session import Limits, Lost

VIOLATIONS = {
    "invalid UTF-8": (frame(TEXT, b"\xff\xfe"), 1007),
    "an overlong UTF-8 form": (frame(TEXT, b"\xc0\xaf"), 1007),
    "a surrogate in UTF-8": (frame(TEXT, b"\xed\xa0\x80"), 1007),
    "UTF-8 cut off at the end": (frame(TEXT, "€".encode()[:2]), 1007),
    "reserved bit 1 without compression": (frame(TEXT, b"x", reserved=4), 1002),
    "reserved bit 2": (frame(TEXT, b"x", reserved=2), 1002),
    "reserved bit 3": (frame(TEXT, b"x", reserved=1), 1002),
    "a reserved data opcode": (frame(0x3, b"x"), 1002),
    "a reserved control opcode": (frame(0xB, b"x"), 1002),
    "a masked frame": (frame(TEXT, b"x", masked=True), 1002),
    "a continuation of nothing": (frame(CONTINUATION, b"x"), 1002),
    "a new message within another": (frame(TEXT, b"a", fin=False) + frame(TEXT, b"b"), 1002),
    "a fragmented ping": (frame(PING, b"x", fin=False), 1002),
    "a ping of 126 bytes": (frame(PING, b"x" * 126), 1002),
    "a length written too long": (frame(TEXT, b"x", length_bytes=2), 1002),
    "a length in 8 bytes for 2": (frame(TEXT, b"x" * 200, length_bytes=8), 1002),
    "a length with its top bit set": (frame(TEXT, announced=1 << 63, length_bytes=8), 1002),
    "an absurd length": (frame(TEXT, announced=(1 << 63) - 1, length_bytes=8), 1009),
    "one frame of 1 GB": (frame(TEXT, b"x" * 1000, announced=1 << 30), 1009),
    "one byte more than 1 MiB": (frame(BINARY, b"x", announced=(1 << 20) + 1), 1009),
    "a close frame of one byte": (frame(CLOSE, b"\x03"), 1002),
    "a close code that is reserved": (close_frame(1005), 1002),
    "a close code below all": (close_frame(7), 1002),
    "a close code above all": (close_frame(65535), 1002),
    "a close reason that is not UTF-8": (close_frame(1000, b"\xff"), 1007),
}


@pytest.mark.parametrize("name", VIOLATIONS)
async def test_a_violation_drops_the_connection_with_the_right_code(name: str) -> None:
    bad, code = VIOLATIONS[name]
    codes: list[int] = []

    async def misbehave(peer: Peer) -> None:
        await peer.accept(glued=frame(TEXT, b"before") + bad + frame(TEXT, b"after"))
        codes.append(await peer.close_code())

    async with listening(misbehave) as url, dialled(url) as session:
        assert (await session.receive()).data == b"before"
        with pytest.raises(Lost, match=rf"broke the protocol \({code}\)") as caught:
            await session.receive()
        assert caught.value.code is None  # it is ours, not the server's
    assert codes == [code]


async def receive_all(script: bytes, count: int, *, step: int = 0) -> list[bytes]:
    async def speak(peer: Peer) -> None:
        await peer.accept()
        if step:
            for start in range(0, len(script), step):
                await peer.send(script[start : start + step])
                await asyncio.sleep(0)
        else:
            await peer.send(script)
        await peer.close_code()

    async with listening(speak) as url, dialled(url) as session:
        return [(await session.receive()).data for _ in range(count)]


async def test_one_byte_tcp_segments_are_reassembled_exactly() -> None:
    texts = ['{"€": "1.0"}'.encode(), b"", "😀é".encode() * 30, b"x" * 700]
    assert await receive_all(b"".join(frame(TEXT, text) for text in texts), 4, step=1) == texts


async def test_fragments_with_pings_between_are_reassembled_exactly() -> None:
    parts = [b"a" * 10, b"", b"b" * 200, b"c"]
    wire = frame(TEXT, parts[0], fin=False) + frame(PING, b"p")
    wire += frame(CONTINUATION, parts[1], fin=False) + frame(PONG) + frame(PING)
    wire += frame(CONTINUATION, parts[2], fin=False) + frame(PING, b"q") + frame(CONTINUATION, parts[3])
    assert await receive_all(wire + frame(TEXT, b"next"), 2) == [b"".join(parts), b"next"]


@pytest.mark.parametrize("cut", range(1, 8))
async def test_split_utf_8_is_reassembled_exactly(cut: int) -> None:
    data = "€😀é"[:2].encode() + b"."
    wire = frame(TEXT, data[:cut], fin=False) + frame(CONTINUATION, data[cut:])
    assert await receive_all(wire, 1, step=1) == [data]


async def test_a_message_of_exactly_1_mib_and_one_of_4096_fragments_are_kept() -> None:
    fragments = (
        frame(TEXT, b"x", fin=False) + frame(CONTINUATION, b"x", fin=False) * 4094 + frame(CONTINUATION)
    )
    got = await receive_all(frame(BINARY, b"y" * (1 << 20)) + fragments, 2)
    assert [len(data) for data in got] == [1 << 20, 4095]


async def test_the_bounds_count_anew_for_each_message() -> None:
    one = frame(TEXT, b"x" * 400_000, fin=False) + frame(CONTINUATION, b"x" * 400_000)
    assert [len(data) for data in await receive_all(one * 4, 4)] == [800_000] * 4


FLOODS = {
    "endless fragments": (
        frame(TEXT, fin=False),
        frame(CONTINUATION, b"x" * 1000, fin=False) * 64,
        100_000_000,
    ),
    "100,000 empty fragments": (frame(TEXT, fin=False), frame(CONTINUATION, fin=False) * 1000, 200_000),
    "one frame of 1 GB": (frame(TEXT, announced=1 << 30), b"x" * 65536, 1 << 30),
    "1 MiB in frames of one byte": (
        frame(TEXT, fin=False),
        frame(CONTINUATION, b"x", fin=False) * 1000,
        3 << 20,
    ),
}


@pytest.mark.parametrize("name", FLOODS)
async def test_a_flood_is_dropped_with_1009_and_memory_grows_by_less_than_10_mb(name: str) -> None:
    head, again, size = FLOODS[name]
    codes: list[int] = []

    async def flood(peer: Peer) -> None:
        await peer.accept(glued=head)
        goodbye = asyncio.create_task(peer.close_code())
        for _ in range(size // len(again)):
            if goodbye.done():
                break
            await peer.send(again)
        codes.append(await goodbye)

    tracemalloc.start()
    try:
        async with listening(flood) as url, dialled(url, message_bytes=1 << 20) as session:
            before = tracemalloc.get_traced_memory()[0]
            tracemalloc.reset_peak()
            lost = await loss(session)
            grown = tracemalloc.get_traced_memory()[1] - before
    finally:
        tracemalloc.stop()
    assert "broke the protocol (1009)" in lost.reason
    assert grown < 10_000_000
    assert codes == [1009]


def test_of_many_pings_in_one_read_only_the_last_is_answered_and_none_after_our_goodbye() -> None:
    pings: list[None] = []
    hears = Hears(lambda _: None, lambda: pings.append(None), lambda _: None, lambda *_: None)
    frames = Frames(Limits(), hears)
    frames.receive_data(b"".join(frame(PING, str(n).encode()) for n in range(100)))
    assert list(frames.events()) == [Ping(b"99")]
    assert len(pings) == 100
    frames.send(CloseConnection(1000))
    frames.receive_data(frame(PING, b"late"))
    assert list(frames.events()) == []


@pytest.mark.parametrize("payload", [b"", b"null", b"[]", b'{"event": "SOMETHING"}'])
async def test_empty_text_null_and_unknown_events_are_messages_like_others(payload: bytes) -> None:
    assert await receive_all(frame(TEXT, payload) + frame(TEXT, b"still here"), 2) == [payload, b"still here"]
