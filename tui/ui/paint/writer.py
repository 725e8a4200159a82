"""The thread that writes to the terminal, so that a terminal that takes nothing stops nobody else."""

from __future__ import annotations

import contextlib
import os
import select
from queue import SimpleQueue
from threading import RLock, Thread
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_QUEUED: Final = 1 << 18
"""Characters that may wait; what is written beyond is lost, and said to be lost."""


class Writer(Thread):
    """Writes text to a descriptor in the order given; `write` never waits.

    A terminal that is frozen or gone leaves this thread standing in the kernel: it is a daemon, and `stop`
    waits for it no longer than it is told to.
    """

    def __init__(self, descriptor: int, encoding: str = "utf-8") -> None:
        super().__init__(name="bitotui-output", daemon=True)
        self.lost = False
        """Whether something was dropped since this was last set to False."""
        self._descriptor, self._encoding = descriptor, encoding
        self._queue: SimpleQueue[str | None] = SimpleQueue()
        # Signal handlers of the main thread write too, perhaps while it holds the lock
        self._lock = RLock()
        self._queued = 0
        self._last = ""
        self._when_idle: Callable[[], None] | None = None
        self._stopped = False

    @property
    def idle(self) -> bool:
        """Whether all that was written has been taken by the terminal's driver."""
        return not self._queued

    def write(self, text: str) -> None:
        """Hand text over; the same text twice in a row is written once while the first waits (bells)."""
        with self._lock:
            if self._stopped or not text or (self._queued and text == self._last):
                return
            if self._queued and self._queued + len(text) > MOST_QUEUED:
                self.lost = True
                return
            self._queued += len(text)
            self._last = text
            self._queue.put(text)

    def when_idle(self, callback: Callable[[], None]) -> None:
        """Call once, from this thread or the caller's, as soon as nothing waits to be written."""
        with self._lock:
            self._when_idle = callback
        self._tell()

    def stop(self, seconds: float) -> bool:
        """Write what waits, for so many seconds at most, and then no more; True when all of it was taken."""
        with self._lock:
            if not self._stopped:
                self._stopped = True
                self._queue.put(None)
        if self.ident is not None:
            self.join(seconds)
        return not self.is_alive() and self.idle

    def run(self) -> None:
        """Write until stopped, or until the terminal is gone."""
        while (text := self._queue.get()) is not None:
            with contextlib.suppress(OSError):
                # Gone (EIO): what is still queued is taken off the queue all the same, and lost
                self._write_all(text.encode(self._encoding, "replace"))
            with self._lock:
                self._queued -= len(text)
            self._tell()

    def _write_all(self, data: bytes) -> None:
        while data:
            try:
                data = data[os.write(self._descriptor, data) :]
            except BlockingIOError:
                select.select([], [self._descriptor], [])

    def _tell(self) -> None:
        with self._lock:
            callback = self._when_idle if self.idle else None
            if callback is not None:
                self._when_idle = None
        if callback is not None:
            callback()
