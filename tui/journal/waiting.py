"""What waits to be written: a queue that the loop fills without waiting, bounded in bytes."""

from collections import deque
from itertools import islice
from threading import Event, Lock
from typing import Final

from msgspec import Struct

from tui.core.book import Book
from tui.core.record import MessageRecord, Record

MOST_BYTES: Final = 64 << 20
"""Of messages that may wait while nothing can be written; beyond, the oldest leave unwritten."""

OVERHEAD: Final = 1_000
"""Bytes that a record takes beside its message, about."""


class Waiting(Struct, frozen=True):
    """One record on its way to the journal."""

    ordinal: int
    """Its place among the records of this session, from 0."""
    record: Record
    before: Book
    """The book before it: what a checkpoint holds."""
    after: Book


class Queue:
    """Filled by the loop, emptied by the writer's thread; what either does under the lock takes microseconds."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self.news = Event()
        """Set when there is something to write, or the end has come."""
        self._most = most_bytes
        self._lock = Lock()
        self._records: deque[Waiting] = deque()
        self._bytes = 0
        self._ordinal = 0
        self._book = Book()

    def put(self, record: Record, book: Book) -> None:
        """Keep a record and the book that came of it."""
        with self._lock:
            self._records.append(Waiting(self._ordinal, record, self._book, book))
            self._bytes += _size(record)
            while self._bytes > self._most and len(self._records) > 1:
                self._bytes -= _size(self._records.popleft().record)
        self._ordinal += 1
        self._book = book
        if not self.news.is_set():
            self.news.set()

    def first(self, most: int) -> list[Waiting]:
        """Up to so many of those that wait, oldest first; they stay until they are `written`."""
        with self._lock:
            return list(islice(self._records, most))

    def written(self, last: int) -> None:
        """Let those go whose ordinal is `last` or less."""
        with self._lock:
            while self._records and self._records[0].ordinal <= last:
                self._bytes -= _size(self._records.popleft().record)

    def __len__(self) -> int:
        return len(self._records)


def _size(record: Record) -> int:
    return OVERHEAD + (len(record.raw) if isinstance(record, MessageRecord) else 0)
