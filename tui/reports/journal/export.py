"""A journal written as a recording: newline-delimited JSON that can be attached to a report and replayed."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from tui.core import recording
from tui.journal.search import Wanted, search
from tui.journal.store import Journal
from tui.private_file import replacing
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
        with os.fdopen(sys.stdout.fileno(), "wb", closefd=False) as file:
            return _written(content, file)
    path = Path(target)
    if problem := fault(path, target):
        raise UsageError(problem)
    with replacing(path) as file:
        return _written(content, file)


def _written(content: Iterator[bytes], file: BinaryIO) -> int:
    count = 0
    for line in content:
        file.write(line)
        count += 1
    return count
