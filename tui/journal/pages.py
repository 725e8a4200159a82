"""The journal as a session's event log turns its pages: what was there before, and what memory has let go of."""

import contextlib
from collections.abc import Callable, Mapping
from pathlib import Path

from tui.core.record import Record
from tui.journal.store import Journal, JournalError


class Pages:
    """A `core.window.Keeper`. Reading takes a millisecond, and never waits for those who write."""

    def __init__(self, path: Path, session: Callable[[], int | None]) -> None:
        """`session` tells the number of this session in the journal, None as long as it has none."""
        self.path = path
        self._session = session
        self._own: Journal | None = None
        self._before: Journal | None = None
        self._identity: tuple[int, int] | None = None
        self.start = self.end = 1
        """The number in the journal of the first record of earlier sessions, and that behind the last one."""
        with contextlib.suppress(JournalError, OSError):
            self._identity = _identity(path)
            self._before = _hurried(path)
            self.start, self.end = self._before.span()

    def close(self) -> None:
        """Close the files."""
        for journal in (self._own, self._before):
            if journal is not None:
                journal.close()

    @property
    def session(self) -> int | None:
        """The number of this session in the journal."""
        return self._session()

    @property
    def first(self) -> int | None:
        """The number of the oldest record of earlier sessions."""
        if self.start == self.end and self._session() is None:
            return None
        return self.start - self.end

    def version(self) -> int:
        """Another number when something has been written since; a journal that cannot be read has always the same."""
        try:
            return self._own_reader().numbers("PRAGMA data_version", ())[0]
        except JournalError:
            return -1

    def page(self, first: int, end: int) -> Mapping[int, Record]:
        """The records from one number to before another; a journal that cannot be read has none."""
        try:
            return self._page_of_own(first, end) if first >= 0 else self._page_before(first, end)
        except JournalError:
            return {}

    def _page_before(self, first: int, end: int) -> Mapping[int, Record]:
        if self._before is None:
            return {}
        found = self._before.records(first + self.end, end + self.end)
        return {kept.seq - self.end: kept.record for kept in found}

    def _page_of_own(self, first: int, end: int) -> Mapping[int, Record]:
        session = self._session()
        if session is None:
            return {}
        try:
            return dict(self._own_reader().of_session(session, first, end))
        except JournalError:
            if self._own is not None:
                self._own.close()
            self._own = None  # the next one may be of a journal that was begun anew
            raise

    def _own_reader(self) -> Journal:
        if self._own is None:
            self._own = _hurried(self.path)
        return self._own

    def searched(self) -> tuple[Journal, bool]:
        """A reader for another thread, to be closed by it, and whether it is of the journal that this session found.

        Raises JournalError.
        """
        journal = Journal(self.path)
        try:
            return journal, _identity(self.path) == self._identity
        except OSError:
            return journal, False


def _hurried(path: Path) -> Journal:
    """A reader that would rather have nothing than wait."""
    journal = Journal(path)
    journal.connection.execute("PRAGMA busy_timeout = 0")
    return journal


def _identity(path: Path) -> tuple[int, int]:
    known = path.stat()
    return known.st_dev, known.st_ino
