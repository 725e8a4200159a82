"""Frames that are wrong, pointless, or too many."""

import asyncio

from tui.exchange.faults.broken_frames import BROKEN_FRAMES
from tui.exchange.faults.fault import Fault, number, one_of
from tui.exchange.faults.frames import CONTINUATION, PING, PONG, TEXT, frame
from tui.exchange.faults.stream import Stream
from tui.tongue import marked

_AT_A_TIME = 200
_MEBIBYTE = 1 << 20
_GIBIBYTE = 1 << 30
_DROPPED = marked("the client has dropped the connection: what else is told waits behind it")


async def _frame(stream: Stream, value: str) -> None:
    stream.line.put(BROKEN_FRAMES[value])


async def _stray(stream: Stream, _value: str) -> None:
    stray = frame(PONG, b"nobody asked")
    stream.line.put(stray + stray + frame(PONG))


async def _pings(stream: Stream, value: str) -> None:
    await _flooded(stream, PING, float(value))


async def _unread_pings(stream: Stream, value: str) -> None:
    stream.line.pause_reading()
    stream.line.deaf = True
    await _flooded(stream, PING, float(value))
    stream.line.abort()


async def _pongs(stream: Stream, value: str) -> None:
    await _flooded(stream, PONG, float(value))


async def _flooded(stream: Stream, opcode: int, seconds: float) -> None:
    """Send control frames as fast as the client takes them."""
    loop = asyncio.get_running_loop()
    ends = loop.time() + seconds
    nth = 0
    while loop.time() < ends and not stream.line.is_closing():
        nth += 1
        stream.line.put(b"".join(frame(opcode, b"%d %d" % (nth, place)) for place in range(_AT_A_TIME)))
        await stream.room()


async def _endless(stream: Stream, value: str) -> None:
    async with stream.line.floor:
        stream.line.put(frame(TEXT, b"{", fin=False))
        while not stream.line.is_closing():
            stream.line.put(frame(CONTINUATION, b" " * int(value), fin=False))
            await stream.room()


async def _empty_fragments(stream: Stream, value: str) -> None:
    left = int(value)
    async with stream.line.floor:
        stream.line.put(frame(TEXT, b"{", fin=False))
        while left and not stream.line.is_closing():
            some = min(left, _AT_A_TIME)
            stream.line.put(frame(CONTINUATION, fin=False) * some)
            await stream.room()
            left -= some
        stream.line.put(frame(CONTINUATION, b"}"))


async def _gigabyte(stream: Stream, value: str) -> None:
    left = int(value)
    async with stream.line.floor:
        stream.line.put(frame(TEXT, length=_GIBIBYTE))
        while left and not stream.line.is_closing():
            left -= 1
            stream.line.put(b" " * _MEBIBYTE)
            await stream.room()


_SECONDS = number(0.01, 3_600)

FRAMES = (
    Fault(
        name="frame",
        help=marked("a frame that breaks the protocol"),
        values=one_of(*BROKEN_FRAMES),
        act=_frame,
        behind=_DROPPED,
    ),
    Fault(
        name="stray-pong",
        help=marked("pongs to pings that were never sent, twice the same, and an empty one"),
        act=_stray,
    ),
    Fault(
        name="pings",
        help=marked("as many pings as go through, for so many seconds"),
        values=_SECONDS,
        default="5",
        act=_pings,
    ),
    Fault(
        name="unread-pings",
        help=marked("the same, reading nothing meanwhile, and hang up at the end"),
        values=_SECONDS,
        default="60",
        act=_unread_pings,
    ),
    Fault(
        name="pongs",
        help=marked("as many pongs, for so many seconds"),
        values=_SECONDS,
        default="5",
        act=_pongs,
    ),
    Fault(
        name="endless",
        help=marked("a message in fragments of so many bytes that never ends"),
        values=number(1, _MEBIBYTE, whole=True),
        default="1000",
        act=_endless,
        behind=_DROPPED,
    ),
    Fault(
        name="empty-fragments",
        help=marked("a message with so many empty fragments in it"),
        values=number(1, 10**9, whole=True),
        default="100000",
        act=_empty_fragments,
        behind=_DROPPED,
    ),
    Fault(
        name="gigabyte",
        help=marked("a frame that claims to hold 1 GiB, and the first so many MiB of it"),
        values=number(0, 1_023, whole=True),
        default="16",
        act=_gigabyte,
        behind=_DROPPED,
    ),
)
