"""Lines that wait for a pipe: so many and no more, and what was dropped is said in its place."""

import threading
from collections import deque
from collections.abc import Callable
from typing import Final

from msgspec import Struct

MOST_LINES: Final = 10_000
MOST_BYTES: Final = 4 << 20

AT_ONCE: Final = 4096
"""Bytes that a pipe that says it takes some is sure to take without making anyone wait (PIPE_BUF of Linux)."""


class Dropped(Struct, frozen=True):
    """Lines in a row that nobody will read."""

    lines: int
    since: int
    """When the first of them was dropped, Unix ms by this machine's clock."""
    until: int
    """When the last of them was."""


class Backlog:
    """Takes lines on one thread and gives them on another; no call ever waits for longer than the other's."""

    def __init__(
        self,
        said: Callable[[Dropped], bytes],
        wall: Callable[[], int],
        *,
        most_lines: int = MOST_LINES,
        most_bytes: int = MOST_BYTES,
    ) -> None:
        """`said` makes the line that tells what was dropped, `wall` is now in Unix ms; both on either thread."""
        self._said = said
        self._wall = wall
        self._most_lines, self._most_bytes = most_lines, most_bytes
        self._lock = threading.Lock()
        self._lines: deque[bytes] = deque()
        self._bytes = 0
        self._dropped: Dropped | None = None

    def put(self, line: bytes, *, is_last: bool = False) -> None:
        """Let a line wait, or drop it; the last of all is never dropped."""
        with self._lock:
            if not is_last and self._is_full(len(line)):
                now = self._wall()
                before = self._dropped or Dropped(0, now, now)
                self._dropped = Dropped(before.lines + 1, before.since, now)
                return
            self._say_dropped()
            self._append(line)

    def take(self) -> bytes:
        """What comes next: as many whole lines as fit into `AT_ONCE`, or a longer one alone; empty for nothing."""
        with self._lock:
            if not self._lines:
                self._say_dropped()
            taken: list[bytes] = []
            size = 0
            while self._lines and (not taken or size + len(self._lines[0]) <= AT_ONCE):
                taken.append(self._lines.popleft())
                size += len(taken[-1])
            self._bytes -= size
            return b"".join(taken)

    def __len__(self) -> int:
        """How many lines wait."""
        return len(self._lines)

    def _is_full(self, more: int) -> bool:
        """Whether another line finds no room; once lines are dropped, not before half the room is free again."""
        share = 2 if self._dropped else 1
        return bool(self._lines) and (
            len(self._lines) >= self._most_lines // share or self._bytes + more > self._most_bytes // share
        )

    def _say_dropped(self) -> None:
        if self._dropped is not None:
            dropped, self._dropped = self._dropped, None
            self._append(self._said(dropped))

    def _append(self, line: bytes) -> None:
        self._lines.append(line)
        self._bytes += len(line)
