"""Where a recording goes: a new file for its owner alone, or standard output; flushed line by line."""

import contextlib
import os
import stat
from pathlib import Path
from typing import BinaryIO, Final

from tui.core.foreign import harmless
from tui.tongue import say

STANDARD_OUTPUT: Final = "-"


class OutputError(Exception):
    """Why nothing can be written there; its text is for people."""


class Output:
    """A recording being written. Writing raises OSError."""

    def __init__(self, file: BinaryIO, path: Path | None) -> None:
        self._file = file
        self._path = path
        """None for standard output, which is not ours to close."""
        self.written = 0
        """Bytes."""

    @property
    def name(self) -> str:
        """What it is called, for people."""
        return say("standard output") if self._path is None else harmless(str(self._path))

    def write(self, line: bytes) -> None:
        """Write a line, all the way to the operating system."""
        self._file.write(line)
        self._file.flush()
        self.written += len(line)

    def close(self) -> None:
        """Close a file of ours; what could not be flushed was told by `write`."""
        if self._path is not None:
            with contextlib.suppress(OSError):
                self._file.close()

    def remove(self) -> None:
        """Take away a file of ours, in which nothing worth keeping came to stand."""
        if self._path is not None:
            with contextlib.suppress(OSError):
                self._path.unlink()


def opened(name: str, standard_output: BinaryIO, *, replaces: bool) -> Output:
    """Open what a user called `name`. Raises OutputError; a file that exists stays unless `replaces`."""
    if name == STANDARD_OUTPUT:
        return Output(standard_output, None)
    path, shown = Path(name), harmless(name)
    try:
        if replaces:
            _make_room(path, shown)
        # A new file always: no link is followed, and nobody who may read an old one has it open.
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    except FileExistsError as error:
        raise OutputError(
            say("{file} exists already; choose another name, or replace it with --force", file=shown)
        ) from error
    except OSError as error:
        raise OutputError(
            say("{file} cannot be written: {reason}", file=shown, reason=error.strerror)
        ) from error
    return Output(os.fdopen(descriptor, "wb"), path)


def _make_room(path: Path, shown: str) -> None:
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    if not stat.S_ISREG(mode):
        raise OutputError(say("{file} is no regular file, and is not replaced", file=shown))
    path.unlink()
