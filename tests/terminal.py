"""A real pseudo-terminal with a program in it, and what a person would see there."""

import contextlib
import fcntl
import os
import re
import select
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

import pyte

from tests.command import PATIENCE

_PRIVATE_MODE = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")


AnyTerminal = TypeVar("AnyTerminal", bound="Terminal")


class Terminal:
    """Bytes in, a rendered screen out; keys go the other way."""

    def __init__(self, width: int, height: int) -> None:
        self.outer, self.inner = os.openpty()
        fcntl.ioctl(self.inner, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        self.settings = termios.tcgetattr(self.inner)
        """The line discipline as it was before anything ran here."""
        self.written = b""
        self._screen = pyte.Screen(width, height)
        self._stream = pyte.ByteStream(self._screen)

    @property
    def text(self) -> str:
        return "\n".join(self._screen.display)

    @property
    def cursor(self) -> tuple[int, int]:
        """Line and column of the terminal's own cursor."""
        return self._screen.cursor.y, self._screen.cursor.x

    def background(self, y: int) -> str:
        """The colour behind the first character of a line."""
        return str(self._screen.buffer[y][0].bg)

    def press(self, keys: str) -> None:
        os.write(self.outer, keys.encode())

    def until(self, fact: Callable[[str], bool]) -> str:
        """Take what is written until `fact` holds of the screen; the screen."""
        deadline = time.monotonic() + PATIENCE
        while not fact(self.text):
            ready, _, _ = select.select([self.outer], [], [], max(0.0, deadline - time.monotonic()))
            assert ready, f"it never came to be on the screen:\n{self.text}"
            self._take()
        return self.text

    def resize(self, width: int, height: int) -> None:
        """Give the window another size; what runs in it has to be told by SIGWINCH."""
        fcntl.ioctl(self.inner, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        self._screen.resize(height, width)

    def take_some(self, seconds: float = 0.01) -> bool:
        """Take what is written by then, if anything is; whether anything was."""
        is_there = bool(select.select([self.outer], [], [], seconds)[0])
        if is_there:
            self._take()
        return is_there

    def forget(self) -> None:
        """Take what is written, and look only at what comes after it."""
        while select.select([self.outer], [], [], 0)[0]:
            self._take()
        self.written = b""

    def drain(self, process: "subprocess.Popen[bytes]") -> int:
        """Take what is written until the process has ended; its exit code."""
        deadline = time.monotonic() + PATIENCE
        while process.poll() is None:
            assert time.monotonic() < deadline, f"it never ended:\n{self.text}"
            if select.select([self.outer], [], [], 0.02)[0]:
                self._take()
        while select.select([self.outer], [], [], 0)[0]:
            self._take()
        return process.returncode

    def modes(self) -> dict[int, bool]:
        """Every private mode that was ever set or reset, as it was left."""
        return {
            int(number): switch == b"h"
            for numbers, switch in _PRIVATE_MODE.findall(self.written)
            for number in numbers.split(b";")
        }

    def _take(self) -> None:
        self.show(os.read(self.outer, 65_536))

    def show(self, data: bytes) -> None:
        """Show what was taken."""
        self.written += data
        # A terminal says that it is well when it is asked, and thereby that it has taken all before.
        os.write(self.outer, b"\x1b[0n" * data.count(b"\x1b[5n"))
        # pyte takes the answer-me of a mode query for text.
        self._stream.feed(re.sub(rb"\x1b\[[?>=<][0-9;]*(?:\$p|u|q)", b"", data))


@contextlib.contextmanager
def terminal(width: int, height: int) -> Iterator[Terminal]:
    """A new one, closed in the end."""
    with in_use(Terminal(width, height)) as it:
        yield it


@contextlib.contextmanager
def in_use(it: AnyTerminal) -> Iterator[AnyTerminal]:
    """Close both ends of it in the end."""
    try:
        yield it
    finally:
        os.close(it.outer)
        os.close(it.inner)


@contextlib.contextmanager
def running(
    line: list[str], it: Terminal, *, environ: Mapping[str, str], folder: Path
) -> Iterator["subprocess.Popen[bytes]"]:
    """Run a program in a terminal of its own session; one that has not ended by itself is killed."""
    process = subprocess.Popen(
        line,
        cwd=folder,
        env=dict(environ),
        stdin=it.inner,
        stdout=it.inner,
        stderr=it.inner,
        start_new_session=True,
    )
    with process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()
