"""Websocket frames as bytes, right and wrong ones alike (RFC 6455, section 5.2)."""

from itertools import cycle

CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0, 1, 2, 8, 9, 10

_SHORT, _MEDIUM = 126, 1 << 16


def frame(
    opcode: int,
    payload: bytes = b"",
    *,
    fin: bool = True,
    reserved: int = 0,
    mask: bytes = b"",
    length: int | None = None,
) -> bytes:
    """Write a frame; `length` is what it claims to hold, when that is not what it holds."""
    claimed = len(payload) if length is None else length
    first = bytes([fin << 7 | reserved << 4 | opcode])
    masked = 0x80 if mask else 0
    if claimed < _SHORT:
        size = bytes([masked | claimed])
    elif claimed < _MEDIUM:
        size = bytes([masked | 126]) + claimed.to_bytes(2)
    else:
        size = bytes([masked | 127]) + claimed.to_bytes(8)
    if mask:
        payload = mask + bytes(a ^ b for a, b in zip(payload, cycle(mask), strict=False))
    return first + size + payload


def close_frame(code: int | None, reason: bytes = b"") -> bytes:
    """Write a close frame with any code, or with none."""
    return frame(CLOSE, b"" if code is None else code.to_bytes(2) + reason)


def fragmented(payload: bytes, size: int, between: bytes = b"", opcode: int = TEXT) -> bytes:
    """Write a message in fragments of `size` bytes, with other frames between them."""
    pieces = [payload[start : start + size] for start in range(0, len(payload), size)] or [b""]
    last = len(pieces) - 1
    return between.join(
        frame(opcode if place == 0 else CONTINUATION, piece, fin=place == last)
        for place, piece in enumerate(pieces)
    )
