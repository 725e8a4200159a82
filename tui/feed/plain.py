"""Whole text messages, each in one frame, taken right off the wire (RFC 6455, section 5.2).

BitoPro sends nothing else in a flood, and wsproto needs several times as long for one. Whatever is not exactly that,
violations among it, is wsproto's: it comes out as it came in, in order and cut between frames.
"""

from collections.abc import Callable, Iterator
from typing import Final

_WHOLE_TEXT: Final = 0x81
_LAST_FRAME: Final = 0x80
_OPCODE: Final = 0x0F
_BINARY: Final = 0x02
_CONTROL: Final = 0x08
_TWO_BYTES: Final = 126
_EIGHT_BYTES: Final = 127
_REST: Final = 1 << 63
"""More than any frame holds: nothing is looked at behind a frame that is masked, or long and not of data.

No server may send either (RFC 6455, sections 5.1 and 5.5); wsproto says so.
"""


class PlainMessages:
    """Knows where the frames begin that are still to come; holds back no more than an unfinished header."""

    def __init__(self, most: int) -> None:
        self._most = most
        """Bytes of a message that is taken."""
        self._data = b""
        self._owed = 0
        """Bytes of the present frame that are still to come, and are wsproto's."""
        self._is_in_parts = False
        """Whether a message of several frames is under way, in which no other may begin."""

    def read(self, data: bytes, take: Callable[[bytes], None]) -> Iterator[bytes]:
        """Give each message to `take` in its turn, and yield what lies between them."""
        data = self._data + data
        at = start = 0
        end = len(data)
        while at < end:
            if self._owed:
                passed = min(self._owed, end - at)
                self._owed -= passed
                at += passed
                continue
            if end - at < 2:  # noqa: PLR2004 - the shortest header
                break
            first, size = data[at], data[at + 1]
            payload = at + 2
            shortest = 0
            if size > _EIGHT_BYTES or (size >= _TWO_BYTES and first & _OPCODE > _BINARY):
                size = _REST
            elif size >= _TWO_BYTES:
                payload += 2 if size == _TWO_BYTES else 8
                if payload > end:
                    break
                shortest = _TWO_BYTES if size == _TWO_BYTES else 1 << 16
                size = int.from_bytes(data[at + 2 : payload], "big")
            after = payload + size
            if (
                first == _WHOLE_TEXT
                and not self._is_in_parts
                and after <= end
                and shortest <= size <= self._most
                and _is_utf8(message := data[payload:after])
            ):
                if start < at:
                    yield data[start:at]
                take(message)
                start = at = after
                continue
            if first & _OPCODE < _CONTROL:
                self._is_in_parts = not first & _LAST_FRAME
            at, self._owed = payload, size
        if start < at:
            yield data[start:at]
        self._data = data[at:]


def _is_utf8(message: bytes) -> bool:
    if message.isascii():
        return True
    try:
        message.decode()
    except UnicodeDecodeError:
        return False
    return True
