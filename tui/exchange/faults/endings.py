"""Ways in which an open stream ends, or seems to go on."""

import asyncio
import os
import socket
import struct

from tui.exchange.faults.fault import Fault, Values, number, one_of
from tui.exchange.faults.frames import CLOSE, close_frame, frame
from tui.exchange.faults.stream import Stream
from tui.tongue import marked, say

_NO_LINGERING = struct.pack("ii", 1, 0)
_RECORD_OF_NOISE = b"\x17\x03\x03\x00\x30" + bytes(range(48))
_CODES = range(1_000, 5_000)
_ODD_CLOSES = {
    "none": close_frame(None),
    "zero": close_frame(0),
    "65535": close_frame(65_535),
    "one-byte": frame(CLOSE, b"\x03"),
    "bad-reason": close_frame(1_000, b"\xff\xfe"),
    "long-reason": close_frame(1_000, b"x" * 123),
    "control-reason": close_frame(1_000, "\x1b[2J\x07\x9b31m\u202egnol[bold]".encode()),
}


async def _reset(stream: Stream, _value: str) -> None:
    handle: socket.socket = stream.line.get_extra_info("socket")
    handle.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGERING)
    stream.line.abort()


async def _fin(stream: Stream, _value: str) -> None:
    stream.line.close()


async def _cut(stream: Stream, _value: str) -> None:
    stream.line.abort()


async def _record(stream: Stream, _value: str) -> None:
    os.write(stream.line.get_extra_info("socket").fileno(), _RECORD_OF_NOISE)


async def _close(stream: Stream, value: str) -> None:
    raw = _ODD_CLOSES.get(value)
    stream.line.put(close_frame(int(value), b"on purpose") if raw is None else raw)


async def _half_open(stream: Stream, value: str) -> None:
    stream.line.mute = value != "in"
    stream.line.deaf = value != "out"


async def _stall(stream: Stream, value: str) -> None:
    stream.line.hold(float(value))


async def _pause(stream: Stream, value: str) -> None:
    stream.line.pause_reading()
    stream.line.deaf = True
    await asyncio.sleep(float(value))
    stream.line.deaf = False
    stream.line.resume_reading()


ENDS = (
    Fault(name="reset", help=marked("TCP reset"), act=_reset),
    Fault(
        name="fin",
        help=marked("the end of the stream without a close frame (with TLS, after close_notify)"),
        act=_fin,
    ),
    Fault(
        name="cut",
        help=marked("the end of the TCP stream without a close frame and without close_notify"),
        act=_cut,
    ),
    Fault(
        name="close",
        help=marked("a close frame with this code, or an odd one"),
        values=Values(
            lambda: " | ".join((say("1000 to 4999"), *_ODD_CLOSES)),
            lambda text: text in _ODD_CLOSES or (text.isascii() and text.isdigit() and int(text) in _CODES),
        ),
        default="1000",
        act=_close,
    ),
    Fault(
        name="half-open",
        help=marked("send nothing more (out), take nothing more (in), or both, and never hang up"),
        values=one_of("both", "in", "out"),
        default="both",
        act=_half_open,
        behind=marked("the client has noticed: with both and out nothing reaches it"),
    ),
    Fault(
        name="stall",
        help=marked("send nothing for so many seconds, then all of it"),
        values=number(0, 86_400),
        default="20",
        act=_stall,
        behind=marked("the stall is over"),
    ),
    Fault(
        name="unread",
        help=marked("read nothing from the socket for so many seconds, so that the client's writes pile up"),
        values=number(0, 86_400),
        default="20",
        act=_pause,
    ),
)

TLS = (
    Fault(name="record", help=marked("a TLS record that cannot be decrypted"), act=_record, needs_tls=True),
)
