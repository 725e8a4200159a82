"""What the journal's tests tell: records as the real ledger makes them, with the book behind each."""

import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec.structs import replace

from tests.clock import FakeClock
from tests.core.builders import message, row
from tui.core.book import Book
from tui.core.failure import Ending, Failure
from tui.core.record import Record
from tui.feed.inbox import Message
from tui.feed.ledger import Ledger
from tui.feed.session import Session as Connection
from tui.journal.file import JournalFile, Session
from tui.journal.store import Journal
from tui.journal.waiting import Queue
from tui.journal.writer import JournalWriter

NS = 1_000_000
"""Nanoseconds of a millisecond."""

Told = tuple[Record, Book]


class Ponging(Connection):
    """A connection that was answered just now."""

    pong_at: float | None = None
    peer_ping_at: float | None = None
    round_trip: float | None = 0.03

    def __init__(self, now: float) -> None:
        self.pong_at = now


def update(number: int, *currencies: str) -> bytes:
    """A message of its own eventID that sets each currency's amount to `number`."""
    rows = [row(code, amount=str(number), available=str(number)) for code in currencies or ("BTC",)]
    return message(*rows, eventID=f"{number:08x}-2222-3333-4444-555555555555")


class Teller:
    """An account's story, told to a ledger; everything that came of it is in `told`."""

    def __init__(self, clock: FakeClock | None = None) -> None:
        self.clock = clock or FakeClock()
        self.ledger = Ledger(self.clock)
        self.told: list[Told] = []

    def _gather(self) -> None:
        while self.ledger.readings:
            reading = self.ledger.readings.popleft()
            if reading.record is not None:
                self.told.append((reading.record, reading.book))

    def connect(self) -> "Teller":
        self.ledger.connecting()
        self.ledger.opened(Ponging(self.clock.now), "exchange.test")
        self._gather()
        return self

    def hear(self, *messages: bytes, is_text: bool = True, late: bool = False) -> "Teller":
        for raw in messages:
            self.pass_time(0.01)
            self.ledger.take(Message(raw, is_text), self.ledger.link.generation - late)
        self._gather()
        return self

    def updates(self, first: int, end: int) -> "Teller":
        return self.hear(*(update(number) for number in range(first, end)))

    def relieve(self, raw: bytes) -> "Teller":
        self.ledger.relieved(Ponging(self.clock.now), Message(raw, text=True))
        self._gather()
        return self

    def settle(self) -> "Teller":
        self.ledger.settle()
        self._gather()
        return self

    def lose(self) -> "Teller":
        self.ledger.failed(Failure(Ending.LOST, "reset"), 0.0)
        self._gather()
        return self

    def pass_time(self, seconds: float) -> "Teller":
        self.clock.now += seconds
        self.clock.wall_now += round(seconds * 1_000)
        return self


SNAPSHOT = message(row("BTC"), row("ETH"), row("TWD"))


def story(updates: int = 0) -> Teller:
    """A connection, its snapshot, and so many updates."""
    return Teller().connect().hear(SNAPSHOT).updates(1, updates + 1)


class Desk:
    """A session that writes in the test's own thread, a batch whenever it is told to."""

    def __init__(self, path: Path, started: int = 1, most_bytes: int = 1 << 30) -> None:
        self.path = path
        self.session = Session("exchange.test", started)
        self.queue = Queue(most_bytes)
        self.file = JournalFile(path, self.session, started)

    def put(self, told: Sequence[Told]) -> "Desk":
        for record, book in told:
            self.queue.put(record, book)
        return self

    def write(self, seen: int = 1, most: int = 5_000) -> "Desk":
        while batch := self.queue.first(most):
            self.file.write(batch, seen)
            self.queue.written(batch)
        return self

    def reopen(self) -> "Desk":
        self.file.close()
        self.file = JournalFile(self.path, self.session, 1)
        return self

    def close(self) -> None:
        self.file.close()


def written(path: Path, told: Sequence[Told], started: int = 1, seen: int | None = None) -> None:
    """Write a whole story as one session."""
    desk = Desk(path, started).put(told)
    desk.write(told[-1][0].received * NS if seen is None else seen).close()


def until(is_so: Callable[[], bool], seconds: float = 10.0) -> bool:
    """Wait for what a thread does; whether it did it."""
    end = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > end:
            return False
        time.sleep(0.005)
    return True


class Writing:
    """A writer with its thread, and what it said."""

    def __init__(self, path: Path, **more: object) -> None:
        self.said: list[str] = []
        self.writer = JournalWriter(path, host="exchange.test", retry_seconds=0.05, **more)  # type: ignore[arg-type]
        self.writer.told = self.said.append

    def put(self, told: Sequence[Told]) -> "Writing":
        for record, book in told:
            self.writer.put(record, book)
        return self

    def all_written(self) -> bool:
        return until(lambda: not len(self.writer._queue))

    def close(self) -> bool:
        return self.writer.close(10.0)


def plain(told: Sequence[Told]) -> list[Record]:
    """The records, with what only this run's clock says taken out, as the journal gives them back."""
    return [_timed(record) for record, _ in told]


def _timed(record: Record) -> Record:
    if not getattr(record, "changes", ()):
        return record
    changes = tuple(replace(change, seen=change.received / 1000) for change in record.changes)  # type: ignore[union-attr]
    return replace(record, changes=changes)


def identifiers(raws: Sequence[bytes]) -> list[str]:
    return [json.loads(raw)["eventID"] for raw in raws]


def kept(path: Path) -> list[object]:
    """All records of a journal."""
    journal = Journal(path)
    try:
        return [each.record for each in journal.records(*journal.span())]
    finally:
        journal.close()
