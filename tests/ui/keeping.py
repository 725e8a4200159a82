"""A journal that has what was said as soon as it was, so that no test waits for a thread that gathers."""

from pathlib import Path

from tests.clock import FakeClock
from tui.core.book import Book
from tui.core.record import Record
from tui.journal.access import JournalAccess
from tui.journal.file import JournalFile, Session
from tui.journal.pages import Pages
from tui.journal.waiting import Queue


class Kept(JournalAccess):
    """A `JournalAccess` that writes at once, by the test's clock."""

    def __init__(self, path: Path, clock: FakeClock) -> None:
        super().__init__(path, host="127.0.0.1:9000", days=90, megabytes=1000)
        self._clock = clock
        self._own = Session("127.0.0.1:9000", clock.wall_ns())
        self._queue = Queue()
        self._is_opened = False
        self._pages = Pages(path, lambda: self.session)
        self._file = JournalFile(path, self._own, clock.wall_ns())

    @property
    def session(self) -> int | None:
        return self._own.number

    def put(self, record: Record, book: Book) -> None:
        self._queue.put(record, book)
        batch = self._queue.first(1)
        assert batch is not None
        self._file.write(batch, self._clock.wall_ns())
        self._queue.written(batch)
        if self._own.number is not None and not self._is_opened:
            self._is_opened = True
            assert self._pages is not None
            self.opened(self._pages)

    def alive(self) -> None:
        self._file.write(None, self._clock.wall_ns())

    def close(self, seconds: float = 1.0) -> bool:
        self._file.close()
        return super().close(seconds)
