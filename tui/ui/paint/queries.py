"""What a terminal is asked behind a frame, and how it answers: its answer tells that the frame is shown."""

from __future__ import annotations

import re
from enum import Enum
from typing import Final


class Query(Enum):
    """A question that changes nothing on the terminal; the shortest first.

    Device attributes (`CSI c`) are no third: answers of some terminals are longer than the longest sequence
    that Textual's parser waits for, and would come out as key presses.
    """

    STATUS = "\x1b[5n"
    """Device status report, as old as the VT100 and answered by `CSI 0 n`, which no key sends."""
    MODE = "\x1b[?2026$p"
    """Whether synchronised output is known, answered by `CSI ? 2026 ; n $ y`."""


BACKGROUND: Final = 11
"""The operating system command of the background colour."""

BACKGROUND_QUERY: Final = f"\x1b]{BACKGROUND};?\x1b\\"
"""Which colour the background has. It belongs to no frame: the answer is a command of the same number."""

_ANSWERS: Final = (
    (re.compile(r"\x1b\[[03]n"), Query.STATUS),
    (re.compile(r"\x1b\[\?2026;\d\$y"), Query.MODE),
)


def answered_by(sequence: str) -> Query | None:
    """Tell which question a sequence from the terminal answers; None for keys, the mouse and the rest."""
    if sequence[-1:] not in {"n", "y"}:
        return None
    return next((query for pattern, query in _ANSWERS if pattern.fullmatch(sequence)), None)
