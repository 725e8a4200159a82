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
from tui.journal.file import JournalFile, MovedError, Session
from tui.journal.place import Identity, identity_of, set_aside
from tui.journal.retention import Retention, first_kept, prune_some
from tui.journal.trouble import DAMAGED, is_corrupt, words
from tui.journal.waiting import Queue
from tui.tongue import say

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

_ATTEMPTS: Final = 3
"""In a row, each at a file that was not there before: after so many the disk itself must be at fault."""


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
        self._retention = retention or Retention()
        self._queue = queue or Queue()
        self._wall_ns = wall_ns
        self._retry_seconds = retry_seconds
        self._closing = Event()
        self._alive = self._marked = wall_ns()
        self._session = Session(host, self._alive)
        self._file: JournalFile | None = None
        self._opened: Identity | None = None
        """Which file was opened last, or was about to be."""
        self._prune_at = 0.0
        self._cut: int | None = None
        """Before which record the journal is being let go of."""
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
        """Its session's number in the journal, from the first record on."""
        return self._session.number

    def close(self, seconds: float = 1.0) -> bool:
        """Write what waits, for so many seconds at most; whether all of it was written."""
        self._closing.set()
        self._queue.news.set()
        self._thread.join(seconds)
        return not self._thread.is_alive() and not len(self._queue)

    # The thread

    def _run(self) -> None:
        while True:
            # While it lets go of what is old, it comes back by itself.
            self._queue.news.wait(None if self._cut is None else BATCH_SECONDS)
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
        self._leave()

    def _try_to_write(self) -> None:
        for _ in range(_ATTEMPTS):
            try:
                self._write_all()
            except MovedError:
                self._leave()
                self._pass_on(say("the journal was moved or deleted: a new one is begun"))
            except Exception as error:  # noqa: BLE001 - whatever it is, the screen has to say that nothing is recorded
                self._leave()
                if not (is_corrupt(error) and self._set_aside()):
                    self._tell(words(error))
                    return
            else:
                self._tell("")
                return
        self._tell(say(DAMAGED))

    def _write_all(self) -> None:
        if self._file is None:
            with contextlib.suppress(OSError):
                self._opened = identity_of(self.path)
            self._file = JournalFile(self.path, self._session, self._wall_ns())
            self._opened = self._file.identity
        is_marked = False
        while batch := self._queue.first(MOST_AT_ONCE):
            self._file.write(batch, self._alive)
            self._queue.written(batch)
            is_marked = True
        if self._session.number is not None and not is_marked:
            self._file.write(None, self._alive)
        try:
            self._let_go(self._file.connection)
        except sqlite3.Error as error:
            self._cut, self._prune_at = None, time.monotonic() + PRUNE_EVERY
            if is_corrupt(error):
                raise  # anything else is no reason to say that nothing is recorded, and is tried again in an hour

    def _let_go(self, db: sqlite3.Connection) -> None:
        """Let go of a little of what need not be kept: what comes in meanwhile has to be written in time."""
        now = time.monotonic()
        if self._cut is None and now >= self._prune_at:
            (first,) = db.execute("SELECT coalesce(min(seq), 1) FROM record").fetchone()
            cut = first_kept(db, self._retention, self._wall_ns())
            if cut > first:
                self._cut = cut
            else:
                self._prune_at = now + PRUNE_EVERY
        if self._cut is not None and not prune_some(db, self._cut):
            self._cut = None
            self._queue.news.set()  # what is left may still take too much room

    def _leave(self) -> None:
        """Leave the file, and come back to it later."""
        if self._file is not None:
            with contextlib.suppress(sqlite3.Error, OSError):
                self._file.close()
            self._file = None

    def _set_aside(self) -> bool:
        """Set a damaged journal aside, unless somebody else has done it; whether a new one can be begun."""
        try:
            aside = set_aside(self.path, self._opened, self._wall_ns())
        except OSError:
            return False
        if aside is None:
            return identity_of(self.path) != self._opened
        words = say(
            "the journal was damaged: it was set aside as {name}, and a new one is begun", name=aside.name
        )
        self._pass_on(words)
        return True

    def _tell(self, trouble: str) -> None:
        if trouble != self.trouble:
            self.trouble = trouble
            self._pass_on(trouble)

    def _pass_on(self, words: str) -> None:
        with contextlib.suppress(
            Exception
        ):  # whoever listened may be gone, which is no reason to stop recording
            self.told(words)
