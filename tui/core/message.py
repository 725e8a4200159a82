"""A message as received, made readable: indented, exact, harmless, and no longer than a screen can bear."""

import contextlib
import re
from typing import Final

import msgspec

from tui.core.foreign import harmless
from tui.tongue import say

_LINE: Final = 4_096
"""Characters of one line at most; a message of a megabyte need not hold a line break."""

_LINES: Final = 5_000
"""Lines at most; a snapshot of 500 currencies has 3,500."""

INDENTED: Final = 256 * 1024
"""Bytes up to which a message is indented; a snapshot of 2,000 currencies has fewer."""

_DEPTH: Final = 32
"""Up to which a message is indented: every element of a deep nest would be pushed as far to the right."""

_brackets = re.compile(rb"[\[\]{}]").finditer


def readable(raw: bytes) -> tuple[str, ...]:
    """The lines of `raw`: indented if it is JSON, every token as it was sent, every character harmless.

    What nobody could read, for its length or its depth, is cut, and the cut is shown.
    """
    if len(raw) <= INDENTED and _depth(raw) <= _DEPTH:
        with contextlib.suppress(msgspec.MsgspecError, ValueError, RecursionError):
            raw = msgspec.json.format(raw, indent=2)
    lines = raw.decode("utf-8", errors="backslashreplace").split("\n")
    shown = tuple(harmless(line, _LINE) for line in lines[:_LINES])
    rest = len(lines) - _LINES
    return (*shown, say("… and {number} more lines", number=rest)) if rest > 0 else shown


def _depth(raw: bytes) -> int:
    """How deep the brackets nest, those in strings counted too."""
    depth = deepest = 0
    for bracket in _brackets(raw):
        depth += 1 if bracket[0] in b"[{" else -1
        deepest = max(deepest, depth)
    return deepest
