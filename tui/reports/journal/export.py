"""A journal written as a recording: newline-delimited JSON that can be attached to a report and replayed."""

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tui.core import recording
from tui.journal.search import Wanted, search
from tui.journal.store import Journal
from tui.reports.doctor.private_file import fault
from tui.reports.journal.which import UsageError


def lines(journal: Journal, host: str, since: int | None, until: int | None) -> Iterator[bytes]:
    """The recording's lines, oldest first, of what was received in a span of Unix ns. Raises JournalError."""
    yield recording.header(host or journal.host())
    for kept in search(journal, Wanted(since=since, until=until), newest_first=False):
        yield recording.record_line(kept.record)


def write(target: str, content: Iterator[bytes]) -> int:
    """Write the lines to a file of mode 0600, or to the standard output for `-`; how many they were.

    Whoever reads the file sees the old one or all of the new one. Raises UsageError and OSError.
    """
    if target == "-":
        sys.stdout.flush()
        return _written(content, sys.stdout.buffer.fileno())
    path = Path(target)
    if problem := fault(path, target):
        raise UsageError(problem)
    path = path.resolve()
    descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)  # mode 0600
    try:
        try:
            count = _written(content, descriptor)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        Path(temporary).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise
    return count


def _written(content: Iterator[bytes], descriptor: int) -> int:
    count = 0
    with os.fdopen(descriptor, "wb", closefd=False) as file:
        for line in content:
            file.write(line)
            count += 1
    return count
