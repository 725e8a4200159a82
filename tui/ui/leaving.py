"""Leaving within two seconds, come what may (ACCEPTANCE.md, On an open stream).

An app leaves by its loop, and the loop may stand still: Textual's writer blocks it when the terminal stops reading.
So one thread, which sleeps until it is needed, ends the process when an orderly end takes too long, and gives the
terminal back as far as it takes it. The same thread notices that the terminal is gone, which Textual does not.
"""

import contextlib
import os
import select
import signal
import termios
import threading
import time
from collections.abc import Iterator
from types import FrameType
from typing import Any, Final, Protocol

SECONDS: Final = 1.6
"""For an orderly end."""

SIGNALS: Final = (signal.SIGTERM, signal.SIGHUP)

_NUDGE: Final = signal.SIGURG
"""Sent to a thread that waits to write; where nobody handles it, it does nothing at all."""

_ORDERLY: Final = 0xFF

_SETTLING: Final = 0.03
"""Seconds for a thread to notice that its write was ended."""

_TRIES: Final = 5
"""How often the terminal is offered its restoring; a write that goes on may have filled it again."""

RESTORED: Final = (
    b"\x18"  # ends an escape sequence that was cut off
    b"\x1b[?2026l\x1b[?2004l\x1b[?2048l\x1b[?1000l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1004l"
    b"\x1b[?7h\x1b[<u\x1b[0m\x1b[?1049l\x1b[?25h"
)
"""What takes back every mode that Textual sets."""


class Leaves(Protocol):
    """What can be asked to leave."""

    def ask_to_leave(self) -> None:
        """From any thread and from a signal handler, at any time."""
        ...


class Leaving:
    """The thread that sees to it, and the signals that ask for it."""

    def __init__(self, app: Leaves, terminal: int | None) -> None:
        """`terminal` is a descriptor of it, None where there is none."""
        self._app = app
        self._terminal = terminal
        self._before: list[Any] | None = None
        if terminal is not None:
            with contextlib.suppress(termios.error):
                self._before = termios.tcgetattr(terminal)
        self._reading, self._writing = os.pipe()
        os.set_blocking(self._writing, False)

    def begin(self, code: int = 0) -> None:
        """Leave within `SECONDS` from now, with this exit code. Fit for a signal handler."""
        with contextlib.suppress(BlockingIOError):
            os.write(self._writing, bytes([code]))

    def on_signal(self, number: int, frame: FrameType | None) -> None:
        """Leave as by a key."""
        del number, frame
        self.begin()
        self._app.ask_to_leave()

    def watch(self) -> None:
        """Wait until someone leaves or the terminal is gone; the body of the thread."""
        waiting = select.poll()
        waiting.register(self._reading, select.POLLIN)
        if self._terminal is not None:
            waiting.register(self._terminal, 0)  # nothing but a hang-up
        found = [descriptor for descriptor, _ in waiting.poll()]
        if self._reading not in found:
            self.begin()
            self._app.ask_to_leave()
        code = os.read(self._reading, 1)[0]
        if code == _ORDERLY:
            return
        deadline = time.monotonic() + SECONDS
        while (left := deadline - time.monotonic()) > 0:
            if select.select([self._reading], [], [], left)[0] and _ORDERLY in os.read(self._reading, 64):
                return
        self.restore()
        os._exit(code)

    def restore(self) -> None:
        """Give the terminal back without waiting for it: what it has not read yet is dropped."""
        if self._terminal is None or self._before is None:
            return
        with contextlib.suppress(OSError, termios.error):
            # A description of its own: the one there is belongs to the shell as well, and must keep its flags.
            own = os.open(os.ttyname(self._terminal), os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
            _divert()
            termios.tcsetattr(own, termios.TCSANOW, self._before)
            for _ in range(_TRIES):
                _end_writes()
                termios.tcflush(own, termios.TCOFLUSH)
                with contextlib.suppress(BlockingIOError):
                    if os.write(own, RESTORED) == len(RESTORED):
                        break

    def end(self) -> None:
        """The app has ended by itself."""
        with contextlib.suppress(BlockingIOError):
            os.write(self._writing, bytes([_ORDERLY]))

    def settle(self) -> None:
        """Give the line settings back: after a SIGCONT Textual takes its own for those that it found."""
        if self._terminal is not None and self._before is not None:
            with contextlib.suppress(termios.error):
                termios.tcsetattr(self._terminal, termios.TCSANOW, self._before)


def _divert() -> None:
    """Let everything that is written from now on go nowhere."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    for descriptor in (1, 2):
        os.dup2(nothing, descriptor)


def _end_writes() -> None:
    """End what other threads wait to write: they try again, and find that it goes nowhere."""
    for thread in threading.enumerate():
        if thread.ident not in (None, threading.get_ident()):
            with contextlib.suppress(ProcessLookupError):  # it has ended meanwhile
                signal.pthread_kill(thread.ident, _NUDGE)
    time.sleep(_SETTLING)


@contextlib.contextmanager
def leaving(app: Leaves, terminal: int | None) -> Iterator[Leaving]:
    """For as long as it lasts, signals and a lost terminal make `app` leave. In the main thread alone."""
    it = Leaving(app, terminal)
    thread = threading.Thread(target=it.watch, name="leaving", daemon=True)
    thread.start()
    before = {name: signal.signal(name, it.on_signal) for name in SIGNALS}
    before[_NUDGE] = signal.signal(_NUDGE, lambda *_: None)
    try:
        yield it
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)
        it.end()
        thread.join()
        it.settle()
