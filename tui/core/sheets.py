"""Records packed away: what a log rarely looks back at takes a tenth of the memory, and comes back equal."""

import contextlib
import zlib
from collections.abc import Sequence

from msgspec import Struct, msgpack

from tui.core.record import LinkRecord, MessageRecord, Record

_QUICKLY = 1
"""zlib's level; messages are so much alike that more effort gains little."""
_WINDOW = 13
_TABLE = 5
"""zlib's own memory, in powers of two: as it comes, it takes a quarter of a megabyte for each sheet."""


class _Page(Struct, array_like=True):
    """Records by their types, since msgpack does not say of which type a record is."""

    order: list[bool]
    """Whether it is a message, for each record."""
    messages: list[MessageRecord]
    steps: list[LinkRecord]


_read = msgpack.Decoder(_Page).decode
_write = msgpack.Encoder().encode


class Sheet:
    """A few records in a row."""

    def __init__(self, records: Sequence[Record]) -> None:
        self._plain: tuple[Record, ...] | None = tuple(records)
        self._packed = b""
        page = _Page(
            [isinstance(each, MessageRecord) for each in records],
            [each for each in records if isinstance(each, MessageRecord)],
            [each for each in records if isinstance(each, LinkRecord)],
        )
        with contextlib.suppress(ValueError, OverflowError):  # what cannot be packed is kept as it is
            packer = zlib.compressobj(_QUICKLY, zlib.DEFLATED, _WINDOW, _TABLE)
            self._packed, self._plain = packer.compress(_write(page)) + packer.flush(), None

    def records(self) -> tuple[Record, ...]:
        """The records, equal to those that were packed."""
        if self._plain is not None:
            return self._plain
        page = _read(zlib.decompress(self._packed))
        messages, steps = iter(page.messages), iter(page.steps)
        return tuple(next(messages) if is_message else next(steps) for is_message in page.order)
