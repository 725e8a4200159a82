"""What waits to be written: a queue that the loop fills without waiting, bounded in bytes."""

from collections import deque
from itertools import islice
from threading import Event, Lock
from typing import Final

from msgspec import Struct

from tui.core.balance import Balance
from tui.core.book import Book
from tui.core.link import State
from tui.core.record import Kind, LinkRecord, MessageRecord, Record

MOST_BYTES: Final = 64 << 20
"""That may wait while nothing can be written; beyond, the oldest leave unwritten."""

CHECKPOINT_EVERY: Final = 500
"""Records of a session between two whole books: so many at most are replayed to rebuild a moment."""

_OF_RECORD: Final = 1_000
"""Bytes that a record takes beside its message, about."""

_OF_CHANGE: Final = 800
"""Bytes of a change, about: two balances of three decimals each."""

_OF_ENTRY: Final = 100
"""Bytes of one currency's place in a book that is held, about."""


class Waiting(Struct, frozen=True):
    """One record on its way to the journal."""

    ordinal: int
    """Its place among the records of this session, from 0."""
    record: Record
    balances: tuple[Balance, ...]
    """What the currencies that it names held behind it."""
    before: Book | None
    """The book before it, where a checkpoint is due; a book for every record would be more than memory can bear."""


class Batch(Struct, frozen=True):
    """Some of those that wait, oldest first, and how things stood around them."""

    records: list[Waiting]
    before: Book
    """Before the first."""
    after: Book
    """Behind the last."""
    state: State
    """Of the link, before the first."""


class Queue:
    """Filled by the loop, emptied by the writer's thread; what either does under the lock takes little."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self.news = Event()
        """Set when there is something to write, or the end has come."""
        self._most = most_bytes
        self._lock = Lock()
        self._records: deque[Waiting] = deque()
        self._bytes = 0
        self._ordinal = 0
        self._latest = self._base = Book()
        """Behind the newest record, and before the oldest that waits."""
        self._state = State.CONNECTING
        """Of the link, before the oldest that waits."""

    def put(self, record: Record, book: Book) -> None:
        """Keep a record and the book that came of it."""
        with self._lock:
            before = None if self._ordinal % CHECKPOINT_EVERY else self._latest
            waiting = Waiting(self._ordinal, record, _balances(record, book), before)
            self._records.append(waiting)
            self._bytes += _size(waiting)
            self._ordinal += 1
            self._latest = book
            if self._bytes > self._most:
                self._make_room()
        if not self.news.is_set():
            self.news.set()

    def _make_room(self) -> None:
        """Let the oldest go, up to one whose book is known: without one, nothing behind it could be rebuilt."""
        while len(self._records) > 1:
            self._drop()
            first = self._records[0]
            if first.before is not None and self._bytes <= self._most:
                self._base = first.before
                return
        self._drop()
        self._base = self._latest

    def _drop(self) -> None:
        gone = self._records.popleft()
        self._bytes -= _size(gone)
        if isinstance(gone.record, LinkRecord):
            self._state = gone.record.state

    def first(self, most: int) -> Batch | None:
        """Up to so many of those that wait, oldest first; they stay until they are `written`.

        Of more than fit, it ends where a book is known; `most` is at least `CHECKPOINT_EVERY`.
        """
        with self._lock:
            if not self._records:
                return None
            after = self._latest
            count = len(self._records)
            if count > most:
                end = self._records[0].ordinal + most
                count = most - end % CHECKPOINT_EVERY
                known = self._records[count].before
                assert known is not None  # noqa: S101 - the one at a whole number of checkpoints has it
                after = known
            return Batch(list(islice(self._records, count)), self._base, after, self._state)

    def written(self, batch: Batch) -> None:
        """Let go what was written."""
        last = batch.records[-1].ordinal
        with self._lock:
            while self._records and self._records[0].ordinal <= last:
                self._drop()
            if (self._records[0].ordinal if self._records else self._ordinal) == last + 1:
                self._base = batch.after

    def __len__(self) -> int:
        return len(self._records)


def _balances(record: Record, book: Book) -> tuple[Balance, ...]:
    if not isinstance(record, MessageRecord) or record.kind not in (Kind.SNAPSHOT, Kind.UPDATE):
        return ()
    entries = book.entries
    return tuple([entries[currency].balance for currency in record.currencies if currency in entries])


def _size(waiting: Waiting) -> int:
    record = waiting.record
    size = _OF_RECORD if waiting.before is None else _OF_RECORD + _OF_ENTRY * len(waiting.before.entries)
    if isinstance(record, MessageRecord):
        size += len(record.raw) + _OF_CHANGE * max(len(record.changes), len(waiting.balances))
    return size
