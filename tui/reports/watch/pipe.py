"""Lines into a descriptor by a thread that neither makes anyone wait nor misses that the reader has gone."""

import contextlib
import os
import select
import threading
from collections.abc import Callable

from tui.reports.watch.backlog import AT_ONCE, Backlog

_GONE = select.POLLERR | select.POLLHUP | select.POLLNVAL


class Pipe:
    """What is put goes out as soon as it is taken; from `begin` to `close`.

    The descriptor keeps its flags, which it shares with the shell: it is only ever written what it is sure to take.
    """

    def __init__(self, descriptor: int, backlog: Backlog) -> None:
        self._descriptor = descriptor
        self._backlog = backlog
        self._ended: Callable[[OSError | None], None] = lambda _: None
        self._closing = threading.Event()
        self._woken, self._waking = os.pipe()
        os.set_blocking(self._waking, False)
        self._thread = threading.Thread(target=self._run, name="lines", daemon=True)

    def begin(self, ended: Callable[[OSError | None], None]) -> None:
        """Start; `ended` is called from the thread once nothing more can be written, with None where nobody reads."""
        self._ended = ended
        self._thread.start()

    def put(self, line: bytes, *, is_last: bool = False) -> None:
        """Write a line, sooner or later, or drop it where too many wait. Never waits."""
        self._backlog.put(line, is_last=is_last)
        self._wake()

    def close(self, seconds: float) -> bool:
        """Write what waits, for so many seconds at most; whether all of it was written."""
        self._closing.set()
        self._wake()
        if self._thread.ident is not None:
            self._thread.join(seconds)
        return not self._thread.is_alive()

    def _wake(self) -> None:
        with contextlib.suppress(BlockingIOError):  # it has been woken often enough
            os.write(self._waking, b"\0")

    def _run(self) -> None:
        try:
            self._write_all()
        except BrokenPipeError:
            self._ended(None)
        except OSError as error:
            self._ended(error)

    def _write_all(self) -> None:
        poll = select.poll()
        poll.register(self._woken, select.POLLIN)
        rest = memoryview(b"")
        while True:
            is_closing = self._closing.is_set()
            rest = rest or memoryview(self._backlog.take())
            if not rest and is_closing:
                return
            poll.register(self._descriptor, select.POLLOUT if rest else 0)  # a hang-up is told in any case
            found = dict(poll.poll())
            if self._woken in found:
                os.read(self._woken, AT_ONCE)
            state = found.get(self._descriptor, 0)
            if state & _GONE:
                raise BrokenPipeError
            if state & select.POLLOUT:
                with contextlib.suppress(BlockingIOError):  # somebody else writes there too
                    rest = rest[os.write(self._descriptor, rest[:AT_ONCE]) :]
