"""The journal of a running session: begun late and off the loop, written by a thread, read by whoever shows it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tui.core.book import Book
    from tui.core.record import Record
    from tui.journal.pages import Pages
    from tui.journal.store import Journal
    from tui.journal.writer import JournalWriter


class JournalAccess:
    """Takes records (`feed.recorded.Recorder`) and gives the reader. SQLite is loaded only by `begin`."""

    def __init__(
        self, path: Path, *, host: str, days: int, megabytes: int, throw_away: Path | None = None
    ) -> None:
        """`throw_away` is a folder to remove in the end: a demo's journal is nobody's past."""
        self.path = path
        self.told: Callable[[str], None] = lambda _: None
        """Called from another thread: why nothing is recorded, or nothing when it is again."""
        self.opened: Callable[[Pages], None] = lambda _: None
        """Called from another thread with what was there before, and what will be read of this session."""
        self._host, self._days, self._megabytes = host, days, megabytes
        self._throw_away = throw_away
        self._writer: JournalWriter | None = None
        self._reader: Journal | None = None
        self._pages: Pages | None = None

    def begin(self) -> None:
        """Load what is needed and start to write. Takes a while, so not on the loop."""
        from tui.journal.pages import Pages  # noqa: PLC0415 - sqlite3 is loaded after the first paint
        from tui.journal.retention import Retention  # noqa: PLC0415 - as above
        from tui.journal.writer import JournalWriter  # noqa: PLC0415 - as above

        self._pages = Pages(self.path, lambda: self.session)
        retention = Retention(self._days, self._megabytes)
        self._writer = JournalWriter(self.path, host=self._host, retention=retention)
        self._writer.told = self._tell
        self.opened(self._pages)

    def _tell(self, words: str) -> None:
        self.told(words)

    @property
    def trouble(self) -> str:
        """Why nothing is recorded, in words; empty while all is well."""
        return "" if self._writer is None else self._writer.trouble

    @property
    def session(self) -> int | None:
        """The number in the journal of what is being recorded; None while nothing is."""
        return None if self._writer is None else self._writer.session

    def put(self, record: Record, book: Book) -> None:
        """Keep what happened, and the book that came of it. Never waits."""
        assert self._writer is not None  # noqa: S101 - whoever puts has begun
        self._writer.put(record, book)

    def alive(self) -> None:
        """Know that the exchange is heard, though nothing happens."""
        if self._writer is not None:
            self._writer.alive()

    def reader(self) -> Journal:
        """What can be asked of it; opened once. Raises `store.JournalError`, and may later succeed."""
        if self._reader is None:
            from tui.journal.store import Journal  # noqa: PLC0415 - as in `begin`

            self._reader = Journal(self.path)
        return self._reader

    def line_of(self, seq: int) -> int | None:
        """The number that a record has in `core.window`; None where it has none. Raises `store.JournalError`."""
        if self._pages is None:
            return None
        if seq < self._pages.end:
            return seq - self._pages.end
        if self.session is None:
            return None
        from tui.journal.nearest import ordinal_of  # noqa: PLC0415 - as in `begin`

        return ordinal_of(self.reader(), self.session, seq)

    def close(self, seconds: float) -> bool:
        """Write what waits, for so many seconds at most; whether all of it was written."""
        for reader in (self._reader, self._pages):  # the last one to close is to be one that may write
            if reader is not None:
                reader.close()
        is_done = self._writer is None or self._writer.close(seconds)
        if self._throw_away is not None:
            shutil.rmtree(self._throw_away, ignore_errors=True)
        return is_done
