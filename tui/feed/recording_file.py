"""A recording on disk: opened, looked over, and read in pieces."""

import os
import stat
from pathlib import Path
from typing import BinaryIO, Final

from tui.core.events import Event
from tui.core.foreign import harmless
from tui.core.recording import (
    LINE_LIMIT,
    Damaged,
    Heading,
    Line,
    RecordedMessage,
    RecordedStep,
    read_line,
)
from tui.core.wire import decode
from tui.tongue import say

PIECE_BYTES: Final = 256 * 1024
PIECE_LINES: Final = 256
"""So much is read at a time at most, a long line apart."""


class RecordingError(Exception):
    """A file that is no recording; its text is for people."""


class RecordingFile:
    """A recording, open for reading. Reading raises OSError."""

    def __init__(self, path: Path) -> None:
        """Open the file at `path`. Raises RecordingError for what is no recording or cannot be read."""
        self.name = harmless(str(path))
        try:
            # Without O_NONBLOCK, opening a pipe that nobody writes into would never come back.
            self._file: BinaryIO = os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb")
        except OSError as error:
            raise RecordingError(
                say("{file} cannot be read: {why}", file=self.name, why=error.strerror)
            ) from error
        try:
            self.heading = self._heading()
            self._start = self._file.tell()
            self.first, self.last = self._span()
            """When its first and its last line were received, Unix ns; 0 where there is none."""
        except OSError as error:
            self._file.close()
            raise RecordingError(
                say("{file} cannot be read: {why}", file=self.name, why=error.strerror)
            ) from error
        except RecordingError:
            self._file.close()
            raise
        self._number = 1

    def _heading(self) -> Heading:
        if not stat.S_ISREG(os.fstat(self._file.fileno()).st_mode):
            raise RecordingError(say("{path} is no regular file", path=self.name))
        heading = read_line(self._next_line() or b"")
        if isinstance(heading, Heading):
            return heading
        reason = heading.reason if isinstance(heading, Damaged) else say("it is no heading")
        raise RecordingError(
            say(
                "{file} is no recording of bitotui, or a broken one: line 1: {reason}",
                file=self.name,
                reason=reason,
            )
        )

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def rewind(self) -> None:
        """Read from the first line behind the heading again."""
        self._file.seek(self._start)
        self._number = 1

    def piece(self) -> list[Line]:
        """The next lines, each whole; none at the end."""
        lines: list[Line] = []
        taken = 0
        while taken < PIECE_BYTES and len(lines) < PIECE_LINES:
            line = self._next_line()
            if line is None:
                break
            taken += len(line)
            self._number += 1
            lines.append(read_line(line, self._number))
        return lines

    def find(self, prefix: str) -> int | None:
        """When the first event was received whose eventID begins with `prefix`, Unix ns; None without any."""
        self.rewind()
        try:
            while lines := self.piece():
                for line in lines:
                    if isinstance(line, RecordedMessage) and _is_event(line.raw, prefix):
                        return line.received
        finally:
            self.rewind()
        return None

    def _next_line(self) -> bytes | None:
        """The next line without its end; of one that is too long, as much as shows that; None at the end."""
        line = self._file.readline(LINE_LIMIT + 2)
        if not line:
            return None
        if not line.endswith(b"\n") and len(line) > LINE_LIMIT:
            while (rest := self._file.readline(LINE_LIMIT)) and not rest.endswith(b"\n"):
                pass
        return line.rstrip(b"\r\n")

    def _span(self) -> tuple[int, int]:
        """The times of the first and of the last line that can be read; the place in the file stays."""
        first = last = 0
        while not first and (line := self._next_line()) is not None:
            first = _received(line)
        size = os.fstat(self._file.fileno()).st_size
        back = min(PIECE_BYTES, size)
        while True:
            self._file.seek(size - back)
            # The first of these lines may be the end of one, and reads as damaged then.
            for line in reversed(self._file.read(back).splitlines()):
                last = _received(line)
                if last:
                    self._file.seek(self._start)
                    return first, last
            if back >= min(size, 2 * LINE_LIMIT):
                self._file.seek(self._start)
                return first, first
            back = min(2 * back, size)


def _received(line: bytes) -> int:
    said = read_line(line)
    return said.received if isinstance(said, RecordedMessage | RecordedStep) else 0


def _is_event(raw: bytes, prefix: str) -> bool:
    event = decode(raw)
    return isinstance(event, Event) and event.event_id.lower().startswith(prefix)
