"""The thread that writes the journal, so that neither the loop nor the link ever waits for a disk."""

import contextlib
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread
from typing import Final

from tui.core.book import Book
from tui.core.record import Record
from tui.journal.file import JournalFile
from tui.journal.retention import Retention, prune
from tui.journal.schema import ForeignError, TooNewError
from tui.journal.trouble import is_corrupt, set_aside, words
from tui.journal.waiting import Queue

BATCH_SECONDS: Final = 0.3
"""How long records gather before they are written: well within the second in which they have to be durable."""

MOST_AT_ONCE: Final = 5_000
"""Records in one transaction."""

RETRY_SECONDS: Final = 5.0
"""After which a journal that could not be written is tried again."""

ALIVE_EVERY: Final = 60 * 10**9
"""Nanoseconds between two marks that the exchange is still heard, where nothing else is written."""

PRUNE_EVERY: Final = 3600.0
"""Seconds."""


class JournalWriter:
    """Records go in on the loop, and are durable within a second; the file is touched by one thread alone."""

    def __init__(
        self,
        path: Path,
        *,
        host: str,
        retention: Retention | None = None,
        queue: Queue | None = None,
        wall_ns: Callable[[], int] = time.time_ns,
        retry_seconds: float = RETRY_SECONDS,
    ) -> None:
        self.path = path
        self.trouble = ""
        """Why nothing is being recorded, in words; empty while all is well."""
        self.told: Callable[[str], None] = lambda _: None
        """Called from the writer's thread with each change of `trouble`, and with what has to be said once."""
        self._host = host
        self._retention = retention or Retention()
        self._queue = queue or Queue()
        self._wall_ns = wall_ns
        self._retry_seconds = retry_seconds
        self._closing = Event()
        self._alive = self._marked = wall_ns()
        self._file: JournalFile | None = None
        self._prune_at = 0.0
        self._thread = Thread(target=self._run, name="journal", daemon=True)
        self._thread.start()

    # For the loop

    def put(self, record: Record, book: Book) -> None:
        """Record what happened, and the book that came of it. Never waits."""
        self._queue.put(record, book)

    def alive(self) -> None:
        """Know that the exchange is heard, though nothing happens: a gap in the journal begins later."""
        self._alive = self._wall_ns()
        if self._alive - self._marked >= ALIVE_EVERY:
            self._marked = self._alive
            self._queue.news.set()

    @property
    def session(self) -> int | None:
        """The number of this session in the file; None until a record is written, and while there is trouble."""
        file = self._file  # the thread may let go of it meanwhile
        return None if file is None else file.session

    def close(self, seconds: float = 1.0) -> bool:
        """Write what waits, for so many seconds at most; whether all of it was written."""
        self._closing.set()
        self._queue.news.set()
        self._thread.join(seconds)
        return not self._thread.is_alive() and not len(self._queue)

    # The thread

    def _run(self) -> None:
        while True:
            self._queue.news.wait(self._retry_seconds if self.trouble else None)
            if not self._closing.is_set():
                self._closing.wait(BATCH_SECONDS)
            self._queue.news.clear()
            is_last = self._closing.is_set()
            self._try_to_write()
            if is_last:
                break
            if self.trouble:
                self._closing.wait(self._retry_seconds)
                self._queue.news.set()
        if self._file is not None:
            with contextlib.suppress(sqlite3.Error):
                self._file.close()

    def _try_to_write(self) -> None:
        try:
            self._write_all()
        except (sqlite3.Error, OSError, TooNewError, ForeignError) as error:
            self._give_up(error)
        else:
            self._tell("")

    def _write_all(self) -> None:
        if self._file is None:
            self._file = JournalFile(self.path, self._host, self._wall_ns())
        while batch := self._queue.first(MOST_AT_ONCE):
            self._file.write(batch, self._alive)
            self._queue.written(batch[-1].ordinal)
        if self._file.session is not None:
            self._file.write((), self._alive)
        now = time.monotonic()
        if now >= self._prune_at:
            self._prune_at = now + PRUNE_EVERY
            prune(self._file.connection, self._retention, self._wall_ns())

    def _give_up(self, error: Exception) -> None:
        """Leave the file, and come back to it later; a damaged one is set aside, and a new one begun at once."""
        if self._file is not None:
            with contextlib.suppress(sqlite3.Error):
                self._file.close()
            self._file = None
        if is_corrupt(error):
            with contextlib.suppress(OSError):
                aside = set_aside(self.path, self._wall_ns())
                self.told(f"the journal was damaged: it was set aside as {aside.name}, and a new one begun")
        self._tell(words(error))

    def _tell(self, trouble: str) -> None:
        if trouble != self.trouble:
            self.trouble = trouble
            self.told(trouble)
