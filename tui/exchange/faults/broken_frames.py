"""Frames that break the protocol, for each of which a client has to drop the connection (RFC 6455, section 5)."""

from tui.exchange.faults.frames import CLOSE, CONTINUATION, PING, TEXT, frame

_GIGABYTE = 1 << 30

BROKEN_FRAMES: dict[str, bytes] = {
    "utf8": frame(TEXT, b'{"event":"\xff\xfe"}'),
    "utf8-cut": frame(TEXT, b'{"event":"\xe9\xa4'),
    "utf8-over-fragments": frame(TEXT, b"\xe9", fin=False) + frame(CONTINUATION, b"\xa4A"),
    "utf8-surrogate": frame(TEXT, b'{"event":"\xed\xa0\x80"}'),
    "reserved-bit": frame(TEXT, b"{}", reserved=2),
    "reserved-bits": frame(TEXT, b"{}", reserved=3),
    "reserved-opcode": frame(3, b"{}"),
    "reserved-control": frame(11, b"{}"),
    "masked": frame(TEXT, b"{}", mask=b"\x01\x02\x03\x04"),
    "continuation": frame(CONTINUATION, b"{}"),
    "text-in-fragments": frame(TEXT, b"{", fin=False) + frame(TEXT, b"}"),
    "fragmented-ping": frame(PING, b"a", fin=False),
    "long-ping": frame(PING, b"a" * 126),
    "length-negative": frame(TEXT, b"{}", length=1 << 63),
    "length-huge": frame(TEXT, b"{}", length=(1 << 63) - 1),
    "length-padded": b"\x81\x7e\x00\x02{}",
    "gigabyte": frame(TEXT, b" " * 4_096, length=_GIGABYTE),
    "close-short": frame(CLOSE, b"\x03"),
}
"""Bytes by what is wrong with them. Of `gigabyte` only the beginning is sent."""
