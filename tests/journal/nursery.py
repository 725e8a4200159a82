"""Children that record a thousand events a second until they are killed: `python -m tests.journal.nursery`.

Each line of the standard input, `PATH NOTES RUN`, makes one; its process is answered. It notes in the file NOTES when
it handed over each record, by the machine's monotonic clock.
"""

import gc
import os
import signal
import struct
import sys
import threading
import time
from pathlib import Path

from tests.journal.telling import SNAPSHOT, Teller, update
from tui.journal.writer import JournalWriter

NOTE = struct.Struct("=qd")
"""Ordinal, and seconds."""

EVENTS = 2_500
RATE = 1_000


def child(path: Path, notes: Path, run: int) -> None:
    """Tell a story that no other run tells, until the end comes."""
    told = Teller().connect().hear(SNAPSHOT)
    told.hear(*(update(run * 10_000 + number) for number in range(EVENTS)))
    writer = JournalWriter(path, host="exchange.test")
    noted = os.open(notes, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    start, rest = time.monotonic(), threading.Event()
    for ordinal, (record, book) in enumerate(told.told):
        rest.wait(max(0.0, start + ordinal / RATE - time.monotonic()))
        writer.put(record, book)
        os.write(noted, NOTE.pack(ordinal, time.monotonic()))
    rest.wait()


def main() -> None:
    """Make children until nobody asks for more."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    gc.freeze()
    for line in sys.stdin:
        path, notes, run = line.split()
        made = os.fork()
        if not made:
            try:
                child(Path(path), Path(notes), int(run))
            finally:
                os._exit(1)
        print(made, flush=True)


if __name__ == "__main__":
    main()
