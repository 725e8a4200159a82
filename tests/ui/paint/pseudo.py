"""A program in a pseudo-terminal, read, answered and measured by the test."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path
from typing import Self

from tests.ui.paint.terminal import Terminal

ROOT = Path(__file__).parents[3]


class Pseudo:
    """Runs a Python module in a terminal of its own."""

    def __init__(
        self, module: str, *arguments: str, columns: int = 80, lines: int = 24, **environment: str
    ) -> None:
        self.terminal = Terminal(columns, lines)
        self.written = bytearray()
        """Everything the program has written, as far as it was read."""
        self.answers = True
        """Whether questions are answered."""
        self.ended: int | None = None
        """The exit status, once known."""
        self.pid, self.descriptor = pty.fork()
        if self.pid == 0:
            os.chdir(ROOT)
            names = {
                key: value for key, value in os.environ.items() if not key.startswith(("TEXTUAL", "BITOTUI"))
            }
            names |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONPATH": str(ROOT)}
            for name in ("NO_COLOR", "COLUMNS", "LINES", "TERM_PROGRAM"):
                names.pop(name, None)
            os.execve(sys.executable, [sys.executable, "-m", module, *arguments], names | environment)
        self.size(columns, lines)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.ended is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.descriptor)

    def size(self, columns: int, lines: int) -> None:
        """Give the terminal this size; the program gets a signal."""
        self.terminal.resize(columns, lines)
        fcntl.ioctl(self.descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def press(self, keys: bytes) -> None:
        """Type."""
        os.write(self.descriptor, keys)

    def take(self, seconds: float) -> bytes:
        """Read once what comes within so many seconds; b"" when nothing does, or the program has ended."""
        if not select.select([self.descriptor], [], [], seconds)[0]:
            return b""
        data = b""
        with contextlib.suppress(OSError):
            data = os.read(self.descriptor, 1 << 16)
        if not data and self.ended is None:
            self.ended = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return data

    def show(self, data: bytes) -> None:
        """Let the terminal show what was read, and answer."""
        self.written += data
        for answer in self.terminal.feed(data):
            if self.answers:
                os.write(self.descriptor, answer)

    def until(self, needle: bytes, seconds: float = 20.0, start: int = 0) -> int:
        """Read, show and answer until the program has written this; gives the place behind it."""
        deadline = time.monotonic() + seconds
        while (found := self.written.find(needle, start)) < 0:
            left = deadline - time.monotonic()
            if left <= 0 or self.ended is not None:
                raise TimeoutError(needle, bytes(self.written[-2000:]))
            self.show(self.take(left))
        return found + len(needle)

    def quiet(self, seconds: float = 0.2, most: float = 10.0) -> None:
        """Read, show and answer until nothing has come for so many seconds."""
        deadline = time.monotonic() + most
        while (data := self.take(seconds)) and time.monotonic() < deadline:
            self.show(data)

    def end(self, seconds: float = 5.0) -> float:
        """Read until the program has ended; gives the seconds that took."""
        start = time.monotonic()
        while self.ended is None and time.monotonic() - start < seconds:
            self.show(self.take(0.05))
        return time.monotonic() - start

    def switches(self) -> int:
        """How often the program's threads have been scheduled by their own will."""
        total = 0
        for thread in Path(f"/proc/{self.pid}/task").iterdir():
            for line in (thread / "status").read_text().splitlines():
                if line.startswith("voluntary_ctxt"):
                    total += int(line.split()[1])
        return total
