"""A message as received, made readable: indented, exact, harmless."""

import contextlib
from typing import Final

import msgspec

from tui.core.foreign import harmless

_LINE: Final = 4_096
"""Characters of one line at most; a message of a megabyte need not hold a line break."""


def readable(raw: bytes) -> tuple[str, ...]:
    """The lines of `raw`: indented if it is JSON, every token as it was sent, every character harmless."""
    with contextlib.suppress(msgspec.MsgspecError, ValueError, RecursionError):
        raw = msgspec.json.format(raw, indent=2)
    text = raw.decode("utf-8", errors="backslashreplace")
    return tuple(harmless(line, _LINE) for line in text.split("\n"))
